"""Which example badges hang on the home page?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from flask import url_for

from badgeservice.drawing.badge_svg import badge_svg, small_svg
from badgeservice.drawing.design import BadgeDesign
from badgeservice.drawing.hanging import hole_of_shape
from badgeservice.model.achievement import Kind
from badgeservice.web.presenters.words import kind_name
from badgeservice.web.words import lazy_gettext

EXAMPLES: Mapping[str, BadgeDesign] = MappingProxyType(
    {
        "lassen": BadgeDesign(Kind.SKILLSBADGE, "zeskant", "houtskool", "fire", "MIG-lassen", "", "Lasbedrijf Vonk"),
        "gasten": BadgeDesign(
            Kind.SKILLSBADGE, "rond", "dennengroen", "door-open-fill", "Gasten", "ontvangen", "Hotel Zon"
        ),
        "schappen": BadgeDesign(
            Kind.PRAKTIJKVERKLARING, "werklabel", "baksteen", "basket-fill", "Schappen", "vullen", "Supermarkt De Hoek"
        ),
        "orders": BadgeDesign(
            Kind.DEELCERTIFICAAT, "ring", "petrol", "box-seam-fill", "Orders", "pakken", "Logistiek", (1, 4)
        ),
        "ontbijt": BadgeDesign(
            Kind.PRAKTIJKVERKLARING, "werklabel", "aubergine", "cup-hot-fill", "Ontbijt", "verzorgen", "Hotel Zon"
        ),
        "hygiene": BadgeDesign(
            Kind.BRANCHECERTIFICAAT, "zegel", "rozenhout", "shield-fill-check", "Hygiëne", "", "Branche Gastvrij"
        ),
        "magazijn": BadgeDesign(
            Kind.ERVARINGSCERTIFICAAT, "jaarringen", "linde", "boxes", "Magazijn", "werk", "EVC Salland"
        ),
        "duurzaam": BadgeDesign(
            Kind.MICROCREDENTIAL, "stapel", "zeelucht", "recycle", "Duurzaam", "werken", "Hogeschool"
        ),
        "facturen": BadgeDesign(
            Kind.MBO_CERTIFICAAT, "vel", "houtskool", "calculator-fill", "Facturen", "maken", "Praktijkcollege"
        ),
        "beroepenavond": BadgeDesign(
            Kind.BEWIJS_VAN_DEELNAME, "kaartje", "dennengroen", "people-fill", "Beroepen", "avond", "Hotel Zon"
        ),
    }
)
HANGING = ("lassen", "gasten", "schappen", "orders")
KINDS = {
    Kind.SKILLSBADGE: ("gasten", lazy_gettext("Iets wat iemand kan.")),
    Kind.DEELCERTIFICAAT: ("orders", lazy_gettext("Een deel van een groter geheel.")),
    Kind.PRAKTIJKVERKLARING: ("ontbijt", lazy_gettext("Wat de praktijkopleider op het werk ziet.")),
    Kind.BRANCHECERTIFICAAT: ("hygiene", lazy_gettext("Wat een branche van je werk vraagt.")),
    Kind.ERVARINGSCERTIFICAAT: ("magazijn", lazy_gettext("Wat je op het werk al hebt geleerd.")),
    Kind.MICROCREDENTIAL: ("duurzaam", lazy_gettext("Een korte opleiding die telt in Europa.")),
    Kind.MBO_CERTIFICAAT: ("facturen", lazy_gettext("Hoort bij een mbo-certificaat op papier.")),
    Kind.BEWIJS_VAN_DEELNAME: ("beroepenavond", lazy_gettext("Je was erbij.")),
}


@cache
def example_svg(name: str, cut: str) -> str | None:
    """The drawing of an example, in the full or the small cut; None when there is no such example."""
    design = EXAMPLES.get(name)
    if design is None:
        return None
    return small_svg(design) if cut == "klein" else badge_svg(design)


def hanging_badges() -> list[dict[str, Any]]:
    """The examples that hang from the top of the home page."""
    return [{"src": _address(name), "alt": "", "hole": hole_of_shape(EXAMPLES[name].shape)} for name in HANGING]


def kinds() -> list[dict[str, Any]]:
    """Every kind of badge that can be given, with its shape."""
    return [
        {"src": _address(name, "klein"), "name": kind_name(kind), "line": line} for kind, (name, line) in KINDS.items()
    ]


def _address(name: str, cut: str = "groot") -> str:
    return url_for("pages.example", name=name, cut=cut)
