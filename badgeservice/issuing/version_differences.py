"""What is different in a version of a badge class, compared with the one before it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Literal

from badgeservice.storage.tables import BadgeClassVersionRow
from badgeservice.wording import N_

Change = Literal["added", "removed", "changed"]

BEHAVIOUR, CODE, PART = N_("Gedragsvoorbeeld"), N_("Code"), N_("Onderdeel van de stapel")
LANGUAGE_WORDS = {"nl": N_("Nederlands"), "en": N_("Engels")}
# How alike two texts are, from 0 to 1, before the second is called a change of the first.
ALIKE = 0.6


@dataclass(frozen=True)
class Difference:
    """One thing that is different: the label of the field, and what it said `before` and says `after`.

    Of something added there is no `before`, of something removed no `after`; with neither, the field is just another
    one. `is_ours` tells whether before and after are words of the service, to translate, and not of whoever wrote them.
    """

    label: str
    kind: Change
    before: str | None = None
    after: str | None = None
    is_ours: bool = False


def differences(
    before: BadgeClassVersionRow,
    after: BadgeClassVersionRow,
    parts_before: Sequence[str] = (),
    parts_after: Sequence[str] = (),
) -> list[Difference]:
    """Everything that is different, in the order of the form; the parts of a stack are given by their names."""
    return [
        *_line(N_("Naam van de badge"), before.name, after.name),
        *_line(N_("Waar gaat deze badge over?"), before.description, after.description),
        *_reworded(BEHAVIOUR, _behaviours(before), _behaviours(after)),
        *_order(_behaviours(before), _behaviours(after)),
        *_texts(PART, parts_before, parts_after),
        *_yes_or_no(before.stack_automatic, after.stack_automatic, N_("Wordt vanzelf gegeven als alle delen er zijn")),
        *_line(N_("Crebonummer"), before.crebo, after.crebo),
        *_texts(CODE, _codes(before), _codes(after)),
        *_line(N_("Niveau (EQF)"), _number(before.eqf_level), _number(after.eqf_level)),
        *_line(N_("Deel van een geheel"), _part(before), _part(after)),
        *_line(N_("Aantal maanden geldig"), _number(before.valid_months), _number(after.valid_months)),
        *_yes_or_no(before.can_be_suspended, after.can_be_suspended, N_("Kan tijdelijk worden stopgezet")),
        *_language(before.language, after.language),
        *_picture(before, after),
        *_other(N_("Gegevens van deze soort badge"), _details(before) != _details(after)),
    ]


def _line(label: str, before: str | None, after: str | None) -> Iterator[Difference]:
    if before != after:
        kind: Change = "changed" if before and after else "added" if after else "removed"
        yield Difference(label, kind, before or None, after or None)


def _reworded(label: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
    gone = [text for text in before if text not in after]
    for text in after:
        if text in before:
            continue
        alike = get_close_matches(text, gone, n=1, cutoff=ALIKE)
        if alike:
            gone.remove(alike[0])
        yield from _line(label, alike[0] if alike else None, text)
    yield from _texts(label, gone, ())


def _texts(label: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
    yield from (Difference(label, "added", after=text) for text in after if text not in before)
    yield from (Difference(label, "removed", before=text) for text in before if text not in after)


def _order(before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
    kept_before = [text for text in before if text in after]
    kept_after = [text for text in after if text in before]
    yield from _other(N_("Volgorde van de gedragsvoorbeelden"), kept_before != kept_after)


def _yes_or_no(before: bool, after: bool, words: str) -> Iterator[Difference]:
    if before != after:
        label = N_("Regel")
        if after:
            yield Difference(label, "added", after=words, is_ours=True)
        else:
            yield Difference(label, "removed", before=words, is_ours=True)


def _language(before: str, after: str) -> Iterator[Difference]:
    if before != after:
        words = (LANGUAGE_WORDS.get(before, before), LANGUAGE_WORDS.get(after, after))
        yield Difference(N_("Taal van de badge"), "changed", *words, is_ours=True)


def _picture(before: BadgeClassVersionRow, after: BadgeClassVersionRow) -> Iterator[Difference]:
    label = N_("Plaatje")
    if before.picture_caption != after.picture_caption:
        yield from _line(label, before.picture_caption, after.picture_caption)
    else:
        yield from _other(label, before.design != after.design or before.picture_png != after.picture_png)


def _other(label: str, is_other: bool) -> Iterator[Difference]:
    if is_other:
        yield Difference(label, "changed")


def _behaviours(version: BadgeClassVersionRow) -> list[str]:
    return [one["text"] for one in version.behaviours]


def _codes(version: BadgeClassVersionRow) -> list[str]:
    return [" ".join(filter(None, (one.get("target_code"), one["target_name"]))) for one in version.alignments]


def _details(version: BadgeClassVersionRow) -> dict[str, Any]:
    return {name: value for name, value in (version.details or {}).items() if value}


def _part(version: BadgeClassVersionRow) -> str | None:
    return f"{version.part_number} / {version.part_total}" if version.part_number and version.part_total else None


def _number(number: int | None) -> str | None:
    return None if number is None else str(number)
