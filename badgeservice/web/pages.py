"""What does everybody see first: home, privacy, help, and is the service healthy?"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from flask import Blueprint, Response, abort, redirect, render_template, request, send_file, session, url_for
from flask.typing import ResponseReturnValue

from badgeservice.drawing.webfonts import WEBFONTS, make_webfonts
from badgeservice.languages import by_code
from badgeservice.storage import learners
from badgeservice.storage.migrate import is_up_to_date
from badgeservice.web import database
from badgeservice.web.access import PUBLIC, learner_id, route
from badgeservice.web.collaborators import tools
from badgeservice.web.language import asked_by_program, language, languages
from badgeservice.web.presenters.examples import example_svg, hanging_badges, kinds
from badgeservice.web.public_answers import FOR_EVER, answer

pages = Blueprint("pages", __name__)

THEMES = {"licht": "light", "donker": "dark", "systeem": None}
PRIVATE_PATHS = ("/v/", "/badges/", "/bewaren", "/aanbevelen", "/mijn", "/organisatie", "/beheer", "/ontwikkeling")


@pages.before_app_request
def remember_choices() -> ResponseReturnValue | None:
    """?taal=en and ?thema=donker work on every page: the choice is kept, and the same page comes without it."""
    chosen, theme = request.args.get("taal"), request.args.get("thema")
    if asked_by_program():
        return None
    is_offered = chosen in {one.code for one in languages()}
    if request.method != "GET" or not (is_offered or theme in THEMES):
        return None
    if is_offered:
        _choose(str(chosen))
    if theme in THEMES:
        session["theme"] = THEMES[theme]
    if request.endpoint is None:
        return redirect(url_for("pages.home"))
    # Not by url_for: names such as _external or slug mean something to it, and anybody may put them in an address.
    rest = urlencode([(name, value) for name, value in request.args.items(multi=True) if name not in {"taal", "thema"}])
    path = quote(request.root_path + request.path)
    return redirect(f"{path}?{rest}" if rest else path)


@pages.app_context_processor
def known_choices() -> dict[str, Any]:
    """What every template may ask for: language and theme, and a learner who is known."""
    spoken = by_code(language())
    chosen = {
        "language": spoken.code,
        "direction": spoken.direction,
        "languages": languages(),
        "theme": session.get("theme"),
    }
    if "_user_id" in session or not (session.get("learner") or session.get("badges")):
        return chosen
    return chosen | {"viewer": {"name": "", "home_url": None, "sign_out_url": url_for("learner.sign_out")}}


def _choose(language: str) -> None:
    """Keep the language in this browser, and for the mail of the learner whose browser it is."""
    session["language"] = language
    known = learner_id()
    if known is not None:
        learners.speaks(database.writing(), known, language)
        database.commit()


@route(pages, "/", PUBLIC)
def home() -> ResponseReturnValue:
    """What this is, for the three kinds of visitor."""
    return _open_to_search(render_template("home.html", hanging_badges=hanging_badges(), kinds=kinds()))


@route(pages, "/privacy", PUBLIC)
def privacy() -> ResponseReturnValue:
    """What happens with data about people."""
    return _open_to_search(render_template("privacy.html"))


@route(pages, "/toegankelijkheid", PUBLIC)
def accessibility() -> ResponseReturnValue:
    """How everybody can use this service."""
    return _open_to_search(render_template("accessibility.html"))


@route(pages, "/hulp", PUBLIC)
def help_page() -> ResponseReturnValue:
    """Help for the three kinds of visitor."""
    return _open_to_search(render_template("help.html"))


@route(pages, "/voorbeelden/<name>-<any(groot, klein):cut>.svg", PUBLIC)
def example(name: str, cut: str) -> ResponseReturnValue:
    """The drawing of an example badge."""
    drawing = example_svg(name, cut)
    return abort(404) if drawing is None else answer(drawing.encode(), "image/svg+xml", "public, max-age=86400")


@route(pages, "/fonts/<name>", PUBLIC)
def font(name: str) -> ResponseReturnValue:
    """One of our letters."""
    if name not in WEBFONTS:
        abort(404)
    folder = tools().settings.fonts_folder
    if not (folder / name).is_file():
        make_webfonts(folder)
    response = send_file(folder / name, mimetype="font/woff2")
    response.headers["Cache-Control"] = FOR_EVER
    # A frame that may do nothing has an origin of its own, to which our letters are those of another site.
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@route(pages, "/healthz", PUBLIC)
def is_alive() -> ResponseReturnValue:
    """Whether this process answers."""
    return {"status": "ok"}


@route(pages, "/readyz", PUBLIC)
def is_ready() -> ResponseReturnValue:
    """Whether the database is there and as new as this version."""
    ready = is_up_to_date(tools().database)
    return {"status": "ok" if ready else "database older than this version"}, 200 if ready else 503


@route(pages, "/robots.txt", PUBLIC)
def robots() -> ResponseReturnValue:
    """What search engines should leave alone."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE_PATHS)]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@route(pages, "/favicon.ico", PUBLIC)
def favicon() -> ResponseReturnValue:
    """The penning."""
    return redirect(url_for("static", filename="penning.svg"), 301)


def _open_to_search(page: str) -> Response:
    response = Response(page)
    response.headers["X-Robots-Tag"] = "all"
    return response
