"""Making a badge class: which kind, and which words?"""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from badgeservice.audit.record import Actor
from badgeservice.errors import InvalidInputError, NotFoundError
from badgeservice.issuing import badge_classes
from badgeservice.issuing.class_content import ClassContent, content_problems
from badgeservice.issuing.kind_guards import facts_of, making_problem
from badgeservice.model.achievement import Kind
from badgeservice.organisations.roles import Right
from badgeservice.storage.tables import BadgeClassVersionRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now
from badgeservice.web.forms import bind, show_problems
from badgeservice.web.issuer.blueprint import attempt, issuer, session
from badgeservice.web.issuer.class_forms import KIND_LINES, KindForm, WordsForm, content_of, known_words
from badgeservice.web.issuer.class_more import proposed_part
from badgeservice.web.issuer.design_forms import drawn, first_picture, saved_design
from badgeservice.web.issuer.skill_finding import Finding, find_for
from badgeservice.web.presenters.examples import KINDS
from badgeservice.web.presenters.words import kind_name
from badgeservice.web.words import gettext
from badgeservice.wording import N_

TEMPLATE = "issuer/class_words.html"


@route(issuer, "/soorten/nieuw", may(Right.COMPOSE), "GET", "POST")
def new_class(organisation: OrganisationRow) -> ResponseReturnValue:
    """Which kind of badge will it be?"""
    form = bind(KindForm)
    if request.method == "POST":
        kind = form.kind.data or ""
        problem = _kind_problem(kind, organisation)
        if problem is None:
            return redirect(url_for("issuer.new_words", slug=organisation.slug, kind=kind), 303)
        show_problems(form, {"kind": problem})
    return _answer(render_template("issuer/class_kind.html", form=form, about=_about_kinds(organisation)), form)


@route(issuer, "/soorten/nieuw/<kind>", may(Right.COMPOSE), "GET", "POST")
def new_words(organisation: OrganisationRow, kind: str) -> ResponseReturnValue:
    """The words of a new badge class."""
    if kind not in set(Kind):
        raise NotFoundError(N_("Deze soort badge bestaat niet."))
    form = bind(WordsForm)
    finding = find_for(form, session())
    if request.method == "POST" and finding is None:
        version = attempt(form, lambda: _create(organisation, content_of(form, kind)))
        if version is not None:
            return redirect(url_for("issuer.picture", slug=organisation.slug, version_id=version.id), 303)
    return _words_page(form, kind, None, finding)


@route(issuer, "/soorten/<uuid:version_id>/woorden", may(Right.COMPOSE), "GET", "POST")
def words(organisation: OrganisationRow, version_id: UUID) -> ResponseReturnValue:
    """The words of a draft."""
    version = badge_classes.draft(session(), organisation.id, version_id)
    known = known_words(version) | proposed_part(session(), version)
    form, kind = bind(WordsForm, **known), version.badge_class.kind
    finding = find_for(form, session())
    is_to_be_kept = request.method == "POST" and finding is None
    if is_to_be_kept and attempt(form, lambda: _change(organisation, version_id, content_of(form, kind))):
        return redirect(url_for("issuer.picture", slug=organisation.slug, version_id=version_id), 303)
    return _words_page(form, kind, version, finding)


def _create(organisation: OrganisationRow, content: ClassContent) -> BadgeClassVersionRow:
    # The picture is drawn from the words, so these are looked at first.
    problems = content_problems(content, facts_of(organisation))
    if problems:
        raise InvalidInputError(problems)
    picture = first_picture(content, organisation.name)
    return badge_classes.create(database.writing(), organisation, content, picture, Actor(account_id()), now())


def _change(organisation: OrganisationRow, version_id: UUID, content: ClassContent) -> bool:
    actor, moment = Actor(account_id()), now()
    version = badge_classes.change_words(database.writing(), organisation, version_id, content, actor, moment)
    design = saved_design(version)
    if design is not None:
        # The part of a deelcertificaat stands in the picture too.
        picture = drawn(design, version.picture_caption)
        badge_classes.change_picture(database.writing(), organisation, version_id, picture, actor, moment)
    return True


def _kind_problem(kind: str, organisation: OrganisationRow) -> str | None:
    empty = ClassContent(kind=kind, name="", description="", language="", behaviours=())
    return content_problems(empty, facts_of(organisation)).get("kind")


def _about_kinds(organisation: OrganisationRow) -> dict[str, dict[str, str | None]]:
    """Line and picture beside each kind, and why this organisation cannot make it; it can be chosen all the same, and
    then says so once more."""
    facts = facts_of(organisation)
    return {
        kind: {
            "line": KIND_LINES[kind],
            "src": url_for("pages.example", name=name, cut="klein"),
            "why_not": gettext(problem) if (problem := making_problem(kind, facts)) else None,
        }
        for kind, (name, _line) in KINDS.items()
    }


def _words_page(
    form: WordsForm, kind: str, version: BadgeClassVersionRow | None, finding: Finding | None
) -> ResponseReturnValue:
    facts = {"kind": Kind(kind), "kind_name": kind_name(kind), "version": version, "finding": finding}
    return _answer(render_template(TEMPLATE, form=form, **facts), form)


def _answer(page: str, form: KindForm | WordsForm) -> ResponseReturnValue:
    return page, 400 if form.errors else 200
