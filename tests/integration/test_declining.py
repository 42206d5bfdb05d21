"""What happens to a badge that is not wanted, that is somebody else's, or whose link is gone?"""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from learner_at_home import at_home, given_to, keep, link_of, mails, path_in, words
from sqlalchemy import select
from staff_desk import Desk, id_in

from badgeservice.organisations.one_time_links import KEEP, PAPER
from badgeservice.storage.tables import AuditRow, AwardRow, LearnerRow, SharedBadgeRow, ShareRow

FATIMA = "fatima@voorbeeld.nl"
ARABIC = "فاطمة بنت محمد بن عبد الله"


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


@pytest.fixture
def award(desk) -> AwardRow:
    return given_to(desk, FATIMA)


def test_a_badge_that_is_not_wanted_is_not_kept_and_the_giver_sees_it(world, desk, client, award):
    token = link_of(world, award)
    assert "Wil je deze badge niet?" in words(client.get(f"/bewaren/{token}/niet-nodig"))
    assert desk.award(award.id).declined_at is None

    done = world.post(client, f"/bewaren/{token}/niet-nodig")

    assert "We bewaren de badge niet voor je." in words(done)
    assert client.get(f"/bewaren/{token}").status_code == 410
    assert world.post(client, f"/bewaren/{token}").status_code == 410
    assert desk.award(award.id).kept_at is None
    assert desk.count(LearnerRow) == 0
    page = words(desk.get(f"/gegeven/{award.id}"))
    assert "Niet gewild" in page
    assert "Niet gewild" in words(desk.get("/gegeven"))


def test_every_link_of_a_refused_badge_ends_but_of_a_wrong_person_only_links_like_that_one(world, client, desk, award):
    mail, paper = link_of(world, award), link_of(world, award, PAPER)
    world.post(client, f"/bewaren/{mail}/niet-van-mij")
    assert client.get(f"/bewaren/{paper}").status_code == 200
    assert "Verkeerde persoon" in words(desk.get(f"/gegeven/{award.id}"))

    world.post(client, f"/bewaren/{paper}/niet-nodig")
    assert client.get(f"/bewaren/{paper}").status_code == 410


@pytest.mark.parametrize("what", ["niet-van-mij", "niet-nodig"])
def test_who_keeps_the_badge_after_all_takes_back_that_it_was_not_wanted(world, client, desk, award, what):
    world.post(client, f"/bewaren/{link_of(world, award)}/{what}")

    keep(world, client, award)

    assert desk.award(award.id).declined_why is None
    assert "Bewaard" in words(desk.get(f"/gegeven/{award.id}"))


@pytest.mark.parametrize("what", ["niet-van-mij", "niet-nodig"])
def test_saying_no_to_a_kept_badge_changes_nothing(world, client, desk, award, what):
    token = link_of(world, award)
    world.post(client, f"/bewaren/{token}")

    assert "Je badge is bewaard" in words(world.post(client, f"/bewaren/{token}/{what}"))
    assert desk.award(award.id).declined_at is None


@pytest.mark.parametrize("what", ["niet-van-mij", "niet-nodig", "opnieuw"])
def test_a_made_up_link_says_no_to_nothing(world, client, what):
    answer = world.post(client, f"/bewaren/{'a' * 22}/{what}")

    assert answer.status_code == 404
    assert "Deze link werkt niet" in words(answer)


def test_staff_send_the_mail_again_after_a_refusal(world, client, desk, award):
    mails(world)
    world.post(client, f"/bewaren/{link_of(world, award)}/niet-nodig")

    assert desk.post(f"/gegeven/{award.id}/mail").status_code == 303

    assert desk.award(award.id).declined_at is None
    (mail,) = mails(world)
    assert world.post(client, path_in(mail)).status_code == 303


def test_staff_make_a_link_to_send_in_a_message(world, client, desk):
    award = given_to(desk, "", "Bram Peters")
    before = desk.get(f"/gegeven/{award.id}")
    assert "wa.me" not in before.text

    page = desk.post(f"/gegeven/{award.id}/link")

    token = re.search(r'value="http://localhost:8000(/bewaren/[\w-]{22})"', page.text)
    assert token is not None
    assert "https://wa.me/?text=Hotel%20Zon%20geeft%20je%20de%20badge" in page.text
    assert world.post(client, token.group(1)).status_code == 303
    assert desk.post(f"/gegeven/{award.id}/link").status_code == 409


def test_staff_give_a_badge_that_reached_the_wrong_person_with_another_address(world, client, desk, award):
    world.post(client, f"/bewaren/{link_of(world, award)}/niet-van-mij")

    answer = desk.post(f"/gegeven/{award.id}/ander-adres")
    again = desk.post(f"/gegeven/{award.id}/ander-adres")

    assert answer.location == again.location
    assert answer.location.endswith("/wie")
    answers = desk.answers(id_in(answer))
    assert (answers["name"], answers["email"]) == ("Fatima Yilmaz", "")
    assert set(answers["levels"]) == {"b1", "b2"}
    assert desk.client.get(answer.location).status_code == 200


def test_a_stranger_of_another_organisation_sends_nothing(world, desk, award):
    other = Desk(world, name="Hotel Maan")

    for what in ("link", "ander-adres", "mail"):
        assert other.post(f"/gegeven/{award.id}/{what}").status_code == 404


def test_a_new_link_goes_only_to_the_address_on_the_badge_and_the_answer_never_tells(world, app, desk, award):
    mails(world)
    nobody = given_to(desk, "", "Bram Peters")
    answers = []
    world.clock.forward(hours=1)
    for token in (link_of(world, award), link_of(world, nobody, PAPER)):
        client = app.test_client()
        world.clock.forward(days=366)
        assert "Stuur mij een nieuwe link" in words(client.get(f"/bewaren/{token}"))
        asked = world.post(client, f"/bewaren/{token}/opnieuw", {"email": "dief@voorbeeld.nl"})
        answers.append((asked.status_code, asked.location, words(client.get(asked.location))))

    assert answers[0] == answers[1]
    (mail,) = mails(world)
    assert mail["To"] == FATIMA
    assert world.post(app.test_client(), path_in(mail)).status_code == 303


def test_a_new_link_for_a_kept_badge_is_one_to_come_in(world, app, desk, award):
    client = app.test_client()
    token = link_of(world, award)
    world.post(client, f"/bewaren/{token}")
    mails(world)

    world.post(app.test_client(), f"/bewaren/{token}/opnieuw")

    (mail,) = mails(world)
    assert mail["To"] == FATIMA
    assert "/mijn/inloggen/" in path_in(mail)


def test_asking_many_times_mails_once(world, app, desk, award):
    mails(world)
    world.clock.forward(hours=1)
    token = link_of(world, award)
    for _time in range(4):
        world.post(app.test_client(), f"/bewaren/{token}/opnieuw")
        mails(world)

    assert len(desk.mail(award.id)) == 2


def test_a_kept_badge_of_somebody_else_is_given_back(world, desk, award):
    client = at_home(world, desk, FATIMA)
    keep(world, client, award)
    share = uuid4()
    with world.database.writing() as session:
        learner = session.get_one(AwardRow, award.id).learner_id
        session.add(
            ShareRow(id=share, token="t" * 22, learner_id=learner, title="x", shown={}, created_at=world.clock())
        )
        session.flush()
        session.add(SharedBadgeRow(share_id=share, award_id=award.id, position=1))
    page = f"/mijn/badges/{award.id}"
    assert "Fatima Yilmaz" in words(client.get(page))
    assert "Is deze badge niet van jou?" in words(client.get(f"{page}/niet-van-mij"))

    assert world.post(client, f"{page}/niet-van-mij").location == "/mijn"

    after = desk.award(award.id)
    assert (after.learner_id, after.kept_at, after.declined_why) == (None, None, "not_me")
    assert client.get(page).status_code == 404
    assert desk.count(SharedBadgeRow) == 0
    assert "Verkeerde persoon" in words(desk.get(f"/gegeven/{award.id}"))
    assert world.post(client, f"{page}/niet-van-mij").status_code == 404


def test_nobody_gives_back_a_badge_of_another(world, app, desk, award):
    keep(world, app.test_client(), award)
    stranger = at_home(world, desk, "bram@voorbeeld.nl", "Bram Peters")

    path = f"/mijn/badges/{award.id}/niet-van-mij"
    assert stranger.get(path).status_code == world.post(stranger, path).status_code == 404
    assert app.test_client().get(path).location == "/mijn/inloggen"
    assert desk.award(award.id).kept_at is not None


@pytest.mark.parametrize("name", ["A" * 120, ARABIC])
def test_a_long_and_an_arabic_name_stand_on_every_page_in_their_own_direction(world, client, desk, name):
    award = given_to(desk, FATIMA, name)
    token = link_of(world, award)

    for path in ("", "/niet-van-mij", "/niet-nodig"):
        page = client.get(f"/bewaren/{token}{path}")
        assert page.status_code == 200
        assert name in page.text
    assert f'dir="auto">{name}<' in client.get(f"/bewaren/{token}").text
    world.post(client, f"/bewaren/{token}")
    assert f'dir="auto">{name}<' in client.get(f"/mijn/badges/{award.id}").text


def test_the_record_of_saying_no_names_nobody(world, client, desk, award):
    world.post(client, f"/bewaren/{link_of(world, award, KEEP)}/niet-nodig")

    with world.database.reading() as session:
        row = session.scalars(select(AuditRow).where(AuditRow.action == "badge.refused")).one()
        assert (row.actor, row.object) == ("learner", f"badge:{award.id}")
