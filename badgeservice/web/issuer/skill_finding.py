"""What was found for somebody who searches skills or werkprocessen in the form, and what do the ticked ones become?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from flask import current_app, request
from sqlalchemy.orm import Session

from badgeservice.issuing.skills_search import LONGEST_QUERY, SKILLS, WORK_PROCESSES, RememberedNames, search
from badgeservice.model.identifiers import is_crebo
from badgeservice.storage import skills
from badgeservice.storage.tables import SkillRow
from badgeservice.web.forms import LONGEST_FIELD, lines_of
from badgeservice.web.issuer.class_forms import WordsForm
from badgeservice.web.words import gettext as _
from badgeservice.web.words import ngettext

MEMORY = "badgeservice.skill_labels"
FIND_SKILLS, FIND_PROCESSES = "skills", "processes"
# What the return key sends: the form's first button.
RETURN_KEY = "return"
MOST_PICKED = 30
LONGEST_ID = 10
MOST_PROCESSES = 20


@dataclass(frozen=True)
class Hit:
    """One thing that was found: its name, a line of who says so, and the line that goes into which field."""

    id: int
    name: str
    about: str
    field: str
    line: str


@dataclass(frozen=True)
class Finding:
    """The answer to one search: of skills or of processes, the hits, and a sentence that tells how many."""

    kind: str
    hits: tuple[Hit, ...]
    said: str


def find_for(form: WordsForm, session: Session) -> Finding | None:
    """Put what was ticked into the fields of a posted form; then the hits when a search was asked for, else None."""
    if request.method != "POST":
        return None
    _take_over(form, session)
    query = {FIND_SKILLS: form.skill_query.data or "", FIND_PROCESSES: form.process_query.data or ""}
    action = request.form.get("action", "")
    if action == RETURN_KEY:
        action = next((kind for kind, text in query.items() if text.strip()), "")
    if action not in query:
        return None
    return found(session, action, query[action], form.crebo.data or "", form.language.data or "nl")


def found(session: Session, kind: str, text: str, crebo: str, language: str) -> Finding:
    """What a search finds. Werkprocessen are those of one crebonummer, when a sound one is given."""
    crebo = crebo.strip().upper()
    crebo = crebo if is_crebo(crebo) else ""
    if kind == FIND_PROCESSES and not crebo:
        return Finding(kind, (), _("Vul eerst het crebonummer in. Dan zoeken we in de werkprocessen die erbij horen."))
    memory, text = _memory(), text[:LONGEST_QUERY]
    if kind == FIND_PROCESSES:
        rows = search(session, memory, text, WORK_PROCESSES, crebo, MOST_PROCESSES)
    else:
        rows = search(session, memory, text, SKILLS)
    return Finding(kind, tuple(_hit(row, language) for row in rows), _said(rows, text, kind))


def _take_over(form: WordsForm, session: Session) -> None:
    ticked = request.form.getlist("picked")[:MOST_PICKED]
    picked = [int(one) for one in ticked if one.isascii() and one.isdigit() and len(one) <= LONGEST_ID]
    rows = skills.by_ids(session, [one for one in picked if one < 2**31])
    for hit in (_hit(rows[one], form.language.data or "nl") for one in picked if one in rows):
        field = form[hit.field]
        typed = (field.data or "").rstrip()
        if hit.line not in lines_of(typed) and len(typed) + len(hit.line) < LONGEST_FIELD:
            field.data = f"{typed}\n{hit.line}".lstrip()


def _hit(row: SkillRow, language: str) -> Hit:
    names = (row.label_en, row.label_nl) if language == "en" else (row.label_nl, row.label_en)
    name = names[0] or names[1]
    if row.source == "sbb":
        about = _("CREBO %(crebo)s", crebo=row.crebo) if row.checked else _("voorbeeld, kijk de code na bij SBB")
        return Hit(row.id, f"{row.code} {name}", about, "work_processes", f"{row.code} {name}")
    if not row.checked:
        return Hit(row.id, name, _("voorbeeld zonder code, wordt een gedragsvoorbeeld"), "behaviours", row.description)
    about = "ESCO" if row.source == "esco" else "CompetentNL"
    other = names[1] if names[0] and names[1] != name else ""
    return Hit(row.id, name, f"{about} · {other}" if other else about, "skills", f"{row.uri} {name}")


def _said(rows: Sequence[SkillRow], text: str, kind: str) -> str:
    if rows:
        return str(ngettext("%(num)s gevonden.", "%(num)s gevonden.", len(rows)))
    if kind == FIND_PROCESSES:
        return str(_("Niets gevonden bij dit crebonummer. Typ de code en de naam zelf in het veld erboven."))
    if len(text.strip()) < 2:
        return str(_("Typ minstens twee letters van wat iemand kan."))
    return str(_("Niets gevonden. Probeer een ander woord, of laat de skill weg."))


def _memory() -> RememberedNames:
    return cast(RememberedNames, current_app.extensions.setdefault(MEMORY, RememberedNames()))
