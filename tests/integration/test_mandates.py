"""A branch lets an employer give its badges: asked, granted, declined, withdrawn, and what the badge then proves."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from branch_desk import DAYS, Branch
from programs import Program
from sqlalchemy import select, update
from staff_desk import WHAT, Desk, is_refused, sentences, shown

from badgeservice.organisations.roles import Role
from badgeservice.storage.tables import (
    BadgeClassRow,
    BadgeClassVersionRow,
    EndorsementRow,
    MandatedAwardRow,
    MandateRow,
    OutboxRow,
    OwnBehaviourRow,
)

WHY = {"motivation": "Wij leiden elk jaar tien mensen op."}


@pytest.fixture
def branch(world) -> Branch:
    return Branch(world, name="Gastvrij Oost")


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


def _class_of(desk: Desk, version: UUID) -> UUID:
    return desk.version(version).badge_class_id


def _mandates(world) -> list[MandateRow]:
    with world.database.reading() as session:
        return list(session.scalars(select(MandateRow).order_by(MandateRow.created_at)))


def _ask(desk: Desk, version: UUID) -> Any:
    return desk.post(f"/mandaten/vragen/{_class_of(desk, version)}", WHY)


def _granted(branch: Branch, desk: Desk, version: UUID, **days: str) -> MandateRow:
    data = DAYS | days | {"badge_class": str(_class_of(branch, version))}
    answer = branch.post(f"/mandaten/nieuw/{desk.organisation.id}", data)
    assert answer.status_code == 303, sentences(answer)
    return _mandates(branch.world)[-1]


def _document(desk: Desk, award: UUID) -> dict[str, Any]:
    return json.loads(desk.award(award).document)


def _again(desk: Desk) -> None:
    email = "-".join(desk.roles) + f"@{desk.organisation.slug}.voorbeeld.nl"
    desk.client = desk.world.signed_in(desk.world.account(email))


def test_an_employer_asks_and_the_branch_grants_and_both_hear_it(branch, desk):
    version = branch.released("deelcertificaat")
    assert "Orders pakken" in desk.get("/mandaten/vragen?zoek=gastvrij+orders").text
    assert "Orders pakken" not in desk.get("/mandaten/vragen?zoek=anders").text
    assert _ask(desk, version).status_code == 303
    row = _mandates(desk.world)[0]
    waiting, overview = branch.get("/mandaten").text, shown(branch.get("/").text)
    granted = branch.post(f"/mandaten/{row.id}/geven", DAYS)

    assert WHY["motivation"] in waiting
    assert "1 aanvraag voor een mandaat" in overview
    assert granted.status_code == 303, sentences(granted)
    assert "Geldt nu" in desk.get("/mandaten").text
    with desk.world.database.reading() as session:
        kinds = [mail.kind for mail in session.scalars(select(OutboxRow).where(OutboxRow.subject_id == row.id))]
    assert set(kinds) == {"mandate_asked", "mandate_granted"}


def test_a_badge_under_a_mandate_names_its_maker_and_carries_the_signed_mandate(branch, desk):
    version = branch.released("deelcertificaat")
    mandate = _granted(branch, desk, version)
    award = desk.given(version, WHAT)
    document = _document(desk, award)

    assert document["issuer"]["name"] == "Hotel Zon"
    assert document["credentialSubject"]["achievement"]["creator"]["name"] == "Gastvrij Oost"
    [embedded] = document["issuer"]["endorsement"]
    address = desk.world.tools.addresses.branch.badge_class(desk.version(version).badge_class.slug)
    assert embedded["issuer"]["name"] == "Gastvrij Oost"
    assert embedded["credentialSubject"]["id"] == document["issuer"]["id"]
    assert embedded["termsOfUse"][0]["id"] == address
    with desk.world.database.reading() as session:
        assert session.get_one(MandatedAwardRow, award).mandate_id == mandate.id
    assert "Deze badge is echt." in desk.client.get(f"/v/{desk.award(award).code}").text


def test_what_an_employer_adds_stands_apart_and_is_signed_with_its_own_address(branch, desk):
    version = (
        branch.released("praktijkverklaring") if branch.organisation.leerbedrijf_id else branch.released("skillsbadge")
    )
    _granted(branch, desk, version)
    class_id = _class_of(branch, version)
    desk.post(f"/mandaten/eigen/{class_id}", {"text": "Je groet gasten in het Engels. 👋 مرحبا"})
    with desk.world.database.reading() as session:
        own = session.scalars(select(OwnBehaviourRow)).one()
    draft = desk.begun(version)
    page = desk.get(f"/geven/{draft}/wat").text
    award = desk.given(version, WHAT | {"behaviours": ["b1", str(own.id)]})
    achievement = _document(desk, award)["credentialSubject"]["achievement"]
    ids = [one["id"] for one in achievement["resultDescription"]]

    assert "van Hotel Zon zelf" in page
    assert f"{desk.world.tools.addresses.organisation('hotel-zon')}#{own.id}" in ids
    assert all(one.startswith(achievement["id"]) for one in ids[:-1])
    assert len(_document(desk, award)["credentialSubject"]["result"]) == 2


def test_at_least_one_gedragsvoorbeeld_of_the_branch_was_seen(branch, desk):
    version = branch.released()
    _granted(branch, desk, version)
    desk.post(f"/mandaten/eigen/{_class_of(branch, version)}", {"text": "Je groet in het Engels."})
    with desk.world.database.reading() as session:
        own = session.scalars(select(OwnBehaviourRow)).one()
    draft = desk.begun(version)

    answer = desk.post(f"/geven/{draft}/wat", WHAT | {"behaviours": [str(own.id)]})
    assert is_refused(answer, "Vink minstens één ding aan")


def test_an_own_gedragsvoorbeeld_that_was_taken_away_is_not_signed_and_nothing_is_lost(branch, desk):
    version = branch.released()
    _granted(branch, desk, version)
    path = f"/mandaten/eigen/{_class_of(branch, version)}"
    desk.post(path, {"text": "Je groet in het Engels."})
    with desk.world.database.reading() as session:
        own = session.scalars(select(OwnBehaviourRow)).one()
    draft = desk.ready(version, WHAT | {"behaviours": ["b1", str(own.id)]})
    assert desk.post(f"{path}/{own.id}/weg").status_code == 303
    answer = desk.post(f"/geven/{draft}/nakijken")

    assert answer.status_code == 409
    assert "is weggehaald" in answer.text
    assert desk.answers(draft)["name"] == "Fatima Yilmaz"


def test_ten_own_gedragsvoorbeelden_and_no_more(branch, desk):
    version = branch.released()
    _granted(branch, desk, version)
    path = f"/mandaten/eigen/{_class_of(branch, version)}"
    for number in range(10):
        assert desk.post(path, {"text": f"Je doet {number}."}).status_code == 303

    for text, sentence in [
        ("Nog een.", "tien eigen gedragsvoorbeelden"),
        ("", "Schrijf op wat iemand doet"),
        ("Je doet 1.", "Dit staat er al."),
        ("x" * 201, "te lang"),
        ("BSN 123456782", "BSN"),
    ]:
        assert is_refused(desk.post(path, {"text": text}), sentence)


WRONG_DAYS = [
    ({"first": "", "last": ""}, "Schrijf de datum als dag-maand-jaar"),
    ({"first": "31-02-2026", "last": "1-1-2027"}, "Schrijf de datum als dag-maand-jaar"),
    ({"first": "01-12-2026", "last": "30-11-2026"}, "Draai ze om."),
    ({"first": "01-01-2026", "last": "21-11-2026"}, "al voorbij"),
    ({"first": "01-12-2026", "last": "31-12-2037"}, "hooguit tien jaar"),
    ({"first": "01-12-1926", "last": "31-12-2026"}, "te ver terug"),
]


@pytest.mark.parametrize(("days", "sentence"), WRONG_DAYS)
def test_days_that_are_not_right_come_back_with_what_was_typed(branch, desk, days, sentence):
    version = branch.released()
    data = days | {"badge_class": str(_class_of(branch, version))}
    answer = branch.post(f"/mandaten/nieuw/{desk.organisation.id}", data)

    assert is_refused(answer, sentence), sentences(answer)
    assert not days["first"] or f'value="{days["first"]}"' in answer.text
    assert _mandates(branch.world) == []


@pytest.mark.parametrize(
    ("first", "last", "overlaps"),
    [
        ("21-11-2027", "01-12-2027", True),
        ("01-01-2026", "22-11-2026", True),
        ("01-03-2027", "02-03-2027", True),
        ("22-11-2027", "01-12-2027", False),
    ],
)
def test_mandates_for_one_badge_do_not_overlap(branch, desk, first, last, overlaps):
    version = branch.released()
    _granted(branch, desk, version)
    data = {"first": first, "last": last, "badge_class": str(_class_of(branch, version))}
    answer = branch.post(f"/mandaten/nieuw/{desk.organisation.id}", data)

    sentence = "Er is al een mandaat van 22-11-2026 tot en met 21-11-2027."
    assert is_refused(answer, sentence) if overlaps else answer.status_code == 303


def test_two_beheerders_who_grant_at_once_grant_once(branch, desk):
    version = branch.released()
    _ask(desk, version)
    row = _mandates(branch.world)[0]
    clients = [
        branch.client,
        branch.world.signed_in(branch.world.member(branch.organisation, Role.MANAGER, email="b@b.nl")),
    ]

    def press(client) -> int:
        return branch.world.post(client, f"{branch.root}/mandaten/{row.id}/geven", DAYS).status_code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, clients)) in ([303, 400], [303, 409])
    assert branch.count(EndorsementRow) == 1


def test_a_request_is_declined_with_a_reason_and_may_be_asked_again(branch, desk):
    version = branch.released()
    _ask(desk, version)
    again = _ask(desk, version)
    row = _mandates(branch.world)[0]
    assert again.status_code == 409
    assert is_refused(branch.post(f"/mandaten/{row.id}/afwijzen", {"reason": " "}), "Schrijf op waarom.")
    assert branch.post(f"/mandaten/{row.id}/afwijzen", {"reason": "Nog geen praktijkopleider."}).status_code == 303

    assert "Nog geen praktijkopleider." in desk.get("/mandaten").text
    assert branch.post(f"/mandaten/{row.id}/geven", DAYS).status_code == 409
    assert _ask(desk, version).status_code == 303


def test_a_mandate_that_is_withdrawn_between_form_and_click_stops_the_badge_and_keeps_what_was_typed(branch, desk):
    version = branch.released()
    row = _granted(branch, desk, version)
    before = desk.given(version)
    draft = desk.ready(version, name="Bram Peters", email="bram@voorbeeld.nl")
    assert branch.post(f"/mandaten/{row.id}/intrekken", {"reason": "De opleiding stopt."}).status_code == 303
    answer = desk.post(f"/geven/{draft}/nakijken")

    assert answer.status_code == 409
    assert "Gastvrij Oost heeft jullie mandaat voor deze badge ingetrokken op 22-11-2026." in shown(answer.text)
    assert desk.answers(draft)["name"] == "Bram Peters"
    assert "Deze badge is echt." in desk.client.get(f"/v/{desk.award(before).code}").text
    assert "De opleiding stopt." in desk.get("/mandaten").text
    assert version not in [one.id for one in _givable(desk)]


def _givable(desk: Desk) -> list[BadgeClassVersionRow]:
    page = desk.get("/geven").text
    with desk.world.database.reading() as session:
        return [one for one in session.scalars(select(BadgeClassVersionRow)) if str(one.id) in page]


def test_a_withdrawn_mandate_serves_one_that_ends_now_and_its_bit_is_set(branch, desk):
    version = branch.released()
    row = _granted(branch, desk, version)
    address = f"/endorsements/{row.endorsement_id}"
    before = json.loads(desk.client.get(address).data)
    branch.post(f"/mandaten/{row.id}/intrekken", {"reason": "De opleiding stopt."})
    after = json.loads(desk.client.get(address).data)

    assert before["validUntil"].startswith("2027-11-21")
    assert after["validUntil"] == "2026-11-22T13:05:00Z"
    assert {name: before[name] for name in ("id", "credentialStatus", "termsOfUse")} == {
        name: after[name] for name in ("id", "credentialStatus", "termsOfUse")
    }
    again = branch.post(f"/mandaten/{row.id}/intrekken", {"reason": "Nog eens."})
    assert again.status_code == 409


def test_a_mandate_that_ended_or_has_not_begun_gives_nothing(branch, desk):
    version = branch.released()
    _granted(branch, desk, version, first="01-12-2026", last="31-12-2026")
    early = version in [one.id for one in _givable(desk)]
    desk.world.clock.forward(days=10)
    _again(desk)
    during = version in [one.id for one in _givable(desk)]
    draft = desk.ready(version)
    desk.world.clock.forward(days=40)
    _again(desk)
    answer = desk.post(f"/geven/{draft}/nakijken")

    assert (early, during) == (False, True)
    assert answer.status_code == 409
    assert "geldt nu niet" in answer.text
    assert "Afgelopen" in desk.get("/mandaten").text


def test_a_badge_in_the_archive_is_not_asked_granted_or_given(branch, desk):
    version = branch.released()
    _granted(branch, desk, version)
    with branch.world.database.writing() as session:
        session.execute(update(BadgeClassRow).values(archived_at=branch.world.clock()))

    assert _ask(desk, version).status_code == 404 or "Kies een badge" in _ask(desk, version).text
    assert version not in [one.id for one in _givable(desk)]


def test_only_a_branch_grants_only_its_own_badges_and_never_itself(branch, desk, world):
    other = Branch(world, name="Tweede Branche")
    version, own_of_desk, foreign = branch.released(), desk.released(), other.released()
    for target, badge in [
        (desk.organisation.id, foreign),
        (branch.organisation.id, version),
        (world.organisation("Wacht", approved=False).id, version),
        (uuid4(), version),
    ]:
        data = DAYS | {"badge_class": str(_class_of(branch, badge))}
        assert branch.post(f"/mandaten/nieuw/{target}", data).status_code in {400, 404}, target
    data = DAYS | {"badge_class": str(_class_of(desk, own_of_desk))}
    assert desk.post(f"/mandaten/nieuw/{branch.organisation.id}", data).status_code == 400
    assert _mandates(world) == []


def test_strangers_and_people_without_the_right_get_nowhere(branch, desk, world):
    version = branch.released()
    _ask(desk, version)
    row = _mandates(world)[0]
    for path in ("geven", "afwijzen", "intrekken"):
        assert desk.post(f"/mandaten/{row.id}/{path}", DAYS | {"reason": "Zomaar."}).status_code == 404, path
    composer = desk.signed_in(Role.COMPOSER)
    class_id = _class_of(branch, version)
    assert world.post(composer, f"{desk.root}/mandaten/vragen/{class_id}", WHY).status_code == 403
    assert composer.get(f"{desk.root}/mandaten").status_code == 200
    reader = branch.signed_in(Role.READER)
    assert world.post(reader, f"{branch.root}/mandaten/{row.id}/geven", DAYS).status_code == 403
    assert world.app.test_client().get(f"{branch.root}/mandaten").status_code in {302, 303}


def test_own_gedragsvoorbeelden_need_a_mandate_and_are_ones_own(branch, desk, world):
    version = branch.released()
    path = f"/mandaten/eigen/{_class_of(branch, version)}"
    assert desk.post(path, {"text": "Je groet."}).status_code == 409
    _granted(branch, desk, version)
    desk.post(path, {"text": "Je groet."})
    with world.database.reading() as session:
        own = session.scalars(select(OwnBehaviourRow)).one()
    stranger = Desk(world, name="Groenrijk")

    assert stranger.post(f"{path}/{own.id}/weg").status_code == 404


def test_the_public_pages_say_who_may_give_it(branch, desk):
    version = branch.released()
    _granted(branch, desk, version)
    slug = desk.version(version).badge_class.slug

    assert "Hotel Zon" in desk.client.get(f"/badge-classes/{slug}/v1", headers={"Accept": "text/html"}).text
    assert "Gastvrij Oost" in desk.client.get(f"/orgs/{desk.organisation.slug}").text


def test_the_open_badges_2_form_stands_under_who_gives_it(branch, desk):
    version = branch.released()
    _granted(branch, desk, version)
    award = desk.given(version)
    slug = desk.version(version).badge_class.slug
    assertion = json.loads(desk.client.get(f"/ob2/assertions/{award}").data)
    path = assertion["badge"].replace(desk.world.tools.addresses.base_url, "")

    assert f"/hotel-zon/badge-classes/{slug}" in path
    assert desk.client.get(path).status_code == 200
    stranger = desk.world.organisation("Groenrijk")
    assert desk.client.get(path.replace("hotel-zon", stranger.slug)).status_code == 404


def test_a_program_gives_a_mandated_badge_with_what_its_organisation_adds(branch, desk):
    version = branch.released()
    _granted(branch, desk, version)
    desk.post(f"/mandaten/eigen/{_class_of(branch, version)}", {"text": "Je groet in het Engels."})
    program, slug = Program(desk), desk.version(version).badge_class.slug
    listed = program.get(f"/badge-classes/{slug}").json
    [own] = listed["own_behaviours"]
    behaviours = [{"id": "b1"}, {"id": own["id"]}]
    given = program.given(version, behaviours=behaviours)
    document = _document(desk, UUID(given["id"]))

    assert (listed["branch"], own["text"]) == ("Gastvrij Oost", "Je groet in het Engels.")
    assert len(document["credentialSubject"]["result"]) == 2
    assert document["issuer"]["endorsement"]
