"""Is every fixture judged as it must be?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from badgeservice.jsonld.moment import read_moment
from badgeservice.model.fetched import Fetched
from badgeservice.selftest.answers import world
from badgeservice.selftest.forms import FORM, FORMS
from badgeservice.selftest.results import NOT_MADE, SOUND, Clock, Direction, Judgement, Line, judgement_of
from badgeservice.verification.pipeline import verify

FIXTURES = Path(__file__).resolve().parent / "fixtures"
REFUSED = "refused"


def reads(clock: Clock, folder: Path = FIXTURES) -> Iterator[Line]:
    """A line for every fixture, in the order of the forms; also for what should be there and is not."""
    cases: list[dict[str, Any]] = json.loads((folder / "cases.json").read_text(encoding="utf-8"))
    answers = _answers(folder)
    for form in FORMS:
        of_form = [case for case in cases if case["family"] == form.id]
        yield from (_read(case, folder, answers, clock) for case in of_form)
        yield from (
            Line(form, Direction.READS, name, Judgement(verdict), Judgement(NOT_MADE), 0.0)
            for name, verdict in ((SOUND, "valid"), (REFUSED, "invalid"))
            if verdict not in {case["verdict"] for case in of_form}
        )


def _read(case: Mapping[str, Any], folder: Path, answers: Mapping[str, Fetched], clock: Clock) -> Line:
    data = _content(folder / case["file"])
    began = clock()
    found = judgement_of(verify(data, world(read_moment(case["at"]), answers)))
    expected = Judgement(case["verdict"], next(iter(case["reasons"]), None), case["format"])
    return Line(FORM[case["family"]], Direction.READS, case["name"], expected, found, clock() - began)


def _answers(folder: Path) -> Mapping[str, Fetched]:
    listed: dict[str, dict[str, Any]] = json.loads((folder / "documents.json").read_text(encoding="utf-8"))
    return {
        address: Fetched(_content(folder / answer["file"]), answer["content_type"], answer["status"])
        for address, answer in listed.items()
    }


def _content(file: Path) -> bytes:
    """What stands in a file; of one that is gone nothing, so that its line fails and the others go on."""
    try:
        return file.read_bytes()
    except OSError:
        return b""
