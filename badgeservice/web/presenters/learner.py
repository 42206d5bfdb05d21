"""What do a learner's pages say?"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from badgeservice.drawing.qr import qr_svg
from badgeservice.formats import read_ob3, strict_json
from badgeservice.issuing.reasons import written_reason
from badgeservice.model.addresses import Addresses
from badgeservice.model.check_code import in_groups
from badgeservice.storage.tables import AwardRow
from badgeservice.web.checking import Checked
from badgeservice.web.presenters import claims
from badgeservice.web.presenters.files import files_of
from badgeservice.web.presenters.moments import day
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.presenters.verdict import page_kind
from badgeservice.web.presenters.words import diploma_words
from badgeservice.wording import verdict_key

Page = dict[str, Any]


def keep_page(award: AwardRow, token: str) -> Page:
    """What keep.html shows; the words are those that were signed."""
    credential = read_ob3.read(strict_json.loads(award.document))
    return {
        "badge": picture_of(award.version),
        "name": award.version.name,
        "giver": award.organisation.name,
        "person": award.recipient_name,
        "given_on": day(award.given_at),
        "behaviours": claims.behaviours_of(credential),
        "about": award.version.description,
        "action": url_for("learner.keep_now", token=token),
        "not_me_href": url_for("learner.not_me", token=token),
        "refuse_href": url_for("learner.refuse", token=token),
        "no_diploma": diploma_words(award.version.badge_class.kind),
    }


def over_page(state: str, award: AwardRow | None) -> Page:
    """What kept_or_old.html shows."""
    if award is None:
        return {"state": state}
    is_theirs = state == "kept"
    return {
        "state": state,
        "badge": picture_of(award.version) if is_theirs else None,
        "name": award.version.name,
        "giver": award.organisation.name,
        "badge_href": url_for("learner.badge", badge=award.id) if is_theirs else None,
    }


def cards_of(kept: Sequence[AwardRow], now: datetime) -> list[Page]:
    """The badges as they hang on the rail."""
    return [_card(award, now) for award in kept]


def count_sentence(number: int) -> str:
    """Je hebt 5 badges. Goed bezig!"""
    return str(ngettext("Je hebt %(num)s badge. Goed bezig!", "Je hebt %(num)s badges. Goed bezig!", number))


def badge_page(award: AwardRow, checked: Checked, addresses: Addresses, newer: AwardRow | None = None) -> Page:
    """What learner_badge.html shows: the state comes from a real check."""
    key, share_url = verdict_key(checked.report), addresses.check(award.code)
    is_valid = checked.report.verdict == "valid"
    own_newer = newer if newer is not None and newer.learner_id == award.learner_id else None
    words = _("Ik heb de badge %(name)s. Kijk maar:", name=award.version.name)
    return {
        "badge": picture_of(award.version),
        "name": award.version.name,
        "giver": award.organisation.name,
        "person": award.recipient_name,
        "not_mine_href": url_for("learner.give_back", badge=award.id),
        "given_on": day(award.given_at),
        "state": page_kind(checked.report),
        "state_words": _state_words(key),
        "state_note": _state_note(key, award),
        "behaviours": claims.behaviours(checked.report),
        "about": award.version.description,
        "no_diploma": diploma_words(award.version.badge_class.kind),
        "show_href": url_for("learner.show", badge=award.id) if is_valid else None,
        "whatsapp_href": f"https://wa.me/?text={quote(f'{words} {share_url}')}" if is_valid else None,
        "share_url": share_url if is_valid else None,
        "newer_href": url_for("learner.badge", badge=own_newer.id) if own_newer else None,
        "files": files_of(award),
    }


def show_page(award: AwardRow, addresses: Addresses) -> Page:
    """What learner_show.html shows."""
    return {
        "qr_src": qr_address(addresses.check(award.code)),
        "code": in_groups(award.code),
        "site": addresses.host,
        "badge": picture_of(award.version),
        "name": award.version.name,
        "person": award.recipient_name,
        "back_href": url_for("learner.badge", badge=award.id),
    }


def qr_address(address: str) -> str:
    """The QR of an address, as an image inside the page."""
    return "data:image/svg+xml;base64," + base64.b64encode(qr_svg(address).encode()).decode()


def _card(award: AwardRow, now: datetime) -> Page:
    state = _row_state(award, now)
    below = award.organisation.name
    if state == "valid" and award.valid_until is not None:
        below = _("Geldig tot %(day)s", day=day(award.valid_until))
    return {
        "badge": picture_of(award.version),
        "name": award.version.name,
        "below": below if state == "valid" else _state_words(state),
        "href": url_for("learner.badge", badge=award.id),
        "fallen": state != "valid",
    }


def _row_state(award: AwardRow, now: datetime) -> str:
    if award.revoked_at is not None:
        return "revoked"
    if award.suspended_at is not None:
        return "suspended"
    return "expired" if award.valid_until is not None and award.valid_until < now else "valid"


def _state_words(key: str) -> str:
    words = {
        "valid": _("Echt en geldig"),
        "revoked": _("Ingetrokken"),
        "suspended": _("Tijdelijk stopgezet"),
        "expired": _("Niet meer geldig"),
        "unknown": _("Niet gecontroleerd"),
    }
    return str(words.get(key, _("Niet geldig")))


def _state_note(key: str, award: AwardRow) -> str | None:
    reason = written_reason(award, _)
    if key in {"revoked", "suspended"} and reason:
        asked = award.organisation.name
        return str(_("De reden: %(reason)s. Klopt dit niet? Vraag het aan %(giver)s.",
                     reason=reason.rstrip("."), giver=asked))  # fmt: skip
    if key == "expired" and award.valid_until is not None:
        return str(_("Deze badge was geldig tot %(day)s.", day=day(award.valid_until)))
    if key == "valid" and award.valid_until is not None:
        return str(_("Geldig tot %(day)s.", day=day(award.valid_until)))
    return None
