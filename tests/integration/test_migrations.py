"""The migrations make exactly the tables that the code knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import select
from staff_desk import Desk

from badgeservice.organisations.signer import BADGES, RECEIPTS, SERVICE
from badgeservice.storage.engine import Database, open_database
from badgeservice.storage.migrate import FOLDER, bring_up_to_date, is_up_to_date
from badgeservice.storage.tables import Row, SigningKeyRow, StatusListRow


def test_migrations_and_tables_are_the_same(database_url: str) -> None:
    database = open_database(database_url)
    with database.engine.connect() as connection:
        opts = {"compare_type": True, "include_name": _is_no_index_of_words}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, Row.metadata) == []
    database.close()


def test_a_second_run_changes_nothing(database_url: str) -> None:
    database = open_database(database_url)
    bring_up_to_date(database)
    assert is_up_to_date(database)
    database.close()


def test_keys_from_before_the_service_had_one_are_kept_both_ways(world: Any) -> None:
    hotel, garden = world.organisation("Hotel Zon"), world.organisation("Groenrijk")
    before = _keys(world.database)
    _migrate(world.database, "0001")
    assert _keys(world.database) == before
    _migrate(world.database, "head")
    assert _keys(world.database) == before
    with world.database.writing() as session:
        for organisation in (hotel, garden):
            world.tools.create_key(session, organisation.id, BADGES, world.clock())
        world.tools.create_key(session, SERVICE, RECEIPTS, world.clock())
    retired = [key for key in _keys(world.database) if key.state == "retired"]
    assert len(retired) == 2, "two retired keys of one purpose may lie beside the active one"
    _migrate(world.database, "0001")
    assert {key.organisation_id for key in _keys(world.database)} == {hotel.id, garden.id}


def test_lists_from_before_places_had_an_order_are_closed_and_what_stands_in_them_stays(world: Any) -> None:
    desk = Desk(world)
    version = desk.released()
    before = desk.award(desk.given(version))
    _migrate(world.database, "0007", command.downgrade)
    _migrate(world.database, "head")
    after = desk.award(desk.given(version))
    with world.database.reading() as session:
        old = session.get_one(StatusListRow, before.status_list_id)
    assert desk.award(before.id).status_index == before.status_index
    assert (old.is_open, old.next_place) == (False, old.size)
    assert after.status_list_id != before.status_list_id
    assert "Deze badge is echt." in world.app.test_client().get(f"/v/{before.code}").text


def _is_no_index_of_words(name: str | None, kind: str, _parents: object) -> bool:
    # Each database has its own kind of table for it, which no table of the code can say.
    return not (kind == "table" and (name or "").startswith("skill_words"))


def _keys(database: Database) -> list[Any]:
    with database.reading() as session:
        return list(session.execute(select(SigningKeyRow.__table__).order_by(SigningKeyRow.public)).all())


def _migrate(database: Database, revision: str, step: Callable[[Config, str], None] | None = None) -> None:
    configuration = Config()
    configuration.set_main_option("script_location", str(FOLDER))
    configuration.set_main_option("path_separator", "os")
    with database.engine.execution_options(badgeservice_writes=True).connect() as connection:
        configuration.attributes["connection"] = connection
        step = step or (command.downgrade if revision == "0001" else command.upgrade)
        step(configuration, revision)
        connection.commit()
