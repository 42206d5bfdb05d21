"""What does somebody see who got the link of a shared page, and what may show it elsewhere? (contract, `/p/<token>`)"""

from __future__ import annotations

import re

from flask import Blueprint, Response, abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from badgeservice.drawing.share_image import MOST_HANGING, share_png
from badgeservice.errors import NotFoundError
from badgeservice.portfolio.sharing import can_be_seen
from badgeservice.storage import badge_classes, shares
from badgeservice.storage.tables import AwardRow, ShareRow
from badgeservice.web import database
from badgeservice.web.access import PUBLIC, route
from badgeservice.web.checking import check_awards
from badgeservice.web.collaborators import now, tools
from badgeservice.web.learner.keeping import misses
from badgeservice.web.presenters import share_picture
from badgeservice.web.presenters.embed import embed_answer, size_asked
from badgeservice.web.presenters.shared_page import Look, share_address, shared_page
from badgeservice.web.protection import CONTENT_POLICY, limiter
from badgeservice.web.public_answers import answer
from badgeservice.web.viewing import count_view
from badgeservice.wording import N_

shared = Blueprint("shared", __name__)

TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
# A page of 100 badges is 100 checks.
many_checks = limiter.shared_limit("240 per minute", scope="shared-pages")
PICTURE_KEPT = "private, max-age=300"
# Any site may frame this one page; it runs nothing and sends nothing.
EMBED_POLICY = CONTENT_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *").replace(
    "form-action 'self'", "form-action 'none'; script-src 'none'"
)


@route(shared, "/p/<token>", PUBLIC)
@misses
@many_checks
def page(token: str) -> ResponseReturnValue:
    """The badges, checked at this moment, with only what the learner shows of them."""
    share = _share(token)
    looks = _checked(_badges(share))
    if not looks:
        return _over()
    response = Response(render_template("shared.html", shared=shared_page(share, looks, tools().addresses)))
    count_view(share, [look.award for look in looks], response)
    return response


@route(shared, "/p/<token>/beeld.png", PUBLIC)
@misses
@many_checks
def picture(token: str) -> ResponseReturnValue:
    """The picture that stands for the page where it is posted."""
    badges = _badges(_share(token))
    if not badges:
        return _over()
    looks = _checked(badges[:MOST_HANGING])
    badge_classes.read_pictures(database.reading(), {look.award.version_id for look in looks})
    drawn = share_png(share_picture.hanging(looks), share_picture.words(looks, badges))
    return answer(drawn, "image/png", PICTURE_KEPT)


@route(shared, "/p/<token>/inbed", PUBLIC)
@misses
@many_checks
def embed(token: str) -> ResponseReturnValue:
    """The page as it stands inside the page of somebody else."""
    share = _share(token)
    looks = _checked(_badges(share))
    found = shared_page(share, looks, tools().addresses) if looks else None
    response = Response(render_template("shared_embed.html", shared=found), 200 if found else 410)
    response.headers["Content-Security-Policy"] = EMBED_POLICY
    return response


@route(shared, "/oembed", PUBLIC)
@misses
def oembed() -> ResponseReturnValue:
    """How another site may show a shared page (oEmbed 1.0, §2.3)."""
    start, asked = share_address(tools().addresses, ""), request.args.get("url", "")
    share = _share(asked.removeprefix(start)) if asked.startswith(start) else None
    badges = _badges(share) if share is not None else []
    if share is None or not badges:
        raise NotFoundError(N_("Onder dit adres is geen gedeelde pagina."))
    if request.args.get("format", "json") != "json":
        abort(501)
    size = size_asked(request.args.get("maxwidth"), request.args.get("maxheight"))
    return jsonify(embed_answer(share, badges, tools().addresses, size))


def _share(token: str) -> ShareRow:
    share = shares.by_token(database.reading(), token) if TOKEN.fullmatch(token) else None
    if share is None:
        raise NotFoundError(N_("Deze link werkt niet. Kijk of je de hele link hebt. Of vraag om een nieuwe."))
    return share


def _badges(share: ShareRow) -> list[AwardRow]:
    """The badges that can be seen now; none when the page is over."""
    return list(shares.badges_on(database.reading(), share)) if can_be_seen(share, now()) else []


def _checked(badges: list[AwardRow]) -> list[Look]:
    """Each badge, checked over the bytes that were signed."""
    return [Look(award, checked) for award, checked in zip(badges, check_awards(badges), strict=True)]


def _over() -> ResponseReturnValue:
    return render_template("shared_over.html"), 410
