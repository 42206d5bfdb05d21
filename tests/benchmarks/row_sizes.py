"""How many bytes does a badge take in PostgreSQL, by table and index, and what does keeping status lists fresh cost?

PYTHONPATH=tests python -m benchmarks.row_sizes [--badges 100000]; rows of `growth_rows`, which copy badges that were
really signed.
"""

from __future__ import annotations

import argparse
import json
import time
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from faults.postgres import own_server
from sqlalchemy import select, text

from badgeservice.organisations.status_lists import keep_fresh
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import SigningKeyRow, StatusListRow
from benchmarks.growth import Place

OF_TABLES = text("""
    SELECT relname, pg_table_size(oid) AS rows, pg_indexes_size(oid) AS indexes, reltuples AS number
    FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples > 1000
""")
OF_INDEXES = text("""
    SELECT indexrelname, pg_relation_size(indexrelid) AS size FROM pg_stat_user_indexes
    WHERE relname = 'award' ORDER BY size DESC
""")


def main() -> None:
    """Fill a database, and print what lies in it."""
    parser = argparse.ArgumentParser(prog="benchmarks.row_sizes", description=__doc__)
    parser.add_argument("--badges", type=int, default=100_000)
    given = parser.parse_args()
    with TemporaryDirectory(prefix="badgeservice-sizes-") as folder, own_server() as server:
        place = Place(server.database(), Path(folder), given.badges)
        database = place.tools.database
        print(json.dumps(sizes(database, given.badges) | lists(place), indent=1))
        database.close()


def sizes(database: Database, badges: int) -> dict[str, Any]:
    """Bytes for each badge that was put there, by table and by index of the badges."""
    with database.reading() as session:
        tables = {
            row.relname: {
                "rows": round(row.number),
                "bytes a row": round(row.rows / row.number),
                "bytes of indexes a row": round(row.indexes / row.number),
            }
            for row in session.execute(OF_TABLES)
        }
        whole = sum(row.rows + row.indexes for row in session.execute(OF_TABLES))
        indexes = {row.indexrelname: round(row.size / badges, 1) for row in session.execute(OF_INDEXES)}
    return {"bytes a badge, all tables": round(whole / badges), "tables": tables, "index bytes a badge": indexes}


def lists(place: Place) -> dict[str, Any]:
    """Bytes of a list, by how many of its bits are set, and processor milliseconds to sign one anew."""
    tools = place.tools
    with tools.database.reading() as session:
        # The organisations that were only copied have no key.
        givers = select(SigningKeyRow.organisation_id)
        known = session.scalars(select(StatusListRow.id).where(StatusListRow.organisation_id.in_(givers))).all()
    moment, taken = tools.now() + timedelta(days=2), []
    for one in known:
        began = time.process_time()
        keep_fresh(tools.database, one, tools.sign, tools.addresses, moment)
        taken.append((time.process_time() - began) * 1000)
    with tools.database.reading() as session:
        found = sorted(len(row.document) for row in session.scalars(select(StatusListRow)))
        size = session.scalars(select(StatusListRow.size)).first()
    return {
        "lists": len(known), "places in a list": size, "bytes of a list": {"least": found[0], "most": found[-1]},
        "processor ms to sign one anew": round(median(taken), 2),
    }  # fmt: skip


if __name__ == "__main__":
    main()
