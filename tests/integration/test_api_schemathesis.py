"""Whatever is sent to the API, every answer is one that its description announces, and none is an error of ours."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4
from zlib import crc32

import pytest
import schemathesis
from batch_desk import BatchDesk, people
from hypothesis import HealthCheck, Phase, given, settings
from programs import SKILL_AWARD, Program
from schemathesis import Case, GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from schemathesis.core.parameters import ParameterLocation
from staff_desk import Desk

from badgeservice.issuing.batches import chunks, work
from badgeservice.organisations.roles import Role

# That all data which fits is accepted is not asked: that somebody exists or a day is past stands in no schema.
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]
WITH_A_JSON_BODY = ("giveBadge", "revokeBadge", "suspendBadge", "giveToMany")
EXAMPLES = 15
SKILL_LIST = {
    "people": [{"name": "Lijst Een"}, {"name": "Lijst Twee"}],
    "behaviours": [{"id": "b1"}],
    "judged_on": "2026-11-20",
}
IDS = ("check", "listBadgeClasses", "readBadgeClass", "giveBadge", "listBadges", "readBadge", "suspendBadge",
       "resumeBadge", "revokeBadge", "giveToMany", "readList", "readResults", "stopList", "undoList")  # fmt: skip


@pytest.fixture
def desk(world):
    return BatchDesk(world)


@pytest.fixture
def known(desk, monkeypatch):
    """What really exists, so that fuzzing comes further than "not found": a class, a badge of it, and a list."""
    desk.version_id = desk.released(can_be_suspended="y")
    program = Program(desk)
    monkeypatch.setattr(chunks, "SIZE", 1)
    batch = desk.handed_in(people(2))
    desk.start(batch)
    # Half of it: what was given can be undone, the rest stopped.
    work.do_chunk(desk.world.database, batch, 1, desk.world.tools.giving, desk.world.clock())
    return {
        "slug": program.slug(desk.version_id),
        "award_id": program.given(desk.version_id)["id"],
        "batch_id": str(batch),
    }


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fitting", "unfit"])
def test_every_answer_to_a_program_is_an_announced_one(desk, known, mode):
    program = Program(desk)

    seen = {operation_id: _statuses(desk, operation_id, mode, known, program.headers()) for operation_id in IDS}

    if mode is GenerationMode.POSITIVE:
        assert {one for one in IDS if not seen[one] & {200, 201}} == set()


def _statuses(
    desk: Any, operation_id: str, mode: GenerationMode, known: dict[str, str], headers: dict[str, str]
) -> set[int]:
    seen = set()

    def ask(case: Case) -> None:
        _make_real(case, known)
        seen.add(case.call_and_validate(headers=headers, checks=CHECKS).status_code)

    _fuzz(desk, operation_id, mode, ask)
    return seen


def test_a_body_that_does_not_fit_the_description_is_refused(desk, known):
    program = Program(desk)

    def ask(case: Case) -> None:
        headers = program.headers(**{"Idempotency-Key": uuid4().hex})
        case.headers, case.query = {}, {}
        case.path_parameters = {name: known[name] for name in case.path_parameters or {}}
        answer = case.call(headers=headers)
        case.validate_response(answer, checks=CHECKS)
        assert answer.status_code in {400, 415}, case.body

    for operation_id in WITH_A_JSON_BODY:
        _fuzz(desk, operation_id, GenerationMode.NEGATIVE, ask, body_only=True)


@pytest.mark.parametrize("whose", ["nobody", "reader", "stranger", "nonsense"])
def test_every_answer_to_another_token_is_an_announced_one(world, desk, known, whose):
    shown = {
        "nobody": dict,
        "nonsense": lambda: {"Authorization": "Bearer badges_\u00e9"},
        "reader": lambda: Program(desk, Role.READER).headers(),
        "stranger": lambda: Program(Desk(world, name="Groenrijk")).headers(),
    }[whose]()

    def ask(case: Case) -> None:
        _make_real(case, known)
        answer = case.call(headers=shown)
        case.validate_response(answer, checks=CHECKS)
        if not case.path.endswith("/check"):
            assert answer.status_code == 401 or whose in {"reader", "stranger"}
            assert known["award_id"] not in answer.text or whose == "reader"

    for operation_id in IDS:
        _fuzz(desk, operation_id, GenerationMode.POSITIVE, ask, EXAMPLES // 3)


def test_the_description_names_every_call_of_the_api(world, app):
    described = app.test_client().get("/api/openapi.json").json["paths"]
    routed = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1")
        for method in rule.methods - {"HEAD"}
    }

    assert {(path, method) for path, methods in described.items() for method in methods} == routed
    assert {one["operationId"] for methods in described.values() for one in methods.values()} == set(IDS)


def _fuzz(
    desk: Any, operation_id: str, mode: GenerationMode, ask: Callable[[Case], None], most: int = EXAMPLES, *,
    body_only: bool = False,
) -> None:  # fmt: skip
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", desk.world.app)
    operation = schema.find_operation_by_id(operation_id)
    quick = settings(
        max_examples=most, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    cases = operation.as_strategy(generation_mode=mode)
    if body_only:
        cases = cases.filter(_has_an_unfit_body)
    quick(given(case=cases)(ask))()


def _has_an_unfit_body(case: Case) -> bool:
    component = case.meta.components.get(ParameterLocation.BODY) if case.meta else None
    return component is not None and component.mode is GenerationMode.NEGATIVE


def _make_real(case: Case, known: dict[str, str]) -> None:
    """Half of the time ask about what exists."""
    if crc32(repr((case.path_parameters, case.body)).encode("utf-8", "surrogatepass")) % 2:
        return
    for name in case.path_parameters or {}:
        case.path_parameters[name] = known[name]
    if isinstance(case.body, dict) and isinstance(case.body.get("badge_class"), str):
        fits = SKILL_LIST if "people" in case.body else SKILL_AWARD
        case.body |= fits | {"badge_class": known["slug"]}
        case.body = {name: case.body[name] for name in ("badge_class", *fits)}
