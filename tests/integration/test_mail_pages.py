"""What staff and the operator see of mail that did not leave, and how it leaves again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update
from staff_desk import WHO, Desk

from badgeservice.issuing.delivery import Mailing, deliver_due
from badgeservice.organisations.roles import Role
from badgeservice.storage import mail_pace
from badgeservice.storage.tables import AuditRow, OutboxRow

TOM = {"name": "Tom Bakker", "email": "tom@voorbeeld.nl"}


@pytest.fixture
def desk(world: Any) -> Desk:
    made = Desk(world)
    # Of the mail with which the organisation itself began nothing is asked here.
    deliver_due(mailing(world, []))
    return made


def mailing(world: Any, taken: list[Any]) -> Mailing:
    return Mailing(world.database, taken.append, world.tools.addresses, "badges@voorbeeld.nl", world.clock)


def in_state(world: Any, award: UUID, state: str) -> None:
    with world.database.writing() as session:
        session.execute(update(OutboxRow).where(OutboxRow.subject_id == award).values(state=state, attempts=12))


def test_the_overview_counts_what_failed_what_perhaps_left_and_what_waits(desk: Desk) -> None:
    version = desk.released()
    in_state(desk.world, desk.given(version), "failed")
    in_state(desk.world, desk.given(version, **TOM), "perhaps_sent")
    desk.given(version, name="Noor Jacobs", email="noor@voorbeeld.nl")

    page = desk.get("/").text

    for words in ("niet aangekomen", "misschien verstuurd", "nog niet verstuurd"):
        assert f"<strong>1 mail</strong> {words}" in page


def test_nothing_is_said_of_mail_that_left(desk: Desk) -> None:
    desk.given(desk.released())
    deliver_due(mailing(desk.world, []))
    assert "Mail aan lerenden" not in desk.get("/").text


def test_who_may_not_give_sees_no_mail(desk: Desk) -> None:
    in_state(desk.world, desk.given(desk.released()), "failed")
    reader = desk.signed_in(Role.READER)
    assert "niet aangekomen" not in reader.get(f"{desk.root}/").text
    assert reader.get(f"{desk.root}/gegeven/mail").status_code in {403, 404}


def test_mail_of_another_organisation_is_not_seen_and_not_sent_again(desk: Desk) -> None:
    award = desk.given(desk.released())
    in_state(desk.world, award, "failed")
    other = Desk(desk.world, name="Groenrijk")

    assert WHO["name"] not in other.get("/gegeven/mail").text
    other.post("/gegeven/mail")

    assert [mail.state for mail in desk.mail(award)] == ["failed"]


def test_each_list_names_badge_person_and_address(desk: Desk) -> None:
    version = desk.released()
    in_state(desk.world, desk.given(version), "failed")
    in_state(desk.world, desk.given(version, **TOM), "perhaps_sent")

    failed, perhaps = desk.get("/gegeven/mail").text, desk.get("/gegeven/mail?toon=misschien").text

    assert WHO["email"] in failed
    assert "Verstuur alle mail die niet aankwam opnieuw" in failed
    assert TOM["email"] not in failed
    assert TOM["email"] in perhaps
    assert "Verstuur alle" not in perhaps
    assert "Er is nu geen mail in deze lijst." in desk.get("/gegeven/mail?toon=wacht").text


def test_more_mail_than_a_page_goes_on_on_the_next(desk: Desk) -> None:
    award = desk.given(desk.released())
    in_state(desk.world, award, "failed")
    with desk.world.database.writing() as session:
        [first] = session.scalars(select(OutboxRow).where(OutboxRow.subject_id == award))
        kept = {column.key: getattr(first, column.key) for column in OutboxRow.__table__.columns}
        for number in range(60):
            session.add(OutboxRow(**kept | {"id": UUID(int=number), "recipient": f"sam{number}@voorbeeld.nl"}))
    page = desk.get("/gegeven/mail").text
    older = page.partition("/gegeven/mail?toon=mislukt&amp;voor=")[2].partition('"')[0]

    second = desk.get(f"/gegeven/mail?toon=mislukt&voor={older}").text

    addresses = [*(f"sam{number}@voorbeeld.nl" for number in range(60)), WHO["email"]]
    assert [address for address in addresses if (f">{address}<" in page) == (f">{address}<" in second)] == []


def test_what_failed_leaves_again_once_and_what_perhaps_left_does_not(desk: Desk) -> None:
    version = desk.released()
    failed, perhaps = desk.given(version), desk.given(version, **TOM)
    in_state(desk.world, failed, "failed")
    in_state(desk.world, perhaps, "perhaps_sent")

    answer = desk.post("/gegeven/mail")

    assert "1 mail gaat nog een keer weg." in desk.client.get(answer.location).text
    taken: list[Any] = []
    deliver_due(mailing(desk.world, taken))
    assert [message["To"] for message in taken] == [WHO["email"]]
    with desk.world.database.reading() as session:
        assert session.scalars(select(AuditRow).where(AuditRow.action == "mail.failed_sent_again")).one()
    assert "Er is geen mail die opnieuw weg moet." in desk.client.get(desk.post("/gegeven/mail").location).text


@pytest.mark.parametrize("how", ["withdrawn", "mailed again"])
def test_of_a_badge_that_was_withdrawn_or_mailed_since_no_old_mail_leaves(desk: Desk, how: str) -> None:
    award = desk.given(desk.released())
    in_state(desk.world, award, "failed")
    if how == "withdrawn":
        reason = {"why": "other", "reason": "Verkeerde badge."}
        assert desk.post(f"/gegeven/{award}/intrekken", reason).status_code == 303
    else:
        assert desk.post(f"/gegeven/{award}/mail").status_code == 303
    desk.post("/gegeven/mail")

    taken: list[Any] = []
    deliver_due(mailing(desk.world, taken))

    assert len([message for message in taken if "gekregen" in message["Subject"]]) == (how == "mailed again")


def test_giving_and_the_pages_work_while_the_mail_server_is_gone_and_staff_read_why_it_waits(desk: Desk) -> None:
    with desk.world.database.writing() as session:
        mail_pace.shut(session, desk.world.clock())
    award = desk.given(desk.released())
    page = desk.get("/gegeven/mail?toon=wacht").text
    assert "De mailserver neemt nu geen mail aan." in page
    assert desk.get(f"/gegeven/{award}").status_code == 200


def test_the_operator_sees_numbers_and_since_when_there_is_trouble(desk: Desk) -> None:
    in_state(desk.world, desk.given(desk.released()), "failed")
    with desk.world.database.writing() as session:
        mail_pace.shut(session, desk.world.clock())
    page = desk.world.signed_in(desk.world.operator()).get("/beheer").text
    assert "Mail die niet aankwam" in page
    assert "Geeft problemen sinds 22 november 2026, 14.05" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "Taken in de wachtrij" in page
    assert WHO["email"] not in page
