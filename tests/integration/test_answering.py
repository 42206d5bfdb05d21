"""How do the staff answer who asked for a badge: by giving it, or with a reason?"""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from asking_people import asks, drafts, mails, opened, requests
from staff_desk import BSN, WHAT, Desk, id_in, is_refused, sentences

from badgeservice.organisations.roles import Role
from badgeservice.storage.tables import AskingLinkRow, AwardDraftRow, AwardRow, BadgeClassRow

ANSWERED = "Deze aanvraag is al beantwoord."


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


@pytest.fixture
def link(desk) -> AskingLinkRow:
    return opened(desk, desk.released())


@pytest.fixture
def asked(desk, link):
    asks(desk, link, evidence_url="https://voorbeeld.nl/foto")
    return requests(desk)[0].id


def test_the_list_shows_who_waits_longest_first(desk, link):
    for name in ("Anna", "Bram", "Chris"):
        asks(desk, link, name=name, email="")
        desk.world.clock.forward(minutes=1)
    page = desk.get("/aanvragen").text

    assert page.index("Anna") < page.index("Bram") < page.index("Chris")
    assert page.count("Wacht") >= 3
    assert "3 aanvragen" in desk.get("/").text


def test_the_list_goes_on_after_50(desk, link):
    for number in range(52):
        asks(desk, link, name=f"Persoon {number:02}", email="")
        desk.world.clock.forward(minutes=1)
    first = desk.get("/aanvragen").text
    more = first.split('rel="next"')[0].rpartition('href="')[2].split('"')[0].replace("&amp;", "&")
    second = desk.client.get(more).text

    assert "Persoon 49" in first
    assert "Persoon 50" not in first
    assert "Persoon 50" in second
    assert "Persoon 51" in second
    assert "Persoon 49" not in second


def test_a_request_shows_what_the_person_wrote(desk, asked):
    page = desk.get(f"/aanvragen/{asked}").text

    for words in ("Samira Haddad", "samira@voorbeeld.nl", "Ik sta elke zaterdag aan de balie.", "Kantine"):
        assert words in page
    assert 'rel="noopener noreferrer nofollow"' in page


def test_a_request_is_given_by_the_usual_screens(desk, asked):
    taken = desk.post(f"/aanvragen/{asked}/beoordelen")
    draft = id_in(taken)
    screen = desk.client.get(taken.location).text
    checked = desk.post(f"/geven/{draft}/wat", WHAT | {"evidence": "Ik sta elke zaterdag aan de balie."})
    award = id_in(desk.post(f"/geven/{draft}/nakijken"))
    [request] = requests(desk)

    assert "Wat kan Samira Haddad?" in screen
    assert "Ik sta elke zaterdag aan de balie." in screen
    assert "https://voorbeeld.nl/foto" in screen
    assert checked.status_code == 303, sentences(checked)
    assert (request.state, request.award_id, request.draft_id) == ("given", award, None)
    assert request.decided_by is not None
    assert [mail.recipient for mail in desk.mail(award)] == ["samira@voorbeeld.nl"]
    assert f"/gegeven/{award}" in desk.get(f"/aanvragen/{asked}").text
    assert "Gegeven" in desk.get("/aanvragen?stand=beantwoord").text
    assert "Samira" not in desk.get("/aanvragen").text


def test_going_on_later_finds_the_same_draft(desk, asked):
    first = desk.post(f"/aanvragen/{asked}/beoordelen")
    second = desk.post(f"/aanvragen/{asked}/beoordelen")

    assert first.location == second.location
    assert desk.count(AwardDraftRow) == 1
    assert "Ga verder met beoordelen" in desk.get(f"/aanvragen/{asked}").text


def test_a_second_assessor_hears_who_is_busy_and_may_go_on(desk, asked):
    draft = id_in(desk.post(f"/aanvragen/{asked}/beoordelen"))
    desk.post(f"/geven/{draft}/wat", WHAT)
    desk.client = desk.signed_in(Role.GIVER)

    assert "is met deze aanvraag bezig" in desk.get(f"/aanvragen/{asked}").text
    assert desk.post(f"/aanvragen/{asked}/beoordelen").status_code == 409
    taken = desk.post(f"/aanvragen/{asked}/beoordelen", {"overnemen": "ja"})
    assert id_in(taken) == draft
    assert desk.get(f"/geven/{draft}/nakijken").status_code == 200


def test_a_request_is_declined_with_a_reason_that_the_learner_reads(desk, asked):
    answer = desk.post(f"/aanvragen/{asked}/afwijzen", {"reason": "practise", "words": "Kom  donderdag\r\nlangs."})
    [request], [mail] = requests(desk), mails(desk, "request_declined")

    assert answer.status_code == 303
    assert request.state == "declined"
    assert request.reason == "Oefen nog even. Vraag het nog eens als het goed lukt. Kom donderdag langs."
    assert mail.recipient == "samira@voorbeeld.nl"
    assert mail.facts["reason"] == request.reason
    assert mail.facts["link"] == f"http://localhost:8000/vraag/{request.link.code}"
    assert "Afgewezen" in desk.get("/aanvragen?stand=beantwoord").text


def test_a_declined_request_may_be_asked_again(desk, link, asked):
    desk.post(f"/aanvragen/{asked}/afwijzen", {"reason": "more", "words": ""})
    desk.world.clock.forward(minutes=1)
    asks(desk, link)

    assert [request.state for request in requests(desk)] == ["declined", "asked"]


def test_a_mail_about_a_closed_link_leads_nowhere(desk, link, asked):
    desk.post(f"/aanvragen/links/{link.id}/sluiten")
    desk.post(f"/aanvragen/{asked}/afwijzen", {"reason": "more", "words": ""})

    assert "link" not in mails(desk, "request_declined")[0].facts


@pytest.mark.parametrize(
    ("reason", "words", "sentence"),
    [
        ("", "Nee.", "Kies een reden."),
        ("zomaar", "", "Kies een reden."),
        ("other", "  ", "Schrijf op waarom."),
        ("more", "x" * 301, "Deze tekst is te lang."),
        ("more", f"Je nummer is {BSN}.", "Dit lijkt een BSN."),
    ],
)
def test_a_reason_that_says_nothing_is_refused_and_kept_on_the_screen(desk, asked, reason, words, sentence):
    answer = desk.post(f"/aanvragen/{asked}/afwijzen", {"reason": reason, "words": words})

    assert is_refused(answer, sentence)
    assert words.strip() in answer.text
    assert requests(desk)[0].state == "asked"


def test_what_is_answered_is_not_answered_again(desk, asked):
    desk.post(f"/aanvragen/{asked}/afwijzen", {"reason": "more", "words": ""})

    for path in ("beoordelen", "afwijzen"):
        again = desk.post(f"/aanvragen/{asked}/{path}", {"reason": "more", "words": ""})
        assert again.status_code == 409
        assert ANSWERED in again.text


def test_declining_ends_what_a_colleague_was_filling_in(desk, asked):
    draft = id_in(desk.post(f"/aanvragen/{asked}/beoordelen"))
    desk.post(f"/geven/{draft}/wat", WHAT)
    desk.post(f"/aanvragen/{asked}/afwijzen", {"reason": "more", "words": ""})
    late = desk.post(f"/geven/{draft}/nakijken")

    assert late.status_code == 404
    assert "Hier ben je niet meer mee bezig." in late.text
    assert drafts(desk) == []
    assert desk.count(AwardRow) == 0


def test_giving_and_declining_at_the_same_moment_ends_in_one_answer(world, desk, asked):
    draft = id_in(desk.post(f"/aanvragen/{asked}/beoordelen"))
    desk.post(f"/geven/{draft}/wat", WHAT)
    start, answers = Barrier(2), {}
    clicks = {
        f"/geven/{draft}/nakijken": (desk.client, {}),
        f"/aanvragen/{asked}/afwijzen": (desk.signed_in(Role.GIVER), {"reason": "more", "words": ""}),
    }

    def click(path):
        browser, data = clicks[path]
        start.wait(10)
        answers[path] = world.post(browser, desk.root + path, data).status_code

    threads = [Thread(target=click, args=(path,)) for path in clicks]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)

    [request] = requests(desk)
    assert request.state in {"given", "declined"}
    assert desk.count(AwardRow) == (1 if request.state == "given" else 0)
    assert sorted(answers.values())[0] == 303
    assert sorted(answers.values())[1] in {404, 409}


def test_a_badge_that_is_archived_can_only_be_declined(desk, link, asked):
    with desk.world.database.writing() as session:
        session.get_one(BadgeClassRow, link.badge_class_id).archived_at = desk.world.clock()
    refused = desk.post(f"/aanvragen/{asked}/beoordelen")

    assert refused.status_code == 409
    assert "Wijs de aanvraag af met een reden." in refused.text
    assert desk.post(f"/aanvragen/{asked}/afwijzen", {"reason": "more", "words": ""}).status_code == 303


def test_a_stranger_finds_no_request_of_another_organisation(world, desk, asked):
    other = Desk(world, name="Groenrijk")

    assert other.get(f"/aanvragen/{asked}").status_code == 404
    assert other.get(f"/aanvragen/{asked}/afwijzen").status_code == 404
    assert other.post(f"/aanvragen/{asked}/afwijzen", {"reason": "more", "words": ""}).status_code == 404
    assert other.post(f"/aanvragen/{asked}/beoordelen", {"overnemen": "ja"}).status_code == 404
    assert "Samira" not in other.get("/aanvragen").text


@pytest.mark.parametrize("role", [Role.READER, Role.COMPOSER])
def test_who_may_not_give_sees_no_requests(desk, asked, role):
    desk.client = desk.signed_in(role)

    assert desk.get("/aanvragen").status_code == 403
    assert desk.get(f"/aanvragen/{asked}").status_code == 403
    assert "/aanvragen" not in desk.get("/").text
