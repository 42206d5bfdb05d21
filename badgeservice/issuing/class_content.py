"""What is filled in for a badge class, and what is wrong with it? (design: domain, "Kinds of badge", guards)"""

from __future__ import annotations

from dataclasses import dataclass

from badgeservice.issuing.alignments import alignment_problem, work_processes
from badgeservice.issuing.kind_guards import OrganisationFacts, making_problem
from badgeservice.issuing.microcredential_content import microcredential_problems
from badgeservice.model.achievement import Kind
from badgeservice.model.identifiers import is_crebo
from badgeservice.model.microcredential import Microcredential
from badgeservice.organisations import typed_text
from badgeservice.wording import N_

MOST_BEHAVIOURS = 20
LONGEST_BEHAVIOUR = 200
LANGUAGES = ("nl", "en")


@dataclass(frozen=True)
class Picture:
    """The picture of a badge class: PNG bytes, the SVG when it was designed here, the design, and the alt text."""

    png: bytes | None
    svg: str | None
    design: dict[str, object] | None
    caption: str


@dataclass(frozen=True)
class ClassContent:
    """The words of a badge class as they were typed; lists have one entry a line.

    `work_processes`: lines "B1-K1-W1 name"; `skills`: lines "address name" (ESCO or CompetentNL). `eqf_level` is 1 to
    8, and only indicative unless `level_is_official`; `microcredential` belongs to that kind alone.
    """

    kind: str
    name: str
    description: str
    language: str
    behaviours: tuple[str, ...]
    crebo: str = ""
    work_processes: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    valid_months: int | None = None
    can_be_suspended: bool = False
    part_number: int | None = None
    part_total: int | None = None
    eqf_level: int | None = None
    level_is_official: bool = False
    microcredential: Microcredential | None = None


def content_problems(content: ClassContent, facts: OrganisationFacts) -> dict[str, str]:
    """What is wrong with a badge class of the organisation of these facts: field → sentence."""
    is_statement = content.kind == Kind.PRAKTIJKVERKLARING
    needs_crebo = bool(content.work_processes) or is_statement or content.kind == Kind.MBO_CERTIFICAAT
    return typed_text.found(
        {
            "kind": _kind_problem(content.kind, facts),
            "name": typed_text.line_problem(content.name, 80, N_("Vul de naam van de badge in.")),
            "description": typed_text.paragraph_problem(
                content.description, 1000, N_("Schrijf in een paar zinnen waar de badge over gaat.")
            ),
            "language": None if content.language in LANGUAGES else N_("Kies de taal van de badge."),
            "behaviours": _behaviours_problem(content.kind, content.behaviours),
            "crebo": _crebo_problem(content, needs_crebo),
            "work_processes": _work_processes_problem(content, is_statement),
            "skills": _first_problem(content.skills),
            "valid_months": _months_problem(content.valid_months),
            "part_number": _part_problem(content),
            "eqf_level": _level_problem(content),
            **_elements_problems(content),
        }
    )


def _kind_problem(kind: str, facts: OrganisationFacts) -> str | None:
    return making_problem(Kind(kind), facts) if kind in set(Kind) else N_("Kies een soort badge.")


def _behaviours_problem(kind: str, behaviours: tuple[str, ...]) -> str | None:
    if kind == Kind.BEWIJS_VAN_DEELNAME:
        said = N_("Een bewijs van deelname zegt niet wat iemand kan. Laat de gedragsvoorbeelden weg.")
        return said if behaviours else None
    if not behaviours:
        return N_("Schrijf minstens één gedragsvoorbeeld op, elk op een eigen regel.")
    if len(behaviours) > MOST_BEHAVIOURS:
        return N_("Dit zijn meer dan 20 gedragsvoorbeelden. Kies de belangrijkste.")
    if len(set(behaviours)) < len(behaviours):
        return N_("Een gedragsvoorbeeld staat er twee keer. Haal er één weg.")
    problems = (typed_text.line_problem(text, LONGEST_BEHAVIOUR) for text in behaviours)
    return next((problem for problem in problems if problem), None)


def _crebo_problem(content: ClassContent, needed: bool) -> str | None:
    if not content.crebo and content.kind == Kind.MBO_CERTIFICAAT:
        return N_("Vul het crebonummer van het mbo-certificaat in, of de code van het keuzedeel.")
    if not content.crebo:
        return N_("Vul het crebonummer in waar de werkprocessen bij horen.") if needed else None
    return None if is_crebo(content.crebo) else N_("Een crebonummer heeft 5 cijfers, of een K en 4 cijfers.")


def _work_processes_problem(content: ClassContent, needed: bool) -> str | None:
    if needed and not content.work_processes:
        return N_(
            "Een praktijkverklaring heeft minstens één werkproces nodig, bijvoorbeeld: B1-K1-W1 Gasten ontvangen."
        )
    if any(process is None for process in work_processes(content.work_processes)):
        return N_("Begin elke regel met de code van het werkproces, dan de naam: B1-K1-W1 Gasten ontvangen.")
    problems = (typed_text.line_problem(line, 250) for line in content.work_processes)
    return next((problem for problem in problems if problem), None)


def _first_problem(skills: tuple[str, ...]) -> str | None:
    problems = (alignment_problem(line) or typed_text.line_problem(_words(line), 300) for line in skills)
    return next((problem for problem in problems if problem), None)


def _words(line: str) -> str:
    # The address of a skill may hold digits that look like a BSN; only the words behind it are somebody's own.
    return " ".join(line.split()[1:])


def _months_problem(months: int | None) -> str | None:
    if months is not None and not 1 <= months <= 240:
        return N_("Vul een aantal maanden in van 1 tot 240, of laat het leeg.")
    return None


def _part_problem(content: ClassContent) -> str | None:
    number, total = content.part_number, content.part_total
    if number is None and total is None:
        return None
    if content.kind != Kind.DEELCERTIFICAAT:
        return N_("Alleen een deelcertificaat is een deel van een geheel. Laat dit leeg.")
    if number is None or total is None or not 2 <= total <= 12 or not 1 <= number <= total:
        return N_("Vul in welk deel dit is en hoeveel delen er zijn, bijvoorbeeld 2 van 4.")
    return None


def _level_problem(content: ClassContent) -> str | None:
    if content.eqf_level is None:
        return N_("Kies het niveau dat officieel is vastgesteld.") if content.level_is_official else None
    return None if 1 <= content.eqf_level <= 8 else N_("Kies een niveau van 1 tot en met 8, of laat het leeg.")


def _elements_problems(content: ClassContent) -> dict[str, str]:
    if content.kind == Kind.MICROCREDENTIAL and content.microcredential is None:
        return {"hours": N_("Vul in wat bij een microcredential hoort: land, uren, beoordeling en kwaliteit.")}
    return microcredential_problems(content.microcredential) if content.microcredential is not None else {}
