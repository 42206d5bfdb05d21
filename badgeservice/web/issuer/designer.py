"""How does somebody choose the picture of a badge class?"""

from __future__ import annotations

from uuid import UUID

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from badgeservice.audit.record import Actor
from badgeservice.drawing.badge_svg import badge_svg, small_svg
from badgeservice.drawing.design import SHAPES, BadgeDesign
from badgeservice.drawing.upload import square_png_from_upload
from badgeservice.errors import InvalidInputError, NotFoundError
from badgeservice.issuing import badge_classes
from badgeservice.issuing.class_content import Picture
from badgeservice.organisations.roles import Right
from badgeservice.storage.tables import BadgeClassVersionRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now
from badgeservice.web.forms import bind
from badgeservice.web.issuer.blueprint import attempt, issuer, session
from badgeservice.web.issuer.design_forms import (
    DesignForm,
    UploadForm,
    caption_after,
    design_of,
    drawn,
    known_choices,
    suggested_design,
)
from badgeservice.web.issuer.pictures import previewed, staff_picture
from badgeservice.web.presenters.words import kind_name
from badgeservice.web.words import gettext as _
from badgeservice.wording import N_

FORMS = frozenset({"png", "svg", "small.svg"})


@route(issuer, "/soorten/<uuid:version_id>/plaatje", may(Right.COMPOSE), "GET", "POST")
def picture(organisation: OrganisationRow, version_id: UUID) -> ResponseReturnValue:
    """The designer."""
    version = badge_classes.draft(session(), organisation.id, version_id)
    form = bind(DesignForm, **known_choices(version))
    design = attempt(form, lambda: design_of(form.data, version)) if request.method == "POST" else None
    if design is not None:
        form.caption.data = caption_after(form.caption.data or "", version, design)
    if design is not None and request.form.get("action") != "preview":
        made = drawn(design, form.caption.data)
        if attempt(form, lambda: _save(organisation, version_id, made)):
            return redirect(url_for("issuer.release", slug=organisation.slug, version_id=version_id), 303)
    return _designer_page(form, version, design or suggested_design(version))


@route(issuer, "/soorten/<uuid:version_id>/plaatje/uploaden", may(Right.COMPOSE), "GET", "POST")
def upload(organisation: OrganisationRow, version_id: UUID) -> ResponseReturnValue:
    """A picture of one's own."""
    version = badge_classes.draft(session(), organisation.id, version_id)
    form = bind(UploadForm, caption="" if version.design else version.picture_caption)
    if request.method == "POST" and attempt(form, lambda: _save_upload(organisation, version_id, form)):
        return redirect(url_for("issuer.release", slug=organisation.slug, version_id=version_id), 303)
    page = render_template("issuer/upload.html", form=form, version=version, badge=staff_picture(version))
    return page, 400 if form.errors else 200


@route(issuer, "/soorten/<uuid:version_id>/voorbeeld.svg", may(Right.COMPOSE))
def preview(organisation: OrganisationRow, version_id: UUID) -> ResponseReturnValue:
    """The picture of the choices in the address, not saved."""
    version = badge_classes.draft(session(), organisation.id, version_id)
    design = design_of(request.args, version)
    return _svg(small_svg(design) if request.args.get("cut") == "small" else badge_svg(design))


@route(issuer, "/soorten/<uuid:version_id>/plaatje.<form>", may(Right.READ))
def saved_picture(organisation: OrganisationRow, version_id: UUID, form: str) -> ResponseReturnValue:
    """The saved picture of a version: as it will be baked (png), as it was drawn (svg), or the small.svg cut."""
    version = badge_classes.shown_version(session(), organisation.id, version_id)
    if form not in FORMS or (form != "png" and version.design is None):
        raise NotFoundError(N_("Dit plaatje is er niet."))
    if form == "png":
        return Response(version.picture_png, mimetype="image/png")
    design = suggested_design(version)
    response = _svg(small_svg(design) if form == "small.svg" else badge_svg(design))
    if version.state == "released":
        response.headers["Cache-Control"] = "private, max-age=86400"
    return response


def _save(organisation: OrganisationRow, version_id: UUID, picture: Picture) -> bool:
    badge_classes.change_picture(database.writing(), organisation, version_id, picture, Actor(account_id()), now())
    return True


def _save_upload(organisation: OrganisationRow, version_id: UUID, form: UploadForm) -> bool:
    return _save(organisation, version_id, _uploaded(form))


def _uploaded(form: UploadForm) -> Picture:
    file = request.files.get("picture")
    if file is None or not file.filename:
        raise InvalidInputError({"picture": N_("Kies een bestand: een PNG of JPEG.")})
    return Picture(square_png_from_upload(file.read()), None, None, form.caption.data or "")


def _designer_page(form: DesignForm, version: BadgeClassVersionRow, design: BadgeDesign) -> ResponseReturnValue:
    page = render_template(
        "issuer/designer.html",
        form=form,
        version=version,
        kind_name=kind_name(design.kind),
        free_shape=len(SHAPES[design.kind]) > 1,
        badge=previewed(design, version),
        small=previewed(design, version, "small"),
        # Without a number: the choice of colours may change in the browser, and every pair is easy to read.
        looks_ok=[{"text": _("Tekst goed leesbaar"), "level": None}],
    )
    return page, 400 if form.errors else 200


def _svg(svg: str) -> Response:
    return Response(svg, mimetype="image/svg+xml")
