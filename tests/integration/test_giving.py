"""How is a badge given in three screens, and what is refused on the way?"""

from __future__ import annotations

import json
from threading import Barrier, Thread
from uuid import UUID

import pytest
from staff_desk import STATEMENT_WHAT, WHAT, WHO, Desk, id_in, shown

from badgeservice.issuing.own_documents import fetch_own, own_issuer
from badgeservice.storage.tables import AwardDraftRow, AwardRow
from badgeservice.verification.context import Context
from badgeservice.verification.pipeline import verify

BSN_SENTENCE = "Dit lijkt een BSN. Vul geen BSN in."
NOT_A_DAY = "Schrijf de datum als dag-maand-jaar, bijvoorbeeld 22-11-2026."


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


def _verdict(desk: Desk, award: UUID) -> str:
    tools = desk.world.tools
    with desk.world.database.reading() as session:
        context = Context(
            now=desk.world.clock(),
            fetch=fetch_own(session, tools.addresses),
            known_issuer=lambda did: own_issuer(session, tools.addresses, did),
        )
        return verify(desk.award(award).document, context).verdict


@pytest.mark.parametrize(
    ("kind", "what"), [("skillsbadge", WHAT), ("deelcertificaat", WHAT), ("praktijkverklaring", STATEMENT_WHAT)]
)
def test_three_screens_give_a_badge_that_our_verifier_accepts(desk, kind, what):
    version = desk.released(kind)
    screen_two = desk.post("/geven", {"version": str(version), **WHO})
    draft = id_in(screen_two)
    question = desk.client.get(screen_two.location)
    screen_three = desk.post(f"/geven/{draft}/wat", what)
    check = desk.client.get(screen_three.location)
    given = desk.post(f"/geven/{draft}/nakijken")
    award = id_in(given)

    assert screen_two.location == f"{desk.root}/geven/{draft}/wat"
    assert "Wat kan Fatima Yilmaz?" in question.text
    assert screen_three.location == f"{desk.root}/geven/{draft}/nakijken"
    assert "Je luistert goed naar een vraag." in check.text
    assert given.status_code == 303
    assert "De badge is gegeven." in desk.client.get(given.location).text
    assert _verdict(desk, award) == "valid"
    assert [mail.recipient for mail in desk.mail(award)] == ["fatima@voorbeeld.nl"]
    assert desk.count(AwardDraftRow) == 0


def test_what_was_typed_is_what_is_signed(desk):
    what = STATEMENT_WHAT | {
        "license_number": "HZ-2026-14",
        "evidence": "Twaalf ontbijten in oktober.",
        "evidence_url": "https://voorbeeld.nl/verslag",
    }
    document = json.loads(desk.award(desk.given(desk.released("praktijkverklaring"), what)).document)
    subject = document["credentialSubject"]

    assert subject["licenseNumber"] == "HZ-2026-14"
    assert subject["activityStartDate"][:10] in {"2026-08-31", "2026-09-01"}
    assert subject["source"]["official"] == "Piet Jansen"
    assert document["evidence"][0]["narrative"] == "Twaalf ontbijten in oktober."
    assert document["evidence"][0]["id"] == "https://voorbeeld.nl/verslag"
    assert document["evidence"][1]["narrative"] == "Beoordeeld door Piet Jansen op 20 november 2026."
    assert len(subject["result"]) == 2


def test_a_badge_for_somebody_without_e_mail_sends_no_mail(desk):
    award = desk.given(desk.released(), email="")

    assert desk.mail(award) == []
    assert desk.award(award).recipient_email is None
    assert "Print het blad en geef het mee." in desk.get(f"/gegeven/{award}").text


def test_a_second_click_shows_the_same_badge(desk):
    draft = desk.ready(desk.released())
    first = desk.post(f"/geven/{draft}/nakijken")
    second = desk.post(f"/geven/{draft}/nakijken")

    assert first.location == second.location
    assert desk.count(AwardRow) == 1
    assert len(desk.mail(id_in(first))) == 1


@pytest.mark.parametrize("screen", ["wie", "wat", "nakijken"])
def test_going_back_after_giving_shows_the_badge(desk, screen):
    draft = desk.ready(desk.released())
    given = desk.post(f"/geven/{draft}/nakijken")

    assert desk.get(f"/geven/{draft}/{screen}").location == given.location
    assert desk.post(f"/geven/{draft}/{screen}", WHO | WHAT).location == given.location


def test_two_clicks_at_the_same_moment_give_one_badge(world, desk):
    draft = desk.ready(desk.released())
    start, answers = Barrier(2), []
    browsers = [desk.client, _same_browser(world, desk)]

    def click(browser):
        start.wait(10)
        answers.append(world.post(browser, f"{desk.root}/geven/{draft}/nakijken"))

    clicks = [Thread(target=click, args=(browser,)) for browser in browsers]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join(60)

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len({answer.location for answer in answers}) == 1
    assert desk.count(AwardRow) == 1


def _same_browser(world, desk):
    copy = world.app.test_client()
    with desk.client.session_transaction() as known, copy.session_transaction() as session:
        session.update(known)
    return copy


def test_a_day_may_be_written_in_more_ways(desk):
    draft = desk.begun(desk.released())

    for typed in ("20-11-2026", "20/11/2026", "20-11-26", "2026-11-20", "20 11 2026", "20.11.2026"):
        desk.post(f"/geven/{draft}/wat", WHAT | {"judged_on": typed})
        assert desk.answers(draft)["judged_on"] == "2026-11-20", typed
    assert 'value="20-11-2026"' in desk.get(f"/geven/{draft}/wat").text


def test_every_screen_shows_again_what_was_answered(desk):
    draft = desk.ready(desk.released("praktijkverklaring"), STATEMENT_WHAT)
    who, what, check = (desk.get(f"/geven/{draft}/{screen}").text for screen in ("wie", "wat", "nakijken"))

    assert 'value="Fatima Yilmaz"' in who
    assert 'value="Piet Jansen"' in what
    assert 'value="01-09-2026"' in what
    assert what.count(" checked") == 4
    assert "1 september 2026 tot en met 20 november 2026" in shown(check)


def test_another_badge_forgets_what_was_ticked_and_keeps_the_rest(desk):
    draft = desk.ready(desk.released("praktijkverklaring"), STATEMENT_WHAT)
    other = desk.released()
    changed = desk.post(f"/geven/{draft}/wie", {"version": str(other), "name": "Sofie de Boer", "email": ""})

    assert changed.location == f"{desk.root}/geven/{draft}/wat"
    assert "levels" not in desk.answers(draft)
    assert desk.answers(draft)["assessor"] == "Piet Jansen"
    assert desk.get(f"/geven/{draft}/nakijken").location == f"{desk.root}/geven/{draft}/wat"
    assert desk.post(f"/geven/{draft}/nakijken").location == f"{desk.root}/geven/{draft}/wat"
    assert desk.count(AwardRow) == 0


def test_a_session_that_ended_in_step_two_gives_everything_back(world, desk):
    draft = desk.begun(desk.released("praktijkverklaring"))
    path = f"{desk.root}/geven/{draft}/wat"
    with desk.client.session_transaction() as session:
        account = session["_user_id"]
    world.clock.forward(hours=13)
    answer = world.post(desk.client, path, STATEMENT_WHAT | {"evidence": "Twaalf ontbijten."})
    with desk.client.session_transaction() as session:
        session.update({"_user_id": account, "staff_seen": world.clock().timestamp()})
    page = desk.client.get(path).text

    assert answer.location == f"/inloggen?next={path}"
    assert 'value="Piet Jansen"' in page
    assert "Twaalf ontbijten." in page
    assert page.count(" checked") == 4
    assert set(desk.answers(draft)) == {"name", "email"}


def test_a_gift_lies_ready_on_the_overview_until_it_is_given(desk):
    draft = desk.begun(desk.released())

    assert f"/geven/{draft}/wat" in desk.get("/").text
    desk.post(f"/geven/{draft}/wat", WHAT)
    desk.post(f"/geven/{draft}/nakijken")
    assert f"/geven/{draft}/wat" not in desk.get("/").text
