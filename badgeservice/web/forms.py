"""How do typed fields become a form, with what was typed before and the sentences that go with it?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from flask import request
from flask_wtf import FlaskForm

from badgeservice.web.kept_input import given_back
from badgeservice.web.said import said

LONGEST_FIELD = 20_000

Form = TypeVar("Form", bound=FlaskForm)


def bind(form: type[Form], **known: Any) -> Form:
    """The form with what was posted, else with what was typed before the session ended, else with known values."""
    if request.method == "POST":
        return cast(Form, form(**known))
    return cast(Form, form(formdata=given_back(), **known))


def show_problems(form: FlaskForm, problems: Mapping[str, str]) -> None:
    """Put the sentences of an InvalidInputError beside the fields they are about (field names are the same)."""
    for name, sentence in problems.items():
        field = form._fields.get(name)
        words = said(sentence)
        if field is None:
            form.form_errors.append(words)
        else:
            field.errors = [*field.errors, words]


def lines_of(text: str | None) -> tuple[str, ...]:
    """The lines of a text area that hold something, without bullets in front."""
    stripped = (line.strip().lstrip("-•*").strip() for line in (text or "")[:LONGEST_FIELD].splitlines())
    return tuple(line for line in stripped if line)


def whole_number(text: str | None) -> int | None:
    """A typed whole number; None when nothing was typed, -1 when it is not a number."""
    typed = (text or "").strip()
    if not typed:
        return None
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else -1
