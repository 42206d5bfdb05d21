"""Which of these badges are real? Several files, or those in a ZIP, checked one after the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

from flask import Response, g, jsonify, render_template
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from badgeservice.errors import InvalidInputError, MalformedError, UnavailableError
from badgeservice.formats import archive
from badgeservice.formats.archive import Member, shown_name
from badgeservice.verification.report import CHECK_IDS, NOT_CHECKED, Check, Outcome, Report
from badgeservice.web import checking
from badgeservice.web.check_input import NoSuchBadgeError, check_entered, from_file, uploads
from badgeservice.web.checking import Checked
from badgeservice.web.collaborators import now
from badgeservice.web.presenters.bulk import Row, bulk_page, row_of

# A worker is free again well before it is thought dead (60 s), also when the last check takes its time.
BUDGET_SECONDS = 25.0
# As many unknown codes as may be tried in a minute.
MOST_MISSES = 40
NO_BADGE_THERE = "no badge behind this link"

Clock = Callable[[], float]


def several() -> list[FileStorage] | None:
    """The uploads of this request when there is more than one badge to check; an unreadable ZIP is checked alone."""
    files = uploads()
    if len(files) > 1:
        return files
    return files if files and _is_readable_archive(files[0]) else None


def check_all(files: Iterable[FileStorage], recipient: str | None, clock: Clock = time.monotonic) -> list[Row]:
    """A row for every file, in order. When time is up, or too many codes are unknown, the rest is not checked."""
    until = clock() + BUDGET_SECONDS
    rows: list[Row] = []
    for member in _members(files):
        if len(rows) >= archive.MAX_MEMBERS:
            rows.append(row_of("…", checking.not_had(UnavailableError("parse.too_large", archive.TOO_MANY))))
            break
        rows.append(row_of(member.name, _check_in_time(member, recipient, clock() < until)))
    return rows


def misses() -> int:
    """How many codes and links of ours this request asked about that nobody has."""
    return int(g.get("misses", 0))


def answer(rows: list[Row], *, as_data: bool) -> ResponseReturnValue:
    """The table; `{"reports": […]}` for who asks for JSON."""
    if as_data:
        response = jsonify({"reports": [row.report for row in rows]})
    else:
        response = Response(render_template("bulk.html", bulk=bulk_page(rows)))
    response.vary.add("Accept")
    return response


def _is_readable_archive(file: FileStorage) -> bool:
    data = file.read()
    file.seek(0)
    if not archive.is_archive(data):
        return False
    try:
        archive.members(data)
    except (MalformedError, UnavailableError):
        return False
    return True


def _members(files: Iterable[FileStorage]) -> Iterator[Member]:
    """Every file by itself, and those in a ZIP under the name of the ZIP."""
    for file in files:
        name, data = shown_name(file.filename or ""), file.read()
        if not archive.is_archive(data):
            yield Member(name, data)
            continue
        try:
            inside = archive.members(data)
        except (MalformedError, UnavailableError) as problem:
            yield Member(name, b"", problem)
            continue
        for member in inside:
            yield Member(f"{name}/{member.name}", member.data, member.problem)


def _check_in_time(member: Member, recipient: str | None, in_time: bool) -> Checked:
    if not in_time:
        return _not_checked("time")
    if misses() >= MOST_MISSES:
        return _not_checked("misses")
    return _check(member, recipient)


def _check(member: Member, recipient: str | None) -> Checked:
    if member.problem is not None:
        return checking.not_had(member.problem)
    try:
        return check_entered(from_file(member.data), recipient)
    except InvalidInputError as problem:
        if isinstance(problem, NoSuchBadgeError):
            g.misses = misses() + 1
        return checking.not_had(MalformedError("parse.not_a_badge", NO_BADGE_THERE))


def _not_checked(because: str) -> Checked:
    checks = tuple(Check(id_, Outcome.UNKNOWN, NOT_CHECKED, {"because": because}) for id_ in CHECK_IDS)
    return Checked(Report(None, None, checks, now()), None, 0.0)
