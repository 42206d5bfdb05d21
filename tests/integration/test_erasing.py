"""What is left of a badge, and of a learner, who had it erased?"""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from kept_by_learner import Kept
from programs import Program
from sqlalchemy import select, text
from staff_desk import Desk, shown

from badgeservice.errors import BadgeServiceError, ErasedError
from badgeservice.issuing import withdraw
from badgeservice.issuing.derived_forms import MEDIA_TYPES, form_of
from badgeservice.issuing.reasons import Reason
from badgeservice.organisations.one_time_links import KEEP, make_link
from badgeservice.portfolio.erasing import LEARNER_ACTOR, erase_badge
from badgeservice.storage import awards, erasing
from badgeservice.storage.tables import (
    AwardFormRow,
    AwardRow,
    BadgeRequestRow,
    ErasureRow,
    LearnerRow,
    MandatedAwardRow,
    RenewalRow,
    Row,
)

GONE = "Deze badge is gewist. De eigenaar vroeg daarom."
NAME, EMAIL = "Fatima Yilmaz", "fatima@voorbeeld.nl"


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


@pytest.fixture
def kept(desk) -> Kept:
    return Kept(desk, desk.released())


def _erase(world, kept, how: str = "blijft", badge: UUID | None = None):
    badge = badge or kept.award
    sure = world.post(kept.client, f"/mijn/badges/{badge}/wissen", {"how": how})
    assert sure.status_code == 200
    assert "Weet je het zeker?" in shown(sure.text)
    fields = {"withdraw": re.findall(r'name="withdraw" value="([^"]+)"', sure.text)}
    return world.post(kept.client, f"/mijn/badges/{badge}/wissen/zeker", fields)


def _erase_all(world, kept, *withdraw: UUID):
    sure = world.post(kept.client, "/mijn/gegevens/wissen", {"withdraw": [str(one) for one in withdraw]})
    assert "We wissen alles wat we van je hebben." in shown(sure.text)
    fields = {"withdraw": re.findall(r'name="withdraw" value="([^"]+)"', sure.text)}
    return world.post(kept.client, "/mijn/gegevens/wissen/zeker", fields)


def _everything(world) -> str:
    """Every value of every table."""
    with world.database.reading() as session:
        rows = [
            str(tuple(bytes(value) if isinstance(value, memoryview) else value for value in row))
            for table in Row.metadata.sorted_tables
            for row in session.execute(table.select())
        ]
    return "\n".join(rows)


def _verdict(client, document: bytes) -> dict:
    answer = client.post("/controleren", data={"text": document.decode()}, headers={"Accept": "application/json"})
    return answer.get_json()


def test_looking_changes_nothing_and_the_page_says_what_goes(world, kept, desk):
    for path in (f"/mijn/badges/{kept.award}/wissen", "/mijn/gegevens/wissen"):
        words = shown(kept.client.get(path).text)
        assert "Je naam en je mailadres" in words
    world.post(kept.client, f"/mijn/badges/{kept.award}/wissen", {"how": "intrekken"})

    assert desk.award(kept.award).recipient_name == NAME


@pytest.mark.parametrize("how", ["blijft", "intrekken"])
def test_every_address_of_an_erased_badge_says_so_and_names_nobody(world, client, kept, desk, how):
    code, forms = desk.award(kept.award).code, ["", ".json", *(f".{form}" for form in MEDIA_TYPES)]
    kept.client.get(f"/badges/{kept.award}.pdf")

    assert _erase(world, kept, how).location == "/mijn"
    addresses = [f"/badges/{kept.award}{form}" for form in forms] + [f"/v/{code}", f"/mijn/badges/{kept.award}"]
    for address in addresses:
        answer = (kept.client if address.startswith("/mijn") else client).get(address)
        assert answer.status_code == 410, address
        assert GONE in shown(answer.text) or GONE in str(answer.get_json()), address
        assert NAME not in answer.text
    hosted = client.get(f"/ob2/assertions/{kept.award}", headers={"Accept": "application/ld+json"})
    assert hosted.status_code == 410
    assert ("revoked" in hosted.text) is (how == "intrekken")
    staff = desk.get(f"/gegeven/{kept.award}")
    assert staff.status_code == 410
    assert GONE in shown(staff.text)
    listed = shown(desk.get("/gegeven").text)
    assert "Gewist" in listed
    assert NAME not in listed


def test_a_program_of_the_giver_hears_that_it_was_erased(world, kept, desk):
    program = Program(desk)
    _erase(world, kept)

    assert program.get(f"/awards/{kept.award}").status_code == 410
    assert program.get("/awards").get_json()["awards"] == []


def test_the_seal_of_a_copy_stays_good_unless_it_was_withdrawn(world, client, kept, desk):
    other = Kept(desk, kept.version, {"name": "Kees Bakker", "email": "kees@voorbeeld.nl"})
    second = desk.given(kept.version)
    kept.keep(second)
    copies = {badge: desk.award(badge).document for badge in (kept.award, second, other.award)}

    _erase(world, kept)
    _erase(world, kept, "intrekken", second)
    assert _verdict(client, copies[kept.award])["verdict"] == "valid"
    assert _verdict(client, copies[second])["verdict"] == "invalid"
    assert _verdict(client, copies[other.award])["verdict"] == "valid"


def test_of_somebody_who_had_everything_erased_no_table_holds_a_word(world, client, kept, desk):
    waiting = desk.given(kept.version)
    desk.begun(kept.version)
    with world.database.writing() as session:
        link = make_link(session, KEEP, waiting, world.clock())
    world.post(client, "/mijn/inloggen", {"email": EMAIL})
    tablet = world.app.test_client()
    with kept.client.session_transaction() as phone, tablet.session_transaction() as other:
        other["learner"] = phone["learner"]
    assert tablet.get("/mijn").status_code == 200
    assert NAME in _everything(world)
    assert EMAIL in _everything(world)

    assert _erase_all(world, kept, kept.award).location == "/"
    left = _everything(world)
    assert NAME not in left
    assert EMAIL not in left
    assert desk.count(LearnerRow) == 0
    for browser in (kept.client, tablet):
        assert browser.get("/mijn").status_code == 302
    assert client.get(f"/bewaren/{link}").status_code == 404
    assert desk.award(kept.award).revoked_at is not None
    assert desk.award(waiting).revoked_at is None
    with world.database.reading() as session:
        assert len(session.scalars(select(ErasureRow)).all()) == 3


def test_a_badge_that_was_not_theirs_is_not_counted_and_not_theirs_to_withdraw(world, kept, desk):
    not_theirs, own = desk.given(kept.version), kept.award
    kept.keep(not_theirs)
    world.post(kept.client, f"/mijn/badges/{not_theirs}/niet-van-mij")

    page = kept.client.get("/mijn/gegevens/wissen")
    assert "Je badge." in shown(page.text)
    assert re.findall(r'name="withdraw"[^>]*value="([^"]+)"', page.text) == [str(own)]
    sure = world.post(kept.client, "/mijn/gegevens/wissen", {"withdraw": [str(not_theirs)]})
    assert str(not_theirs) not in sure.text
    world.post(kept.client, "/mijn/gegevens/wissen/zeker", {"withdraw": [str(not_theirs)]})
    assert desk.award(not_theirs).revoked_at is None
    assert EMAIL not in _everything(world)


def test_who_has_no_badge_left_is_not_asked_to_take_them_along(world, kept):
    world.post(kept.client, f"/mijn/badges/{kept.award}/niet-van-mij")

    words = shown(kept.client.get("/mijn/gegevens/wissen").text)
    assert "Je hebt hier nu geen badges." in words
    for gone in ("Neem eerst alles mee", "Welke badges trek je ook in?", "Dit blijft"):
        assert gone not in words
    assert _erase_all(world, kept).location == "/"


def test_the_same_address_can_begin_anew(world, kept, desk):
    _erase_all(world, kept)
    again = Kept(desk, kept.version)

    assert "Je hebt 1 badge." in shown(again.client.get("/mijn").text)


def test_somebody_else_erases_nothing(world, kept, desk):
    stranger = Kept(desk, kept.version, {"name": "Kees Bakker", "email": "kees@voorbeeld.nl"})

    for path in ("wissen", "wissen/zeker"):
        assert world.post(stranger.client, f"/mijn/badges/{kept.award}/{path}", {"how": "blijft"}).status_code == 404
        assert world.post(world.app.test_client(), f"/mijn/badges/{kept.award}/{path}").status_code == 303
    _erase_all(world, stranger, kept.award)
    assert desk.award(kept.award).recipient_name == NAME
    assert desk.award(kept.award).revoked_at is None


def test_what_was_erased_cannot_be_withdrawn_mailed_renewed_or_erased_again(world, kept, desk):
    _erase(world, kept)

    for path, data in (
        ("intrekken", {"why": "wrong_badge"}),
        ("mail", {}),
        ("vernieuwen", {}),
    ):
        assert desk.post(f"/gegeven/{kept.award}/{path}", data).status_code == 410, path
    assert world.post(kept.client, f"/mijn/badges/{kept.award}/wissen/zeker").status_code == 410


def test_it_cannot_be_half_erased_whatever_happens_at_the_same_moment(world, kept, desk):
    tools, now = world.tools, world.clock()
    badges = [kept.award, *kept.copies(11)]
    with world.database.reading() as session:
        learner = session.get_one(AwardRow, kept.award).learner_id

    def erase(badge: UUID) -> None:
        with world.database.writing() as session:
            erase_badge(session, learner, badge, None, now)

    def make_files(badge: UUID) -> None:
        with world.database.reading() as session:
            form_of(world.database, awards.by_id(session, badge), "png", tools.making, now)

    def withdraw_it(badge: UUID) -> None:
        with world.database.writing() as session:
            award, why = awards.by_id(session, badge), Reason("wrong_badge")
            withdraw.revoke(session, award, why, LEARNER_ACTOR, tools.sign, tools.addresses, now)

    def attempt(act) -> str:
        try:
            act[0](act[1])
        except (ErasedError, BadgeServiceError) as refusal:
            return type(refusal).__name__
        return "done"

    acts = [(act, badge) for badge in badges for act in (make_files, erase, withdraw_it)]
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(attempt, acts))
    assert outcomes[1::3] == ["done"] * len(badges)
    with world.database.reading() as session:
        rows = session.scalars(select(AwardRow).where(AwardRow.id.in_(badges))).all()
        assert all(row.erased_at and not row.document and not row.recipient_name for row in rows)
        assert session.scalars(select(AwardFormRow).where(AwardFormRow.award_id.in_(badges))).all() == []


def test_every_table_that_points_at_a_badge_or_a_learner_is_erased_or_named_here():
    # Of these only numbers of badges are left, or they are looked up by the badge they were about.
    kept = {AwardRow, RenewalRow, MandatedAwardRow, BadgeRequestRow}
    of = {"award": {*erasing.OF_BADGE, *kept}, "learner": {*erasing.OF_LEARNER, AwardRow}}
    for mapper in Row.registry.mappers:
        for key in mapper.local_table.foreign_keys:
            target = key.column.table.name
            if target in of:
                assert mapper.class_ in of[target], f"{mapper.local_table.name} points at {target}"


def test_the_record_of_who_did_what_still_holds_and_names_nobody(world, kept, desk):
    _erase_all(world, kept)

    with world.database.reading() as session:
        told = session.execute(text("SELECT action, object FROM audit ORDER BY number DESC")).all()
    assert told[0][0] == "learner.erased"
    assert told[1] == ("badge.erased", f"badge:{kept.award}")
