"""Does a document have the members and types that its standard asks for?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema_rs import Validator

from badgeservice import resources
from badgeservice.errors import MalformedError

OPEN_BADGE = "ob3-achievementcredential"
MICROCREDENTIAL = "badgeservice-v1"
CREDENTIAL = "verifiable-credential"
ENDORSEMENT = "ob3-achievementcredential#EndorsementCredential"
STATUS_LIST = "status-list-credential"
DID_DOCUMENT = "did-document"
OB2_ASSERTION = "ob2-assertion"
OB2_BADGE_CLASS = "ob2-badgeclass"
OB2_PROFILE = "ob2-profile"

_DEFINITION = "#/$defs/"
_RECURSIVE = frozenset({"EndorsementCredential"})


def validate(document: Mapping[str, Any], schema: str = OPEN_BADGE) -> None:
    """Hold a document against one of our schemas.

    Raises MalformedError: type.missing when its own type is not the one asked for, else schema.invalid with the
    JSON Pointer of the first member that does not fit (never its value: that may be personal).
    """
    if _fast_validator(schema).is_valid(document):
        return
    problem = next(_validator(schema).iter_errors(document), None)
    if problem is None:
        # The two would have to differ, which no test has seen; what either refuses is not valid.
        raise MalformedError("schema.invalid", "/")
    reason = "type.missing" if _is_about_own_type(problem) else "schema.invalid"
    raise MalformedError(reason, pointer(problem))


def validate_part(document: Mapping[str, Any], schema: str) -> None:
    """As `validate`, for a document behind a badge: raises MalformedError(schema.invalid) only."""
    try:
        validate(document, schema)
    except MalformedError as problem:
        raise MalformedError("schema.invalid", f"{schema} {problem.detail}") from problem


def file_of(schema: str) -> Path:
    """The file in which one of our schemas stands."""
    return resources.folder("schemas") / f"{schema}.schema.json"


def pointer(problem: ValidationError) -> str:
    """The JSON Pointer (RFC 6901) of the member at fault."""
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in problem.absolute_path)
    return "/" + "/".join(steps)


@cache
def _fast_validator(schema: str) -> Validator:
    """A hundred times as fast as the other one, whose errors name the member at fault."""
    return jsonschema_rs.Draft202012Validator(_whole(schema))


@cache
def _validator(schema: str) -> Draft202012Validator:
    whole = _whole(schema)
    return Draft202012Validator(_inlined(whole, whole.get("$defs", {}), ()))


def _whole(schema: str) -> dict[str, Any]:
    name, _, part = schema.partition("#")
    document: dict[str, Any] = json.loads(file_of(name).read_text(encoding="utf-8"))
    definitions = document.get("$defs", {})
    return {**definitions[part], "$defs": definitions} if part else document


def _inlined(schema: Any, definitions: Mapping[str, Any], inside: tuple[str, ...]) -> Any:
    """The schema with its definitions written out where they are used: looking each one up takes longer than all
    the rest. Those that contain themselves stay references."""
    if isinstance(schema, list):
        return [_inlined(item, definitions, inside) for item in schema]
    if not isinstance(schema, dict):
        return schema
    name = str(schema.get("$ref", "")).removeprefix(_DEFINITION)
    written = {
        keyword: value if keyword == "$defs" else _inlined(value, definitions, inside)
        for keyword, value in schema.items()
    }
    if name not in definitions or name in inside or name in _RECURSIVE:
        return written
    del written["$ref"]
    return written | _inlined(definitions[name], definitions, (*inside, name))


def _is_about_own_type(problem: ValidationError) -> bool:
    path = list(problem.absolute_path)
    if path == ["type"]:
        return problem.validator in ("contains", "anyOf")
    return not path and problem.message.startswith("'type' is a required")
