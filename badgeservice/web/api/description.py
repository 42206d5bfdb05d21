"""How is the API described for programs? (OpenAPI 3.1)"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from badgeservice.web.api.bodies import JSON
from badgeservice.web.api.check import TEXT
from badgeservice.web.api.examples import BODIES
from badgeservice.web.api.operations import OPERATIONS, Operation
from badgeservice.web.api.problems import MEDIA_TYPE, PROBLEMS, Problem
from badgeservice.wording import N_

SCHEMAS = "#/components/schemas/"
ABOUT = N_(
    "Controleer badges, en geef, lees en trek badges in voor je organisatie. Elk antwoord is JSON; wat misgaat is een "
    "problem document (RFC 9457). Met Accept-Language: nl zijn de zinnen Nederlands."
)
TOKEN = N_("Een beheerder maakt het token bij Instellingen, Toegang voor programma's.")
HEADERS = {
    401: ("WWW-Authenticate", N_("Welk soort token we vragen.")),
    429: ("Retry-After", N_("Hoeveel seconden je wacht.")),
    503: ("Retry-After", N_("Hoeveel seconden je wacht.")),
}
PATHS: dict[str, dict[str, str]] = {
    "slug": {"type": "string"},
    "award_id": {"type": "string", "format": "uuid"},
    "batch_id": {"type": "string", "format": "uuid"},
}
KEY_SCHEMA = {"type": "string", "pattern": "^[!-~]{1,100}$"}
KEY_ABOUT = N_("Een eigen sleutel voor elke badge: 1 tot 100 tekens zonder spaties.")

SENTENCES = frozenset({"summary", "description"})

Document = dict[str, Any]
Say = Callable[[str], str]
Mode = Literal["validation", "serialization"]


def description(base_url: str, say: Say) -> Document:
    """The whole description, in the language of `say`."""
    schemas = _schemas()
    paths: Document = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation, schemas)
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Badgeservice", "version": "1.0", "description": ABOUT},
        "servers": [{"url": base_url}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": TOKEN}},
        },
    }
    described: Document = said(document, say)
    return described


def _schemas() -> Document:
    asked = [model for one in OPERATIONS for model in (*(one.bodies or {}).values(), one.query) if model is not None]
    told: list[type[BaseModel]] = [Problem, *(one.answer for one in OPERATIONS)]
    modes: list[tuple[type[BaseModel], Mode]] = [(model, "validation") for model in dict.fromkeys(asked)]
    modes += [(model, "serialization") for model in dict.fromkeys(told)]
    made = models_json_schema(modes, ref_template=SCHEMAS + "{model}")[1]
    schemas: Document = made["$defs"]
    return schemas


def _operation(operation: Operation, schemas: Document) -> Document:
    described: Document = {
        "operationId": operation.id,
        "summary": operation.summary,
        "description": operation.about,
        "parameters": [*_path(operation), *_query(operation, schemas), *_headers(operation)],
        "responses": _responses(operation),
        "security": [] if operation.right is None else [{"token": []}],
    }
    if operation.bodies:
        contents = {kind: _body(operation, kind, model) for kind, model in operation.bodies.items()}
        described["requestBody"] = {"required": True, "content": contents}
    return described


def _path(operation: Operation) -> list[Document]:
    named = [part[1:-1] for part in operation.path.split("/") if part.startswith("{")]
    return [{"name": name, "in": "path", "required": True, "schema": PATHS[name]} for name in named]


def _query(operation: Operation, schemas: Document) -> list[Document]:
    if operation.query is None:
        return []
    members = schemas[operation.query.__name__]["properties"]
    return [
        {"name": name, "in": "query", "required": False, "schema": _not_null(members[name]),
         "description": members[name]["description"]}
        for name in members
    ]  # fmt: skip


def _not_null(member: Document) -> Document:
    """What is left out of an address is not there; there is no null to send."""
    kinds = [kind for kind in member.get("anyOf", [member]) if kind != {"type": "null"}]
    return {name: value for name, value in kinds[0].items() if name in {"type", "$ref"}}


def _headers(operation: Operation) -> list[Document]:
    return [
        {"name": name, "in": "header", "required": True, "schema": KEY_SCHEMA, "description": KEY_ABOUT}
        for name in operation.headers
    ]


def _body(operation: Operation, kind: str, model: type[BaseModel] | None) -> Document:
    if model is not None:
        return {"schema": {"$ref": SCHEMAS + model.__name__}, "example": BODIES[operation.id]}
    return {"schema": {"type": "string"}} if kind == TEXT else {"schema": {}}


def _responses(operation: Operation) -> Document:
    schema = {"schema": {"$ref": SCHEMAS + operation.answer.__name__}}
    answer: Document = {"description": operation.summary, "content": {JSON: schema}}
    if operation.headers:
        answer["headers"] = {
            "Location": {"schema": {"type": "string"}, "description": N_("Waar je leest hoe het ermee staat.")},
            "Idempotency-Replayed": {"schema": {"const": "true"}, "description": N_("Alleen bij een herhaling.")},
        }
    return {str(operation.status): answer} | {str(status): _problem(status) for status in sorted(operation.problems)}


def _problem(status: int) -> Document:
    described: Document = {
        "description": PROBLEMS[status][0],
        "content": {MEDIA_TYPE: {"schema": {"$ref": SCHEMAS + Problem.__name__}}},
    }
    if status in HEADERS:
        name, about = HEADERS[status]
        described["headers"] = {name: {"schema": {"type": "string"}, "description": about, "required": True}}
    return described


def said(part: Any, say: Say, names: frozenset[str] = SENTENCES) -> Any:
    """The same, with every member of these names in the language of `say`."""
    if isinstance(part, list):
        return [said(one, say, names) for one in part]
    if not isinstance(part, dict):
        return part
    return {
        name: say(value) if name in names and isinstance(value, str) else said(value, say, names)
        for name, value in part.items()
    }
