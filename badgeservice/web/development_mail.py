"""Where does a developer read the mail that was not sent?"""

from __future__ import annotations

import email
import email.policy
import re
from pathlib import Path
from typing import Any

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from badgeservice.web.access import PUBLIC, route
from badgeservice.web.collaborators import tools

development = Blueprint("development", __name__)

MOST_SHOWN = 50
ADDRESS = re.compile(r"(https?://\S+)")


@route(development, "/ontwikkeling/mail", PUBLIC)
def mail() -> ResponseReturnValue:
    """The mail of a development service, newest first; not there in production, nor when mail is really sent."""
    settings = tools().settings
    if settings.production or settings.smtp_url:
        abort(404)
    newest = sorted(settings.mail_folder.glob("*.eml"), key=lambda file: file.stat().st_mtime, reverse=True)
    return render_template("development_mail.html", mails=[_read(file) for file in newest[:MOST_SHOWN]])


def _read(file: Path) -> dict[str, Any]:
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    body = message.get_body(("plain",))
    text = str(body.get_content()) if body is not None else ""
    return {"subject": message["Subject"], "to": message["To"], "date": message["Date"], "parts": ADDRESS.split(text)}
