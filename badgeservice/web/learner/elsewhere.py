"""How does a learner keep badges of givers elsewhere?"""

from __future__ import annotations

from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import StringField

from badgeservice.errors import InvalidInputError, MalformedError, UnavailableError
from badgeservice.formats.recognise import MAX_ADDRESS
from badgeservice.isolation.pdf import is_pdf
from badgeservice.model.fetched import Fetched, Limits
from badgeservice.portfolio import elsewhere as use
from badgeservice.portfolio.elsewhere import HandedIn
from badgeservice.portfolio.outside import examine, kind_of_file
from badgeservice.portfolio.rechecking import recheck
from badgeservice.storage import foreign_badges
from badgeservice.web import checking, database
from badgeservice.web.access import KNOWN_LEARNER, own_learner, route
from badgeservice.web.check_input import Entered, entered, uploads
from badgeservice.web.collaborators import now, tools
from badgeservice.web.forms import bind, show_problems
from badgeservice.web.learner.blueprint import learner
from badgeservice.web.learner.known import limit_key
from badgeservice.web.presenters.elsewhere import foreign_page, foreign_rows
from badgeservice.web.protection import limiter
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext
from badgeservice.wording import N_, sentence_for

# Each may ask ten addresses of somebody's choice.
CHECKS = "20 per minute; 100 per hour"
SERVED = Limits(use.LARGEST, redirects=True)
NO_BADGE_THERE = N_("Op deze link staat geen badge. Kies het bestand zelf.")
# A file that a browser opens after all shows nothing and runs nothing.
FILE_POLICY = "default-src 'none'; sandbox"


class ElsewhereForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """The file of a badge, or the link to it."""

    file = FileField(lazy_gettext("Bestand"))
    input = StringField(lazy_gettext("Link"))


@route(learner, "/mijn/elders", KNOWN_LEARNER)
def elsewhere() -> ResponseReturnValue:
    """The badges from elsewhere, and where one more is added."""
    return _page(bind(ElsewhereForm))


@route(learner, "/mijn/elders", KNOWN_LEARNER, "POST")
@limiter.shared_limit(CHECKS, scope="badges-from-elsewhere", key_func=limit_key)
def add_elsewhere() -> ResponseReturnValue:
    """Check a badge of somebody else, and keep it as it is."""
    form = bind(ElsewhereForm)
    try:
        handed_in = _handed_in()
        use.refuse_large(handed_in)
        examined = examine(database.reading(), handed_in.document, tools().outside, now())
        use.refuse_unfit(handed_in, examined.report, tools().addresses)
        added = use.add(database.writing(), own_learner(), handed_in, examined, now())
    except InvalidInputError as problem:
        show_problems(form, problem.problems)
        return _page(form), 400
    flash(_("Je badge is bewaard.") if added.is_new else _("Deze badge had je al."))
    return redirect(url_for("learner.one_elsewhere", badge=added.badge.id), 303)


@route(learner, "/mijn/elders/<uuid:badge>", KNOWN_LEARNER)
def one_elsewhere(badge: UUID) -> ResponseReturnValue:
    """One badge from elsewhere, with what our last check said."""
    row = use.own(database.reading(), own_learner(), badge)
    return render_template("learner_elsewhere_badge.html", mine=foreign_page(row))


@route(learner, "/mijn/elders/<uuid:badge>/controleren", KNOWN_LEARNER, "POST")
@limiter.shared_limit(CHECKS, scope="badges-from-elsewhere", key_func=limit_key)
def check_elsewhere(badge: UUID) -> ResponseReturnValue:
    """Check it once more, at this moment."""
    use.own(database.reading(), own_learner(), badge)
    recheck(tools().database, badge, tools().outside, now())
    flash(_("We hebben de badge opnieuw bekeken."))
    return redirect(url_for("learner.one_elsewhere", badge=badge), 303)


@route(learner, "/mijn/elders/<uuid:badge>/bestand", KNOWN_LEARNER)
def file_elsewhere(badge: UUID) -> ResponseReturnValue:
    """The file, byte for byte as it was handed in."""
    row = use.own(database.reading(), own_learner(), badge)
    response = Response(row.document, content_type=row.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="badge.{kind_of_file(row.document)[1]}"'
    response.headers["Content-Security-Policy"] = FILE_POLICY
    return response


@route(learner, "/mijn/elders/<uuid:badge>/weghalen", KNOWN_LEARNER)
def ask_remove_elsewhere(badge: UUID) -> ResponseReturnValue:
    """Whether it really may go."""
    row = use.own(database.reading(), own_learner(), badge)
    return render_template("learner_elsewhere_remove.html", mine=foreign_page(row))


@route(learner, "/mijn/elders/<uuid:badge>/weghalen", KNOWN_LEARNER, "POST")
def remove_elsewhere(badge: UUID) -> ResponseReturnValue:
    """Take it away."""
    use.remove(database.writing(), own_learner(), badge, now())
    flash(_("De badge is weg."))
    return redirect(url_for("learner.elsewhere"), 303)


def _page(form: ElsewhereForm) -> str:
    rows = foreign_rows(foreign_badges.of_learner(database.reading(), own_learner()))
    return render_template("learner_elsewhere.html", form=form, badges=rows)


def _handed_in() -> HandedIn:
    """What this request brought. Raises InvalidInputError with the sentence for the field."""
    files = uploads()
    field = "file" if files else "input"
    if len(request.form.get("input", "")) > MAX_ADDRESS and not files:
        raise InvalidInputError({"input": NO_BADGE_THERE})
    what = entered()
    if what.award is not None:
        raise InvalidInputError({field: use.OURS})
    if what.link is not None:
        return HandedIn(_served_at(what.link, field), what.link, field)
    return HandedIn(_bytes_of(what, field), None, field)


def _bytes_of(what: Entered, field: str) -> bytes:
    """The file itself; of a photo what its QR code says."""
    if what.refused is not None or what.data is None:
        raise InvalidInputError({field: _why_not(what.refused)})
    for file in uploads()[:1]:
        file.seek(0)
        original: bytes = file.read()
        if is_pdf(original):
            return original
    return what.data


def _served_at(link: str, field: str) -> bytes:
    try:
        answer: Fetched = tools().fetch(link, SERVED)
    except UnavailableError as problem:
        raise InvalidInputError({field: _why_not(problem)}) from problem
    if answer.status != 200 or b"<html" in answer.document[:4096].lower():
        raise InvalidInputError({field: NO_BADGE_THERE})
    return answer.document


def _why_not(problem: MalformedError | UnavailableError | None) -> str:
    if problem is None:
        return NO_BADGE_THERE
    structure = checking.not_had(problem).report.check("structure")
    return use.NO_BADGE if structure.reason == use.NOT_A_BADGE else sentence_for(structure, str)
