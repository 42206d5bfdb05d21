"""How does somebody ask for a badge by a link or a poster, and what is refused?"""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from asking_people import WISH, asks, mails, opened, requests
from sqlalchemy import select
from staff_desk import BSN, WHO, Desk, is_refused, shown

from badgeservice.organisations.one_time_links import KEEP, make_link
from badgeservice.organisations.roles import Role
from badgeservice.storage.badge_requests import forget_before
from badgeservice.storage.tables import (
    AskingLinkRow,
    AuditRow,
    BadgeClassRow,
    BadgeRequestRow,
    KeptInputRow,
    OrganisationRow,
)

WE_HAVE_IT = "We hebben je vraag"


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


@pytest.fixture
def link(desk) -> AskingLinkRow:
    return opened(desk, desk.released())


def test_a_link_shows_its_address_a_code_and_a_poster(desk):
    link = opened(desk, desk.released(), place="Kantine in Deventer", last_day="31-12-2026")
    page, poster = desk.get(f"/aanvragen/links/{link.id}"), desk.get(f"/aanvragen/links/{link.id}/poster")
    groups = " ".join(link.code[start : start + 4] for start in range(0, 16, 4))

    assert f"http://localhost:8000/vraag/{link.code}" in page.text
    assert groups in page.text
    assert "Kantine in Deventer" in page.text
    assert "0 keer gevraagd" in page.text
    assert groups in poster.text
    assert "localhost:8000/vraag" in poster.text
    assert "Je ontvangt gasten vriendelijk." in poster.text
    assert "31\xa0december\xa02026" in poster.text


def test_the_page_behind_a_link_says_what_one_does_for_the_badge_and_who_gives_it(desk, link, client):
    page = client.get(f"/vraag/{link.code}")

    assert page.status_code == 200
    for words in ("Gasten ontvangen", "Je ontvangt gasten vriendelijk.", "Hotel Zon geeft deze badge."):
        assert words in page.text
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_what_is_asked_is_kept_confirmed_and_mailed_without_what_was_typed(desk, link, client):
    answer = asks(desk, link, client, evidence_url="https://voorbeeld.nl/foto", asked_by="Bram Peters")
    page = client.get(answer.location)
    [asked] = requests(desk)
    [mail] = mails(desk, "request_received")

    assert answer.status_code == 303
    assert WE_HAVE_IT in page.text
    assert (asked.name, asked.email, asked.asked_by) == ("Samira Haddad", "samira@voorbeeld.nl", "Bram Peters")
    assert asked.evidence == "Ik sta elke zaterdag aan de balie.\nDan help ik gasten."
    assert asked.evidence_url == "https://voorbeeld.nl/foto"
    assert asked.state == "asked"
    assert mail.recipient == "samira@voorbeeld.nl"
    assert mail.facts == {"organisation": "Hotel Zon", "badge": "Gasten ontvangen"}


def test_somebody_without_an_e_mail_address_can_ask(desk, link):
    assert asks(desk, link, email="").status_code == 303
    assert requests(desk)[0].email is None
    assert mails(desk, "request_received") == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Vul je naam in."),
        ({"name": f"Samira {BSN}"}, "Dit lijkt een BSN."),
        ({"name": "x" * 121}, "Deze tekst is te lang."),
        ({"email": "samira@"}, "Dit e-mailadres klopt niet."),
        ({"email": "samira@voorbeeld.nl\r\nBcc: x@y.nl"}, "e-mailadres"),
        ({"evidence": "  "}, "Vertel wat je hebt gedaan."),
        ({"evidence": "x" * 2001}, "Deze tekst is te lang."),
        ({"evidence": f"Mijn nummer is {BSN}."}, "Dit lijkt een BSN."),
        ({"evidence_url": "javascript:alert(1)"}, "Een link begint met https://."),
        ({"evidence_url": "https://" + "x" * 500 + ".nl"}, "Deze tekst is te lang."),
        ({"asked_by": "Bram\nPeters"}, "Gebruik één regel"),
    ],
)
def test_a_wrong_answer_gets_a_sentence_and_loses_nothing(desk, link, wrong, sentence):
    answer = asks(desk, link, **wrong)

    assert is_refused(answer, sentence)
    assert "elke zaterdag" in answer.text or "evidence" in wrong
    assert requests(desk) == []


@pytest.mark.parametrize("name", ["Zoë 🦊 Bakker", "فاطمة يلماز", "O’Brien-de Vries"])
def test_every_name_may_ask(desk, link, name):
    assert asks(desk, link, name=name).status_code == 303
    assert requests(desk)[0].name == name


def test_who_asks_twice_is_answered_alike_and_kept_once(desk, link):
    first, second = desk.world.app.test_client(), desk.world.app.test_client()
    answers = [
        asks(desk, link, first),
        asks(desk, link, second, email=" SAMIRA@voorbeeld.nl", name="Iemand Anders"),
    ]
    pages = [client.get(answer.location) for client, answer in zip((first, second), answers, strict=True)]
    later = [client.get(f"/vraag/{link.code}") for client in (first, second)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert ["Set-Cookie" in answer.headers for answer in answers] == [True, True]
    assert shown(pages[0].text) == shown(pages[1].text)
    assert shown(later[0].text) == shown(later[1].text)
    assert len(requests(desk)) == 1
    assert len(mails(desk, "request_received")) == 1


def test_who_asks_with_the_address_of_somebody_else_hears_of_the_own_click_only(desk, link):
    stranger = desk.world.app.test_client()
    asks(desk, link)
    desk.world.clock.forward(days=2)
    asks(desk, link, stranger)
    page = stranger.get(f"/vraag/{link.code}").text

    assert "Je hebt deze badge al gevraagd op 24\xa0november\xa02026." in page
    assert "22\xa0november" not in page
    assert len(requests(desk)) == 1


def test_the_browser_that_asked_hears_when_it_asked(desk, link, client):
    asks(desk, link, client)
    desk.world.clock.forward(days=2)
    page = client.get(f"/vraag/{link.code}")
    again = client.get(asks(desk, link, client).location)

    assert "Je hebt deze badge al gevraagd op 22\xa0november\xa02026." in page.text
    assert "Je hebt deze badge al gevraagd op 22\xa0november\xa02026." in again.text
    assert len(requests(desk)) == 1


def test_a_double_click_without_e_mail_is_one_request(desk, link):
    for _click in range(2):
        assert asks(desk, link, email="").status_code == 303

    assert len(requests(desk)) == 1
    asks(desk, link, email="", evidence="Iets anders.")
    assert len(requests(desk)) == 2


def test_clicks_at_the_same_moment_make_one_request(desk, link):
    start, answers = Barrier(3), []

    def click():
        start.wait(10)
        answers.append(asks(desk, link).status_code)

    clicks = [Thread(target=click) for _click in range(3)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join(60)

    assert answers == [303, 303, 303]
    assert len(requests(desk)) == 1


def test_a_known_learner_finds_the_address_filled_in(desk, link):
    learner = kept_by(desk)
    page = learner.get(f"/vraag/{link.code}")

    assert f'value="{WHO["email"]}"' in page.text
    asks(desk, link, learner, email=WHO["email"])
    assert "Dit vroeg je" in learner.get("/mijn").text
    assert "Gevraagd" in learner.get("/mijn").text


def test_nobody_asks_before_the_first_day_or_after_the_last(desk, client):
    link = opened(desk, desk.released(), first_day="24-11-2026", last_day="25-11-2026")
    early = client.get(f"/vraag/{link.code}")
    refused = asks(desk, link)
    desk.world.clock.forward(days=2)
    on_time = client.get(f"/vraag/{link.code}")
    desk.world.clock.forward(days=2)
    late = client.get(f"/vraag/{link.code}")

    assert "Het kan vanaf 24\xa0november\xa02026." in early.text
    assert "Je kunt de badge nog niet vragen" in refused.text
    assert on_time.status_code == 200
    assert "Kan jij dit?" in on_time.text
    assert late.status_code == 410
    assert "De tijd om te vragen is voorbij" in late.text
    assert asks(desk, link).status_code == 410
    assert requests(desk) == []


def test_days_begin_and_end_in_amsterdam(desk):
    link = opened(desk, desk.released(), first_day="24-11-2026", last_day="25-11-2026")

    assert link.valid_from.isoformat() == "2026-11-23T23:00:00+00:00"
    assert link.valid_until is not None
    assert link.valid_until.isoformat() == "2026-11-25T22:59:59+00:00"


def test_a_closed_link_says_so_and_closes_once(desk, link, client):
    closed = desk.post(f"/aanvragen/links/{link.id}/sluiten")
    page = client.get(f"/vraag/{link.code}")

    assert closed.status_code == 303
    assert page.status_code == 410
    assert "Hotel Zon heeft deze link gesloten." in page.text
    assert asks(desk, link).status_code == 410
    assert desk.post(f"/aanvragen/links/{link.id}/sluiten").status_code == 409
    assert desk.get(f"/aanvragen/links/{link.id}/poster").status_code == 409


def test_nobody_asks_for_a_badge_that_is_archived(desk, link, client):
    with desk.world.database.writing() as session:
        session.get_one(BadgeClassRow, link.badge_class_id).archived_at = desk.world.clock()

    assert "Deze badge is er niet meer" in client.get(f"/vraag/{link.code}").text
    assert asks(desk, link).status_code == 410


@pytest.mark.parametrize("code", ["x", "0" * 16, "%F0%9F%A6%8A", "x" * 300, "../mijn"])
def test_an_unknown_code_is_a_page_that_says_so(desk, link, client, code):
    assert client.get(f"/vraag/{code}").status_code == 404
    assert desk.world.post(client, f"/vraag/{code}", WISH).status_code == 404
    assert client.get(f"/vraag/{code}/gevraagd").status_code == 404


def test_a_code_may_be_typed_in_groups_and_small_letters(desk, link, client):
    typed = "-".join(link.code[start : start + 4] for start in range(0, 16, 4)).lower()

    assert desk.world.post(client, "/vraag", {"code": typed}).location == f"/vraag/{link.code}"
    assert client.get(f"/vraag/{typed}").location == f"/vraag/{link.code}"
    assert is_refused(desk.world.post(client, "/vraag", {"code": "7K3M"}), "Deze code klopt niet.")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"version": ""}, "Kies een badge uit de lijst."),
        ({"first_day": "31-02-2026"}, "Schrijf de datum als dag-maand-jaar"),
        ({"last_day": "21-11-2026"}, "De laatste dag is al voorbij."),
        ({"first_day": "25-12-2026", "last_day": "24-12-2026"}, "De laatste dag ligt voor de eerste dag."),
        ({"last_day": "01-01-9999"}, "Kijk het jaar na."),
        ({"place": f"Kamer {BSN}"}, "Dit lijkt een BSN."),
        ({"place": "x" * 121}, "Deze tekst is te lang."),
    ],
)
def test_a_wrong_link_is_refused_with_a_sentence(desk, wrong, sentence):
    asked = {"version": str(desk.released()), "place": "Kantine", "first_day": "", "last_day": ""} | wrong

    assert is_refused(desk.post("/aanvragen/links/nieuw", asked), sentence)
    assert desk.count(AskingLinkRow) == 0


def test_only_a_released_badge_of_this_organisation_can_be_asked_for(world, desk):
    other = Desk(world, name="Groenrijk")
    for version in (desk.draft(), other.released()):
        asked = {"version": str(version), "place": "", "first_day": "", "last_day": ""}
        assert is_refused(desk.post("/aanvragen/links/nieuw", asked), "Kies een badge uit de lijst.")


def test_an_organisation_has_at_most_50_open_links(desk):
    version = desk.released()
    for number in range(50):
        opened(desk, version, place=f"Plek {number}")
    asked = {"version": str(version), "place": "", "first_day": "", "last_day": ""}

    assert is_refused(desk.post("/aanvragen/links/nieuw", asked), "Er staan al 50 links open.")
    assert desk.count(AskingLinkRow) == 50


def test_an_open_link_stays_in_the_list_however_many_were_closed_after_it(desk, link):
    with desk.world.database.writing() as session:
        for number in range(100):
            moment = desk.world.clock.now + timedelta(minutes=number)
            session.add(
                AskingLinkRow(
                    id=uuid4(),
                    organisation_id=link.organisation_id,
                    badge_class_id=link.badge_class_id,
                    code=f"{number:016}",
                    place="",
                    valid_from=moment,
                    closed_at=moment,
                    created_by=link.created_by,
                    created_at=moment,
                )
            )

    assert str(link.id) in desk.get("/aanvragen/links").text


def test_at_most_500_people_wait_by_one_link(desk, link):
    with desk.world.database.writing() as session:
        for number in range(500):
            session.add(waiting(link, number, desk))

    assert is_refused(asks(desk, link), "Er zijn nu te veel vragen.")
    assert len(requests(desk)) == 500


@pytest.mark.parametrize("role", [Role.GIVER, Role.COMPOSER])
def test_a_gever_and_a_samensteller_make_links(world, desk, role):
    version = desk.released()
    desk.client = desk.signed_in(role)

    assert opened(desk, version).created_by is not None


def test_a_stranger_finds_no_link_of_another_organisation(world, desk, link):
    other = Desk(world, name="Groenrijk")

    assert other.get(f"/aanvragen/links/{link.id}").status_code == 404
    assert other.get(f"/aanvragen/links/{link.id}/poster").status_code == 404
    assert other.post(f"/aanvragen/links/{link.id}/sluiten").status_code == 404


def test_the_audit_log_names_nobody_who_asks(desk, link):
    asks(desk, link)
    with desk.world.database.reading() as session:
        rows = list(session.scalars(select(AuditRow).where(AuditRow.action == "request.asked")))

    assert [row.actor for row in rows] == ["visitor"]
    assert "samira" not in str(rows[0].__dict__).lower()


def test_a_badge_of_a_branch_can_be_asked_for_as_long_as_there_is_a_mandate(world, desk, client):
    branch = Desk(world, name="Gastvrij Oost")
    with world.database.writing() as session:
        session.get_one(OrganisationRow, branch.organisation.id).kind = "branche"
    version = branch.released("deelcertificaat")
    days = {"first": "22-11-2026", "last": "25-11-2026", "badge_class": str(branch.version(version).badge_class_id)}
    asked = {"version": str(version), "place": "", "first_day": "", "last_day": ""}
    assert is_refused(desk.post("/aanvragen/links/nieuw", asked), "Kies een badge uit de lijst.")
    assert branch.post(f"/mandaten/nieuw/{desk.organisation.id}", days).status_code == 303
    link = opened(desk, version)

    assert "Hotel Zon geeft deze badge." in client.get(f"/vraag/{link.code}").text
    assert asks(desk, link).status_code == 303
    world.clock.forward(days=5)
    desk.client = desk.signed_in(Role.GIVER)
    assert client.get(f"/vraag/{link.code}").status_code == 410
    assert asks(desk, link, email="").status_code == 410
    assert desk.post(f"/aanvragen/{requests(desk)[0].id}/beoordelen").status_code == 409


def test_what_was_answered_a_year_ago_is_forgotten(desk, link):
    asks(desk, link)
    with desk.world.database.writing() as session:
        answered = session.get_one(BadgeRequestRow, requests(desk)[0].id)
        answered.state, answered.decided_at = "declined", desk.world.clock() - timedelta(days=3)
        session.add(waiting(link, 1, desk))
    with desk.world.database.writing() as session:
        forget_before(session, desk.world.clock())

    assert [request.state for request in requests(desk)] == ["asked"]


class TestLimits:
    @pytest.fixture
    def environment(self, environment):
        return environment | {"BADGESERVICE_RATE_LIMITS": "on"}

    def test_forms_without_their_token_do_not_fill_the_database(self, desk):
        link, app = opened(desk, desk.released()), desk.world.app
        answers = [app.test_client().post(f"/vraag/{link.code}", data=WISH).status_code for _time in range(25)]

        assert answers == [303] * 20 + [429] * 5
        assert desk.count(KeptInputRow) == 20
        assert desk.count(BadgeRequestRow) == 0

    def test_an_address_is_mailed_five_times_an_hour_at_most_by_whoever_asks(self, desk):
        version = desk.released()
        links = [opened(desk, version) for _link in range(6)]
        answers = [
            desk.world.post(
                desk.world.app.test_client(),
                f"/vraag/{link.code}",
                WISH,
                environ_base={"REMOTE_ADDR": f"10.0.0.{number}"},
            ).status_code
            for number, link in enumerate(links)
        ]

        assert answers == [303] * 5 + [429]
        assert len(mails(desk, "request_received")) == 5
        assert asks(desk, links[5], email="").status_code == 303

    def test_who_tries_codes_is_stopped(self, client):
        answers = {client.get(f"/vraag/{number:016}").status_code for number in range(45)}

        assert answers == {404, 429}


def waiting(link, number, desk) -> BadgeRequestRow:
    from_link = {"link_id": link.id, "organisation_id": link.organisation_id, "evidence": "Iets.", "state": "asked"}
    return BadgeRequestRow(id=UUID(int=number + 1), name=f"Iemand {number}", created_at=desk.world.clock(), **from_link)


def kept_by(desk: Desk):
    """The browser of somebody who kept a badge and came back by mail."""
    world = desk.world
    award = desk.given(desk.released(name="Iets anders"))
    client = world.app.test_client()
    with world.database.writing() as session:
        token = make_link(session, KEEP, award, world.clock())
    world.post(client, f"/bewaren/{token}")
    return client
