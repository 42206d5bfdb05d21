"""How do staff get in, and who does not?"""

from __future__ import annotations

import pytest
from passlib.totp import TOTP
from sqlalchemy import select

from badgeservice.audit.record import first_broken_row
from badgeservice.organisations.one_time_links import ACCOUNT, KEEP, make_link
from badgeservice.organisations.roles import Role
from badgeservice.storage import accounts
from badgeservice.storage.tables import OutboxRow
from badgeservice.web.accounts import codes
from badgeservice.web.accounts.passphrases import hashed

PASSPHRASE = "zomer in de fietsenstalling"


def _with_passphrase(world, account, passphrase=PASSPHRASE):
    with world.app.test_request_context():
        kept = hashed(passphrase)
    with world.database.writing() as session:
        accounts.by_id(session, account.id).password = kept
    return account


def _link(world, account, purpose=ACCOUNT):
    with world.database.writing() as session:
        return make_link(session, purpose, account.id, world.clock())


def _sign_in(world, client, email, passphrase=PASSPHRASE, path="/inloggen"):
    return world.post(client, path, {"email": email, "password": passphrase})


def _place(answer):
    return answer.location.rstrip("/")


def _outbox(world):
    with world.database.reading() as session:
        return [(mail.kind, mail.recipient) for mail in session.scalars(select(OutboxRow))]


def test_the_one_organisation_of_a_member_opens_after_signing_in(world, client):
    hotel = world.organisation()
    member = _with_passphrase(world, world.member(hotel))

    answer = _sign_in(world, client, f" {member.email.upper()} ")

    assert answer.status_code == 303
    assert _place(answer) == f"/organisatie/{hotel.slug}"


def test_an_operator_starts_at_the_applications(world, client):
    operator = _with_passphrase(world, world.operator())

    assert _sign_in(world, client, operator.email).location == "/beheer"
    assert client.get("/beheer").status_code == 200


def test_who_works_in_two_places_chooses(world, client):
    hotel, garden = world.organisation("Hotel Zon"), world.organisation("Groenrijk")
    member = _with_passphrase(world, world.member(hotel))
    world.member(garden, Role.READER, email=member.email)

    assert _sign_in(world, client, member.email).location == "/organisaties"
    page = client.get("/organisaties").text
    assert "Hotel Zon" in page
    assert "Groenrijk" in page


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        ("/organisatie/hotel-zon/instellingen", "/organisatie/hotel-zon/instellingen"),
        ("/organisatie/hotel-zon?na=x", "/organisatie/hotel-zon?na=x"),
        ("https://elders.example/", "/organisatie/hotel-zon"),
        ("//elders.example/", "/organisatie/hotel-zon"),
        ("/\\elders.example/", "/organisatie/hotel-zon"),
        ("/%0d%0aLocation:%20https://elders.example", "/organisatie/hotel-zon"),
        ("javascript:alert(1)", "/organisatie/hotel-zon"),
        ("/inloggen", "/organisatie/hotel-zon"),
    ],
)
def test_signing_in_goes_on_to_a_page_of_this_site_only(world, client, wanted, place):
    member = _with_passphrase(world, world.member(world.organisation()))

    assert _place(_sign_in(world, client, member.email, path=f"/inloggen?next={wanted}")) == place


def test_a_wrong_passphrase_and_an_unknown_address_get_the_same_answer(world):
    member = _with_passphrase(world, world.member(world.organisation()))
    without = world.account("nog-geen-wachtzin@voorbeeld.nl")

    pages = []
    for email in (member.email, "niemand@voorbeeld.nl", without.email, "geen adres", "x\x00@voorbeeld.nl"):
        answer = _sign_in(world, world.app.test_client(), email, "een andere wachtzin")
        pages.append((answer.status_code, "horen niet bij elkaar" in answer.text))

    assert set(pages) == {(400, True)}


def test_a_failed_sign_in_keeps_the_address_and_never_the_passphrase(world, client):
    page = _sign_in(world, client, "niemand@voorbeeld.nl", "geheime woorden hier").text

    assert 'value="niemand@voorbeeld.nl"' in page
    assert "geheime woorden hier" not in page
    assert "Fout:" in page


def test_a_session_starts_afresh_on_signing_in(world, client):
    member = _with_passphrase(world, world.member(world.organisation()))
    with client.session_transaction() as session:
        session.update({"planted": "by somebody else", "language": "en", "csrf_token": "0" * 40})

    _sign_in(world, client, member.email)

    with client.session_transaction() as session:
        assert "planted" not in session
        assert "csrf_token" not in session
        assert session["language"] == "en"


def test_a_stolen_cookie_is_worth_nothing_after_signing_out(world):
    member = world.member(world.organisation())
    client, copy = world.signed_in(member), world.signed_in(member)
    assert _place(copy.get("/organisaties")) == "/organisatie/hotel-zon"

    assert world.post(client, "/uitloggen").status_code == 303

    assert copy.get("/organisaties").location.startswith("/inloggen")


def test_a_session_ends_after_twelve_hours_without_use(world):
    client = world.signed_in(world.member(world.organisation()))
    for _ in range(3):
        world.clock.forward(hours=11)
        assert _place(client.get("/organisaties")) == "/organisatie/hotel-zon"

    world.clock.forward(hours=12, minutes=1)

    assert client.get("/organisaties").location.startswith("/inloggen")


def test_looking_at_a_first_link_does_not_use_it_up(world, client):
    member = world.member(world.organisation())
    token = _link(world, member)
    for _ in range(3):
        assert client.get(f"/inloggen/{token}").status_code == 200

    answer = world.post(client, f"/inloggen/{token}", {"password": PASSPHRASE, "password_confirm": PASSPHRASE})

    assert _place(answer) == "/organisatie/hotel-zon"
    assert client.get("/organisatie/hotel-zon/instellingen").status_code == 200
    assert _sign_in(world, world.app.test_client(), member.email).status_code == 303


def test_a_first_link_works_once_and_ends_the_other_links_and_sessions(world, client):
    member = world.member(world.organisation())
    token, other, before = _link(world, member), _link(world, member), world.signed_in(member)
    typed = {"password": PASSPHRASE, "password_confirm": PASSPHRASE}
    world.post(client, f"/inloggen/{token}", typed)

    again = [world.app.test_client().get(f"/inloggen/{used}") for used in (token, other)]
    second = world.post(
        world.app.test_client(),
        f"/inloggen/{token}",
        {"password": "iets heel anders", "password_confirm": "iets heel anders"},
    )

    assert [answer.status_code for answer in (*again, second)] == [410, 410, 410]
    assert "Deze link werkt niet meer" in again[0].text
    assert "/inloggen/vergeten" in again[0].text
    assert before.get("/organisaties").location.startswith("/inloggen")


def test_an_old_a_made_up_and_a_learner_link_do_not_open_an_account(world, client):
    member = world.member(world.organisation())
    old, learners = _link(world, member), _link(world, member, KEEP)
    world.clock.forward(days=7, seconds=1)

    assert {client.get(f"/inloggen/{token}").status_code for token in (old, learners, "x", "é" * 200)} == {410}


@pytest.mark.parametrize(
    ("passphrase", "again", "sentence"),
    [
        ("kort", "kort", "te kort"),
        ("aaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaa", "makkelijk te raden"),
        ("lid@voorbeeld.nl", "lid@voorbeeld.nl", "makkelijk te raden"),
        ("password1234", "password1234", "makkelijk te raden"),
        ("lang " * 40, "lang " * 40, "te lang"),
        (PASSPHRASE, PASSPHRASE + "!", "niet gelijk"),
    ],
)
def test_a_weak_passphrase_is_refused_and_the_link_still_works(world, client, passphrase, again, sentence):
    token = _link(world, world.member(world.organisation()))

    answer = world.post(client, f"/inloggen/{token}", {"password": passphrase, "password_confirm": again})

    assert answer.status_code == 400
    assert sentence in answer.text
    assert client.get(f"/inloggen/{token}").status_code == 200


def test_a_very_long_passphrase_is_fine(world, client):
    token = _link(world, world.member(world.organisation()))
    long = "vier paarden lopen zingend langs de oude brug en eten daarna samen een broodje kaas"

    assert world.post(client, f"/inloggen/{token}", {"password": long, "password_confirm": long}).status_code == 303


def test_asking_for_a_link_says_the_same_for_every_address(world):
    member = world.member(world.organisation(approved=False))

    answers = [
        world.post(world.app.test_client(), "/inloggen/vergeten", {"email": email})
        for email in (member.email.upper(), "niemand@voorbeeld.nl")
    ]

    assert [(answer.status_code, answer.location) for answer in answers] == [(303, "/inloggen/link-onderweg")] * 2
    assert _outbox(world) == [("account_link", member.email)]


@pytest.mark.parametrize(
    "email", ["", "geen adres", "a@b.nl\nBcc: x@y.nl", "x\x00@voorbeeld.nl", "a" * 500 + "@voorbeeld.nl"]
)
def test_an_address_that_is_none_gets_a_sentence(world, client, email):
    answer = world.post(client, "/inloggen/vergeten", {"email": email})

    assert answer.status_code == 400
    assert "e-mailadres" in answer.text
    assert _outbox(world) == []


def test_an_account_that_was_switched_off_gets_nowhere(world, client):
    member = _with_passphrase(world, world.member(world.organisation()))
    token, inside = _link(world, member), world.signed_in(member)
    with world.database.writing() as session:
        accounts.by_id(session, member.id).active = False

    assert _sign_in(world, client, member.email).status_code == 400
    assert client.get(f"/inloggen/{token}").status_code == 410
    assert inside.get("/organisaties").location.startswith("/inloggen")


def test_the_chosen_passphrase_is_in_the_audit_log_and_the_chain_holds(world, client):
    token = _link(world, world.member(world.organisation()))
    world.post(client, f"/inloggen/{token}", {"password": PASSPHRASE, "password_confirm": PASSPHRASE})

    with world.database.reading() as session:
        assert first_broken_row(session) is None


class TestWithACodeApp:
    """A code of a phone besides the passphrase, where the setting is on."""

    @pytest.fixture
    def environment(self, environment):
        return environment | {"BADGESERVICE_TWO_FACTOR": "on"}

    def _code(self, world, secret):
        return TOTP.using(secrets={"1": world.app.secret_key}).from_source(secret).generate(world.clock()).token

    def _set_up(self, world, client, member):
        assert (
            _sign_in(world, client, member.email, path="/inloggen?next=/organisaties").location
            == "/inloggen/code-instellen"
        )
        page = client.get("/inloggen/code-instellen")
        with client.session_transaction() as session:
            secret = session["second_step"]["secret"]
        assert codes.setup_key(world.tools.settings, secret) in page.text
        return world.post(client, "/inloggen/code-instellen", {"code": self._code(world, secret)}), secret

    def test_the_first_time_an_app_is_set_up(self, world, client):
        member = _with_passphrase(world, world.member(world.organisation()))

        answer, _secret = self._set_up(world, client, member)

        assert answer.location == "/organisaties"
        assert _place(client.get("/organisaties")) == "/organisatie/hotel-zon"

    def test_a_code_works_once_and_a_passphrase_alone_opens_nothing(self, world, client):
        member = _with_passphrase(world, world.member(world.organisation()))
        _answer, secret = self._set_up(world, client, member)
        other = world.app.test_client()

        assert _sign_in(world, other, member.email).location == "/inloggen/code"
        assert other.get("/organisaties").location.startswith("/inloggen")
        assert world.post(other, "/inloggen/code", {"code": self._code(world, secret)}).status_code == 400
        world.clock.forward(seconds=30)
        answer = world.post(other, "/inloggen/code", {"code": self._code(world, secret)})
        assert _place(answer) == "/organisatie/hotel-zon"

    @pytest.mark.parametrize("typed", ["", "000000", "12345", "abcdef", "1" * 400, "٠١٢٣٤٥"])
    def test_a_wrong_code_gets_a_sentence(self, world, client, typed):
        member = _with_passphrase(world, world.member(world.organisation()))
        self._set_up(world, client, member)
        other = world.app.test_client()
        _sign_in(world, other, member.email)

        answer = world.post(other, "/inloggen/code", {"code": typed})

        assert answer.status_code == 400
        assert "Deze code klopt niet" in answer.text

    def test_the_second_step_waits_ten_minutes(self, world, client):
        member = _with_passphrase(world, world.member(world.organisation()))
        _answer, secret = self._set_up(world, client, member)
        other = world.app.test_client()
        _sign_in(world, other, member.email)
        world.clock.forward(minutes=11)

        assert world.post(other, "/inloggen/code", {"code": self._code(world, secret)}).location == "/inloggen"

    def test_a_first_link_leads_to_the_code_too(self, world, client):
        token = _link(world, world.member(world.organisation()))

        answer = world.post(client, f"/inloggen/{token}", {"password": PASSPHRASE, "password_confirm": PASSPHRASE})

        assert answer.location == "/inloggen/code-instellen"

    def test_the_pages_of_the_second_step_send_a_visitor_to_the_first(self, client):
        assert client.get("/inloggen/code").location == "/inloggen"
        assert client.get("/inloggen/code-instellen").location == "/inloggen"


class TestWithLimits:
    """Trying passphrases is slowed down per browser and per account."""

    @pytest.fixture
    def environment(self, environment):
        return environment | {"BADGESERVICE_RATE_LIMITS": "on"}

    def test_an_account_that_is_tried_too_often_is_closed_for_a_while_from_everywhere(self, world):
        member = _with_passphrase(world, world.member(world.organisation()))
        for number in range(10):
            answer = world.post(
                world.app.test_client(),
                "/inloggen",
                {"email": member.email, "password": "mis"},
                environ_base={"REMOTE_ADDR": f"10.0.0.{number}"},
            )
            assert answer.status_code == 400

        answer = world.post(
            world.app.test_client(),
            "/inloggen",
            {"email": member.email, "password": PASSPHRASE},
            environ_base={"REMOTE_ADDR": "10.0.1.1"},
        )

        assert answer.status_code == 429
        assert "te vaak" in answer.text

    def test_one_browser_cannot_try_many_accounts(self, world, client):
        answers = [_sign_in(world, client, f"lid{number}@voorbeeld.nl").status_code for number in range(11)]

        assert answers == [400] * 10 + [429]
