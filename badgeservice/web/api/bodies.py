"""What did a program send: how large, of which type, with which members?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from flask import abort, request
from pydantic import BaseModel, ValidationError

from badgeservice.errors import InvalidInputError, MalformedError
from badgeservice.formats import strict_json
from badgeservice.wording import N_

JSON = "application/json"
MOST = 1_000_000

ONE_OBJECT = N_("Stuur één JSON-object.")
UNREADABLE: Mapping[str, str] = {
    "parse.json_invalid": N_("Dit is geen JSON."),
    "parse.duplicate_key": N_("Dezelfde naam staat twee keer in één object."),
    "parse.encoding": N_("De tekst is geen UTF-8, of er staat een teken in dat niet mag."),
    "parse.number_range": N_("Er staat een getal in dat niet iedereen hetzelfde leest."),
    "parse.too_deep": N_("Er staan te veel objecten in elkaar."),
    "parse.too_large": N_("Er staan te veel waarden in."),
    "parse.not_a_badge": ONE_OBJECT,
}
UNFIT: Mapping[str, str] = {
    "missing": N_("Dit moet ingevuld zijn."),
    "extra_forbidden": N_("Dit kennen we hier niet. Haal het weg."),
    "string_type": N_("Dit moet tekst zijn."),
    "int_type": N_("Dit moet een geheel getal zijn."),
    "list_type": N_("Dit moet een lijst zijn."),
    "model_type": N_("Dit moet een object zijn."),
    "value_error": N_("Schrijf de datum als jaar-maand-dag, bijvoorbeeld 2026-11-22."),
}
UNFIT_VALUE = N_("Deze waarde kan hier niet.")

Sent = TypeVar("Sent", bound=BaseModel)


def whole_body(most: int) -> bytes:
    """The body; what is larger is refused before it is read."""
    if (request.content_length or 0) > most:
        abort(413)
    # Of a body that does not tell its length the library reads so much and leaves the rest: one byte more shows it.
    request.max_content_length = most + 1
    body = request.get_data()
    if len(body) > most:
        abort(413)
    return body


def read_body(model: type[Sent], most: int = MOST, most_values: int = strict_json.MAX_NODES) -> Sent:
    """The JSON body of a call. Raises InvalidInputError with a sentence per member."""
    body = whole_body(most)
    if request.mimetype != JSON:
        abort(415, N_("Stuur JSON, met Content-Type: application/json."))
    return read_json(model, body, most_values)


def read_json(model: type[Sent], data: bytes, most_values: int = strict_json.MAX_NODES) -> Sent:
    """JSON as the values that are asked for. Raises InvalidInputError with a sentence per member."""
    try:
        # First so strictly that no second reader can understand it otherwise.
        strict_json.loads(data, max(len(data), strict_json.MAX_BYTES), most_values)
    except MalformedError as problem:
        raise InvalidInputError({"body": UNREADABLE.get(problem.reason, ONE_OBJECT)}) from problem
    try:
        return model.model_validate_json(data)
    except ValidationError as problem:
        raise InvalidInputError(_sentences(problem)) from problem


def read_query(model: type[Sent]) -> Sent:
    """What stands behind the question mark. Raises InvalidInputError with a sentence per name."""
    twice = [name for name, values in request.args.lists() if len(values) > 1]
    if twice:
        raise InvalidInputError(dict.fromkeys(twice, N_("Dit staat er twee keer.")))
    try:
        return model.model_validate(request.args.to_dict())
    except ValidationError as problem:
        raise InvalidInputError(_sentences(problem)) from problem


def refuse_a_body() -> None:
    """Nothing is asked of the body of this call, so what stands in it was not meant for it."""
    if whole_body(MOST):
        raise InvalidInputError({"body": N_("Hier hoort geen inhoud bij. Laat hem leeg.")})


def _sentences(problem: ValidationError) -> dict[str, str]:
    return {
        ".".join(str(step) for step in error["loc"]) or "body": UNFIT.get(error["type"], UNFIT_VALUE)
        for error in problem.errors(include_url=False, include_context=False, include_input=False)
    }
