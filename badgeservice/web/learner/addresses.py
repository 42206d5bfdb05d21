"""How does a learner say which mail addresses are theirs?"""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_wtf import FlaskForm
from wtforms import EmailField

from badgeservice.errors import ConflictError, InvalidInputError, NotFoundError
from badgeservice.organisations.one_time_links import ADDRESS, find_link, is_fresh
from badgeservice.portfolio import addresses as use_cases
from badgeservice.portfolio.addresses import Proven
from badgeservice.storage import address_claims, learners
from badgeservice.storage.tables import AddressClaimRow
from badgeservice.web import database, learner_session
from badgeservice.web.access import KNOWN_LEARNER, PUBLIC, learner_id, own_learner, route
from badgeservice.web.collaborators import now
from badgeservice.web.forms import bind, show_problems
from badgeservice.web.learner import known
from badgeservice.web.learner.blueprint import learner
from badgeservice.web.learner.coming_back import WRONG_CODE, CodeForm, development_mail, tries
from badgeservice.web.learner.keeping import misses
from badgeservice.web.protection import limiter
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext, ngettext


class AddressForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """An address that is the learner's too."""

    email = EmailField(lazy_gettext("Nog een mailadres"))


def _typed_address() -> str:
    return "claim:" + request.form.get("email", "").strip().lower()[:254]


@route(learner, "/mijn/gegevens/adressen", KNOWN_LEARNER)
def addresses() -> ResponseReturnValue:
    """The learner's addresses."""
    return _page(bind(AddressForm))


@route(learner, "/mijn/gegevens/adressen", KNOWN_LEARNER, "POST")
@limiter.limit("10 per minute; 60 per hour")
@limiter.limit("4 per hour", key_func=_typed_address)
def add_address() -> ResponseReturnValue:
    """Ask for a mail to one more; the answer does not tell whose it is now."""
    form = bind(AddressForm)
    typed = (form.email.data or "").strip()
    try:
        asked = use_cases.claim(database.writing(), own_learner(), typed, str(get_locale()), now())
    except InvalidInputError as problem:
        show_problems(form, problem.problems)
        return _page(form)
    known.remember_code(known.ADDRESS_CODE, asked)
    return redirect(url_for("learner.address_code"), 303)


@route(learner, "/mijn/gegevens/adressen/code", KNOWN_LEARNER, "GET", "POST")
@tries
def address_code() -> ResponseReturnValue:
    """Type the code that went to the address."""
    asked = known.asked_code(known.ADDRESS_CODE)
    claim = address_claims.of_learner(database.reading(), own_learner(), asked) if asked is not None else None
    if claim is None:
        return redirect(url_for("learner.addresses"), 303)
    form = bind(CodeForm)
    if request.method == "POST":
        proven = use_cases.prove_by_code(database.writing(), own_learner(), claim.id, form.code.data or "", now())
        if proven is not None:
            return _added(proven, claim.id)
        show_problems(form, {"code": WRONG_CODE})
    page = render_template("learner_address_code.html", form=form, email=claim.email, dev_link_href=development_mail())
    return page, 400 if form.errors else 200


@route(learner, "/mijn/gegevens/adressen/bewijs/<token>", PUBLIC)
@misses
def address_proof(token: str) -> ResponseReturnValue:
    """The page behind the link; opening it changes nothing."""
    link = find_link(database.reading(), token, ADDRESS)
    if link is None:
        return _proof_page("unknown")
    claim = _own_claim(link.subject_id)
    if not is_fresh(link, now()):
        return _proof_page("over")
    return _proof_page("works" if claim is not None else "elsewhere", claim)


@route(learner, "/mijn/gegevens/adressen/bewijs/<token>", PUBLIC, "POST")
@misses
def address_proven(token: str) -> ResponseReturnValue:
    """The button: the address is of the learner who asked, in whose browser this has to be."""
    link, whose = find_link(database.writing(), token, ADDRESS), learner_id()
    if link is None:
        return _proof_page("unknown")
    if whose is None or _own_claim(link.subject_id) is None:
        return address_proof(token)
    try:
        return _added(use_cases.prove_by_link(database.writing(), whose, link, now()), link.subject_id)
    except (ConflictError, NotFoundError):
        return _proof_page("over")


@route(learner, "/mijn/gegevens/adressen/samen/<uuid:claim>", KNOWN_LEARNER)
def together(claim: UUID) -> ResponseReturnValue:
    """Ask whether the badges with other names are theirs."""
    found = address_claims.of_learner(database.reading(), own_learner(), claim)
    names = use_cases.names_to_ask_about(database.reading(), own_learner(), found.email) if found else []
    if found is None or found.proven_at is None or not names:
        return redirect(url_for("learner.addresses"), 303)
    return render_template("learner_together.html", email=found.email, names=names, claim=claim)


@route(learner, "/mijn/gegevens/adressen/samen/<uuid:claim>", KNOWN_LEARNER, "POST")
def joined(claim: UUID) -> ResponseReturnValue:
    """Yes or no."""
    if request.form.get("answer") == "yes":
        return _added(use_cases.join_after_asking(database.writing(), own_learner(), claim, now()), claim)
    use_cases.leave_apart(database.writing(), own_learner(), claim, now())
    flash(_("Goed. Er is niets veranderd."))
    return redirect(url_for("learner.addresses"), 303)


@route(learner, "/mijn/gegevens/adressen/kies", KNOWN_LEARNER, "POST")
def choose_address() -> ResponseReturnValue:
    """Let mail go to another address."""
    use_cases.choose_main(database.writing(), own_learner(), request.form.get("email", ""), now())
    flash(_("Vanaf nu krijg je mail op dit adres."))
    return redirect(url_for("learner.addresses"), 303)


@route(learner, "/mijn/gegevens/adressen/weg", KNOWN_LEARNER, "POST")
def remove_address() -> ResponseReturnValue:
    """Take an address away."""
    use_cases.remove(database.writing(), own_learner(), request.form.get("email", ""), now())
    learner_session.stay(database.writing(), own_learner())
    flash(_("Het adres is weg. Je badges blijven."))
    return redirect(url_for("learner.addresses"), 303)


def _own_claim(claim: UUID) -> AddressClaimRow | None:
    whose = learner_id()
    return address_claims.of_learner(database.reading(), whose, claim) if whose is not None else None


def _added(proven: Proven, claim: UUID) -> ResponseReturnValue:
    if proven.asks:
        return redirect(url_for("learner.together", claim=claim), 303)
    said = [_("Dit adres is nu ook van jou.")]
    if proven.number:
        said.append(ngettext("Er is %(num)s badge bij.", "Er zijn %(num)s badges bij.", proven.number))
    flash(" ".join(said))
    return redirect(url_for("learner.addresses"), 303)


def _page(form: AddressForm) -> ResponseReturnValue:
    reading, whose = database.reading(), own_learner()
    row = learners.by_id(reading, whose)
    lines = [
        {"email": email, "is_main": row is not None and email == row.email}
        for email in learners.addresses_of(reading, whose)
    ]
    if not lines:
        form.email.label.text = _("Je mailadres")
    return render_template("learner_addresses.html", form=form, lines=lines), 400 if form.errors else 200


def _proof_page(state: str, claim: AddressClaimRow | None = None) -> ResponseReturnValue:
    status = {"works": 200, "elsewhere": 200, "over": 410, "unknown": 404}[state]
    email = claim.email if claim is not None else None
    return render_template("learner_address_proof.html", state=state, email=email), status
