"""What do the files in the ZIP say about what is in it, and about checking it without this service?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from badgeservice.jsonld.moment import write_moment
from badgeservice.model.days import written_day
from badgeservice.portfolio.taking_along import Taken
from badgeservice.web.presenters.elsewhere import foreign_state
from badgeservice.web.presenters.moments import day_of_text
from badgeservice.web.presenters.verdict import page_kind
from badgeservice.web.words import gettext as _
from badgeservice.wording import LANGUAGES, N_, Translate, translator

LINE = "\r\n"
READ_ME, PICTURE = "LEESMIJ.txt", "badge.png"
FOR_PEOPLE = {"badge.pdf": N_("Blad om te printen"), PICTURE: N_("Plaatje")}
TITLE = N_("Jouw badges, meegenomen op {day}")
WHAT = (
    N_("Dit zijn al jouw badges. Ze zijn van jou. Bewaar deze map goed."),
    N_("Open index.html. Dan zie je al je badges. Daar heb je geen internet voor nodig."),
    N_("Elke badge heeft een eigen map. In die map staat de badge een paar keer. Elk bestand is van een andere soort."),
    N_("PDF: om te printen. PNG: een plaatje met de badge erin. JSON en JWT: voor andere programma's."),
    N_("In de map “elders” staan badges van andere websites. Die bestanden zijn precies zoals jij ze gaf."),
)
CHECKING = N_("Zijn de badges echt?")
HOW = (
    N_("Iedereen kan kijken of een badge echt is. Stuur die persoon het bestand van de badge."),
    N_("Dat kan op een website die Open Badges controleert. Of met het gratis programma badgeservice."),
    N_("Typ dan dit in deze map. Er is geen internet nodig:"),
)
MOMENT = N_("Zo zie je wat er toen gold. Is een badge daarna ingetrokken? Dat weet alleen de gever.")
MISSING = N_("Van sommige badges is niet elk soort bestand er. Van een badge die niet meetelt, maken we niets nieuws.")


def index_rows(taken: Sequence[Taken]) -> list[dict[str, Any]]:
    """What take_along_index.html shows."""
    return [
        {
            "name": badge.name or _("Badge zonder naam"),
            "giver": badge.giver,
            "given_on": day_of_text(badge.given_on),
            "kind": page_kind(badge.report),
            "state": foreign_state(badge.report),
            "is_foreign": badge.is_foreign,
            "picture": f"{badge.folder}/{PICTURE}" if PICTURE in badge.files and not badge.is_foreign else None,
            **_files(badge),
        }
        for badge in taken
    ]


def _files(badge: Taken) -> dict[str, Any]:
    """What people use first, under a name that says what it is for; then the files for programs."""
    first = {name: _(words) for name, words in FOR_PEOPLE.items() if name in badge.files and not badge.is_foreign}
    return {
        "first": [{"name": words, "href": f"{badge.folder}/{name}"} for name, words in first.items()],
        "others": [{"name": name, "href": f"{badge.folder}/{name}"} for name in badge.files if name not in first],
    }


def read_me(taken: Sequence[Taken], moment: datetime) -> str:
    """LEESMIJ.txt: what this is and how it is checked, in every language one below the other."""
    return (
        f"{LINE}{LINE}{'-' * 60}{LINE}{LINE}".join(LINE.join(_lines(taken, moment, language)) for language in LANGUAGES)
        + LINE
    )


def notes(taken: Sequence[Taken]) -> dict[str, str]:
    """The note in the folder of each badge of which some forms could not be made."""
    return {f"{badge.folder}/{READ_ME}": _note(badge) for badge in taken if badge.missing}


def _note(badge: Taken) -> str:
    state = foreign_state(badge.report)
    return str(_("Van deze badge is niet elk soort bestand er. De badge is nu: %(state)s.", state=state)) + LINE


def _lines(taken: Sequence[Taken], moment: datetime, language: str) -> Iterator[str]:
    translate: Translate = translator(language)
    yield translate(TITLE).format(day=written_day(moment, language).replace("\u00a0", " "))
    yield ""
    yield from (translate(line) for line in WHAT)
    if any(badge.missing for badge in taken):
        yield translate(MISSING)
    yield ""
    yield translate(CHECKING)
    yield from (translate(line) for line in HOW)
    yield ""
    yield f"    badgeservice verify --documents documents.json --at {write_moment(moment)} {_example(taken)}"
    yield ""
    yield translate(MOMENT)


def _example(taken: Sequence[Taken]) -> str:
    return f"{taken[0].folder}/{taken[0].files[0]}" if taken else "badges/…/badge.json"
