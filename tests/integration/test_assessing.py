"""How does a praktijkopleider without an account judge one person, by a link that works once?"""

from __future__ import annotations

import json
from threading import Barrier, Thread

import pytest
from asking_people import asks, drafts, mails, opened, requests, token_on
from staff_desk import BSN, STATEMENT_WHAT, Desk, id_in, is_refused

from badgeservice.issuing.delivery import Mailing, deliver_due
from badgeservice.organisations.one_time_links import KEEP, make_link
from badgeservice.organisations.roles import Role
from badgeservice.storage.tables import AwardRow

ASSESSOR = {"assessor": "Piet Jansen", "email": ""}
JUDGED = {
    "behaviours": ["b1", "b2"],
    "level-b1": "zelf",
    "level-b2": "met hulp",
    "assessor": "Piet Jansen",
    "judged_on": "20-11-2026",
    "activity_start": "01-09-2026",
    "activity_end": "20-11-2026",
    "evidence": "Twaalf ontbijten gezien.",
}


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


@pytest.fixture
def draft(desk):
    return desk.begun(desk.released("praktijkverklaring"))


@pytest.fixture
def phone(world):
    return world.app.test_client()


def token_for(desk, draft) -> str:
    page = desk.post(f"/geven/{draft}/praktijkopleider", ASSESSOR)
    assert page.status_code == 200
    return token_on(page)


def test_a_praktijkopleider_ticks_on_the_phone_and_the_gever_gives_with_one_click(world, desk, draft, phone):
    token = token_for(desk, draft)
    page = phone.get(f"/beoordelen/{token}")
    done = world.post(phone, f"/beoordelen/{token}", JUDGED)
    [mail] = mails(desk, "assessment_judged")
    check = desk.get(f"/geven/{draft}/nakijken")
    award = desk.award(id_in(desk.post(f"/geven/{draft}/nakijken")))
    document = json.loads(award.document)

    assert "Wat kan Fatima?" in page.text
    assert "Dank je wel" in done.text
    assert mail.facts["link"] == f"http://localhost:8000{desk.root}/geven/{draft}/nakijken"
    assert "Beoordeeld door Piet Jansen op 22\xa0november\xa02026." in check.text
    assert document["credentialSubject"]["source"]["official"] == "Piet Jansen"
    assert document["evidence"][0]["narrative"] == "Twaalf ontbijten gezien."
    assert [result["achievedLevel"][-4:] for result in document["credentialSubject"]["result"]]


def test_the_page_shows_only_what_is_needed(desk, draft, phone):
    page = phone.get(f"/beoordelen/{token_for(desk, draft)}")

    for words in ("Fatima", "Hotel Zon", "Ontbijt verzorgen", "Je ontvangt gasten vriendelijk."):
        assert words in page.text
    assert "Yilmaz" not in page.text
    assert "fatima@" not in page.text
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"


def test_looking_uses_nothing_up_and_judging_works_once(world, desk, draft, phone):
    token = token_for(desk, draft)
    looks = [phone.get(f"/beoordelen/{token}").status_code for _look in range(3)]
    first = world.post(phone, f"/beoordelen/{token}", JUDGED)
    second = world.post(phone, f"/beoordelen/{token}", JUDGED | {"behaviours": ["b1"]})

    assert looks == [200, 200, 200]
    assert first.status_code == 200
    assert second.status_code == 410
    assert "Deze link is al gebruikt" in second.text
    assert "Dank je wel" in phone.get(f"/beoordelen/{token}").text
    assert set(desk.answers(draft)["levels"]) == {"b1", "b2"}
    assert len(mails(desk, "assessment_judged")) == 1


def test_two_clicks_at_the_same_moment_judge_once(world, desk, draft):
    token, start, answers = token_for(desk, draft), Barrier(2), []

    def click():
        start.wait(10)
        answers.append(world.post(world.app.test_client(), f"/beoordelen/{token}", JUDGED).status_code)

    clicks = [Thread(target=click) for _click in range(2)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join(60)

    assert sorted(answers) == [200, 410]
    assert len(mails(desk, "assessment_judged")) == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"behaviours": []}, "Vink minstens één ding aan"),
        ({"level-b2": ""}, "zelf of met hulp"),
        ({"behaviours": ["b1", "b99"]}, "hoort niet bij deze badge"),
        ({"assessor": ""}, "Vul in wie dit heeft beoordeeld."),
        ({"assessor": f"Piet {BSN}"}, "Dit lijkt een BSN."),
        ({"judged_on": "gisteren"}, "Schrijf de datum als dag-maand-jaar"),
        ({"judged_on": "23-11-2026"}, "Deze datum ligt in de toekomst."),
        ({"activity_start": ""}, "Vul ook de eerste dag in."),
        ({"evidence": "x" * 2001}, "Deze tekst is te lang."),
        ({"evidence": f"{BSN}"}, "Dit lijkt een BSN."),
    ],
)
def test_a_wrong_answer_uses_nothing_up_and_loses_nothing(world, desk, draft, phone, wrong, sentence):
    token = token_for(desk, draft)
    answer = world.post(phone, f"/beoordelen/{token}", JUDGED | wrong)

    assert is_refused(answer, sentence)
    assert "Twaalf ontbijten" in answer.text or "evidence" in wrong
    assert world.post(phone, f"/beoordelen/{token}", JUDGED).status_code == 200


def test_what_the_learner_wrote_stays_before_what_the_praktijkopleider_writes(world, desk, phone):
    link = opened(desk, desk.released())
    asks(desk, link, evidence_url="https://voorbeeld.nl/foto")
    draft = id_in(desk.post(f"/aanvragen/{requests(desk)[0].id}/beoordelen"))
    token = token_for(desk, draft)
    page = phone.get(f"/beoordelen/{token}")
    too_much = world.post(
        phone, f"/beoordelen/{token}", JUDGED | {"level-b1": "", "level-b2": "", "evidence": "x" * 1990}
    )
    world.post(phone, f"/beoordelen/{token}", {**JUDGED, "evidence": "Klopt."})
    answers = desk.answers(draft)

    assert "elke zaterdag" not in page.text
    assert is_refused(too_much, "Deze tekst is te lang.")
    assert answers["evidence"] == "Ik sta elke zaterdag aan de balie.\nDan help ik gasten.\nKlopt."
    assert answers["evidence_url"] == "https://voorbeeld.nl/foto"


def test_who_cannot_judge_says_why_and_it_comes_back(world, desk, draft, phone):
    token = token_for(desk, draft)
    empty = world.post(phone, f"/beoordelen/{token}/niet", {"reason": " "})
    done = world.post(phone, f"/beoordelen/{token}/niet", {"reason": "Dit is niet mijn leerling."})
    [mail] = mails(desk, "assessment_returned")

    assert phone.get(f"/beoordelen/{token}/niet").status_code == 410
    assert is_refused(empty, "Schrijf op waarom je dit niet kunt beoordelen.")
    assert "Dank je wel" in done.text
    assert "Dit is niet mijn leerling." in desk.get(f"/geven/{draft}/wat").text
    assert "kwam terug van Piet Jansen" in desk.get("/").text
    assert "reason" not in mail.facts
    assert desk.answers(draft).get("levels") is None


def test_while_somebody_has_the_link_the_gever_sees_that_and_can_stop_it(world, desk, draft, phone):
    token = token_for(desk, draft)
    here = f"{desk.root}/geven/{draft}/praktijkopleider"

    assert desk.get(f"/geven/{draft}/wat").location == here
    assert desk.post(f"/geven/{draft}/wat", STATEMENT_WHAT).location == here
    assert desk.post(f"/geven/{draft}/nakijken").location == here
    assert "Dit ligt bij Piet Jansen" in desk.get(f"/geven/{draft}/praktijkopleider").text
    assert "ligt bij Piet Jansen" in desk.get("/").text
    stopped = desk.post(f"/geven/{draft}/praktijkopleider/stoppen")
    assert stopped.location == f"{desk.root}/geven/{draft}/wat"
    assert phone.get(f"/beoordelen/{token}").status_code == 410
    assert world.post(phone, f"/beoordelen/{token}", JUDGED).status_code == 410
    assert desk.post(f"/geven/{draft}/wat", STATEMENT_WHAT).location == f"{desk.root}/geven/{draft}/nakijken"
    assert desk.post(f"/geven/{draft}/praktijkopleider/stoppen").status_code == 409


def test_a_new_link_ends_the_one_before(desk, draft, phone):
    old, new = token_for(desk, draft), token_for(desk, draft)

    assert phone.get(f"/beoordelen/{old}").status_code == 410
    assert phone.get(f"/beoordelen/{new}").status_code == 200


def test_a_link_ends_after_14_days(world, desk, draft, phone):
    token = token_for(desk, draft)
    world.clock.forward(days=14)

    assert "Deze link is te oud" in phone.get(f"/beoordelen/{token}").text
    assert world.post(phone, f"/beoordelen/{token}", JUDGED).status_code == 410


def test_other_links_open_nothing_here(world, desk, draft, phone):
    token = token_for(desk, draft)
    with world.database.writing() as session:
        foreign = make_link(session, KEEP, draft, world.clock())

    for wrong in (token[:-1], token + "A", "x", "%F0%9F%A6%8A", foreign):
        assert phone.get(f"/beoordelen/{wrong}").status_code == 404
        assert world.post(phone, f"/beoordelen/{wrong}", JUDGED).status_code == 404
        assert phone.get(f"/beoordelen/{wrong}/niet").status_code == 404
    assert phone.get(f"/bewaren/{token}").status_code == 404


def test_a_link_may_leave_by_mail(world, desk, draft, phone):
    answer = desk.post(f"/geven/{draft}/praktijkopleider", ASSESSOR | {"email": "piet@voorbeeld.nl"})
    sent = []
    mailing = Mailing(world.database, sent.append, world.tools.addresses, "badges@voorbeeld.nl", world.clock)
    deliver_due(mailing)
    [mail] = [one for one in sent if one["To"] == "piet@voorbeeld.nl"]
    text = mail.get_body(("plain",)).get_content()
    token = text.split("/beoordelen/")[1].split()[0]

    assert answer.status_code == 303
    assert "Yilmaz" not in text
    assert "Fatima" in text
    assert phone.get(f"/beoordelen/{token}").status_code == 200


def test_a_stopped_link_does_not_leave_by_mail(world, desk, draft):
    desk.post(f"/geven/{draft}/praktijkopleider", ASSESSOR | {"email": "piet@voorbeeld.nl"})
    desk.post(f"/geven/{draft}/praktijkopleider/stoppen")

    assert [mail.state for mail in mails(desk, "assessment_asked")] == ["cancelled"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"assessor": ""}, "Vul de naam van de praktijkopleider in."),
        ({"assessor": "x" * 121}, "Deze tekst is te lang."),
        ({"email": "piet@"}, "Dit e-mailadres klopt niet."),
    ],
)
def test_a_link_for_nobody_is_refused(desk, draft, wrong, sentence):
    answer = desk.post(f"/geven/{draft}/praktijkopleider", ASSESSOR | wrong)

    assert is_refused(answer, sentence)
    assert drafts(desk)[0].state == "busy"


def test_another_badge_forgets_what_was_judged(world, desk, draft, phone):
    world.post(phone, f"/beoordelen/{token_for(desk, draft)}", JUDGED)
    other = desk.released(name="Iets anders")
    desk.post(f"/geven/{draft}/wie", {"version": str(other), "name": "Fatima Yilmaz", "email": ""})

    assert "assessment" not in desk.answers(draft)
    assert "Beoordeeld door" not in desk.get(f"/geven/{draft}/wat").text


def test_nobody_but_the_one_who_gives_makes_or_stops_the_link(world, desk, draft):
    token_for(desk, draft)
    colleague, stranger = desk.signed_in(Role.GIVER), Desk(world, name="Groenrijk")
    paths = (f"/geven/{draft}/praktijkopleider", f"/geven/{draft}/praktijkopleider/stoppen")

    for path in paths:
        assert world.post(colleague, desk.root + path, ASSESSOR).status_code == 404
        assert stranger.post(path, ASSESSOR).status_code == 404


def test_the_link_of_a_given_badge_is_over(world, desk, draft, phone):
    token = token_for(desk, draft)
    world.post(phone, f"/beoordelen/{token}", JUDGED)
    desk.post(f"/geven/{draft}/nakijken")

    assert phone.get(f"/beoordelen/{token}").status_code == 410
    assert desk.get(f"/geven/{draft}/praktijkopleider").status_code == 404
    assert desk.count(AwardRow) == 1
