"""What does a learner fill in to share badges?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectMultipleField, StringField
from wtforms.fields import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from badgeservice.portfolio.hiding import chosen
from badgeservice.portfolio.sharing import LONGEST_TITLE, NO_END, Wish
from badgeservice.storage.tables import AwardRow
from badgeservice.web.issuer.choices import choices_of
from badgeservice.web.presenters.moments import day
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.presenters.sharing import SWITCH_NAMES
from badgeservice.web.words import lazy_gettext

USUALLY_SHOWN = ["behaviours"]
# No badge has it, so it is refused as one that is not theirs.
NO_BADGE = UUID(int=0)
LASTING = {
    "week": lazy_gettext("1 week"),
    "maand": lazy_gettext("1 maand"),
    "kwartaal": lazy_gettext("3 maanden"),
    "jaar": lazy_gettext("1 jaar"),
    NO_END: lazy_gettext("Zonder einde"),
}


class ShareForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """For whom, which badges, what of each, until when; the names are those of `Wish`."""

    badges = SelectMultipleField(
        lazy_gettext("Welke badges wil je delen?"),
        choices=[],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )
    title = StringField(lazy_gettext("Voor wie is de pagina?"), render_kw={"maxlength": LONGEST_TITLE})
    shown = SelectMultipleField(
        lazy_gettext("Wat mag die persoon nog meer zien?"),
        choices=choices_of(SWITCH_NAMES),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )
    lasts = RadioField(
        lazy_gettext("Hoe lang is de pagina te zien?"),
        choices=choices_of(LASTING),
        validate_choice=False,
    )

    def wish(self) -> Wish:
        """What was filled in."""
        badges = [_id(text) for text in self.badges.data or []]
        return Wish(self.title.data or "", badges, chosen(self.shown.data or []), self.lasts.data or "")


def badge_choices(own: Sequence[AwardRow]) -> list[SelectChoice]:
    """The badges to tick."""
    return choices_of({award.id: award.version.name for award in own})


def about_choices(own: Sequence[AwardRow]) -> dict[str, dict[str, Any]]:
    """What stands at each badge: its picture, giver and day."""
    return {
        str(award.id): {
            "line": f"{award.organisation.name}, {day(award.given_at)}",
            "src": picture_of(award.version)["src"],
        }
        for award in own
    }


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return NO_BADGE
