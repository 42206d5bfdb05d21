"""How do files of skills come into the service, and what was added, changed and left out?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.issuing.skill_files import SkillFile, SkillFileError, count_rows, recognise, rows
from badgeservice.storage import service_facts, skills

AT_ONCE = 500
MOST_NAMED = 20
VERSION = "skills_version"
SEED = (Path(__file__).parent / "seed" / "skills.csv", Path(__file__).parent / "seed" / "werkprocessen.csv")


@dataclass(frozen=True)
class Imported:
    """What happened with one file; `wrong` has (row number, sentence) of the first rows that were left out."""

    name: str
    form: str
    encoding: str
    added: int
    changed: int
    left_out: int
    wrong: tuple[tuple[int, str], ...]


def import_skills(
    session: Session, paths: Sequence[Path], language: str | None, by: Actor, now: datetime
) -> list[Imported]:
    """Add the skills of these files and change those already there, all in one transaction.

    Every file is looked at before the first row is written. Raises SkillFileError; then nothing is changed.
    """
    files = [recognise(path, language) for path in paths]
    for file in files:
        if count_rows(file) == 0:
            raise SkillFileError(f"{file.path.name}: there are no rows under the first line.")
    done = [_import(session, file) for file in files]
    for file in files:
        record(session, by, "skills.imported", f"skills:{file.path.name[:60]}", now)
    touch(session)
    return done


def import_seed(session: Session, by: Actor, now: datetime) -> list[Imported]:
    """Add our own example skills and werkprocessen, none of which was held against an official file."""
    done = []
    for path in SEED:
        done.append(_import(session, recognise(path), is_official=False))
    record(session, by, "skills.imported", "skills:seed", now)
    touch(session)
    return done


def touch(session: Session) -> None:
    """Say to every process that what it remembers of the names is old."""
    service_facts.set_fact(session, VERSION, uuid4().hex)


def _import(session: Session, file: SkillFile, is_official: bool = True) -> Imported:
    added = changed = left_out = 0
    wrong: list[tuple[int, str]] = []
    stream = rows(file)
    while portion := list(islice(stream, AT_ONCE)):
        good = {one["uri"]: one for _number, one in portion if not isinstance(one, str)}
        if not is_official:
            good = {uri: one | {"checked": False} for uri, one in _new_only(session, good)}
        bad = [(number, one) for number, one in portion if isinstance(one, str)]
        fresh, known = skills.put(session, good) if good else (0, 0)
        added, changed, left_out = added + fresh, changed + known, left_out + len(bad)
        wrong += bad[: MOST_NAMED - len(wrong)]
    return Imported(file.path.name, file.form.name, file.encoding, added, changed, left_out, tuple(wrong))


def _new_only(session: Session, good: dict[str, dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    # What came from an official file is better than an example of the same address.
    checked = skills.checked_among(session, good)
    return ((uri, one) for uri, one in good.items() if uri not in checked)
