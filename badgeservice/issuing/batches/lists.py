"""Who is on a list that a program hands in, so that nobody chooses its columns?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from badgeservice.issuing.batches.columns import columns_problem, guess_columns
from badgeservice.issuing.batches.entries import Entry, read_entries
from badgeservice.issuing.batches.file_kinds import refused
from badgeservice.issuing.batches.tables import read_table
from badgeservice.storage.tables import BadgeClassVersionRow


def read_list(data: bytes, name: str, shared: Mapping[str, Any], version: BadgeClassVersionRow,
              today: date) -> list[Entry]:  # fmt: skip
    """Every row of a file, in the columns that it seems to have; `shared` as for `read_entry`.

    Raises InvalidInputError({"file": sentence}) for what is no list, or one without names.
    """
    table = read_table(data, name)
    columns = guess_columns(table)
    if sentence := columns_problem(columns, table):
        raise refused(sentence)
    return list(read_entries(table, columns, shared, version, today))
