"""Is this badge real? The check page, and what the QR opens."""

from __future__ import annotations

import base64
import json

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from wtforms import EmailField, StringField, TextAreaField

from badgeservice.errors import InvalidInputError
from badgeservice.organisations import typed_text
from badgeservice.storage.renewals import newer_code
from badgeservice.verification.report import as_json
from badgeservice.web import bulk, database
from badgeservice.web.access import PUBLIC, PUBLIC_CHECK, route
from badgeservice.web.check_input import NoSuchBadgeError, award_of_code, check_entered, entered
from badgeservice.web.checking import Checked, check_award
from badgeservice.web.collaborators import tools
from badgeservice.web.counting import count_check
from badgeservice.web.forms import show_problems
from badgeservice.web.presenters.receipt import finished_check, is_receipt, receipt_words
from badgeservice.web.presenters.verdict import verdict_page
from badgeservice.web.protection import limiter
from badgeservice.web.public_answers import asked_type
from badgeservice.web.sealed_checks import seal
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext
from badgeservice.wording import N_, sentence_for

verifier = Blueprint("verifier", __name__)

WRONG_ADDRESS = N_("Dit mailadres klopt niet. Een goed adres lijkt op naam@voorbeeld.nl.")
MISSES = "40 per minute; 400 per hour"
# Who may compare without end finds out to whom a badge was given.
COMPARISONS = "20 per minute; 100 per hour"


class CheckForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """What somebody wants to have checked; one of the three."""

    class Meta:
        """Without a token: nothing is changed, and no cookie is set for who only checks."""

        csrf = False

    input = StringField(lazy_gettext("Code of link"))
    file = MultipleFileField(lazy_gettext("Bestand"))
    text = TextAreaField(lazy_gettext("Tekst van de badge"))
    recipient = EmailField(lazy_gettext("Mailadres van de persoon"))


def _is_miss(response: Response) -> bool:
    return response.status_code == 404 or bulk.misses() > 0


def _compares_nothing() -> bool:
    return not request.form.get("recipient", "").strip()


def _cost() -> int:
    return max(1, bulk.misses())


@route(verifier, "/controleren", PUBLIC)
def start() -> ResponseReturnValue:
    """The check page."""
    page = render_template("check.html", form=CheckForm(formdata=None), open_row=None, problem=None)
    return page, {"X-Robots-Tag": "all"}


@route(verifier, "/controleren", PUBLIC_CHECK, "POST")
@limiter.shared_limit(MISSES, scope="unknown-codes", deduct_when=_is_miss, cost=_cost)
@limiter.shared_limit(COMPARISONS, scope="mail-addresses", exempt_when=_compares_nothing)
def check() -> ResponseReturnValue:
    """The report on a code, link, text or file; a table of reports on several files."""
    try:
        recipient, several = _recipient(), bulk.several()
        if several is not None:
            return bulk.answer(bulk.check_all(several, recipient), as_data=_wants_json())
        what = entered()
        if what.award is not None and recipient is None and not _wants_json():
            return redirect(url_for("verifier.by_code", code=what.award.code), 303)
        checked = check_entered(what, recipient)
    except InvalidInputError as problem:
        return _try_again(problem)
    return _report(checked, name="controle.json", again=url_for("verifier.start"))


@route(verifier, "/v/<code>", PUBLIC)
@limiter.shared_limit(MISSES, scope="unknown-codes", deduct_when=_is_miss)
def by_code(code: str) -> ResponseReturnValue:
    """What the QR opens: one of our badges, checked at this moment."""
    try:
        award = award_of_code(code)
    except InvalidInputError as problem:
        return _try_again(problem, typed=code)
    here = url_for("verifier.by_code", code=award.code)
    name = f"controle-{award.code}.json"
    checked = check_award(award)
    if request.args.get("rapport") == "json":
        return _download(checked, name)
    return _report(checked, name=name, again=here, download=f"{here}?rapport=json")


def _report(checked: Checked, *, name: str, again: str, download: str | None = None) -> ResponseReturnValue:
    count_check(checked.award)
    if _wants_json():
        response = jsonify(_as_json(checked))
    else:
        href = download or _inside_the_page(checked)
        page = verdict_page(checked, report_href=href, report_name=name, again_href=again)
        page |= _receipt(checked, page["title"], page["sentence"]) | _newer(checked)
        response = Response(render_template("verdict.html", verdict=page))
    response.vary.add("Accept")
    return response


def _newer(checked: Checked) -> dict[str, object]:
    """The check of the badge that took the place of this one."""
    newer = newer_code(database.reading(), checked.award.id) if checked.award is not None else None
    return {"newer_href": url_for("verifier.by_code", code=newer) if newer is not None else None}


def _receipt(checked: Checked, title: str, sentence: str) -> dict[str, object]:
    """The check, sealed for who wants a receipt of it; of a receipt itself what it says."""
    if is_receipt(checked.report, tools().addresses):
        return receipt_words(checked.report)
    return {"receipt": seal(finished_check(checked, (title, sentence)))}


def _try_again(problem: InvalidInputError, typed: str | None = None) -> ResponseReturnValue:
    """The check page with what was typed and what is wrong; JSON for who asks for JSON."""
    status = 404 if isinstance(problem, NoSuchBadgeError) else 400
    if _wants_json():
        detail = " ".join(_(sentence) for sentence in problem.problems.values())
        response = jsonify({"title": _("Dit lukte niet"), "status": status, "detail": detail})
        response.mimetype = "application/problem+json"
        return response, status
    form = CheckForm(formdata=None, input=typed) if typed is not None else CheckForm()
    show_problems(form, problem.problems)
    row = next((name for name in ("file", "text", "recipient") if name in problem.problems), None)
    return render_template("check.html", form=form, open_row=row, problem=None), status


def _recipient() -> str | None:
    typed = request.form.get("recipient", "").strip()
    if typed and typed_text.email_problem(typed):
        raise InvalidInputError({"recipient": WRONG_ADDRESS})
    return typed or None


def _wants_json() -> bool:
    return asked_type(["text/html", "application/json"]) == "application/json"


def _as_json(checked: Checked) -> dict[str, object]:
    return as_json(checked.report, lambda check: sentence_for(check, _), checked.seconds)


def _download(checked: Checked, name: str) -> Response:
    response = jsonify(_as_json(checked))
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _inside_the_page(checked: Checked) -> str:
    """The report as a data: address: what was pasted is kept nowhere, so there is nothing to fetch it from."""
    content = json.dumps(_as_json(checked), ensure_ascii=False, indent=1).encode("utf-8", "replace")
    return "data:application/json;base64," + base64.b64encode(content).decode()
