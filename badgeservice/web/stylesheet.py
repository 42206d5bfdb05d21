"""Which one stylesheet do all pages load: what they use of Bootstrap, and the house style?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

import flask_bootstrap
from flask import Blueprint, Flask, abort, current_app, url_for
from flask.typing import ResponseReturnValue

from badgeservice import resources
from badgeservice.web.access import PUBLIC, route
from badgeservice.web.public_answers import FOR_EVER, answer
from badgeservice.web.trimmed_css import trimmed, words_of

BOOTSTRAP = Path(flask_bootstrap.__file__).parent / "static" / "bootstrap5" / "css" / "bootstrap.min.css"
STATIC = Path(__file__).parent / "static"
SHEETS = ("tokens", "components", "badges", "forms", "pages", "charts", "passport", "print")
NAME = "badgeservice.stylesheet"

styles = Blueprint("styles", __name__)


@dataclass(frozen=True)
class Stylesheet:
    """The bytes, and the digest that stands in their address: other bytes, another address."""

    content: bytes
    digest: str


@cache
def make_stylesheet() -> Stylesheet:
    """Bootstrap as far as a template or script may use it, and then our own sheets, which override it.

    Made once a process: neither changes while it runs.
    """
    places = (*resources.folder("templates").rglob("*.html"), *STATIC.glob("*.js"))
    words = words_of(place.read_text(encoding="utf-8") for place in places)
    own = [(STATIC / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS]
    content = "\n".join([trimmed(BOOTSTRAP.read_text(encoding="utf-8"), words), *own]).encode()
    return Stylesheet(content, hashlib.sha256(content).hexdigest()[:16])


def use_stylesheet(app: Flask) -> None:
    """Make it once, and let templates ask for its address."""
    app.extensions[NAME] = make_stylesheet()
    app.jinja_env.globals["stylesheet_href"] = stylesheet_href


def stylesheet_href() -> str:
    """The address of the stylesheet; it may be kept for ever."""
    return url_for("styles.stylesheet", digest=_made().digest)


@route(styles, "/stijl-<digest>.css", PUBLIC)
def stylesheet(digest: str) -> ResponseReturnValue:
    """The stylesheet, of which the address names the content."""
    if digest != _made().digest:
        abort(404)
    return answer(_made().content, "text/css; charset=utf-8", FOR_EVER)


def _made() -> Stylesheet:
    return cast(Stylesheet, current_app.extensions[NAME])
