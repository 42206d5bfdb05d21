"""A recommendation: asked by link, signed by another organisation, embedded from the next version on, withdrawn."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from staff_desk import BSN, Desk, id_in, is_refused, shown

from badgeservice.issuing.own_documents import fetch_own, own_issuer
from badgeservice.organisations.one_time_links import KEEP, hash_of, make_link
from badgeservice.organisations.roles import Role
from badgeservice.storage.tables import EndorsementInvitationRow, EndorsementRow, OutboxRow
from badgeservice.verification.context import Context
from badgeservice.verification.pipeline import verify
from badgeservice.verification.report import About, Report

HERE = "/instellingen/aanbevelingen"
COMMENT = "Wij zagen deze mensen aan het werk.\r\nHet klopt."


@pytest.fixture
def desk(world: Any) -> Desk:
    return Desk(world)


@pytest.fixture
def branch(world: Any) -> Any:
    return world.organisation("Gastvrij Oost", "branche")


@pytest.fixture
def endorser(world: Any, branch: Any) -> Any:
    return world.signed_in(world.member(branch, email="branche@voorbeeld.nl"))


def asked(desk: Desk, version: Any = None, message: str = "") -> str:
    """The address of a new link."""
    about = f"?soort={version}" if version else ""
    answer = desk.post(f"{HERE}/vragen{about}", {"message": message})
    assert answer.status_code == 200, answer.text
    found = re.search(r"/aanbevelen/[\w-]+", answer.text)
    assert found is not None, answer.text
    return found.group()


def recommended(world: Any, client: Any, link: str, organisation: Any, comment: str = COMMENT) -> Any:
    return world.post(client, link, {"organisation": str(organisation.id), "comment": comment})


def checked(world: Any, document: bytes) -> Report:
    addresses = world.tools.addresses
    with world.database.reading() as session:
        return verify(
            document,
            Context(world.clock(), fetch_own(session, addresses), lambda did: own_issuer(session, addresses, did)),
        )


def next_version(desk: Desk, version: Any) -> Any:
    made = id_in(desk.post(f"/soorten/{version}/nieuwe-versie"))
    answer = desk.post(f"/soorten/{made}/vrijgeven")
    assert answer.status_code == 303, answer.text
    return made


def public_page(desk: Desk, slug: str) -> str:
    return str(desk.client.get(f"/badge-classes/{slug}/v3", headers={"Accept": "text/html"}).text)


def count(world: Any, table: Any, **where: Any) -> int:
    with world.database.reading() as session:
        return int(session.scalar(select(func.count()).select_from(table).filter_by(**where)) or 0)


def test_the_whole_line_of_a_recommended_class(world: Any, desk: Desk, branch: Any, endorser: Any) -> None:
    first = desk.released()
    link = asked(desk, first, "Jullie waren erbij.")
    page = endorser.get(link)
    assert page.status_code == 200
    assert "Jullie waren erbij." in page.text
    assert "Je ontvangt gasten vriendelijk." in page.text
    assert recommended(world, endorser, link, branch).status_code == 303
    # Not in the version that was recommended, which was there already.
    assert checked(world, desk.award(desk.given(first)).document).endorsements == ()
    world.clock.forward(minutes=1)
    second = next_version(desk, first)
    third = next_version(desk, second)
    for version in (second, third):
        report = checked(world, desk.award(desk.given(version)).document)
        (one,) = report.endorsements
        assert report.verdict == "valid"
        assert (one.outcome, one.about, one.known_as) == ("passed", About.EARLIER_CLASS, "Gastvrij Oost")
        assert (one.comment or "").startswith("Wij zagen")
    document = desk.award(desk.given(third)).document
    related = json.loads(document)["credentialSubject"]["achievement"]["related"]
    assert [(one["id"].rpartition("/")[2], one["version"]) for one in related] == [("v2", "2"), ("v1", "1")]
    slug = desk.version(third).badge_class.slug
    assert "Aanbevolen door Gastvrij Oost" in shown(
        desk.client.get(f"/badge-classes/{slug}/v3", headers={"Accept": "text/html"}).text
    )
    with world.database.reading() as session:
        row = session.scalars(select(EndorsementRow)).one()
    theirs = f"/organisatie/{branch.slug}{HERE}"
    assert "Gasten ontvangen, versie 1, van Hotel Zon" in endorser.get(theirs).text
    assert endorser.get(f"{theirs}/{row.id}/intrekken").status_code == 200
    assert world.post(endorser, f"{theirs}/{row.id}/intrekken").status_code == 303
    report = checked(world, document)
    assert (report.verdict, report.warnings) == ("valid", ("endorsement.invalid",))
    assert report.check("endorsements").evidence["detail"] == "status.revoked"
    assert "Aanbevolen door" not in public_page(desk, slug)
    assert checked(world, desk.award(desk.given(third)).document).endorsements == ()


def test_the_check_page_says_who_recommends_and_that_it_was_withdrawn(
    world: Any, desk: Desk, branch: Any, endorser: Any
) -> None:
    assert recommended(world, endorser, asked(desk), branch).status_code == 303
    award = desk.award(desk.given(desk.released()))
    page = world.app.test_client().get(f"/v/{award.code}")
    words = shown(page.text)
    assert "Aanbevolen door Gastvrij Oost (bij ons bekend). Dit gaat over Hotel Zon. Wij zagen deze mensen" in words
    assert "Deze badge is echt." in words
    with world.database.reading() as session:
        row = session.scalars(select(EndorsementRow)).one()
    world.post(endorser, f"/organisatie/{branch.slug}{HERE}/{row.id}/intrekken")
    page = world.app.test_client().get(f"/v/{award.code}").text
    assert "Gastvrij Oost (bij ons bekend) heeft een aanbeveling bij deze badge ingetrokken." in shown(page)
    assert "<blockquote>" not in page


def test_opening_the_link_uses_nothing_up_and_the_database_keeps_only_a_hash(
    world: Any, desk: Desk, endorser: Any
) -> None:
    link = asked(desk)
    for _look in range(3):
        assert endorser.get(link).status_code == 200
    assert count(world, EndorsementInvitationRow, token_hash=hash_of(link.rpartition("/")[2]), state="open") == 1
    assert world.app.test_client().get(link).location.startswith("/inloggen?next=")


def test_a_link_works_once_also_for_two_clicks_at_the_same_moment(
    world: Any, desk: Desk, branch: Any, endorser: Any
) -> None:
    link = asked(desk)
    other = world.organisation("Horeca West", "branche")
    second = world.signed_in(world.member(other, email="west@voorbeeld.nl"))
    with ThreadPoolExecutor(2) as threads:
        clicks = [
            threads.submit(recommended, world, client, link, organisation)
            for client, organisation in ((endorser, branch), (second, other))
        ]
        statuses = sorted(click.result().status_code for click in clicks)
    assert statuses == [303, 409]
    assert count(world, EndorsementRow) == 1
    again = endorser.get(link)
    assert again.status_code == 409
    assert "al een aanbeveling gegeven" in again.text


def test_a_link_that_ended_was_cancelled_or_never_was_says_so(world: Any, desk: Desk, endorser: Any) -> None:
    cancelled, old = asked(desk), asked(desk)
    with world.database.reading() as session:
        row = session.scalar(
            select(EndorsementInvitationRow).where(
                EndorsementInvitationRow.token_hash == hash_of(cancelled.rpartition("/")[2])
            )
        )
    assert desk.post(f"{HERE}/vragen/{row.id}/intrekken").status_code == 303
    assert "heeft deze vraag ingetrokken" in endorser.get(cancelled).text
    assert endorser.get("/aanbevelen/nietbestaand").status_code == 404
    world.clock.forward(days=60)
    late = world.signed_in(world.member(desk.organisation, email="laat@voorbeeld.nl"))
    assert "Deze link is verlopen" in late.get(old).text


def test_declining_tells_the_one_who_asked_why(world: Any, desk: Desk, branch: Any, endorser: Any) -> None:
    link = asked(desk)
    assert is_refused(world.post(endorser, f"{link}/niet", {"reason": " "}), "Schrijf op waarom niet.")
    assert world.post(endorser, f"{link}/niet", {"reason": "Wij kennen jullie nog niet."}).status_code == 303
    assert "Wij kennen jullie nog niet." in desk.client.get(desk.root + HERE).text
    assert recommended(world, endorser, link, branch).status_code == 409


@pytest.mark.parametrize(
    ("comment", "sentence"),
    [("", "Schrijf op waarom"), ("x" * 1001, "te lang"), (f"Zijn BSN is {BSN}", "BSN"), ("a\u202eb", "onzichtbare")],
)
def test_a_comment_that_is_not_right_comes_back_and_the_link_stays_open(
    world: Any, desk: Desk, branch: Any, endorser: Any, comment: str, sentence: str
) -> None:
    link = asked(desk)
    assert is_refused(recommended(world, endorser, link, branch, comment), sentence)
    assert count(world, EndorsementRow) == 0
    assert recommended(world, endorser, link, branch).status_code == 303


def test_nobody_recommends_itself_or_closes_a_circle(world: Any, desk: Desk, branch: Any, endorser: Any) -> None:
    link = asked(desk)
    assert is_refused(recommended(world, desk.client, link, desk.organisation), "kan zichzelf niet aanbevelen")
    assert recommended(world, endorser, link, branch).status_code == 303
    middle = Desk(world, name="Horeca West")
    # The branch recommends the hotel; the hotel recommends Horeca West; Horeca West may not recommend the branch.
    assert recommended(world, desk.client, asked(middle), desk.organisation).status_code == 303
    back = world.post(endorser, f"/organisatie/{branch.slug}{HERE}/vragen", {"message": ""}).text
    found = re.search(r"/aanbevelen/[\w-]+", back)
    assert found is not None
    for client, organisation in ((desk.client, desk.organisation), (middle.client, middle.organisation)):
        assert is_refused(recommended(world, client, found.group(), organisation), "Dit wordt een kring")


def test_two_who_recommend_each_other_at_the_same_moment_do_not_both(
    world: Any, desk: Desk, branch: Any, endorser: Any
) -> None:
    of_hotel = asked(desk)
    found = re.search(
        r"/aanbevelen/[\w-]+", world.post(endorser, f"/organisatie/{branch.slug}{HERE}/vragen", {"message": ""}).text
    )
    assert found is not None
    with ThreadPoolExecutor(2) as threads:
        clicks = [
            threads.submit(recommended, world, endorser, of_hotel, branch),
            threads.submit(recommended, world, desk.client, found.group(), desk.organisation),
        ]
        statuses = sorted(click.result().status_code for click in clicks)
    assert statuses[0] == 303
    assert statuses[1] in (400, 409)
    assert count(world, EndorsementRow) == 1


def test_only_a_beheerder_of_an_approved_organisation_recommends(world: Any, desk: Desk, branch: Any) -> None:
    link = asked(desk)
    reader = world.signed_in(world.member(branch, Role.GIVER, email="gever@voorbeeld.nl"))
    assert "geen goedgekeurde organisatie" in reader.get(link).text
    assert is_refused(recommended(world, reader, link, branch), "Kies een goedgekeurde organisatie")
    waiting = world.organisation("Wachtend", approved=False)
    manager = world.signed_in(world.member(waiting, email="wacht@voorbeeld.nl"))
    assert is_refused(recommended(world, manager, link, waiting), "Kies een goedgekeurde organisatie")
    assert is_refused(recommended(world, manager, link, branch), "Kies een goedgekeurde organisatie")
    assert count(world, EndorsementRow) == 0


def test_strangers_and_people_without_the_right_get_nowhere(world: Any, desk: Desk, branch: Any, endorser: Any) -> None:
    version = desk.released()
    recommended(world, endorser, asked(desk), branch)
    with world.database.reading() as session:
        row = session.scalars(select(EndorsementRow)).one()
        invitation = session.scalars(select(EndorsementInvitationRow)).one()
    theirs, ours = f"/organisatie/{branch.slug}{HERE}", desk.root + HERE
    assert endorser.get(ours).status_code == 404
    assert desk.client.get(f"{ours}/{row.id}/intrekken").status_code == 404
    assert world.post(desk.client, f"{ours}/{row.id}/intrekken").status_code == 404
    assert world.post(endorser, f"{theirs}/vragen/{invitation.id}/intrekken").status_code == 404
    assert endorser.get(f"{theirs}/vragen?soort={version}").status_code == 404
    assert desk.client.get(f"{ours}/vragen?soort={uuid4()}").status_code == 404
    assert desk.client.get(f"{ours}/vragen?soort=x").status_code == 404
    reader = world.signed_in(world.member(desk.organisation, Role.READER, email="lezer@voorbeeld.nl"))
    assert reader.get(ours).status_code == 200
    assert reader.get(f"{ours}/vragen").status_code in (403, 404)
    assert count(world, EndorsementRow, withdrawn_at=None) == 1


def test_a_token_of_another_purpose_opens_nothing(world: Any, desk: Desk, endorser: Any) -> None:
    with world.database.writing() as session:
        other = make_link(session, KEEP, uuid4(), world.clock())
    assert endorser.get(f"/aanbevelen/{other}").status_code == 404
    link = asked(desk).rpartition("/")[2]
    for path in ("/inloggen/", "/bewaren/", "/beoordelen/"):
        assert world.app.test_client().get(path + link).status_code in (404, 410)


def test_a_draft_is_not_recommended(desk: Desk) -> None:
    assert desk.post(f"{HERE}/vragen?soort={desk.draft()}", {"message": ""}).status_code == 409


def test_who_asked_hears_by_mail_that_it_was_answered(world: Any, desk: Desk, branch: Any, endorser: Any) -> None:
    first, second = asked(desk), asked(desk)
    assert recommended(world, endorser, first, branch).status_code == 303
    world.post(endorser, f"{second}/niet", {"reason": "We kennen jullie werk niet."})
    with world.database.reading() as session:
        told = session.scalars(select(OutboxRow).where(OutboxRow.kind.startswith("endorsement_"))).all()

    assert {mail.kind: mail.facts.get("reason") for mail in told} == {
        "endorsement_given": None,
        "endorsement_declined": "We kennen jullie werk niet.",
    }
