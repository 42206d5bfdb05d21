"""How does an organisation come in, and what is refused at the door?"""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select

from badgeservice.storage import keys
from badgeservice.storage.tables import OrganisationRow, OutboxRow

GOOD = {
    "kind": "werkgever",
    "name": "Hotel Zon",
    "place": "Zwolle",
    "kvk": "01234567",
    "leerbedrijf_id": "",
    "brin": "",
    "website": "https://www.hotelzon.example",
    "contact_name": "Ada Aanvrager",
    "email": "ada@hotelzon.example",
}
BSN = "111222333"


def _organisations(world):
    with world.database.reading() as session:
        return list(session.scalars(select(OrganisationRow)))


def _mails(world):
    with world.database.reading() as session:
        return [(mail.kind, mail.recipient, mail.facts) for mail in session.scalars(select(OutboxRow))]


def test_an_application_waits_for_an_operator(world, client):
    answer = world.post(client, "/aanmelden", GOOD | {"kvk": " 0123 4567 "})

    assert answer.status_code == 303
    assert "We hebben je aanvraag" in client.get(answer.location).text
    assert [(one.name, one.kvk, one.state) for one in _organisations(world)] == [("Hotel Zon", "01234567", "waiting")]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("kind", "vereniging", "Kies wat voor organisatie het is."),
        ("kind", "", "Kies wat voor organisatie het is."),
        ("name", "", "Vul de naam van de organisatie in."),
        ("name", "Hotel\nZon", "Gebruik één regel"),
        ("name", "Hotel Z\u202eon", "Gebruik één regel"),
        ("name", "x" * 121, "te lang"),
        ("kvk", "1234567", "8 cijfers"),
        ("kvk", "12345678a", "8 cijfers"),
        ("kvk", "١٢٣٤٥٦٧٨", "8 cijfers"),
        ("email", "ada@hotelzon.example\r\nBcc: alle@voorbeeld.nl", "op één regel"),
        ("email", "ada", "klopt niet"),
        ("website", "http://hotelzon.example", "https://"),
        ("website", "javascript:alert(1)", "https://"),
        ("website", "https://gebruiker@hotelzon.example", "https://"),
        ("leerbedrijf_id", "abc", "alleen cijfers"),
        ("brin", "25LH", "Alleen een opleider"),
        ("brin", "nee", "4 of 6 tekens"),
    ],
)
def test_a_wrong_field_gets_a_sentence_and_the_rest_stays_typed(world, client, field, typed, sentence):
    answer = world.post(client, "/aanmelden", GOOD | {field: typed})

    assert answer.status_code == 400
    assert sentence in answer.text
    assert "<title>Fout:" in answer.text
    assert ('value="Zwolle"' if field != "place" else 'value="Hotel Zon"') in answer.text
    assert _organisations(world) == []


@pytest.mark.parametrize("field", ["name", "place", "website", "contact_name", "email"])
def test_a_bsn_is_refused_in_every_text(world, client, field):
    texts = {"website": f"https://hotelzon.example/{BSN}", "email": f"{BSN}@voorbeeld.nl"}

    answer = world.post(client, "/aanmelden", GOOD | {field: texts.get(field, f"Zon {BSN}")})

    assert answer.status_code == 400
    assert "Dit lijkt een BSN" in answer.text
    assert _organisations(world) == []


def test_an_approved_organisation_gets_keys_and_its_applicant_a_mail(world, client):
    waiting = world.organisation(approved=False)
    operator = world.signed_in(world.operator())
    page = operator.get(f"/beheer/organisaties/{waiting.id}").text
    assert all(
        fact in page for fact in (waiting.name, waiting.kvk, "Zwolle", "Ada Aanvrager", "aanvrager1@voorbeeld.nl")
    )

    answer = world.post(operator, f"/beheer/organisaties/{waiting.id}/goedkeuren")

    assert answer.location == "/beheer"
    assert "Hotel Zon is goedgekeurd" in operator.get("/beheer").text
    assert [(kind, recipient) for kind, recipient, _ in _mails(world)] == [
        ("organisation_approved", "aanvrager1@voorbeeld.nl")
    ]
    with world.database.reading() as session:
        assert {(key.purpose, key.state) for key in keys.of_organisation(session, waiting.id)} == {
            ("badges", "active"),
            ("status", "active"),
        }


def test_a_second_click_on_approve_changes_nothing(world):
    waiting = world.organisation(approved=False)
    operator = world.signed_in(world.operator())
    world.post(operator, f"/beheer/organisaties/{waiting.id}/goedkeuren")

    answer = world.post(operator, f"/beheer/organisaties/{waiting.id}/goedkeuren")

    assert answer.status_code == 409
    assert "al beslist" in answer.text
    assert len(_mails(world)) == 1


def test_a_refusal_needs_a_reason_and_mails_it(world):
    waiting = world.organisation(approved=False)
    operator = world.signed_in(world.operator())
    path = f"/beheer/organisaties/{waiting.id}/afwijzen"

    without = world.post(operator, path, {"reason": " "})
    assert without.status_code == 400
    assert "Schrijf op waarom" in without.text
    assert world.post(operator, path, {"reason": f"Nummer {BSN} klopt niet"}).status_code == 400
    assert world.post(operator, path, {"reason": "Het KvK-nummer is van een ander."}).status_code == 303

    assert [one.state for one in _organisations(world)] == ["refused"]
    assert _mails(world) == [
        (
            "organisation_refused",
            "aanvrager1@voorbeeld.nl",
            {"organisation": "Hotel Zon", "reason": "Het KvK-nummer is van een ander."},
        )
    ]


def test_an_organisation_that_is_not_there_has_no_page(world):
    operator = world.signed_in(world.operator())

    assert operator.get("/beheer/organisaties/00000000-0000-0000-0000-000000000000").status_code == 404
    assert (
        world.post(operator, "/beheer/organisaties/00000000-0000-0000-0000-000000000000/goedkeuren").status_code == 404
    )


def test_the_list_of_approved_organisations_comes_in_pages_of_fifty(world):
    with world.database.writing() as session:
        for number in range(51):
            facts = {
                "kind": "werkgever",
                "place": "Zwolle",
                "kvk": "01234567",
                "state": "approved",
                "created_at": world.clock(),
            }
            session.add(
                OrganisationRow(
                    id=UUID(int=number + 1), slug=f"bedrijf-{number:03}", name=f"Bedrijf {number:03}", **facts
                )
            )
    operator = world.signed_in(world.operator())

    first, second = operator.get("/beheer").text, operator.get("/beheer?na=bedrijf-049").text

    assert "Bedrijf 049" in first
    assert "Bedrijf 050" not in first
    assert 'href="/beheer?na=bedrijf-049"' in first
    assert "Bedrijf 050" in second
    assert "Volgende" not in second
