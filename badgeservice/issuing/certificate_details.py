"""Which details of a badge does a professional look for: who judged, when, and under which numbers?"""

from __future__ import annotations

from typing import Any

from badgeservice.formats.shown_kind import shown_kind
from badgeservice.issuing.microcredential_words import element_rows
from badgeservice.jsonld.moment import read_moment
from badgeservice.model.achievement import Kind
from badgeservice.model.credential import Credential, ShownAlignment
from badgeservice.model.days import written_day
from badgeservice.wording import N_, Translate

WORK_PROCESS, LEVEL = "ext:SBBWerkproces", "ext:EQFLevel"
FRAMEWORKS = {"ext:ESCOSkill": "ESCO", "ext:CompetentNL": "CompetentNL"}

Detail = dict[str, Any]


def certificate_details(credential: Credential, translate: Translate, language: str) -> list[Detail]:
    """Rows of a label and its values: those that the badge has; a value is a line of its own."""
    rows = (
        (N_("Norm van"), _standard(credential)),
        (N_("Beoordeeld door"), _assessor(credential)),
        (N_("Aanwezig") if _is_attendance(credential) else N_("Gewerkt van"), _period(credential, translate, language)),
        (N_("Werkprocessen"), _work_processes(credential)),
        (N_("Vaardigheden"), _skills(credential)),
        (N_("Kwalificatie"), _qualification(credential)),
        (N_("Niveau"), [one.target_name for one in _alignments(credential) if one.target_type == LEVEL]),
        (N_("Nummer"), [credential.license_number]),
    )
    found = ((label, [value for value in values if value]) for label, values in rows)
    details = [{"label": translate(label), "values": values} for label, values in found if values]
    elements = credential.achievement.elements if credential.achievement else ()
    return details + [
        {"label": label, "values": [value]} for label, value in element_rows(elements, translate, language)
    ]


def registered(credential: Credential, translate: Translate) -> str | None:
    """KvK 01234567 · Leerbedrijf 100012345."""
    names = {"ext:KvK": N_("KvK %(number)s"), "ext:SBBLeerbedrijfId": N_("Leerbedrijf %(number)s")}
    known = ((kind, number) for kind, number in credential.issuer.identifiers if kind in names)
    return " · ".join(translate(names[kind]) % {"number": number} for kind, number in known) or None


def _assessor(credential: Credential) -> list[str | None]:
    organisation = credential.assessor_organisation
    # A source without a person is only the organisation, which stands on the page already.
    if organisation is None:
        return []
    elsewhere = organisation if organisation != credential.issuer.name else None
    return [", ".join(part for part in (credential.assessor, elsewhere) if part)]


def _standard(credential: Credential) -> list[str | None]:
    """Whose standard it is; nothing is given here for the standard of somebody else without a sound mandate."""
    creator = credential.achievement.creator if credential.achievement else None
    return [creator.name or creator.id] if creator and creator.id != credential.issuer.id else []


def _period(credential: Credential, translate: Translate, language: str) -> list[str | None]:
    start, end = (
        written_day(read_moment(text), language) if text else None
        for text in (credential.activity_start, credential.activity_end)
    )
    if start and end:
        return [translate(N_("%(start)s tot en met %(end)s")) % {"start": start, "end": end}]
    return [start]


def _is_attendance(credential: Credential) -> bool:
    return credential.achievement is not None and shown_kind(credential.achievement) is Kind.BEWIJS_VAN_DEELNAME


def _work_processes(credential: Credential) -> list[str | None]:
    work = (one for one in _alignments(credential) if one.target_type == WORK_PROCESS)
    return [" ".join(part for part in (one.target_code, one.target_name) if part) for one in work]


def _skills(credential: Credential) -> list[str | None]:
    skills = (one for one in _alignments(credential) if one.target_type in FRAMEWORKS)
    return [f"{one.target_name} ({FRAMEWORKS[one.target_type or '']})" for one in skills if one.target_name]


def _qualification(credential: Credential) -> list[str | None]:
    identifiers = credential.achievement.identifiers if credential.achievement else ()
    return [f"CREBO {value}" for kind, value in identifiers if kind == "ext:CREBO"]


def _alignments(credential: Credential) -> tuple[ShownAlignment, ...]:
    return credential.achievement.alignments if credential.achievement else ()
