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
from badgeservice.model.addresses import Addresses
from badgeservice.model.check_code import in_groups
from badgeservice.portfolio.by_skill import Group, by_skill
from badgeservice.storage.tables import AwardRow
from badgeservice.web.checking import Checked
from badgeservice.web.presenters import claims
from badgeservice.web.presenters.files import files_of
from badgeservice.web.presenters.moments import day
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.presenters.validity import mark_of, row_state, short_words, state_note, state_words
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


def rails_of(kept: Sequence[AwardRow], now: datetime) -> list[Page]:
    """The badges as they hang on rails: {title, cards}, a rail for each skill; one rail needs no title."""
    groups = by_skill(kept, now)
    alone = len(groups) == 1 and not groups[0].gone
    return [
        {"title": None if alone else _title(group), "cards": [_card(award, now) for award in group.badges]}
        for group in groups
    ]


def count_sentence(number: int) -> str:
    """Je hebt 5 badges. Goed bezig!"""
    return str(ngettext("Je hebt %(num)s badge. Goed bezig!", "Je hebt %(num)s badges. Goed bezig!", number))


def badge_page(award: AwardRow, checked: Checked, addresses: Addresses, newer: AwardRow | None, now: datetime) -> Page:
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
        "state_words": state_words(key),
        "state_note": state_note(key, award, now),
        "behaviours": claims.behaviours(checked.report),
        "about": award.version.description,
        "no_diploma": diploma_words(award.version.badge_class.kind),
        "show_href": url_for("learner.show", badge=award.id) if is_valid else None,
        "whatsapp_href": f"https://wa.me/?text={quote(f'{words} {share_url}')}" if is_valid else None,
        "share_url": share_url if is_valid else None,
        "newer_href": url_for("learner.badge", badge=own_newer.id) if own_newer else None,
        "erase_href": url_for("learner.erase_one", badge=award.id) if award.learner_id else None,
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


def _title(group: Group) -> str:
    if group.gone:
        return str(_("Niet meer geldig"))
    return group.skill or str(_("Andere badges"))


def _card(award: AwardRow, now: datetime) -> Page:
    state = row_state(award, now)
    return {
        "badge": picture_of(award.version),
        "name": award.version.name,
        "giver": award.organisation.name,
        "given_on": day(award.given_at),
        "href": url_for("learner.badge", badge=award.id),
        "state": mark_of(state),
        "state_words": short_words(state, award, now),
        "fallen": mark_of(state) == "invalid",
    }
