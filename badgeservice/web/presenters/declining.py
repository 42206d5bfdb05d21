"""What does somebody read who does not want a badge, whose it is not, or who asks for a new link?"""

from __future__ import annotations

from typing import Any

from badgeservice.storage.tables import AwardRow
from badgeservice.web.words import gettext as _

Page = dict[str, Any]


def ask_page(why: str, award: AwardRow, action: str, back_href: str) -> Page:
    """The question before it happens; `why` is not_me, refused or give_back."""
    titles = {
        "not_me": _("Ben jij dit niet?"),
        "refused": _("Wil je deze badge niet?"),
        "give_back": _("Is deze badge niet van jou?"),
    }
    buttons = {
        "not_me": _("Dit ben ik niet"),
        "refused": _("Ik wil deze badge niet"),
        "give_back": _("Deze badge is niet van mij"),
    }
    return {
        "title": titles[why],
        "lead": None,
        "name": award.version.name,
        "person": award.recipient_name,
        "giver": award.organisation.name,
        "lines": _what_happens(why),
        "action": action,
        "button": buttons[why],
        "back_href": back_href,
        "is_theirs": why == "give_back",
    }


def done_page(what: str) -> Page:
    """What happened; `what` is not_me, refused or asked."""
    titles = {"not_me": _("Dank je wel"), "refused": _("Goed, dat is duidelijk"), "asked": _("Kijk in je mail")}
    leads = {
        "not_me": _("De link werkt nu niet meer."),
        "refused": _("We bewaren de badge niet voor je."),
        "asked": _("Staat er een mailadres bij de badge? Dan krijg je daar een nieuwe link."),
    }
    lines = {
        "not_me": [_("De gever ziet dat de naam niet klopt.")],
        "refused": [_("De gever ziet dat je hem niet wilt."), _("Wil je hem toch? Vraag de gever om een link.")],
        "asked": [
            _("Wacht een paar minuten."),
            _("Kijk ook bij ongewenste mail."),
            _("Heb je geen mailadres? Vraag de gever om hulp."),
        ],
    }
    return {"title": titles[what], "lead": leads[what], "lines": lines[what], "action": None}


def _what_happens(why: str) -> list[str]:
    if why == "refused":
        return [
            _("De link werkt dan niet meer."),
            _("We bewaren niets voor je."),
            _("De gever ziet dat je hem niet wilt."),
        ]
    if why == "give_back":
        return [
            _("De badge gaat weg bij jou."),
            _("Hij gaat ook weg van wat je deelt."),
            _("De gever ziet dat de naam niet klopt."),
        ]
    return [_("De link werkt dan niet meer."), _("De gever ziet dat de naam niet klopt.")]
