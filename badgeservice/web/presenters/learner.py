"""What do a learner's pages say?"""

from __future__ import annotations

import base64
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

from flask import url_for

from badgeservice.drawing.qr import qr_svg
from badgeservice.formats import read_ob3, strict_json
from badgeservice.issuing.stack_progress import counts_now
from badgeservice.model.addresses import Addresses
from badgeservice.model.check_code import in_groups
from badgeservice.portfolio.by_skill import Group, by_skill
from badgeservice.storage.tables import AwardRow
from badgeservice.web.checking import Checked
from badgeservice.web.presenters import claims
from badgeservice.web.presenters.files import files_of
from badgeservice.web.presenters.moments import day
from badgeservice.web.presenters.pictures import Picture, picture_of
from badgeservice.web.presenters.validity import mark_of, row_state, short_words, state_note, state_words
from badgeservice.web.presenters.verdict import page_kind
from badgeservice.web.presenters.words import diploma_words
from badgeservice.web.words import gettext as _
from badgeservice.web.words import ngettext
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


def rails_of(kept: Sequence[AwardRow], now: datetime, replaced: Collection[UUID] = ()) -> list[Page]:
    """The badges as they hang on rails: {title, cards}, a rail for each skill; one rail needs no title, and neither
    do badges without a skill that come first. A badge of `replaced`, which has a newer one, says so and comes last.
    """
    groups = by_skill(kept, now)
    alone = len(groups) == 1 and not groups[0].gone
    # Of one badge class somebody may have many.
    pictures = {version.id: picture_of(version) for version in {award.version for award in kept}}
    return [
        {"title": None if alone else _title(group, is_first), "cards": _cards(group, now, replaced, pictures)}
        for is_first, group in zip([True, *[False] * len(groups)], groups, strict=False)
    ]


def count_sentence(kept: Sequence[AwardRow], now: datetime) -> str:
    """Je hebt 5 badges. Goed bezig! Of those that count; when none does, how many there are, without praise."""
    counting = sum(counts_now(award, now) for award in kept)
    if not counting:
        return str(ngettext("Je hebt %(num)s badge.", "Je hebt %(num)s badges.", len(kept)))
    return str(ngettext("Je hebt %(num)s badge. Goed bezig!", "Je hebt %(num)s badges. Goed bezig!", counting))


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
        "state_note": state_note(key, award, now, is_renewed=own_newer is not None),
        "behaviours": claims.behaviours(checked.report),
        "about": award.version.description,
        "no_diploma": diploma_words(award.version.badge_class.kind),
        "show_href": url_for("learner.show", badge=award.id) if is_valid else None,
        "whatsapp_href": f"https://wa.me/?text={quote(f'{words} {share_url}')}" if is_valid else None,
        "share_url": share_url if is_valid else None,
        "newer_href": url_for("learner.badge", badge=own_newer.id) if own_newer else None,
        "ways_href": url_for("learner.new_share", badge=award.id) if award.learner_id else "#delen",
        "wrong_href": url_for("learner.correct", badge=award.id) if award.learner_id else None,
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


def _title(group: Group, is_first: bool) -> str | None:
    if group.gone:
        return str(_("Niet meer geldig"))
    return group.skill or (None if is_first else str(_("Andere badges")))


def _cards(group: Group, now: datetime, replaced: Collection[UUID], pictures: Mapping[UUID, Picture]) -> list[Page]:
    in_order = sorted(group.badges, key=lambda award: award.id in replaced)
    return [_card(award, now, award.id in replaced, pictures[award.version_id]) for award in in_order]


def _card(award: AwardRow, now: datetime, is_replaced: bool, picture: Picture) -> Page:
    state = row_state(award, now)
    says_replaced = is_replaced and mark_of(state) != "invalid"
    return {
        "badge": picture,
        "name": award.version.name,
        "giver": award.organisation.name,
        "given_on": day(award.given_at),
        "href": url_for("learner.badge", badge=award.id),
        "state": "open" if says_replaced else mark_of(state),
        "state_words": _("Vervangen") if says_replaced else short_words(state, award, now),
        "fallen": mark_of(state) == "invalid",
    }
