"""How do rows become the values that are signed into a badge?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import quote

from badgeservice.issuing.microcredential_content import elements_of
from badgeservice.model.achievement import Achievement, Alignment, Behaviour, Kind
from badgeservice.model.addresses import Addresses
from badgeservice.storage.tables import BadgeClassVersionRow
from badgeservice.wording import N_, translator

EQF, EQF_LEVELS = "ext:EQFLevel", "http://data.europa.eu/snb/eqf/"


def achievement_of(version: BadgeClassVersionRow, addresses: Addresses) -> Achievement:
    """The achievement that a version of a badge class stands for."""
    slug = version.badge_class.slug
    return Achievement(
        id=addresses.badge_class(slug, version.number),
        kind=Kind(version.badge_class.kind),
        name=version.name,
        description=version.description,
        behaviours=tuple(Behaviour(**one) for one in version.behaviours),
        language=version.language,
        version=version.number,
        image_url=addresses.badge_class(slug, version.number) + "/image.png",
        image_caption=version.picture_caption,
        alignments=(
            *(_alignment(one, addresses.badge_class(slug, version.number)) for one in version.alignments),
            *_level(version),
        ),
        crebo=version.crebo,
        expires=version.valid_months is not None,
        part=(version.part_number, version.part_total) if version.part_number and version.part_total else None,
        microcredential=elements_of(version.details),
        previous=addresses.badge_class(slug, version.number - 1) if version.number > 1 else None,
        earlier=tuple(addresses.badge_class(slug, number) for number in range(version.number - 2, 0, -1)),
    )


def level_words(version: BadgeClassVersionRow) -> str | None:
    """What the EQF level of a version is called, in the language of the badge; None when it has none."""
    if version.eqf_level is None:
        return None
    is_official = (version.details or {}).get("level_is_official", False)
    words = N_("EQF-niveau {level}") if is_official else N_("EQF-niveau {level} (indicatief)")
    return translator(version.language)(words).format(level=version.eqf_level)


def _level(version: BadgeClassVersionRow) -> tuple[Alignment, ...]:
    words = level_words(version)
    if words is None:
        return ()
    address = f"{EQF_LEVELS}{version.eqf_level}"
    return (Alignment(EQF, words, address, str(version.eqf_level), "European Qualifications Framework"),)


def _alignment(stored: dict[str, Any], page: str) -> Alignment:
    alignment = Alignment(**stored)
    if alignment.target_url:
        return alignment
    return replace(alignment, target_url=f"{page}#{quote(alignment.target_code or '', safe='')}")
