"""What does the branch of the demo let others give, and what did they ask of it?"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor
from badgeservice.demo.cast import BRANCH, HOTEL, TRANSPORT, DemoAward, DemoClass
from badgeservice.issuing import badge_classes as classes
from badgeservice.issuing import own_behaviours
from badgeservice.issuing.class_content import ClassContent
from badgeservice.model.days import AMSTERDAM
from badgeservice.organisations import accounts as people
from badgeservice.organisations import mandates
from badgeservice.organisations.mandate_period import Period
from badgeservice.storage import accounts, organisations
from badgeservice.storage.tables import BadgeClassVersionRow, OrganisationRow
from badgeservice.web.collaborators import Collaborators

SERVING, KITCHEN = "Gastvrij bedienen", "Veilig werken in de keuken"
ASKED_DAYS_AGO, ENDED_DAYS_AGO, HELD_DAYS_MORE = 2, 100, 365
MOTIVATION = "In onze kantine leiden wij elk jaar vier mensen op. Onze praktijkopleider werkte tien jaar in de horeca."

STANDARD = (
    DemoClass(BRANCH, ClassContent(
        "deelcertificaat", SERVING, "Deel 1 van de norm van de branche voor werken in de horeca.", "nl",
        ("Je begroet gasten en wijst ze een tafel.", "Je neemt een bestelling op en herhaalt die.",
         "Je brengt eten en drinken aan de goede tafel."),
        part_number=1, part_total=2,
    ), "rozenhout", "cup-hot-fill", "ring", ("Gastvrij", "bedienen")),
    DemoClass(BRANCH, ClassContent(
        "deelcertificaat", KITCHEN, "Deel 2 van de norm van de branche voor werken in de horeca.", "nl",
        ("Je gebruikt messen en machines veilig.", "Je maakt je werkplek schoon.", "Je weet wat je doet bij brand."),
        part_number=2, part_total=2,
    ), "rozenhout", "shield-fill-check", "ring", ("Veilig in", "de keuken")),
)  # fmt: skip
UNDER_A_MANDATE = DemoAward(SERVING, "Yara Haddad", 10, email="yara@voorbeeld.nl", giver=HOTEL)


def build_branch(session: Session, tools: Collaborators, by: Actor, start: datetime, now: datetime) -> None:
    """The hotel holds one mandate and held another; the transporter asked for one and waits."""
    branch, hotel, transport = (_organisation(session, slug) for slug in (BRANCH, HOTEL, TRANSPORT))
    serving, kitchen = (classes.of_name(session, branch, name) for name in (SERVING, KITCHEN))
    _grant(session, tools, hotel, kitchen, start, now - timedelta(days=ENDED_DAYS_AGO))
    _grant(session, tools, hotel, serving, start, now + timedelta(days=HELD_DAYS_MORE))
    own_behaviours.add(session, hotel, serving, "Je groet gasten in het Nederlands en in het Duits.", by, start)
    asked_at = now - timedelta(days=ASKED_DAYS_AGO)
    asked = mandates.ask(
        session,
        transport,
        serving.badge_class_id,
        MOTIVATION,
        accounts.members(session, transport.id)[0][0].id,
        asked_at,
    )
    people.count_mail_as_sent(session, asked.id, asked_at)


def _grant(session: Session, tools: Collaborators, hotel: OrganisationRow, version: BadgeClassVersionRow,
           start: datetime, end: datetime) -> None:  # fmt: skip
    branch = version.badge_class.organisation
    period = Period(start.astimezone(AMSTERDAM).date(), end.astimezone(AMSTERDAM).date())
    signing = mandates.Signing(tools.sign, tools.addresses)
    by = accounts.members(session, branch.id)[0][0].id
    row = mandates.grant(session, branch, hotel.id, version.badge_class_id, period, by, signing, start)
    people.count_mail_as_sent(session, row.id, start)


def _organisation(session: Session, slug: str) -> OrganisationRow:
    found = organisations.by_slug(session, slug)
    assert found is not None  # noqa: S101 - made before
    return found
