"""What does a learner read about the pages they share, and in which ways can one be sent?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlencode

from flask import url_for

from badgeservice.model.addresses import Addresses
from badgeservice.model.check_code import in_groups
from badgeservice.model.days import AMSTERDAM
from badgeservice.portfolio.hiding import kept
from badgeservice.storage.tables import AwardRow, ShareRow
from badgeservice.web.presenters.embed import frame
from badgeservice.web.presenters.learner import qr_address
from badgeservice.web.presenters.moments import day
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.presenters.shared_page import heading, share_address
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext, ngettext

Page = dict[str, Any]

LINKEDIN = "https://www.linkedin.com/profile/add"
SWITCH_NAMES = {
    "behaviours": lazy_gettext("Wat je kan"),
    "evidence": lazy_gettext("Bewijs"),
    "period": lazy_gettext("Wanneer je daar werkte"),
}


def share_line(share: ShareRow, number: int, addresses: Addresses) -> Page:
    """A page as it stands in the list."""
    return {
        "title": share.title,
        "number": ngettext("%(num)s badge", "%(num)s badges", number),
        "until": _("Te zien tot en met %(day)s", day=day(share.ends_at)) if share.ends_at else _("Zonder einde"),
        "views": views_of(share),
        "address": share_address(addresses, share.token),
        "href": url_for("learner.share_page", share=share.id),
        "stop_href": url_for("learner.stop_sharing", share=share.id),
        "over": _("Gestopt") if share.withdrawn_at is not None else _("Voorbij"),
    }


def views_of(share: ShareRow) -> str:
    """3 keer bekeken."""
    if not share.views:
        return str(_("Nog niet bekeken"))
    return str(ngettext("%(num)s keer bekeken", "%(num)s keer bekeken", share.views))


def ways_to_share(share: ShareRow, badges: Sequence[AwardRow], addresses: Addresses) -> Page:
    """What learner_share.html shows."""
    address = share_address(addresses, share.token)
    words, shown = _message(badges), kept(share.shown)
    seen = [str(name) for switch, name in SWITCH_NAMES.items() if getattr(shown, switch)]
    return share_line(share, len(badges), addresses) | {
        "cards": [{"badge": picture_of(award.version), "name": award.version.name,
                   "below": award.organisation.name} for award in badges],
        "shown": "\n".join((str(_("Naam, gever, datum en tot wanneer de badge geldt")), *seen)),
        "whatsapp_href": f"https://wa.me/?text={quote(f'{words} {address}')}",
        "mail_href": f"mailto:?subject={quote(_('Mijn badges'))}&body={quote(f'{words} {address}')}",
        "show_href": url_for("learner.show_share", share=share.id),
        "linkedin": _linkedin(badges[0], address, addresses, everything=shown.everything) if len(badges) == 1 else None,
        "embed": frame(address, heading(badges)),
    }  # fmt: skip


def share_code_page(share: ShareRow, badges: Sequence[AwardRow], addresses: Addresses) -> Page:
    """What learner_share_show.html shows."""
    address = share_address(addresses, share.token)
    return {
        "qr_src": qr_address(address),
        "address": address,
        "name": heading(badges),
        "person": badges[0].recipient_name if badges else "",
        "back_href": url_for("learner.share_page", share=share.id),
    }


def _message(badges: Sequence[AwardRow]) -> str:
    if len(badges) == 1:
        return str(_("Ik heb de badge %(name)s. Kijk maar:", name=badges[0].version.name))
    return str(_("Dit zijn mijn badges. Kijk maar:"))


def _linkedin(award: AwardRow, address: str, addresses: Addresses, *, everything: bool) -> Page:
    """LinkedIn's own form, filled in; and the same values to copy there. The address of a badge tells all of it, so
    that stands there only while nothing is hidden.
    """
    given = award.given_at.astimezone(AMSTERDAM)
    ends = award.valid_until.astimezone(AMSTERDAM) if award.valid_until else None
    proof = addresses.check(award.code) if everything else address
    asked = {
        "startTask": "CERTIFICATION_NAME",
        "name": award.version.name,
        "organizationName": award.organisation.name,
        "issueYear": given.year,
        "issueMonth": given.month,
        **({"expirationYear": ends.year, "expirationMonth": ends.month} if ends else {}),
        "certUrl": proof,
        **({"certId": in_groups(award.code)} if everything else {}),
    }
    rows = (
        (_("Naam"), award.version.name),
        (_("Organisatie"), award.organisation.name),
        (_("Gekregen in"), f"{given.month}-{given.year}"),
        (_("Geldig tot"), f"{ends.month}-{ends.year}" if ends else None),
        (_("Link"), proof),
        (_("Code"), in_groups(award.code) if everything else None),
    )
    return {
        "href": f"{LINKEDIN}?{urlencode(asked)}",
        "rows": [{"label": label, "value": value} for label, value in rows if value],
    }
