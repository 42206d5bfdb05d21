"""The numbers of an organisation are right, and nobody reads in them what is not theirs."""

from __future__ import annotations

import csv
import re
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event
from staff_desk import STATEMENT_WHAT, Desk, shown

from badgeservice.issuing.insight import Count, insight, last_months, whole_year
from badgeservice.organisations.roles import Role
from badgeservice.storage import insight as numbers
from badgeservice.storage.check_counts import Counted, add
from badgeservice.storage.tables import AwardRow, LearnerRow, MandateRow

NAMES = ("Fatima Yilmaz", "Bram Bakker", "Chen Li")


@pytest.fixture
def desk(world: Any) -> Desk:
    return Desk(world)


def moved(desk: Desk, award: UUID, **facts: Any) -> None:
    """Change a given badge as time would have."""
    with desk.world.database.writing() as session:
        row = session.get_one(AwardRow, award)
        for name, value in facts.items():
            setattr(row, name, value)


def checked(desk: Desk, award: UUID, month: str, times: int) -> None:
    row = desk.award(award)
    with desk.world.database.writing() as session:
        add(session, {Counted(row.organisation_id, row.version_id, month): times})


def found(desk: Desk, scope: numbers.Scope | None = None, period: Any = None) -> Any:
    now = desk.world.clock()
    with desk.world.database.reading() as session:
        return insight(session, scope or numbers.given_by(desk.organisation.id), period or last_months(now), now)


def words(page: Any) -> str:
    return shown(page.text).replace(" .", ".")


def lines(answer: Any) -> list[list[str]]:
    assert answer.status_code == 200
    assert answer.content_type == "text/csv; charset=utf-8"
    return list(csv.reader(StringIO(answer.text.removeprefix("\ufeff"))))


def branch_with_hotel(desk: Desk) -> tuple[Desk, UUID]:
    """A branch whose badge class the hotel gave to two people, under a mandate."""
    branch = Desk(desk.world, name="Branche Techniek")
    with desk.world.database.writing() as session:
        session.merge(branch.organisation).kind = "branche"
    version = branch.released(name="Veilig werken")
    own = desk.released()
    for name in NAMES[:2]:
        given = desk.given(own, name=name, email="")
        moved(desk, given, version_id=version)
    with desk.world.database.writing() as session:
        session.add(
            MandateRow(
                id=uuid4(), branch_id=branch.organisation.id, organisation_id=desk.organisation.id, state="granted",
                badge_class_id=branch.version(version).badge_class_id, created_at=desk.world.clock(),
                created_by=desk.award(given).given_by,
            )
        )  # fmt: skip
    return branch, version


def test_months_begin_at_midnight_in_amsterdam(desk: Desk) -> None:
    version = desk.released()
    for at in (
        datetime(2026, 10, 31, 22, 59, 59, tzinfo=UTC),
        datetime(2026, 10, 31, 23, 0, tzinfo=UTC),
        datetime(2026, 6, 30, 21, 59, 59, tzinfo=UTC),
        datetime(2026, 6, 30, 22, 0, tzinfo=UTC),
        datetime(2025, 11, 30, 22, 59, 59, tzinfo=UTC),
    ):
        moved(desk, desk.given(version), given_at=at)
    counts = [count.given for count in found(desk).by_month()]
    assert dict(zip(last_months(desk.world.clock()).keys, counts, strict=True)) == {
        "2025-12": 0, "2026-01": 0, "2026-02": 0, "2026-03": 0, "2026-04": 0, "2026-05": 0, "2026-06": 1, "2026-07": 1,
        "2026-08": 0, "2026-09": 0, "2026-10": 1, "2026-11": 1,
    }  # fmt: skip
    assert found(desk, period=whole_year(2025)).total == Count(given=1)


def test_given_kept_checked_and_ending_are_counted_by_class(desk: Desk) -> None:
    guests, breakfast = desk.released(), desk.released("praktijkverklaring", name="Ontbijt verzorgen")
    given = [desk.given(guests) for _ in range(3)]
    now = desk.world.clock()
    moved(desk, given[0], kept_at=now, valid_until=now + timedelta(days=6))
    moved(desk, given[1], valid_until=now + timedelta(days=60))
    moved(desk, given[2], valid_until=now + timedelta(days=6), revoked_at=now)
    checked(desk, given[0], "2026-11", 5)
    checked(desk, given[0], "2026-10", 2)
    checked(desk, given[0], "2024-10", 9)
    numbers_ = found(desk)
    assert numbers_.total == Count(3, 1, 7, 1)
    assert numbers_.ending == (1, 1, 2)
    assert numbers_.by_class() == {desk.version(guests).badge_class_id: (Count(3, 1, 7, 1), (1, 1, 2))}
    page = words(desk.get("/cijfers"))
    assert "In de laatste 12 maanden gaf Hotel Zon 3 badges." in page
    assert "In november gaf Hotel Zon 3 badges." in page
    assert "Binnen 90 dagen lopen 2 badges af." in page
    assert desk.version(breakfast).name not in page


def test_endings_are_told_by_month_and_class(desk: Desk) -> None:
    version, now = desk.released(), desk.world.clock()
    given = [desk.given(version) for _ in range(4)]
    ends = [
        datetime(2026, 10, 31, 22, 59, 59, tzinfo=UTC),
        datetime(2026, 10, 31, 23, 0, tzinfo=UTC),
        datetime(2026, 12, 1, tzinfo=UTC),
    ]
    for award, end in zip(given, ends, strict=False):
        moved(desk, award, valid_until=end)
    moved(desk, given[3], valid_until=ends[1], revoked_at=now)

    assert [count.ending for count in found(desk).by_month()][-2:] == [1, 1]
    table = lines(desk.get("/cijfers.csv?jaar=2026"))
    assert [(line[0], line[-1]) for line in table] == [
        ("Maand", "Loopt af"), ("2026-10", "1"), ("2026-11", "1"), ("2026-12", "1"),
    ]  # fmt: skip


def test_two_versions_of_a_class_are_one_row_under_the_newest_name(desk: Desk) -> None:
    first = desk.released()
    second = desk.released(name="Gasten welkom heten")
    moved_class = desk.version(first).badge_class_id
    with desk.world.database.writing() as session:
        row = session.get_one(type(desk.version(second)), second)
        row.badge_class_id, row.number = moved_class, 2
    desk.given(second)
    moved(desk, desk.given(second), version_id=first)
    assert [count for count, _ in found(desk).by_class().values()] == [Count(given=2)]
    assert "Gasten welkom heten" in desk.get("/cijfers").text


def test_a_class_and_a_year_can_be_chosen_and_nonsense_is_left_out(desk: Desk) -> None:
    guests, beds = desk.released(), desk.released(name="Bedden opmaken")
    desk.given(guests)
    moved(desk, desk.given(beds), given_at=datetime(2025, 3, 1, 12, tzinfo=UTC))
    chosen = desk.version(beds).badge_class_id
    assert "In 2025 gaf Hotel Zon 1 badge." in words(desk.get(f"/cijfers?jaar=2025&soort={chosen}"))
    assert "In 2026 gaf Hotel Zon geen badges." in words(desk.get(f"/cijfers?jaar=2026&soort={chosen}"))
    for nonsense in ("jaar=1e9", "jaar=-1&soort=x", f"soort={uuid4()}", "jaar=2025&jaar=2026&soort=%27"):
        assert desk.get(f"/cijfers?{nonsense}").status_code == 200
    assert lines(desk.get("/cijfers.csv?jaar=2025"))[1:] == [["2025-03", "Bedden opmaken", "1", "0", "0", "0"]]


def test_an_organisation_that_gave_nothing_reads_where_to_begin(desk: Desk) -> None:
    page = words(desk.get("/cijfers"))
    assert "gaf Hotel Zon geen badges." in page
    assert "Hier komen je cijfers" in page
    assert "Hier komen de mensen" in desk.get("/cijfers/mensen").text


def test_no_cell_of_a_file_is_a_formula(desk: Desk) -> None:
    version = desk.released(name="=1+1")
    for name in ("=HYPERLINK(1)", "+31", "-2", "@a"):
        desk.given(version, name=name, email="")
    cells = [
        cell for path in ("/cijfers.csv", "/cijfers/mensen.csv") for line in lines(desk.get(path)) for cell in line
    ]
    assert "'=1+1" in cells
    assert "'=HYPERLINK(1)" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("path", ["/cijfers", "/cijfers.csv", "/cijfers/mensen", "/cijfers/mensen.csv"])
def test_for_a_stranger_there_are_no_numbers(desk: Desk, path: str) -> None:
    desk.given(desk.released())
    other = Desk(desk.world, name="Hotel Maan")
    assert other.client.get(desk.root + path).status_code == 404
    assert desk.world.app.test_client().get(desk.root + path).status_code == 302
    assert "Gasten ontvangen" not in other.get(path).text


@pytest.mark.parametrize(
    ("role", "status"), [(Role.MANAGER, 200), (Role.GIVER, 200), (Role.COMPOSER, 403), (Role.READER, 403)]
)
def test_only_who_may_see_people_sees_people(desk: Desk, role: Role, status: int) -> None:
    desk.given(desk.released(), name="Fatima Yilmaz")
    client = desk.world.signed_in(desk.world.member(desk.organisation, role, email="rol@voorbeeld.nl"))
    for path in ("/cijfers/mensen", "/cijfers/mensen.csv"):
        answer = client.get(desk.root + path)
        assert answer.status_code == status
        assert ("Fatima" in answer.text) is (status == 200)
    page = client.get(f"{desk.root}/cijfers")
    assert page.status_code == 200
    assert ("/cijfers/mensen" in page.text) is (status == 200)
    assert "Fatima" not in page.text + client.get(f"{desk.root}/cijfers.csv").text


def test_the_matrix_tells_people_apart_and_valid_from_no_longer(desk: Desk) -> None:
    guests, beds = desk.released(), desk.released(name="Bedden opmaken")
    now, learner = desk.world.clock(), uuid4()
    with desk.world.database.writing() as session:
        session.add(LearnerRow(id=learner, email="fatima@voorbeeld.nl", created_at=now))
    moved(desk, desk.given(guests, name="Fatima Yilmaz", email="fatima@voorbeeld.nl"), learner_id=learner, kept_at=now)
    desk.given(beds, name="F. Yilmaz", email="fatima@voorbeeld.nl")
    moved(desk, desk.given(guests, name="Bram Bakker", email=""), valid_until=now - timedelta(days=1))
    moved(desk, desk.given(beds, name="Bram Bakker", email="bram@voorbeeld.nl"), suspended_at=now)
    moved(desk, desk.given(beds, name="Chen Li", email=""), revoked_at=now)
    assert lines(desk.get("/cijfers/mensen.csv")) == [
        ["Naam", "Bedden opmaken", "Gasten ontvangen"],
        ["Bram Bakker", "niet meer geldig", ""],
        ["Bram Bakker", "", "niet meer geldig"],
        ["F. Yilmaz", "geldig", "geldig"],
    ] or lines(desk.get("/cijfers/mensen.csv"))[1:3] == [
        ["Bram Bakker", "", "niet meer geldig"],
        ["Bram Bakker", "niet meer geldig", ""],
    ]
    page = desk.get("/cijfers/mensen").text
    assert "Chen Li" not in page
    assert page.count('<td class="none">') == 2


def test_people_come_by_fifty(desk: Desk) -> None:
    first = desk.award(desk.given(desk.released(), name="Persoon 000", email=""))
    with desk.world.database.writing() as session:
        facts = {column.key: getattr(first, column.key) for column in AwardRow.__table__.columns}
        for at in range(1, 51):
            fresh = {"id": uuid4(), "request_id": uuid4(), "code": f"{at:016}", "status_index": first.status_index + at}
            session.add(AwardRow(**facts | fresh | {"recipient_name": f"Persoon {at:03}"}))
    assert len(re.findall("Persoon [0-9]{3}", desk.get("/cijfers/mensen").text)) == 50
    assert re.findall("Persoon [0-9]{3}", desk.get("/cijfers/mensen?pagina=2").text) == ["Persoon 050"]
    assert desk.get("/cijfers/mensen?pagina=999999999999").status_code == 200
    assert len(lines(desk.get("/cijfers/mensen.csv"))) == 52


def test_a_branch_sees_numbers_of_who_gives_its_badges_and_never_a_person(desk: Desk) -> None:
    branch, version = branch_with_hotel(desk)
    desk.given(desk.released(name="Iets eigens van het hotel"), name=NAMES[2])
    row = found(branch, numbers.given_for(branch.organisation.id)).by_giver()
    assert row == {desk.organisation.id: (Count(given=2), (0, 0, 0))}
    pages = [branch.get(path) for path in ("/cijfers", "/cijfers.csv", "/cijfers/organisaties.csv", "/cijfers/mensen",
                                           "/cijfers/mensen.csv")]  # fmt: skip
    assert "Hotel Zon" in shown(pages[0].text)
    assert lines(pages[2])[1:] == [["2026-11", "Hotel Zon", "Veilig werken", "2", "0", "0", "0"]]
    for page in pages:
        assert page.status_code == 200
        for secret in (*NAMES, "Iets eigens van het hotel", "fatima@voorbeeld.nl"):
            assert secret not in page.text
    assert branch.version(version).name in pages[0].text


def test_a_mandate_that_was_only_asked_for_names_nobody_and_an_ended_one_stays(desk: Desk) -> None:
    branch, _ = branch_with_hotel(desk)
    asker, ended = desk.world.organisation("Garage Snel"), desk.world.organisation("Bouw en Zo")
    with desk.world.database.writing() as session:
        granted = session.query(MandateRow).one()
        for organisation, state in ((asker, "asked"), (ended, "withdrawn")):
            session.add(
                MandateRow(
                    id=uuid4(), branch_id=branch.organisation.id, organisation_id=organisation.id, state=state,
                    badge_class_id=granted.badge_class_id, created_at=granted.created_at, created_by=granted.created_by,
                )
            )  # fmt: skip
    page = branch.get("/cijfers").text
    assert "Garage Snel" not in page
    assert "Bouw en Zo" in page


def test_who_is_no_branch_has_no_numbers_of_others(desk: Desk) -> None:
    desk.given(desk.released("praktijkverklaring"), what=STATEMENT_WHAT)
    assert desk.get("/cijfers/organisaties.csv").status_code == 404
    assert "Organisaties die jullie badges geven" not in desk.get("/cijfers").text


def test_many_classes_and_people_take_no_more_queries(desk: Desk) -> None:
    versions = [desk.released(name=f"Soort {at}") for at in range(2)]
    asked: list[str] = []
    event.listen(desk.world.database.engine, "before_cursor_execute", lambda *what: asked.append(what[2]))

    def queries(path: str) -> int:
        asked.clear()
        assert desk.get(path).status_code == 200
        return len(asked)

    paths = ("/cijfers", "/cijfers.csv", "/cijfers/mensen", "/cijfers/mensen.csv")
    desk.given(versions[0], name="Een", email="")
    few = [queries(path) for path in paths]
    for at in range(4):
        desk.given(versions[at % 2], name=f"Persoon {at}", email="")
    assert [queries(path) for path in paths] == few
