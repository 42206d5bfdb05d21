"""What do staff read of a badge that was not wanted, or that reached somebody else?"""

from __future__ import annotations

from badgeservice.portfolio.declining import REFUSED
from badgeservice.storage.tables import AwardRow
from badgeservice.web.words import gettext as _


def declined_word(why: str) -> str:
    """The word for staff in a list of badges."""
    return str(_("Niet gewild") if why == REFUSED else _("Verkeerde persoon"))


def declined_sentence(award: AwardRow) -> str | None:
    """What staff can do about a badge that was not wanted, or reached somebody else; None when neither is so."""
    if award.kept_at is not None or award.revoked_at is not None or award.declined_why is None:
        return None
    if award.declined_why == REFUSED:
        return str(_("Deze badge is niet gewild. Was dat een vergissing? Stuur dan de mail of een link opnieuw."))
    return str(
        _(
            "Iemand zei: dat ben ik niet. Klopt het adres niet? Geef de badge dan opnieuw, met het goede adres, "
            "en trek deze in. Het adres hoort bij het zegel en kan dus niet veranderen."
        )
    )
