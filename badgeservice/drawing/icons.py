"""Which icons may a badge carry, and what are their paths?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from fontTools.pens.boundsPen import BoundsPen
from fontTools.svgLib.path import parse_path

from badgeservice.drawing.packaged import packaged_file
from badgeservice.wording import N_

ICONS: Mapping[str, str] = MappingProxyType(
    {
        "stars": N_("sterren"),
        "door-open-fill": N_("open deur"),
        "cup-hot-fill": N_("kop koffie"),
        "basket-fill": N_("mandje"),
        "scissors": N_("schaar"),
        "tools": N_("gereedschap"),
        "truck": N_("vrachtwagen"),
        "tree-fill": N_("boom"),
        "heart-pulse-fill": N_("hart met hartslag"),
        "fire": N_("vlam"),
        "shield-fill-check": N_("schild met vinkje"),
        "box-seam-fill": N_("doos"),
        "bricks": N_("bakstenen"),
        "brush-fill": N_("penseel"),
        "bicycle": N_("fiets"),
        "chat-heart-fill": N_("praatwolk met hart"),
        "key-fill": N_("sleutel"),
        "lightbulb-fill": N_("gloeilamp"),
        "people-fill": N_("twee mensen"),
        "megaphone-fill": N_("megafoon"),
        "hammer": N_("hamer"),
        "screwdriver": N_("schroevendraaier"),
        "wrench-adjustable": N_("moersleutel"),
        "nut-fill": N_("moer"),
        "gear-fill": N_("tandwiel"),
        "rulers": N_("linialen"),
        "ladder": N_("ladder"),
        "paint-bucket": N_("verfpot"),
        "cone-striped": N_("pion"),
        "plug-fill": N_("stekker"),
        "lightning-charge-fill": N_("bliksem"),
        "droplet-fill": N_("druppel"),
        "thermometer-half": N_("thermometer"),
        "fan": N_("ventilator"),
        "bucket-fill": N_("emmer"),
        "recycle": N_("kringloop"),
        "flower1": N_("bloem"),
        "leaf-fill": N_("blad"),
        "fork-knife": N_("mes en vork"),
        "egg-fried": N_("gebakken ei"),
        "cake2-fill": N_("taart"),
        "cup-straw": N_("beker met rietje"),
        "luggage-fill": N_("koffer"),
        "lamp-fill": N_("lamp"),
        "house-fill": N_("huis"),
        "building-fill": N_("gebouw"),
        "shop": N_("winkel"),
        "cart-fill": N_("winkelwagen"),
        "handbag-fill": N_("tas"),
        "wallet-fill": N_("portemonnee"),
        "calculator-fill": N_("rekenmachine"),
        "upc-scan": N_("streepjescode"),
        "boxes": N_("stapel dozen"),
        "bus-front-fill": N_("bus"),
        "car-front-fill": N_("auto"),
        "train-front-fill": N_("trein"),
        "fuel-pump-fill": N_("tankpomp"),
        "bandaid-fill": N_("pleister"),
        "hospital-fill": N_("ziekenhuis"),
        "person-wheelchair": N_("mens in rolstoel"),
        "person-heart": N_("mens met hart"),
        "headset": N_("headset"),
        "telephone-fill": N_("telefoon"),
        "laptop-fill": N_("laptop"),
        "cpu-fill": N_("chip"),
        "camera-fill": N_("camera"),
        "pencil-fill": N_("potlood"),
        "book-fill": N_("boek"),
        "clipboard-check-fill": N_("klembord"),
        "puzzle-fill": N_("puzzelstuk"),
    }
)

_SPRITE = ("Bootstrap-Flask", "flask_bootstrap/static/bootstrap5/icons/bootstrap-icons.svg")
_SYMBOL = re.compile(r'<symbol[^>]*\bid="([^"]+)"[^>]*>(.*?)</symbol>', re.DOTALL)
_ATTRIBUTE = re.compile(r'<path[^>]*?\bd="([^"]+)"')


@dataclass(frozen=True)
class IconDrawing:
    """The paths of an icon on its grid of 16 (`markup`, without a colour), and the box that they fill there."""

    markup: str
    x: float
    y: float
    width: float
    height: float


@cache
def icon_drawing(name: str) -> IconDrawing:
    """The drawing of one of ICONS; KeyError for another name."""
    markup = _sprite()[name]
    pen = BoundsPen(None)
    for path in _ATTRIBUTE.findall(markup):
        parse_path(path, pen)
    left, top, right, bottom = pen.bounds
    return IconDrawing(markup, left, top, right - left, bottom - top)


@cache
def _sprite() -> Mapping[str, str]:
    text = packaged_file(*_SPRITE).read_text(encoding="utf-8")
    return {name: markup for name, markup in _SYMBOL.findall(text) if name in ICONS}
