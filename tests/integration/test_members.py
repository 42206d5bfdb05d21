"""How do the people of an organisation see and change its facts and each other?"""

from __future__ import annotations

import pytest
from sqlalchemy import select

from badgeservice.organisations.roles import Role
from badgeservice.storage import accounts, organisations
from badgeservice.storage.tables import OutboxRow

BSN = "111222333"
NEW = {"name": "Gé Gever", "email": "ge@hotelzon.example", "roles": ["gever", "samensteller"]}


@pytest.fixture
def hotel(world):
    return world.organisation()


@pytest.fixture
def manager(world, hotel):
    return world.signed_in(world.member(hotel))


def _page(hotel, rest=""):
    return f"/organisatie/{hotel.slug}/instellingen{rest}"


def _roles(world, hotel, email):
    with world.database.reading() as session:
        account = accounts.by_email(session, email)
        return accounts.roles(session, account.id, hotel.id) if account else frozenset()


def _mails(world):
    with world.database.reading() as session:
        mails = session.scalars(select(OutboxRow).where(OutboxRow.kind == "account_invited"))
        return [mail.recipient for mail in mails]


def test_a_beheerder_sees_facts_people_and_keys(hotel, manager):
    page = manager.get(_page(hotel)).text

    assert all(
        fact in page
        for fact in (
            "Hotel Zon",
            "00000001",
            "Zwolle",
            "lid@voorbeeld.nl",
            "key-1",
            "status",
            "22\u00a0november\u00a02026",
        )
    )


def test_a_reader_sees_no_addresses_and_no_buttons(world, hotel):
    page = world.signed_in(world.member(hotel, Role.READER, email="lezer@voorbeeld.nl")).get(_page(hotel)).text

    assert "key-1" in page
    assert "aanvrager1@voorbeeld.nl" not in page
    assert "Nodig iemand uit" not in page


def test_a_beheerder_changes_what_the_organisation_tells(world, hotel, manager):
    typed = {"place": "Deventer", "website": "https://hotelzon.example", "leerbedrijf_id": "100 200 300"}

    answer = world.post(manager, _page(hotel, "/gegevens"), typed)

    assert answer.location == _page(hotel)
    with world.database.reading() as session:
        row = organisations.by_id(session, hotel.id)
        assert (row.place, row.website, row.leerbedrijf_id) == ("Deventer", "https://hotelzon.example", "100200300")


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("place", "", "Vul de plaats in."),
        ("place", f"Zwolle {BSN}", "Dit lijkt een BSN"),
        ("place", "Zwo\nlle", "Gebruik één regel"),
        ("website", "hotelzon.example", "https://"),
        ("website", f"https://hotelzon.example/{BSN}", "Dit lijkt een BSN"),
        ("website", "https://[", "https://"),
        ("leerbedrijf_id", "12", "alleen cijfers"),
    ],
)
def test_a_wrong_detail_gets_a_sentence_and_changes_nothing(world, hotel, manager, field, typed, sentence):
    sent = {"place": "Deventer", "website": "", "leerbedrijf_id": ""} | {field: typed}

    answer = world.post(manager, _page(hotel, "/gegevens"), sent)

    assert answer.status_code == 400
    assert sentence in answer.text
    assert "Zwolle" in manager.get(_page(hotel)).text


def test_a_hand_made_request_changes_no_name_and_no_kvk(world, hotel, manager):
    sent = {
        "place": "Deventer",
        "website": "",
        "leerbedrijf_id": "",
        "name": "Ander",
        "kvk": "99999999",
        "state": "refused",
        "slug": "ander",
    }

    world.post(manager, _page(hotel, "/gegevens"), sent)

    with world.database.reading() as session:
        row = organisations.by_id(session, hotel.id)
        assert (row.name, row.kvk, row.slug, row.state) == ("Hotel Zon", "00000001", "hotel-zon", "approved")


def test_an_invited_person_gets_the_roles_and_a_mail(world, hotel, manager):
    answer = world.post(manager, _page(hotel, "/mensen/nieuw"), NEW | {"email": " Ge@hotelzon.example "})

    assert answer.location == _page(hotel)
    assert _roles(world, hotel, "ge@hotelzon.example") == {"gever", "samensteller"}
    assert _mails(world) == ["ge@hotelzon.example"]
    assert "Gé Gever" in manager.get(_page(hotel)).text


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "Vul de naam in."),
        ("name", f"Gé {BSN}", "Dit lijkt een BSN"),
        ("email", "ge@hotelzon.example\nBcc: alle@voorbeeld.nl", "op één regel"),
        ("email", f"{BSN}@hotelzon.example", "Dit lijkt een BSN"),
        ("roles", [], "Kies minstens één rol."),
        ("roles", ["operator"], "Kies minstens één rol."),
    ],
)
def test_a_wrong_invitation_gets_a_sentence_and_keeps_what_was_typed(world, hotel, manager, field, typed, sentence):
    answer = world.post(manager, _page(hotel, "/mensen/nieuw"), NEW | {field: typed})

    assert answer.status_code == 400
    assert sentence in answer.text
    assert ("ge@hotelzon.example" if field != "email" else "Gé Gever") in answer.text
    assert _mails(world) == []


def test_who_was_removed_can_do_nothing_any_more(world, hotel, manager):
    giver = world.member(hotel, Role.GIVER, email="gever@voorbeeld.nl")
    inside = world.signed_in(giver)
    path = _page(hotel, f"/mensen/{giver.id}/weg")
    assert "Haal je Lid van de organisatie weg?" in manager.get(path).text
    assert inside.get(_page(hotel)).status_code == 200

    assert world.post(manager, path).location == _page(hotel)

    assert inside.get(_page(hotel)).status_code == 404
    assert manager.get(path).status_code == 404


def test_the_last_beheerder_stays(world):
    hotel = world.organisation(email="lid@voorbeeld.nl")
    only = world.account("lid@voorbeeld.nl")
    client = world.signed_in(only)

    answer = world.post(client, _page(hotel, f"/mensen/{only.id}/weg"))

    assert answer.status_code == 409
    assert "laatste beheerder" in answer.text
    assert _roles(world, hotel, "lid@voorbeeld.nl") == {"beheerder"}


def test_somebody_of_another_organisation_cannot_be_removed_here(world, hotel, manager):
    other = world.member(world.organisation("Groenrijk"), email="ander@voorbeeld.nl")

    assert manager.get(_page(hotel, f"/mensen/{other.id}/weg")).status_code == 404
    assert world.post(manager, _page(hotel, f"/mensen/{other.id}/weg")).status_code == 404


def test_inviting_somebody_who_has_a_role_adds_only_what_is_new(world, hotel, manager):
    world.post(manager, _page(hotel, "/mensen/nieuw"), NEW)
    world.post(manager, _page(hotel, "/mensen/nieuw"), NEW | {"roles": ["gever", "lezer"]})

    assert _roles(world, hotel, NEW["email"]) == {"gever", "samensteller", "lezer"}
