"""How does a learner keep badges of givers elsewhere, and when are they checked again?"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from issued import AWARD, DID_ADDRESS, ISSUER, KEY, LIST_ADDRESS, badge, did_document, png, signed, status_list
from issued import ob2 as older
from pypdf import PdfWriter
from staff_desk import Desk, shown

from badgeservice.errors import UnavailableError
from badgeservice.formats import baking_png, baking_svg, ob3, strict_json
from badgeservice.jobs import check_badges_from_elsewhere
from badgeservice.model.fetched import Fetched
from badgeservice.portfolio.rechecking import recheck_due
from badgeservice.proofs import did_key
from badgeservice.storage import foreign_badges, learners
from badgeservice.storage.tables import AuditRow, ForeignBadgeRow
from badgeservice.web.collaborators import NAME

EMAIL = "fatima@voorbeeld.nl"
GOOD = {DID_ADDRESS: (did_document(), 200), LIST_ADDRESS: (status_list(), 200)}


def of_a_stranger(**changes) -> bytes:
    """A sound badge that needs no network: the giver's DID is the key."""
    did = did_key.did_key(KEY.public_key())
    credential = ob3.credential_for(replace(AWARD, issuer=replace(ISSUER, id=did)))
    del credential["credentialStatus"]
    credential |= changes
    return strict_json.dumps(signed(credential, KEY, did_key.verification_method(did)))


def given_to(email: str, scheme: str = "sha256") -> bytes:
    digest = hashlib.new(scheme, f"{email}zout".encode()).hexdigest()
    did = did_key.did_key(KEY.public_key())
    credential = ob3.credential_for(replace(AWARD, issuer=replace(ISSUER, id=did)))
    del credential["credentialStatus"]
    identity = {"type": "IdentityObject", "hashed": True, "identityHash": f"{scheme}${digest}"}
    identity |= {"identityType": "emailAddress", "salt": "zout"}
    credential["credentialSubject"]["identifier"] = [identity]
    return strict_json.dumps(signed(credential, KEY, did_key.verification_method(did)))


def served(world, answers) -> None:
    """From now on the world outside answers this."""

    def fetch(address, _limits):
        if address not in answers:
            raise UnavailableError("fetch.unreachable", address)
        answer = answers[address]
        document, status = answer if isinstance(answer, tuple) else (answer, 200)
        content = document if isinstance(document, bytes) else strict_json.dumps(document)
        return Fetched(content, "application/json", status)

    world.app.extensions[NAME] = replace(world.app.extensions[NAME], fetch=fetch)


def learner_of(world, email=EMAIL):
    with world.database.writing() as session:
        return learners.add(session, email, world.clock()).id


def browser_of(world, learner):
    client = world.app.test_client()
    with client.session_transaction() as session:
        session["learner"] = str(learner)
    return client


@pytest.fixture
def learner(world):
    return learner_of(world)


@pytest.fixture
def mine(world, learner):
    return browser_of(world, learner)


def hand_in(world, client, data: bytes, name="badge.json"):
    answer = world.post(client, "/mijn/elders", {"file": (BytesIO(data), name)}, content_type="multipart/form-data")
    # What is sent may lie in a file of the test's own.
    answer.request.environ["wsgi.input"].close()
    return answer


def link_in(world, client, link: str):
    return world.post(client, "/mijn/elders", {"input": link})


def rows(world, learner):
    with world.database.reading() as session:
        return list(foreign_badges.of_learner(session, learner))


def words(answer) -> str:
    return shown(re.search(r"<main.*</main>", answer.text, re.DOTALL).group()).replace("\u00a0", " ")


def in_pdf(document: bytes) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_attachment("badge.json", document)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type", "name"),
    [
        (of_a_stranger(), "application/json", "badge.json"),
        (baking_png.bake(png(), of_a_stranger()), "image/png", "badge.png"),
        (baking_svg.bake(b'<svg xmlns="http://www.w3.org/2000/svg"/>', of_a_stranger()), "image/svg+xml", "badge.svg"),
        (in_pdf(of_a_stranger()), "application/pdf", "badge.pdf"),
    ],
    ids=["json", "png", "svg", "pdf"],
)  # fmt: skip
def test_a_file_is_kept_as_it_is_with_its_own_verdict(world, learner, mine, data, media_type, name):
    answer = hand_in(world, mine, data, name)

    assert answer.status_code == 303
    page = words(mine.get(answer.location))
    assert "Let op: gever onbekend Gasten ontvangen" in page
    assert "Gegeven door Hotel Zon ergens anders" in page
    assert "We weten niet of deze badge van jou is." in page
    file = mine.get(f"{answer.location}/bestand")
    assert (file.data, file.mimetype) == (data, media_type)
    assert file.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in file.headers["Content-Security-Policy"]
    assert "Gegeven door Hotel Zon (ergens anders)" in words(mine.get("/mijn/elders"))


@pytest.mark.parametrize(
    ("email", "scheme", "sentence"),
    [
        (EMAIL, "sha256", "Deze badge is gegeven aan jouw mailadres."),
        ("ander@voorbeeld.nl", "sha256", "We weten niet of deze badge van jou is."),
        (EMAIL, "md5", "We weten niet of deze badge van jou is."),
    ],
)
def test_it_says_whether_the_badge_names_an_address_of_the_learner(world, mine, email, scheme, sentence):
    assert sentence in words(mine.get(hand_in(world, mine, given_to(email, scheme)).location))


def test_the_same_file_twice_is_one_badge(world, learner, mine):
    first = hand_in(world, mine, of_a_stranger())
    second = hand_in(world, mine, of_a_stranger())

    assert second.location == first.location
    assert "Deze badge had je al." in mine.get(second.location).text
    assert len(rows(world, learner)) == 1


def test_a_changed_badge_says_that_it_does_not_hold_and_may_not_be_believed(world, mine):
    changed = of_a_stranger().replace(b"Sanne", b"Sjaan")

    page = words(mine.get(hand_in(world, mine, changed).location))

    assert "Deze badge is niet geldig. De handtekening klopt niet." in page
    assert "We weten niet of dit klopt." in page


def test_a_link_is_fetched_and_its_bytes_are_kept(world, learner, mine):
    document = strict_json.dumps(badge())
    served(world, {**GOOD, "https://elders.example/badge.json": (document, 200)})

    answer = link_in(world, mine, "https://elders.example/badge.json")

    assert mine.get(f"{answer.location}/bestand").data == document
    row = rows(world, learner)[0]
    assert (row.source, row.verdict) == ("https://elders.example/badge.json", "valid")


def test_a_hosted_badge_of_the_older_standard_is_had_at_its_link_and_ends_when_it_is_gone(world, learner, mine):
    served(world, older.world().documents)

    address = link_in(world, mine, older.ASSERTION).location

    assert rows(world, learner)[0].verdict == "valid"
    gone = {"@context": "https://w3id.org/openbadges/v2", "id": older.ASSERTION, "revoked": True}
    served(world, {**older.world().documents, older.ASSERTION: (gone, 410)})
    world.post(mine, f"{address}/controleren")
    assert "Ingetrokken" in words(mine.get(address))


def test_a_link_that_shows_a_page_or_nothing_says_so_and_keeps_what_was_typed(world, learner, mine):
    served(world, {"https://elders.example/pagina": (b"<!doctype html><html><body>Badge", 200)})

    for link, sentence in (
        ("https://elders.example/pagina", "Op deze link staat geen badge."),
        ("https://elders.example/weg", "Het adres was niet bereikbaar."),
        ("http://169.254.169.254/latest/meta-data", ""),
        ("", "Vul een code of link in, of kies een bestand."),
    ):
        answer = link_in(world, mine, link)
        assert answer.status_code == 400
        assert sentence in words(answer)
        assert not link or f'value="{link}"' in answer.text
    assert rows(world, learner) == []


def test_a_badge_of_our_own_is_not_kept_twice_but_has_its_own_way(world, learner, mine):
    desk = Desk(world)
    award = desk.award(desk.given(desk.released()))

    for answer in (
        hand_in(world, mine, award.document),
        link_in(world, mine, f"http://localhost:8000/v/{award.code}"),
        link_in(world, mine, f"http://localhost:8000/badges/{award.id}"),
    ):
        assert answer.status_code == 400
        assert "Deze badge is van deze website." in words(answer)
    assert rows(world, learner) == []


def bomb() -> bytes:
    """A PNG of a few kB of which the text grows to 40 MB."""
    packed = zlib.compress(b"[" * 40_000_000, 9)
    body = b"openbadgecredential\0\x01\0\0\0" + packed
    chunk = len(body).to_bytes(4, "big") + b"iTXt" + body + zlib.crc32(b"iTXt" + body).to_bytes(4, "big")
    plain = png()
    return plain[:33] + chunk + plain[33:]


HOSTILE = {
    "nothing": b"",
    "text": b"hallo",
    "page": b"<!doctype html><script>alert(1)</script>",
    "svg with a script": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "deep": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "bomb": bomb(),
    "zip": b"PK\x03\x04" + b"\0" * 40,
    "pdf": b"%PDF-1.7\n%%EOF",
    "too large": b"{" + b" " * 1_000_001 + b"}",
    "not a badge": b'{"type": "Feature"}',
    "no structure": json.dumps(badge() | {"credentialSubject": 5}).encode(),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_badge_is_refused_with_a_sentence_and_not_kept(world, learner, mine, data):
    answer = hand_in(world, mine, data)

    assert answer.status_code == 400
    assert 'class="field-error"' in answer.text
    assert "alert(1)" not in answer.text
    assert rows(world, learner) == []


def test_words_in_a_badge_are_shown_as_words(world, mine):
    achievement = json.loads(of_a_stranger())["credentialSubject"]
    achievement["achievement"]["name"] = "<script>alert(1)</script>" + "x" * 5_000
    answer = hand_in(world, mine, of_a_stranger(credentialSubject=achievement))

    for page in (mine.get(answer.location), mine.get("/mijn/elders")):
        assert "<script>alert" not in page.text
        assert "&lt;script&gt;alert(1)" in page.text
        assert "x" * 300 not in page.text


def test_a_learner_keeps_two_hundred_and_no_more(world, learner, mine):
    hand_in(world, mine, of_a_stranger())
    with world.database.writing() as session:
        first = foreign_badges.of_learner(session, learner)[0]
        for number in range(199):
            session.add(_copy(first, number))

    answer = hand_in(world, mine, of_a_stranger(name="Nog een"))

    assert answer.status_code == 400
    assert "Je hebt hier al 200 badges." in words(answer)


def _copy(row, number):
    names = [column.key for column in ForeignBadgeRow.__table__.columns]
    return ForeignBadgeRow(**{name: getattr(row, name) for name in names} | {"id": uuid4(), "sha256": f"{number:064}"})


def test_somebody_else_finds_nothing(world, mine):
    address = hand_in(world, mine, of_a_stranger()).location
    other = browser_of(world, learner_of(world, "ander@voorbeeld.nl"))

    for path in (address, f"{address}/bestand", f"{address}/weghalen"):
        assert other.get(path).status_code == 404
        assert world.app.test_client().get(path).location == "/mijn/inloggen"
    for path in (f"{address}/weghalen", f"{address}/controleren"):
        assert world.post(other, path).status_code == 404
    assert mine.get(address).status_code == 200


def test_taking_away_asks_first_and_leaves_nothing(world, learner, mine):
    address = hand_in(world, mine, of_a_stranger()).location

    assert "Haal deze badge weg?" in words(mine.get(f"{address}/weghalen"))
    assert len(rows(world, learner)) == 1
    assert world.post(mine, f"{address}/weghalen").location == "/mijn/elders"
    assert rows(world, learner) == []
    with world.database.reading() as session:
        actions = [row.action for row in session.query(AuditRow) if row.action.startswith("elsewhere.")]
    assert actions == ["elsewhere.kept", "elsewhere.removed"]


def recheck(world) -> int:
    return recheck_due(world.database, world.app.extensions[NAME].outside, world.clock(), lambda: 0.0)


def test_a_badge_is_checked_again_after_a_month_and_tells_that_it_was_valid(world, learner, mine):
    served(world, GOOD)
    address = hand_in(world, mine, strict_json.dumps(badge())).location
    assert rows(world, learner)[0].verdict == "valid"
    world.clock.forward(days=29)
    assert recheck(world) == 0

    later = "2027-01-30T00:00:00Z"
    revoked = status_list(AWARD.status.index, validUntil=later)
    served(world, {**GOOD, LIST_ADDRESS: (revoked, 200)})
    world.clock.forward(days=2)
    assert recheck(world) == 1
    assert recheck(world) == 0

    for path in (address, "/mijn/elders"):
        assert "Op 22 november 2026 was deze badge nog geldig." in words(mine.get(path))
    assert "Ingetrokken" in words(mine.get(address))
    assert "Wij keken op 23 december 2026." in words(mine.get(address))


def test_a_giver_out_of_reach_is_asked_again_after_a_day_and_then_after_a_week(world, learner, mine):
    hand_in(world, mine, strict_json.dumps(badge()))
    row = rows(world, learner)[0]
    assert (row.verdict, row.check_after - row.checked_at) == ("unknown", timedelta(days=1))

    world.clock.forward(days=1)
    assert recheck(world) == 1
    row = rows(world, learner)[0]
    assert row.check_after - row.checked_at == timedelta(days=7)


def test_a_slow_giver_leaves_the_rest_for_the_next_time(world, mine):
    for name in ("Een", "Twee", "Drie"):
        hand_in(world, mine, of_a_stranger(name=name))
    world.clock.forward(days=40)
    seconds = iter([0.0, 1.0, 121.0])

    done = recheck_due(world.database, world.app.extensions[NAME].outside, world.clock(), lambda: next(seconds))

    assert done == 1
    assert recheck(world) == 2


def test_the_learner_may_ask_for_a_check_now(world, learner, mine):
    address = hand_in(world, mine, strict_json.dumps(badge())).location
    served(world, GOOD)

    assert world.post(mine, f"{address}/controleren").location == address
    assert rows(world, learner)[0].verdict == "valid"


def test_the_hourly_job_looks_at_badges_whose_time_has_come(world, settings, learner, mine):
    hand_in(world, mine, of_a_stranger())
    long_ago = world.clock() - timedelta(days=2000)
    with world.database.writing() as session:
        foreign_badges.locked(session, rows(world, learner)[0].id).check_after = long_ago

    check_badges_from_elsewhere(settings, world.database)

    row = rows(world, learner)[0]
    assert (row.verdict, row.check_after > long_ago) == ("valid", True)
