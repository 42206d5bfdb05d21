"""What stands in the picture of a shared page?"""

from __future__ import annotations

from collections.abc import Sequence

from badgeservice.drawing.hanging import hole_of
from badgeservice.drawing.share_image import HangingBadge, ShareWords
from badgeservice.storage.tables import AwardRow
from badgeservice.web.presenters.shared_page import Look, below, heading, is_unchecked, person


def hanging(looks: Sequence[Look]) -> list[HangingBadge]:
    """The badges that hang in it; one that does not count fell, one that was not checked has no picture."""
    return [_hanging(look) for look in looks if not is_unchecked(look.checked.report)]


def words(looks: Sequence[Look], badges: Sequence[AwardRow]) -> ShareWords:
    """Whose, what and by whom, of all badges on the page; `looks` are those that hang in the picture."""
    return ShareWords(person(badges), heading(badges), below(looks))


def _hanging(look: Look) -> HangingBadge:
    version = look.award.version
    drawn = version.picture_svg
    return HangingBadge(drawn, None if drawn else version.picture_png, hole_of(version.design), not look.is_valid)
