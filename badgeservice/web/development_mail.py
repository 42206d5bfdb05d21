"""Where does a developer read the mail that was not sent?"""

from __future__ import annotations

import email
import email.policy
import re
from itertools import islice
from pathlib import Path
from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from badgeservice.web.access import PUBLIC, route
from badgeservice.web.collaborators import tools

development = Blueprint("development", __name__)

MOST_SHOWN = 50
ADDRESS = re.compile(r"(https?://\S+)")


@route(development, "/ontwikkeling/mail", PUBLIC)
def mail() -> ResponseReturnValue:
    """The mail of a development service, newest first, of everybody or to one address (`aan`).

    It is not there in production, nor when mail is really sent.
    """
    settings = tools().settings
    if settings.production or settings.smtp_url:
        abort(404)
    newest = sorted(settings.mail_folder.glob("*.eml"), key=lambda file: file.stat().st_mtime, reverse=True)
    to = request.args.get("aan", "").strip()
    mails = (_read(file) for file in newest)
    shown = islice((one for one in mails if not to or to in str(one["to"])), MOST_SHOWN)
    return render_template("development_mail.html", mails=list(shown), to=to)


def _read(file: Path) -> dict[str, Any]:
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    body = message.get_body(("plain",))
    text = str(body.get_content()) if body is not None else ""
    return {"subject": message["Subject"], "to": message["To"], "date": message["Date"], "parts": ADDRESS.split(text)}
