"""How does a badge class of one organisation become the example for one of another?"""

from __future__ import annotations

import pytest
from staff_desk import DESIGN, STATEMENT, Desk, id_in, is_refused, sentences, shown

from badgeservice.organisations.roles import Role
from badgeservice.storage import accounts
from badgeservice.storage.tables import BadgeClassRow, ClassCopyRow, MembershipRow
from badgeservice.web.issuer.class_forms import known_words

HTML = {"Accept": "text/html"}


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


@pytest.fixture
def other(world, desk) -> Desk:
    """Another organisation, for which the person at the desk works too."""
    made = Desk(world, name="Hotel Maan")
    _join(desk, made, Role.COMPOSER)
    return made


def _join(desk: Desk, other: Desk, role: Role) -> None:
    with desk.client.session_transaction() as browser:
        uniquifier = browser["_user_id"]
    with desk.world.database.writing() as session:
        account = accounts.by_session(session, uniquifier)
        moment = desk.world.clock()
        session.add(
            MembershipRow(account_id=account.id, organisation_id=other.organisation.id, role=role, created_at=moment)
        )


def _address(desk: Desk, version) -> str:
    return f"/badge-classes/{desk.version(version).badge_class.slug}/v1"


def _copy(desk: Desk, version, organisation: Desk):
    data = {"organisation": organisation.organisation.slug}
    return desk.world.post(desk.client, f"{_address(desk, version)}/voorbeeld", data)


def test_a_class_is_copied_with_its_words_and_the_own_name_and_both_pages_say_so(desk, other):
    version = desk.draft("praktijkverklaring")
    desk.post(f"/soorten/{version}/plaatje", DESIGN | {"shape": "werklabel", "band": "Hotel Zon"})
    desk.post(f"/soorten/{version}/vrijgeven")
    public = desk.client.get(_address(desk, version), headers=HTML).text
    question = desk.client.get(f"{_address(desk, version)}/voorbeeld").text
    made = _copy(desk, version, other)
    copied, example = other.version(id_in(made)), desk.version(version)

    assert f"{_address(desk, version)}/voorbeeld" in public
    assert "Hotel Maan" in question
    assert made.location == f"{other.root}/soorten/{copied.id}/woorden"
    assert copied.badge_class.organisation_id == other.organisation.id
    assert copied.badge_class.slug != example.badge_class.slug
    assert (copied.number, copied.state) == (1, "draft")
    assert known_words(copied) == known_words(example)
    assert copied.design["band"] == "Hotel Maan"
    assert copied.design["icon"] == "stars"
    assert copied.picture_png.startswith(b"\x89PNG")
    assert "Hotel Zon" not in copied.picture_svg + copied.picture_caption

    other.post(f"/soorten/{copied.id}/vrijgeven")
    of_copy = shown(other.client.get(_address(other, copied.id), headers=HTML).text)
    of_example = shown(other.client.get(_address(desk, version), headers=HTML).text)
    assert "Gemaakt naar het voorbeeld van Ontbijt verzorgen van Hotel Zon" in of_copy
    assert "Hotel Zon heeft deze badge niet gemaakt en niet bekeken." in of_copy
    assert "Naar het voorbeeld van deze badge zijn gemaakt: Ontbijt verzorgen van Hotel Maan" in of_example
    assert "Gemaakt naar het voorbeeld van" in shown(other.get(f"/soorten/{copied.id}").text)


def test_a_copy_that_is_not_released_is_not_told_to_the_public(desk, other):
    version = desk.released()
    _copy(desk, version, other)

    assert "Hotel Maan" not in desk.world.app.test_client().get(_address(desk, version), headers=HTML).text


def test_a_copy_of_a_branch_is_no_mandate_and_says_so(world, desk):
    branch = Desk(world, name="Gastvrij Oost")
    with world.database.writing() as session:
        session.get_one(type(branch.organisation), branch.organisation.id).kind = "branche"
    version = branch.released()
    question = desk.client.get(f"{_address(branch, version)}/voorbeeld").text
    made = world.post(desk.client, f"{_address(branch, version)}/voorbeeld", {"organisation": desk.organisation.slug})
    page = shown(desk.get(f"/soorten/{id_in(made)}").text)

    assert "Dit is geen mandaat." in question
    assert "Gastvrij Oost heeft hier geen mandaat voor gegeven." in page


def test_the_guards_of_the_target_are_asked_and_the_choice_stays(world, desk):
    version = desk.released("praktijkverklaring")
    other = Desk(world, name="Hotel Maan")
    _join(desk, other, Role.COMPOSER)
    with world.database.writing() as session:
        session.get_one(type(other.organisation), other.organisation.id).leerbedrijf_id = None
    refused = _copy(desk, version, other)

    assert is_refused(refused, "Voor een praktijkverklaring is een leerbedrijf-id nodig.")
    assert " checked" in refused.text
    assert other.count(BadgeClassRow) == 1


@pytest.mark.parametrize("role", [Role.GIVER, Role.READER])
def test_who_does_not_compose_elsewhere_cannot_copy_there(world, desk, role):
    version = desk.released()
    other = Desk(world, name="Hotel Maan")
    _join(desk, other, role)
    question = desk.client.get(f"{_address(desk, version)}/voorbeeld").text
    refused = _copy(desk, version, other)

    assert "Je maakt bij geen andere organisatie soorten badge." in question
    assert refused.status_code == 400
    assert desk.count(ClassCopyRow) == 0


def test_a_draft_is_no_example_and_a_visitor_has_to_sign_in(world, desk, other):
    draft = desk.draft()
    released = desk.released("praktijkverklaring", name=STATEMENT["name"])
    visitor = world.app.test_client()

    assert desk.client.get(f"{_address(desk, draft)}/voorbeeld").status_code == 404
    assert "/inloggen" in visitor.get(f"{_address(desk, released)}/voorbeeld").location
    assert "voorbeeld" not in visitor.get(_address(desk, released), headers=HTML).text.split("<main")[1]


def test_endorsements_and_parts_stay_with_the_example(desk, other):
    parts = [desk.released(name=name) for name in ("Laden", "Lossen")]
    whole = desk.draft(name="Magazijn")
    chosen = [str(desk.version(part).badge_class_id) for part in parts]
    assert desk.post(f"/soorten/{whole}/onderdelen", {"parts": chosen, "automatic": "y"}).status_code == 303
    desk.post(f"/soorten/{whole}/vrijgeven")
    copied = id_in(_copy(desk, whole, other))
    page = other.get(f"/soorten/{copied}")

    assert sentences(page) == []
    assert "Deze badge bestaat uit deze delen" not in page.text
    assert not other.version(copied).stack_automatic
