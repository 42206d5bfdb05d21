"""What does somebody get who wants to file a check: a signed receipt, as a document or on paper?"""

from __future__ import annotations

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from badgeservice.drawing.receipt_pdf import receipt_pdf
from badgeservice.formats.receipt import FinishedCheck
from badgeservice.issuing.receipts import signed_receipt
from badgeservice.web.access import PUBLIC_CHECK, route
from badgeservice.web.check_input import check_entered, entered
from badgeservice.web.checking import Checked
from badgeservice.web.collaborators import now, tools
from badgeservice.web.presenters.receipt import finished_check
from badgeservice.web.presenters.receipt_sheet import receipt_sheet
from badgeservice.web.protection import limiter
from badgeservice.web.public_answers import asked_type
from badgeservice.web.sealed_checks import FIELD, unseal
from badgeservice.web.words import gettext as _
from badgeservice.wording import N_

receipts = Blueprint("receipts", __name__)

CREDENTIAL, PDF = "application/vc", "application/pdf"
TYPES = [CREDENTIAL, "application/ld+json", "application/json", PDF]
BUTTONS = {"pdf": PDF, "json": CREDENTIAL}
OFTEN_ENOUGH = "30 per minute; 300 per hour"


@route(receipts, "/controleren/bewijs", PUBLIC_CHECK, "POST")
@limiter.limit(OFTEN_ENOUGH)
def receipt() -> ResponseReturnValue:
    """The receipt of a check that a page shows, or of what is sent along as to /controleren."""
    wanted = BUTTONS.get(request.form.get("vorm", "")) or asked_type(TYPES)
    if wanted is None:
        abort(406, N_("Een bewijs van controle is er als JSON en als PDF."))
    finished = unseal(request.form[FIELD], now()) if FIELD in request.form else finished_check(_checked())
    with force_locale(finished.language):
        signed = _signed(finished)
        return _download(_on_paper(finished, signed) if wanted == PDF else signed, wanted, _file_name(finished))


def _checked() -> Checked:
    return check_entered(entered(), None)


def _signed(finished: FinishedCheck) -> bytes:
    service = tools()
    name = _("Bewijs van controle")
    return signed_receipt(service.database, finished, name, service.sign, service.create_key, service.addresses, now())


def _on_paper(finished: FinishedCheck, signed: bytes) -> bytes:
    name = _("Bewijs van controle")
    return receipt_pdf(receipt_sheet(finished, name, f"{_file_name(finished)}.json", tools().addresses), signed)


def _file_name(finished: FinishedCheck) -> str:
    moment = "".join(one for one in finished.report["checked_at"] if one.isalnum())
    return f"bewijs-van-controle-{moment}"


def _download(content: bytes, media_type: str, name: str) -> Response:
    ending = "pdf" if media_type == PDF else "json"
    response = Response(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    response.vary.add("Accept")
    return response
