"""Where in the demo does a second person look: which colleague joins, and what waits for somebody else?"""

from __future__ import annotations

from datetime import datetime

from flask_security import hash_password
from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor
from badgeservice.demo.cast import COLLEAGUE, GREEN, PASSPHRASE, PROPOSED
from badgeservice.issuing import badge_classes
from badgeservice.issuing.class_proposals import propose
from badgeservice.organisations import accounts as people
from badgeservice.organisations.four_eyes import set_four_eyes
from badgeservice.organisations.roles import Role
from badgeservice.storage import organisations


def ask_a_second_person(session: Session, by: Actor, moment: datetime) -> None:
    """Let a colleague join, who makes a badge class and puts it before the beheerder."""
    organisation = organisations.by_slug(session, GREEN)
    assert organisation is not None  # noqa: S101 - made by the story
    _role, email, name = COLLEAGUE
    roles = frozenset({Role.COMPOSER, Role.GIVER})
    colleague = people.invite(session, organisation, email, name, roles, by, moment)
    colleague.password = hash_password(PASSPHRASE)
    people.count_mail_as_sent(session, colleague.id, moment)
    set_four_eyes(session, organisation, True, False, by, moment)
    version = badge_classes.of_name(session, organisation, PROPOSED)
    propose(session, organisation, version.id, colleague.id, moment)
