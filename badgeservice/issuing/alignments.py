"""How do typed lines with codes and addresses become alignments?"""

from __future__ import annotations

from badgeservice.model.achievement import Alignment
from badgeservice.model.identifiers import is_competent_nl, is_esco, is_work_process
from badgeservice.wording import N_

QUALIFICATIONS = "SBB kwalificatiestructuur mbo"


def work_processes(lines: tuple[str, ...]) -> list[tuple[str, str] | None]:
    """(code, name) for each line "B1-K1-W1 name"; None where a line is not one."""
    return [_work_process(line) for line in lines]


def alignment_problem(line: str) -> str | None:
    """What is wrong with a line "address name" of ESCO or CompetentNL."""
    address, _, name = line.strip().partition(" ")
    if not (is_esco(address) or is_competent_nl(address)):
        return N_(
            "Begin met het adres van de skill, bijvoorbeeld http://data.europa.eu/esco/skill/… en zet de naam erachter."
        )
    return None if name.strip() else N_("Zet achter het adres de naam van de skill.")


def alignments(crebo: str, process_lines: tuple[str, ...], skill_lines: tuple[str, ...]) -> tuple[Alignment, ...]:
    """All alignments of a badge class. A werkproces has no public address of its own, so its target is left empty
    here and becomes a place on the page of the badge class when that is signed.
    """
    processes = [process for process in work_processes(process_lines) if process is not None]
    return tuple(
        Alignment(
            target_type="ext:SBBWerkproces",
            target_name=name,
            target_url="",
            target_code=f"{crebo}/{code}",
            target_framework=QUALIFICATIONS,
        )
        for code, name in processes
    ) + tuple(_skill(line) for line in skill_lines)


def _work_process(line: str) -> tuple[str, str] | None:
    code, _, name = line.strip().partition(" ")
    return (code, name.strip()) if is_work_process(code) and name.strip() else None


def _skill(line: str) -> Alignment:
    address, _, name = line.strip().partition(" ")
    if is_esco(address):
        return Alignment("ext:ESCOSkill", name.strip(), address, target_framework="ESCO")
    return Alignment("ext:CompetentNL", name.strip(), address, target_framework="CompetentNL")
