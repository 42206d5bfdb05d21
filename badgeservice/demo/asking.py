"""Who asks for a badge in the demo: one person who heard "not yet", and asked again?"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.issuing.answering import decline
from badgeservice.issuing.asking import Invitation, open_link
from badgeservice.issuing.requests import Wish, ask
from badgeservice.organisations.accounts import count_mail_as_sent
from badgeservice.storage import accounts
from badgeservice.storage.tables import AskingLinkRow, BadgeClassVersionRow
from badgeservice.web.collaborators import Collaborators

BADGE, PLACE = "Kamers verzorgen", "Personeelskantine"
FIRST = Wish("Fatima Yilmaz", "fatima@voorbeeld.nl", "Ik maak kamers schoon.")
AGAIN = Wish(
    "Fatima Yilmaz",
    "fatima@voorbeeld.nl",
    "Ik maak elke week twintig kamers klaar op de tweede verdieping.\nIk meld het als er iets kapot is.",
)


def ask_for_a_badge(session: Session, tools: Collaborators, version_id: UUID, now: datetime) -> None:
    """A poster hangs in the canteen; somebody asked, was told to say more, and waits for an answer now."""
    version = session.get_one(BadgeClassVersionRow, version_id)
    organisation = version.badge_class.organisation
    giver = accounts.members(session, organisation.id)[0][0]
    link = open_link(session, organisation, Invitation(version_id, PLACE, None, None), giver.id, _days(now, 40))
    first = _ask(session, link, FIRST, _days(now, 21))
    decline(session, organisation, first, "more", "", giver.id, tools.addresses, _days(now, 20))
    count_mail_as_sent(session, first, _days(now, 20))
    _ask(session, link, AGAIN, _days(now, 2))


def _ask(session: Session, link: AskingLinkRow, wish: Wish, moment: datetime) -> UUID:
    request = ask(session, link, wish, moment)
    count_mail_as_sent(session, request.id, moment)
    return request.id


def _days(now: datetime, ago: int) -> datetime:
    return now - timedelta(days=ago)
