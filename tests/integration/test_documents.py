"""Which documents and public pages does the service hand out?"""

from __future__ import annotations

import json

import pytest
from learner_at_home import at_home
from staff_desk import WHAT, Desk

from badgeservice.formats import baking_png
from badgeservice.storage.tables import AwardRow

NOWHERE = "00000000-0000-4000-8000-000000000000"
REASON = "Gegeven aan de verkeerde persoon."
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/png,*/*;q=0.8"


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


@pytest.fixture
def award(desk) -> AwardRow:
    return desk.award(desk.given(desk.released()))


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "application/vc"),
        ("*/*", "application/vc"),
        ("application/vc", "application/vc"),
        ("application/ld+json", "application/ld+json"),
        ("application/json, */*;q=0.1", "application/json"),
    ],
)
def test_the_badge_is_served_byte_for_byte_as_it_was_signed(client, award, accept, media_type):
    answer = client.get(f"/badges/{award.id}", headers={"Accept": accept} if accept else {})

    assert answer.status_code == 200
    assert answer.data == award.document
    assert answer.mimetype == media_type
    assert "Accept" in answer.headers["Vary"]
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_browser_is_sent_to_the_check_page(client, award):
    answer = client.get(f"/badges/{award.id}", headers={"Accept": BROWSER})

    assert (answer.status_code, answer.location) == (302, f"/v/{award.code}")
    assert "Accept" in answer.headers["Vary"]


def test_the_picture_holds_the_badge_and_stays_the_same(client, award):
    by_accept = client.get(f"/badges/{award.id}", headers={"Accept": "image/png"})
    by_name = client.get(f"/badges/{award.id}.png")

    assert by_accept.mimetype == by_name.mimetype == "image/png"
    assert by_accept.data == by_name.data
    assert baking_png.extract(by_name.data) == award.document


@pytest.mark.parametrize("ending", ["", ".json", ".png"])
def test_who_has_the_document_already_gets_304(client, award, ending):
    tag = client.get(f"/badges/{award.id}{ending}").headers["ETag"]
    again = client.get(f"/badges/{award.id}{ending}", headers={"If-None-Match": tag})

    assert not tag.startswith("W/")
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == tag


@pytest.mark.parametrize(
    "path", [f"/badges/{NOWHERE}", f"/badges/{NOWHERE}.png", "/badges/x", "/badges/x.json", "/badges/%00"]
)
def test_a_badge_that_is_not_there_is_a_page_that_says_so(client, path):
    answer = client.get(path, headers={"Accept": BROWSER})

    assert answer.status_code == 404
    assert "Badge controleren" in answer.text


def test_no_new_picture_is_made_of_a_revoked_badge_and_an_old_one_stays(client, desk, award):
    other = desk.award(desk.given(award.version_id, WHAT, email="femke@voorbeeld.nl"))
    made = client.get(f"/badges/{award.id}.png").data
    for revoked in (award, other):
        desk.post(f"/gegeven/{revoked.id}/intrekken", {"why": "other", "reason": REASON})

    assert client.get(f"/badges/{award.id}.png").data == made
    refused = client.get(f"/badges/{other.id}.png", headers={"Accept": "text/html"})
    assert refused.status_code == 409
    assert "Deze badge is ingetrokken." in refused.text
    assert client.get(f"/badges/{other.id}.json").data == other.document


def test_a_class_version_is_a_page_for_people_and_an_achievement_for_programs(client, award):
    place = "/badge-classes/gasten-ontvangen/v1"
    page = client.get(place, headers={"Accept": BROWSER})
    document = client.get(place, headers={"Accept": "application/ld+json"})

    assert page.mimetype == "text/html"
    assert "Je ontvangt gasten vriendelijk." in page.text
    assert document.mimetype == "application/ld+json"
    signed = json.loads(award.document)["credentialSubject"]["achievement"]
    assert signed.items() <= document.json.items()
    assert client.get(place, headers={"If-None-Match": document.headers["ETag"]}).status_code == 304


def test_pictures_of_a_class_may_be_kept_for_ever_and_are_no_active_content(client, award):
    png = client.get("/badge-classes/gasten-ontvangen/v1/image.png")
    svg = client.get("/badge-classes/gasten-ontvangen/v1/image.svg")

    assert (png.mimetype, svg.mimetype) == ("image/png", "image/svg+xml")
    assert {"immutable" in answer.headers["Cache-Control"] for answer in (png, svg)} == {True}
    assert svg.headers["Content-Security-Policy"] == "default-src 'none'; img-src data:; sandbox"


@pytest.mark.parametrize("ending", ["", "/image.png", "/image.svg"])
def test_a_draft_is_not_public(client, desk, ending):
    desk.draft()

    assert client.get(f"/badge-classes/gasten-ontvangen/v1{ending}", headers={"Accept": BROWSER}).status_code == 404


def test_an_organisation_shows_who_it_is_and_its_badges(client, desk):
    desk.released()
    page = client.get(f"/orgs/{desk.organisation.slug}")

    assert page.status_code == 200
    assert "Werkgever in Zwolle · KvK 00000001" in page.text
    assert "/badge-classes/gasten-ontvangen/v1" in page.text
    assert "did:web:localhost%3A8000:orgs:hotel-zon" in page.text


def test_the_keys_of_an_organisation_are_at_its_did_web_address(client, award):
    answer = client.get("/orgs/hotel-zon/did.json")

    assert answer.mimetype == "application/did+json"
    assert answer.json["id"] == "did:web:localhost%3A8000:orgs:hotel-zon"
    assert json.loads(award.document)["proof"][0]["verificationMethod"] in answer.json["assertionMethod"]


@pytest.mark.parametrize("slug", ["nergens", "hotel%00zon", "wachtend-hotel", "x" * 300])
@pytest.mark.parametrize("ending", ["", "/did.json"])
def test_an_organisation_that_is_not_approved_or_not_there_is_no_page(client, world, slug, ending):
    world.organisation("Wachtend hotel", approved=False)

    assert client.get(f"/orgs/{slug}{ending}").status_code == 404


def test_a_status_list_is_signed_and_kept_for_half_a_minute(client, desk, award):
    place = json.loads(award.document)["credentialStatus"]["statusListCredential"].removeprefix("http://localhost:8000")
    before = client.get(place)
    desk.post(f"/gegeven/{award.id}/intrekken", {"why": "other", "reason": REASON})
    after = client.get(place, headers={"If-None-Match": before.headers["ETag"]})

    assert before.mimetype == "application/vc"
    assert before.headers["Cache-Control"] == "public, max-age=30"
    assert json.loads(before.data)["proof"][0]["verificationMethod"].startswith(
        "did:web:localhost%3A8000:orgs:hotel-zon#"
    )
    assert after.status_code == 200
    assert after.data != before.data


def test_a_status_list_of_yesterday_is_signed_anew_when_it_is_asked_for(client, clock, award):
    place = f"/status/{award.status_list_id}"
    before = json.loads(client.get(place).data)["validUntil"]
    clock.forward(hours=25)

    assert json.loads(client.get(place).data)["validUntil"] > before
    assert client.get(f"/status/{NOWHERE}").status_code == 404


def test_what_anybody_may_keep_carries_no_cookie_and_is_one_thing_for_all(world, desk, award):
    learner, staff = at_home(world, desk, "femke@voorbeeld.nl"), desk.client
    document = json.loads(award.document)
    signed = (document["credentialStatus"]["statusListCredential"], document["credentialSubject"]["achievement"]["id"])
    status, badge_class = (address.removeprefix("http://localhost:8000") for address in signed)
    public = (status, f"{badge_class}/image.png", f"/orgs/{desk.organisation.slug}/did.json", "/.well-known/did.json",
              "/contexts/badgeservice-v1.json", "/ims/ob/v3p0/discovery")  # fmt: skip
    for path in public:
        for client in (learner, staff):
            answer = client.get(path)
            assert (answer.status_code, answer.cache_control.public) == (200, True), path
            assert "Set-Cookie" not in answer.headers, path
            assert "Cookie" not in answer.headers.get("Vary", ""), path

    assert "Expires=" in learner.get("/mijn").headers["Set-Cookie"]
