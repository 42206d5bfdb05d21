"""How does a badge of a giver elsewhere read, with what our own check said of it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import url_for

from badgeservice.portfolio import kept_report
from badgeservice.storage.tables import ForeignBadgeRow
from badgeservice.verification.report import Report, Verdict
from badgeservice.web.presenters.check_lines import check_lines, not_made
from badgeservice.web.presenters.moments import day, day_of_text
from badgeservice.web.presenters.verdict import page_kind
from badgeservice.web.words import gettext as _
from badgeservice.wording import sentence_for, verdict_key, verdict_sentences

Page = dict[str, Any]


def foreign_rows(badges: Sequence[ForeignBadgeRow]) -> list[Page]:
    """The badges as they stand below each other."""
    return [_row(badge) for badge in badges]


def foreign_page(badge: ForeignBadgeRow) -> Page:
    """What learner_elsewhere_badge.html shows."""
    report, claims = kept_report.read(badge.report, badge.checked_at), badge.report["claims"]
    title, sentence = verdict_sentences(report, _)
    # Whether it is theirs is said apart, by all of their addresses.
    shown = replace(report, checks=tuple(check for check in report.checks if check.id != "recipient"))
    return _row(badge) | {
        "title": title,
        "sentence": _reason(report) or sentence,
        "description": claims.get("description"),
        "is_signed": badge.report["signed"],
        "whose": _whose(badge.report),
        "facts": _facts(claims),
        "source": badge.source,
        "checks": check_lines(shown),
        "not_made": not_made(shown),
        "file_href": url_for("learner.file_elsewhere", badge=badge.id),
        "check_action": url_for("learner.check_elsewhere", badge=badge.id),
        "remove_href": url_for("learner.ask_remove_elsewhere", badge=badge.id),
    }


def foreign_state(report: Report) -> str:
    """The verdict in one or two words, as beside a mark."""
    words = {
        "valid": _("Echt en geldig"),
        "untrusted": _("Let op: gever onbekend"),
        "warning": _("Let op"),
        "revoked": _("Ingetrokken"),
        "suspended": _("Tijdelijk stopgezet"),
        "expired": _("Niet meer geldig"),
        "unknown": _("Niet gecontroleerd"),
    }
    return str(words.get(verdict_key(report), _("Niet geldig")))


def _row(badge: ForeignBadgeRow) -> Page:
    report, claims = kept_report.read(badge.report, badge.checked_at), badge.report["claims"]
    return {
        "name": claims.get("name") or _("Badge zonder naam"),
        "giver": claims.get("giver") or _("De gever"),
        "kind": page_kind(report),
        "state": foreign_state(report),
        "checked_on": day(badge.checked_at),
        "changed": _changed(badge.report, report),
        "href": url_for("learner.one_elsewhere", badge=badge.id),
    }


def _changed(kept: Mapping[str, Any], report: Report) -> str | None:
    """That a badge which was valid before is not so any more."""
    was_valid_at = kept.get("was_valid_at")
    if report.verdict is not Verdict.INVALID or not was_valid_at:
        return None
    return str(_("Op %(day)s was deze badge nog geldig.", day=day(datetime.fromisoformat(was_valid_at))))


def _reason(report: Report) -> str | None:
    if verdict_key(report) not in {"invalid", "warning"}:
        return None
    wanted = {"failed", "warning"}
    return next((sentence_for(check, _) for check in report.checks if check.outcome.value in wanted), None)


def _whose(kept: Mapping[str, Any]) -> str:
    if kept["theirs"]:
        return str(_("Deze badge is gegeven aan jouw mailadres."))
    return str(_("We weten niet of deze badge van jou is."))


def _facts(claims: Mapping[str, str | None]) -> list[Page]:
    rows = (
        (_("Gegeven aan"), claims.get("person"), None),
        (_("Gegeven door"), claims.get("giver"), _("ergens anders")),
        (_("Gegeven op"), day_of_text(claims.get("given_on")), None),
        (_("Geldig tot"), day_of_text(claims.get("valid_until")), None),
    )
    return [{"label": label, "value": value, "note": note} for label, value, note in rows if value]
