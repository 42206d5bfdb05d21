"""How does a given badge look to the staff who gave it: its state, its mail, its facts?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from badgeservice.formats import strict_json
from badgeservice.formats.read_ob3 import read
from badgeservice.issuing.mail_again import ON_ITS_WAY
from badgeservice.issuing.reasons import written_reason
from badgeservice.issuing.renewal import can_renew
from badgeservice.issuing.withdraw import undone_until
from badgeservice.model.addresses import Addresses
from badgeservice.model.check_code import in_groups
from badgeservice.portfolio.declining import NOT_ME, REFUSED
from badgeservice.storage import renewals
from badgeservice.storage.tables import AwardRow, OutboxRow
from badgeservice.web.issuer.days import short
from badgeservice.web.issuer.declined_words import declined_sentence, declined_word
from badgeservice.web.issuer.pictures import staff_picture
from badgeservice.web.presenters.claims import Rows, behaviours_of
from badgeservice.web.presenters.files import files_of
from badgeservice.web.presenters.moments import day, moment_of
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.presenters.words import diploma_words, kind_name
from badgeservice.web.words import gettext as _

View = dict[str, Any]


def award_lines(awards: Sequence[AwardRow], now: datetime) -> list[View]:
    """Given badges as rows of a table."""
    return [
        {
            "badge": staff_picture(award.version, small=True, giver=award.organisation.slug),
            "name": award.version.name,
            "href": _href(award),
            "person": award.recipient_name if award.erased_at is None else _("Gewist"),
            "date": short(award.given_at),
            **award_state(award, now),
        }
        for award in awards
    ]


def award_view(award: AwardRow, mail: OutboxRow | None, addresses: Addresses, now: datetime) -> View:
    """One given badge, and what can be done with it."""
    is_revoked, is_suspended = award.revoked_at is not None, award.suspended_at is not None
    return {
        "id": award.id,
        "badge": picture_of(award.version),
        "name": award.version.name,
        "kind_name": kind_name(award.version.badge_class.kind),
        "person": award.recipient_name,
        "facts": _facts(award),
        "behaviours": signed_behaviours(award),
        "about": award.version.description,
        "no_diploma": diploma_words(award.version.badge_class.kind),
        "mail": _mail(award, mail),
        "can_mail": _can_mail(award, mail),
        "declined": declined_sentence(award),
        "can_give_anew": award.declined_why == NOT_ME and not is_revoked,
        "can_link": award.kept_at is None and not is_revoked and award.erased_at is None,
        "can_revoke": not is_revoked,
        "undo_until": moment_of(until) if (until := undone_until(award, now)) else None,
        "can_suspend": award.version.can_be_suspended and not is_revoked and not is_suspended,
        "can_resume": is_suspended and not is_revoked,
        "code": in_groups(award.code),
        "check_address": addresses.check(award.code),
        "check_href": f"/v/{award.code}",
        "files": files_of(award),
        **award_state(award, now),
    }


def renewal_view(session: Session, award: AwardRow, now: datetime) -> View:
    """Whether a badge can be renewed, and which badges stand before and after it."""
    newer, older = renewals.newer_of(session, award.id), renewals.older_of(session, award.id)
    return {
        "can_renew": can_renew(session, award, now),
        "newer_href": _href(newer) if newer is not None else None,
        "older_href": _href(older) if older is not None else None,
    }


def award_state(award: AwardRow, now: datetime) -> View:
    """How a badge stands now; the worst first."""
    if award.revoked_at is not None:
        return {"state": "invalid", "state_word": _("Ingetrokken"), "fallen": True}
    if award.suspended_at is not None:
        return {"state": "invalid", "state_word": _("Stopgezet"), "fallen": True}
    if award.valid_until is not None and award.valid_until < now:
        return {"state": "invalid", "state_word": _("Niet meer geldig"), "fallen": True}
    if award.kept_at is not None:
        return {"state": "valid", "state_word": _("Bewaard"), "fallen": False}
    if award.declined_why is not None:
        return {"state": "open", "state_word": declined_word(award.declined_why), "fallen": False}
    return {"state": "open", "state_word": _("Nog niet bewaard"), "fallen": False}


def signed_behaviours(award: AwardRow) -> Rows:
    """What was ticked, as it was signed."""
    return behaviours_of(read(strict_json.loads(award.document)))


def _href(award: AwardRow) -> str:
    return url_for("issuer.award", slug=award.organisation.slug, award_id=award.id)


def _facts(award: AwardRow) -> list[View]:
    rows = [
        (_("Gegeven aan"), award.recipient_name),
        (_("E-mail"), award.recipient_email or _("Geen mailadres")),
        (_("Gegeven op"), day(award.given_at)),
        (_("Geldig tot en met"), day(award.valid_until) if award.valid_until else _("Geen einddatum")),
    ]
    maker = award.version.badge_class.organisation
    if maker.id != award.organisation_id:
        rows.append((_("Norm van"), _("%(branch)s, onder een mandaat", branch=maker.name)))
    dates = (
        (_("Bewaard op"), award.kept_at),
        (_("Niet gewild op"), award.declined_at if award.declined_why == REFUSED else None),
        (_("Verkeerde persoon, gezegd op"), award.declined_at if award.declined_why == NOT_ME else None),
        (_("Stopgezet op"), award.suspended_at),
        (_("Ingetrokken op"), award.revoked_at),
    )
    rows += [(label, moment_of(moment)) for label, moment in dates if moment is not None]
    reason = written_reason(award, _)
    if reason:
        rows.append((_("Reden"), reason))
    return [{"label": label, "value": value} for label, value in rows]


def _mail(award: AwardRow, mail: OutboxRow | None) -> str:
    if award.recipient_email is None and award.revoked_at is not None:
        return ""
    if award.recipient_email is None:
        return str(_("Er is geen e-mailadres. Print het blad en geef het mee."))
    if mail is None:
        return str(_("Er is nog geen mail gestuurd."))
    changed = moment_of(mail.changed_at)
    sentences = {
        "waiting": _("De mail gaat weg op %(moment)s.", moment=moment_of(mail.due_at)),
        "sending": _("De mail wordt nu verstuurd."),
        "sent": _("De mail is verstuurd op %(moment)s.", moment=changed),
        "perhaps_sent": _("De mail is misschien verstuurd op %(moment)s. Vraag of hij is aangekomen.", moment=changed),
        "cancelled": _cancelled(award),
        "failed": _("De mail kwam niet aan. Kijk of het adres klopt."),
    }
    return str(sentences.get(mail.state, sentences["failed"]))


def _cancelled(award: AwardRow) -> str:
    if award.kept_at is not None and award.revoked_at is None:
        return str(_("De mail is niet verstuurd, want de badge was al bewaard."))
    if award.revoked_at is None:
        return str(_("De mail is niet verstuurd, want de badge was niet gewild."))
    return str(_("De mail is niet verstuurd, want de badge werd eerst ingetrokken."))


def _can_mail(award: AwardRow, mail: OutboxRow | None) -> bool:
    is_open = award.recipient_email is not None and award.kept_at is None and award.revoked_at is None
    return is_open and (mail is None or mail.state not in ON_ITS_WAY)
