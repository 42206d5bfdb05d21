"""How is a badge revoked, stopped, resumed, mailed again and printed?"""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select
from staff_desk import BSN, Desk, is_refused, sentences, shown

from badgeservice.issuing.own_documents import fetch_own, own_issuer
from badgeservice.organisations.roles import Role
from badgeservice.storage.tables import OneTimeLinkRow, OutboxRow
from badgeservice.verification.context import Context
from badgeservice.verification.pipeline import verify
from badgeservice.verification.report import NOT_CHECKED

ACTIONS = ("intrekken", "terugdraaien", "stopzetten", "hervatten", "vernieuwen", "mail", "blad")
REASON = "Deze badge was voor iemand anders."


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


def _reasons(desk: Desk, award) -> list[str]:
    tools = desk.world.tools
    with desk.world.database.reading() as session:
        context = Context(
            now=desk.world.clock(),
            fetch=fetch_own(session, tools.addresses),
            known_issuer=lambda did: own_issuer(session, tools.addresses, did),
        )
        report = verify(desk.award(award).document, context)
        return [check.reason for check in report.checks if check.reason not in {None, NOT_CHECKED}]


def _set_mail(desk: Desk, award, state: str) -> None:
    with desk.world.database.writing() as session:
        session.scalars(select(OutboxRow).where(OutboxRow.subject_id == award)).one().state = state


def test_a_revoked_badge_is_not_valid_any_more_and_says_why(desk):
    award = desk.given(desk.released())
    answer = desk.post(f"/gegeven/{award}/intrekken", {"why": "other", "reason": REASON})
    page = desk.client.get(answer.location).text

    assert answer.location == f"{desk.root}/gegeven/{award}"
    assert "Ingetrokken" in page
    assert REASON in page
    assert _reasons(desk, award) == ["status.revoked"]
    assert "Ingetrokken" in desk.get("/gegeven").text


def test_mail_that_had_not_left_does_not_leave_after_revoking(desk):
    award = desk.given(desk.released())
    desk.post(f"/gegeven/{award}/intrekken", {"why": "other", "reason": REASON})

    assert [mail.state for mail in desk.mail(award)] == ["cancelled"]
    assert desk.mail(award, "badge_revoked") == []


WRONG_REASONS = [
    ("", "Schrijf op waarom."),
    (f"BSN {BSN}", "Dit lijkt een BSN."),
    ("x" * 301, "Deze tekst is te lang."),
    ("a\nb", "één regel"),
]


@pytest.mark.parametrize("way", ["intrekken", "stopzetten"])
def test_a_reason_that_is_not_right_comes_back_and_nothing_is_withdrawn(desk, way):
    award = desk.given(desk.released(can_be_suspended="y"))

    for reason, sentence in WRONG_REASONS:
        answer = desk.post(f"/gegeven/{award}/{way}", {"why": "other", "reason": reason})
        assert is_refused(answer, sentence), sentences(answer)
    assert _reasons(desk, award) == []


def test_a_second_click_on_revoke_says_that_it_is_done(desk):
    award = desk.given(desk.released())
    desk.post(f"/gegeven/{award}/intrekken", {"why": "other", "reason": REASON})
    again = desk.post(f"/gegeven/{award}/intrekken", {"why": "other", "reason": "Een andere reden."})

    assert again.status_code == 409
    assert "Deze badge is al ingetrokken." in again.text
    assert desk.award(award).status_reason == REASON


def test_a_badge_can_be_stopped_and_count_again(desk):
    award = desk.given(desk.released(can_be_suspended="y"))
    desk.post(f"/gegeven/{award}/stopzetten", {"why": "other", "reason": REASON})
    stopped = _reasons(desk, award)
    page = desk.get(f"/gegeven/{award}").text
    desk.post(f"/gegeven/{award}/hervatten")

    assert stopped == ["status.suspended"]
    assert "Stopgezet" in page
    assert _reasons(desk, award) == []


def test_a_badge_whose_class_does_not_allow_it_cannot_be_stopped(desk):
    award = desk.given(desk.released())

    assert desk.post(f"/gegeven/{award}/stopzetten", {"why": "other", "reason": REASON}).status_code == 409
    assert desk.post(f"/gegeven/{award}/hervatten").status_code == 409
    assert _reasons(desk, award) == []


def test_a_badge_of_another_organisation_does_not_exist(world, desk):
    award = desk.given(desk.released())
    stranger = Desk(world, name="Groenrijk")

    for page in ("", "/intrekken", "/stopzetten"):
        assert stranger.get(f"/gegeven/{award}{page}").status_code == 404, page


def test_nothing_can_be_done_with_a_badge_of_another_organisation(world, desk):
    award = desk.given(desk.released())
    stranger = Desk(world, name="Groenrijk")

    for action in ACTIONS:
        assert stranger.post(f"/gegeven/{award}/{action}", {"why": "other", "reason": REASON}).status_code == 404, (
            action
        )
    assert _reasons(desk, award) == []


def test_a_lezer_may_only_look(world, desk):
    award = desk.given(desk.released())
    reader = desk.signed_in(Role.READER)
    page = reader.get(f"{desk.root}/gegeven/{award}")

    assert page.status_code == 200
    assert "intrekken" not in page.text
    for action in ACTIONS:
        assert (
            world.post(reader, f"{desk.root}/gegeven/{award}/{action}", {"why": "other", "reason": REASON}).status_code
            == 403
        )


MAIL_STATES = [
    ("waiting", "De mail gaat weg op", False),
    ("sending", "De mail wordt nu verstuurd.", False),
    ("sent", "De mail is verstuurd op", True),
    ("perhaps_sent", "De mail is misschien verstuurd op", True),
    ("failed", "De mail kwam niet aan.", True),
]


def test_staff_see_what_became_of_the_mail_and_can_send_it_again(desk):
    version = desk.released()

    for state, sentence, again in MAIL_STATES:
        award = desk.given(version)
        _set_mail(desk, award, state)
        page = desk.get(f"/gegeven/{award}").text
        desk.world.clock.forward(minutes=1)
        answer = desk.post(f"/gegeven/{award}/mail")

        assert sentence in page
        assert ("Stuur de mail opnieuw" in page) is again
        assert answer.status_code == (303 if again else 409)
        assert len(desk.mail(award)) == (2 if again else 1)


def test_a_badge_without_an_address_is_not_mailed(desk):
    award = desk.given(desk.released(), email="")

    assert desk.post(f"/gegeven/{award}/mail").status_code == 409


def test_the_sheet_shows_the_public_code_and_a_fresh_bewaarcode_of_which_only_the_hash_is_kept(desk):
    award = desk.given(desk.released(), email="")
    first, second = (desk.post(f"/gegeven/{award}/blad").text for _ in range(2))
    tokens = [re.search(r"/bewaren/([\w-]{22})", sheet).group(1) for sheet in (first, second)]
    with desk.world.database.reading() as session:
        kept = session.scalars(select(OneTimeLinkRow).where(OneTimeLinkRow.subject_id == award)).all()

    code = desk.award(award).code
    assert " ".join(code[at : at + 4] for at in (0, 4, 8, 12)) in shown(first)
    assert first.count("data:image/svg+xml;base64,") == 2
    assert tokens[0] != tokens[1]
    assert len(kept) == 2
    assert not set(tokens) & {row.token_hash for row in kept}


def test_no_sheet_is_made_of_a_revoked_badge(desk):
    award = desk.given(desk.released())
    desk.post(f"/gegeven/{award}/intrekken", {"why": "other", "reason": REASON})

    assert "/blad" not in desk.get(f"/gegeven/{award}").text
    assert desk.post(f"/gegeven/{award}/blad").status_code == 409
