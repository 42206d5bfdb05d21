"""What does a badge say: who, by whom, when, and what somebody can do?"""

from __future__ import annotations

from typing import Any

from flask_babel import get_locale

from badgeservice.formats.shown_kind import shown_kind
from badgeservice.issuing.microcredential_words import element_rows
from badgeservice.model.achievement import Kind
from badgeservice.model.credential import Credential, ShownAlignment
from badgeservice.storage.tables import AwardRow
from badgeservice.verification.report import Report, Verdict
from badgeservice.web.presenters.moments import day_of_text
from badgeservice.web.presenters.words import organisation_line
from badgeservice.web.words import gettext as _
from badgeservice.wording import LANGUAGES

Rows = list[dict[str, Any]]


def name(report: Report) -> str:
    """What the badge is called."""
    credential = report.credential
    achievement = credential.achievement if credential else None
    return (achievement and achievement.name) or (credential and credential.name) or _("Badge zonder naam")


def giver(report: Report) -> str:
    """Who gave it: the name in the badge, else the DID or address."""
    issuer = report.credential.issuer if report.credential else None
    return (issuer and (issuer.name or issuer.id)) or _("De gever")


def first_name(report: Report) -> str:
    """The first word of the name, to speak of somebody."""
    full = report.credential.recipient_name if report.credential else None
    return full.split()[0] if full and full.split() else _("deze persoon")


def facts(report: Report, award: AwardRow | None, reason: str | None) -> Rows:
    """Who, by whom, from when to when; a reason of withdrawal first."""
    credential = report.credential
    if credential is None:
        return []
    person = credential.recipient_name or _("Niet bekend")
    is_them = is_it_them() if report.verdict is Verdict.VALID else None
    mandate = report.mandate
    by = organisation_line(award.organisation) if award is not None else credential.issuer.id
    return [
        *([_row(_("Reden"), reason)] if reason else []),
        _row(_("Gegeven aan"), person, is_them),
        _row(_("Gegeven door"), giver(report), by),
        *([_row(_("Norm van"), mandate.known_as or mandate.endorser_name or mandate.endorser_id)] if mandate else []),
        _row(_("Gegeven op"), day_of_text(credential.awarded_date or credential.valid_from) or _("Niet bekend")),
        _row(_("Geldig tot"), day_of_text(credential.valid_until) or _("Geen einddatum")),
        *_about_the_work(credential),
    ]


def is_it_them() -> str:
    """What is asked below the name."""
    return str(_("Is dit de persoon die je voor je hebt?"))


def unchecked(report: Report) -> Rows:
    """What a badge that was not checked says of itself."""
    credential = report.credential
    if credential is None:
        return []
    rows = (
        (_("Naam van de badge"), name(report)),
        (_("Gegeven aan"), credential.recipient_name),
        (_("Gegeven door"), credential.issuer.name or credential.issuer.id),
        (_("Gegeven op"), day_of_text(credential.valid_from)),
    )
    return [_row(label, value) for label, value in rows if value]


def behaviours(report: Report) -> Rows:
    """What was seen."""
    return behaviours_of(report.credential) if report.credential else []


def behaviours_of(credential: Credential) -> Rows:
    """What was seen, in the language of the badge, with the level in the language of the page."""
    levels = {"zelf": _("zelf"), "met hulp": _("met hulp")}
    named = credential.achievement.language if credential.achievement else None
    language = named if named in LANGUAGES else None
    return [
        {
            "text": one.text,
            "language": language,
            "level": levels.get(one.level or "", one.level),
            "own": _("Van %(giver)s zelf:", giver=credential.issuer.name or credential.issuer.id) if one.own else None,
        }
        for one in credential.behaviours
    ]


def about(report: Report) -> str | None:
    """What somebody was at, of a badge that says no more than that they were there."""
    credential = report.credential
    if credential is None or credential.achievement is None or not _is_attendance(credential):
        return None
    return credential.achievement.description


def evidence(report: Report) -> Rows:
    """What underpins the badge; an address only when it is https."""
    shown = report.credential.evidence if report.credential else ()
    return [
        {
            "name": one.name,
            "narrative": one.narrative,
            "url": one.url if (one.url or "").startswith("https://") else None,
        }
        for one in shown
    ]


def _about_the_work(credential: Credential) -> Rows:
    alignments = credential.achievement.alignments if credential.achievement else ()
    identifiers = credential.achievement.identifiers if credential.achievement else ()
    work = [one for one in alignments if one.target_type == "ext:SBBWerkproces"]
    rows = (
        (_("Beoordeeld door"), credential.assessor if credential.assessor_organisation else None),
        (_("Aanwezig") if _is_attendance(credential) else _("Gewerkt van"), _period(credential)),
        (_("Werkprocessen"), "\n".join(_work_process(one) for one in work)),
        (_("Kwalificatie"), ", ".join(f"CREBO {value}" for kind, value in identifiers if kind == "ext:CREBO")),
        (_("Niveau"), ", ".join(one.target_name for one in alignments if one.target_type == "ext:EQFLevel")),
        *element_rows(credential.achievement.elements if credential.achievement else (), _, get_locale()),
    )
    return [_row(label, value) for label, value in rows if value]


def _is_attendance(credential: Credential) -> bool:
    return credential.achievement is not None and shown_kind(credential.achievement) is Kind.BEWIJS_VAN_DEELNAME


def _period(credential: Credential) -> str | None:
    start, end = day_of_text(credential.activity_start), day_of_text(credential.activity_end)
    return _("%(start)s tot en met %(end)s", start=start, end=end) if start and end else start


def _work_process(alignment: ShownAlignment) -> str:
    return " ".join(part for part in (alignment.target_code, alignment.target_name) if part)


def _row(label: str, value: str, note: str | None = None) -> dict[str, Any]:
    return {"label": label, "value": value, "note": note}
