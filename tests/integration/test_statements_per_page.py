"""Does a page ask the database as often with many rows as with few? (No query for each row of a list.)"""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from copied_rows import Copies
from every_page import ANYBODY, LEARNER, MOST, PORTFOLIO, PROGRAM, STAFF, Address, addresses, rules
from flask import Flask
from flask.testing import FlaskClient
from one_of_everything import LET_IN, fill_in, learner_with_two, manage_everything
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from badgeservice.app import create_app
from badgeservice.cli.init import prepare
from badgeservice.demo.story import tell
from badgeservice.drawing.share_image import MOST_HANGING
from badgeservice.network.documents import fetch_nothing
from badgeservice.settings import read_settings
from badgeservice.storage.engine import opened_database
from badgeservice.storage.tables import AccountRow, BadgeClassRow, BadgeClassVersionRow, OrganisationRow
from badgeservice.web.collaborators import NAME

NOW = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)
OF_ORGANISATION = frozenset({"organisation", "status_list"})
PEOPLE = frozenset({"account", "learner", "share", "asking_link"})


def an_organisation_with_many(_session: Session):
    """Of everything, all in the organisation: classes, badges, learners, colleagues."""
    return lambda table, _row: table in OF_ORGANISATION


def a_learner_with_many(_session: Session):
    """Badges of as many organisations, on one shared page."""
    return lambda table, _row: table in PEOPLE


def many_shared_pages(_session: Session):
    """Each with all badges."""
    return lambda table, _row: table not in {"share", "shared_badge"}


def a_branch_with_many(session: Session):
    """Organisations that give its badge classes, recommend it and are recommended by it."""
    kept = _of_branches(session)
    return lambda table, row: table in PEOPLE or row.get("id") in kept or _all_of(kept, row)


def many_branches(session: Session):
    """Whose badge classes an organisation may give."""
    copied = _of_branches(session)
    said = {"mandate", "endorsement", "own_behaviour", "endorsement_invitation"}
    return lambda table, row: row.get("id") not in copied and table not in said and not _all_of(copied, row)


GROWN = (an_organisation_with_many, a_learner_with_many, many_shared_pages, a_branch_with_many, many_branches)


# What is no page by itself: it leads on, needs a secret that is told once, or belongs to the session of one browser.
NOT_WALKED = {
    "/aanbevelen/<token>",
    "/aanbevelen/<token>/niet",
    "/badge-classes/<slug>",
    "/badge-classes/<slug>/v<int(max=2147483647):number>/voorbeeld",
    "/beoordelen/<token>",
    "/beoordelen/<token>/niet",
    "/bewaren/<token>",
    "/bewaren/<token>/niet-nodig",
    "/bewaren/<token>/niet-van-mij",
    "/favicon.ico",
    "/fonts/<name>",
    "/ims/ob/v3p0/oauth/authorize",
    "/inloggen/<token>",
    "/inloggen/code",
    "/inloggen/code-instellen",
    "/mijn/gegevens/adressen/bewijs/<token>",
    "/mijn/gegevens/adressen/code",
    "/mijn/gegevens/adressen/samen/<uuid:claim>",
    "/mijn/inloggen/<token>",
    "/mijn/inloggen/code",
    "/mijn/samen",
    "/oembed",
    "/organisatie/<slug>/soorten/<uuid:version_id>/voorbeeld.svg",
    "/stijl-<digest>.css",
    "/voorbeelden/<name>-<any(groot, klein):cut>.svg",
}
# One badge after the other, so that no more than one is in memory; see the test below.
ONE_BY_ONE = "/mijn/meenemen/badges.zip"
# The first few badges of a page are checked for it, and which these are, and what others say of them, differs.
FIRST_FEW = "/p/<token>/beeld.png"
FEW, MANY = 2, 5


@dataclass
class Place:
    """An app over one of the databases, its visitors, and what it asked the database."""

    app: Flask
    visitors: dict[str, tuple[FlaskClient, dict[str, str]]]
    asked: list[str] = field(default_factory=list)

    def get(self, address: Address) -> int:
        """The status of an answer that was read to its end; `asked` holds the statements that it took."""
        self.asked.clear()
        client, headers = self.visitors[address.who]
        answer = client.get(address.path, headers=headers)
        assert answer.status_code != 200 or answer.data
        return answer.status_code


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """Each rule with the statements that its pages take: {rule: {path: (few rows, many rows)}}."""
    folder = tmp_path_factory.mktemp("many-rows")
    environment = {
        "BADGESERVICE_DATA_DIR": str(folder),
        "BADGESERVICE_KEY_ENCRYPTION_KEY_FILE": str(folder / "key"),
        "BADGESERVICE_RATE_LIMITS": "off",
    }
    first = read_settings({**environment, "BADGESERVICE_DATABASE_URL": f"sqlite:///{folder / 'first.db'}"})
    prepare(first).close()
    people = _demo(first)
    few, many = (_place(environment, folder, number, people) for number in (FEW, MANY))
    with opened_database(first.database_url) as database, database.reading() as session:
        found = {rule.rule: _walked(few, many, session, rule) for rule in rules(few.app)}
    for place in (few, many):
        place.app.extensions[NAME].database.close()
    return found


def test_a_page_takes_as_many_statements_with_six_rows_as_with_three(walked):
    taken = {path: counts for rule, paths in walked.items() if rule not in (ONE_BY_ONE, FIRST_FEW)
             for path, counts in paths.items()}  # fmt: skip

    assert len(taken) > 150
    assert {path: counts for path, counts in taken.items() if counts[0] != counts[1]} == {}


def test_every_page_was_walked(walked):
    assert {rule for rule, paths in walked.items() if not paths} == NOT_WALKED


def test_the_picture_of_a_shared_page_asks_of_a_few_badges_only(walked):
    assert all(max(counts) <= 10 + 8 * MOST_HANGING for counts in walked[FIRST_FEW].values())


def test_taking_everything_along_asks_a_few_things_of_each_badge(walked):
    [(few, many)] = walked[ONE_BY_ONE].values()

    badges = 2 * 2 * (MANY - FEW)
    assert (many - few) / badges < 25


def _demo(settings):
    """The demo with one of everything that it lacks, and who may visit it."""
    app = create_app(settings, lambda: NOW, fetch_nothing)
    tools = app.extensions[NAME]
    tell(app, NOW)
    with app.app_context(), tools.database.writing() as session:
        account = session.scalars(select(AccountRow).where(AccountRow.is_operator)).one()
        manage_everything(session, account, NOW)
        session.flush()
        token = fill_in(session, tools, account, NOW)
        people = (account.fs_uniquifier, str(learner_with_two(session)), token)
    tools.database.close()
    return people


def _place(environment, folder, number, people):
    file = folder / f"{number}.db"
    shutil.copy(folder / "first.db", file)
    settings = read_settings({**environment, "BADGESERVICE_DATABASE_URL": f"sqlite:///{file}"})
    app = create_app(settings, lambda: NOW, fetch_nothing)
    app.testing = True
    database = app.extensions[NAME].database
    with database.writing() as session:
        copies = Copies(session)
        for grown in GROWN:
            copies.more(number, grown(session))
    place = Place(app, _visitors(app, *people))
    event.listen(database.engine, "before_cursor_execute", lambda _c, _cu, said, *_more: _note(place, said))
    return place


def _note(place, said):
    if not said.startswith(("PRAGMA", "BEGIN")):
        place.asked.append(said)


def _visitors(app, account, learner, token):
    def with_session(**known):
        client = app.test_client()
        with client.session_transaction() as session:
            session.update(known)
        return client, {}

    return {
        STAFF: with_session(_user_id=account, _fresh=True, staff_seen=NOW.timestamp()),
        LEARNER: with_session(learner=learner),
        ANYBODY: (app.test_client(), {}),
        PROGRAM: (app.test_client(), {"Authorization": f"Bearer {token}"}),
        PORTFOLIO: (app.test_client(), {"Authorization": f"Bearer {LET_IN}"}),
    }


def _walked(few, many, session, rule):
    """The first addresses of a rule that answer, in each organisation; what is made once was made before counting."""
    found, per_place = {}, Counter()
    for address in addresses(session, rule):
        if per_place[address.place] < MOST and few.get(address) == 200:
            per_place[address.place] += 1
            found[address.path] = _asked(few, many, address)
    return found


def _asked(few, many, address):
    """The statements that a page takes; asked for again when they differ, since what is written now and then may just
    have been due."""
    for _time in range(2):
        assert (many.get(address), few.get(address), many.get(address)) == (200, 200, 200), address.path
        if len(few.asked) == len(many.asked):
            break
    return len(few.asked), len(many.asked)


def _of_branches(session: Session):
    branches = set(session.scalars(select(OrganisationRow.id).where(OrganisationRow.kind == "branche")))
    classes = set(session.scalars(select(BadgeClassRow.id).where(BadgeClassRow.organisation_id.in_(branches))))
    of_classes = select(BadgeClassVersionRow.id).where(BadgeClassVersionRow.badge_class_id.in_(classes))
    return branches | classes | set(session.scalars(of_classes))


def _all_of(ids, row):
    """Keys and lists of these."""
    return row.get("organisation_id") in ids and "is_open" in row
