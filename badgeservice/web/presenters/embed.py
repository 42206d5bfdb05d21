"""How may another site show a shared page: a frame of which size, that may do what? (oEmbed 1.0, §2.3.4)"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from badgeservice.errors import InvalidInputError
from badgeservice.model.addresses import Addresses
from badgeservice.storage.tables import AwardRow, ShareRow
from badgeservice.web.presenters.shared_page import heading, person, share_address
from badgeservice.web.words import gettext as _
from badgeservice.wording import N_

WIDTH, HEIGHT = 480, 400
SMALLEST = 1
# A link in the frame may open a tab of its own; nothing else is allowed.
SANDBOX = "allow-popups allow-popups-to-escape-sandbox"

Size = tuple[int, int]


def size_asked(widest: str | None, highest: str | None) -> Size:
    """The size of the frame, within what was asked. Raises InvalidInputError for what is no number of pixels."""
    return min(WIDTH, _pixels("maxwidth", widest, WIDTH)), min(HEIGHT, _pixels("maxheight", highest, HEIGHT))


def embed_answer(share: ShareRow, badges: Sequence[AwardRow], addresses: Addresses, size: Size) -> dict[str, Any]:
    """The answer for oEmbed consumers."""
    address, (width, height) = share_address(addresses, share.token), size
    title = title_of(badges)
    return {
        "version": "1.0",
        "type": "rich",
        "provider_name": _("Badgeservice"),
        "provider_url": addresses.base_url,
        "title": title,
        "width": width,
        "height": height,
        "html": frame(address, title, size),
        "cache_age": 300,
    }


def frame(address: str, title: str, size: Size = (WIDTH, HEIGHT)) -> str:
    """The HTML that shows a page inside another."""
    return (
        f'<iframe src="{escape(address)}/inbed" width="{size[0]}" height="{size[1]}" sandbox="{SANDBOX}" '
        f'title="{escape(title)}" loading="lazy" referrerpolicy="no-referrer" frameborder="0"></iframe>'
    )


def title_of(badges: Sequence[AwardRow]) -> str:
    """Gasten ontvangen, Voornaam Achternaam."""
    return ", ".join(part for part in (heading(badges), person(badges)) if part)


def _pixels(name: str, text: str | None, usual: int) -> int:
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and int(text) >= SMALLEST):
        raise InvalidInputError({name: N_("maxwidth en maxheight zijn een heel aantal pixels, vanaf 1.")})
    return int(text)
