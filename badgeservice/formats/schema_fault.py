"""Which member of a document does not fit its schema? Loaded only when there is one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from badgeservice.errors import MalformedError
from badgeservice.formats import schema as schemas

_DEFINITION = "#/$defs/"
_RECURSIVE = frozenset({"EndorsementCredential"})


def fault_in(document: Mapping[str, Any], schema: str) -> MalformedError:
    """What `schema.validate` raises for a document that does not fit."""
    problem = next(_validator(schema).iter_errors(document), None)
    if problem is None:
        # The two libraries would have to differ, which no test has seen; what either refuses is not valid.
        return MalformedError("schema.invalid", "/")
    return MalformedError("type.missing" if _is_about_own_type(problem) else "schema.invalid", _pointer(problem))


def _pointer(problem: ValidationError) -> str:
    """The JSON Pointer (RFC 6901) of the member at fault."""
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in problem.absolute_path)
    return "/" + "/".join(steps)


@cache
def _validator(schema: str) -> Draft202012Validator:
    whole = schemas.whole(schema)
    return Draft202012Validator(_inlined(whole, whole.get("$defs", {}), ()))


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
