"""Under which blueprint do the pages of an organisation's staff stand, and what do they all share?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import Blueprint, g, request
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session

from badgeservice.errors import InvalidInputError
from badgeservice.organisations.roles import Right
from badgeservice.web import database
from badgeservice.web.access import CHANGING
from badgeservice.web.forms import show_problems

issuer = Blueprint("issuer", __name__, url_prefix="/organisatie/<slug>")

# Which right opens which section of the bar.
SECTIONS = {
    "overview": Right.READ,
    "give": Right.GIVE,
    "requests": Right.GIVE,
    "classes": Right.READ,
    "awards": Right.READ,
    "mandates": Right.READ,
    "insight": Right.READ,
    "settings": Right.READ,
}

Made = TypeVar("Made")


@dataclass(frozen=True)
class Bar:
    """The bar of an organisation: its name and the sections this person may open."""

    name: str
    slug: str
    sections: tuple[str, ...]
    can_give: bool
    can_define: bool
    can_manage: bool


@issuer.context_processor
def bar() -> dict[str, object]:
    """What every staff page needs to know of its organisation; nothing on the error page of a stranger."""
    organisation = g.get("organisation")
    if organisation is None:
        return {}
    rights: frozenset[Right] = g.rights
    sections = tuple(name for name, right in SECTIONS.items() if right in rights)
    can_give, can_define, can_manage = (right in rights for right in (Right.GIVE, Right.COMPOSE, Right.MANAGE))
    return {"organisation": Bar(organisation.name, organisation.slug, sections, can_give, can_define, can_manage)}


def session() -> Session:
    """The session that this request has: one that writes when it changes something."""
    return database.writing() if request.method in CHANGING else database.reading()


def attempt(form: FlaskForm, act: Callable[[], Made]) -> Made | None:
    """What `act` made, or None when fields are wrong; their sentences then stand beside them."""
    try:
        return act()
    except InvalidInputError as problem:
        show_problems(form, problem.problems)
        return None
