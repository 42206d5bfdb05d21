"""Does a document have the members and types that its standard asks for?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema_rs
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


def validate(document: Mapping[str, Any], schema: str = OPEN_BADGE) -> None:
    """Hold a document against one of our schemas.

    Raises MalformedError: type.missing when its own type is not the one asked for, else schema.invalid with the
    JSON Pointer of the first member that does not fit (never its value: that may be personal).
    """
    if _fast_validator(schema).is_valid(document):
        return
    # The library that names the member takes long to load, and most documents fit.
    raise import_module("badgeservice.formats.schema_fault").fault_in(document, schema)


def validate_part(document: Mapping[str, Any], schema: str) -> None:
    """As `validate`, for a document behind a badge: raises MalformedError(schema.invalid) only."""
    try:
        validate(document, schema)
    except MalformedError as problem:
        raise MalformedError("schema.invalid", f"{schema} {problem.detail}") from problem


def file_of(schema: str) -> Path:
    """The file in which one of our schemas stands."""
    return resources.folder("schemas") / f"{schema}.schema.json"


def whole(schema: str) -> dict[str, Any]:
    """One of our schemas, or the part of one, with the definitions that it uses."""
    name, _, part = schema.partition("#")
    document: dict[str, Any] = json.loads(file_of(name).read_text(encoding="utf-8"))
    definitions = document.get("$defs", {})
    return {**definitions[part], "$defs": definitions} if part else document


@cache
def _fast_validator(schema: str) -> Validator:
    """A hundred times as fast as the one whose errors name the member at fault."""
    return jsonschema_rs.Draft202012Validator(whole(schema))
