"""Which skills does somebody mean who types a few words, also with a typing mistake?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process
from sqlalchemy.orm import Session

from badgeservice.issuing.skill_import import VERSION
from badgeservice.model.folding import folded, stem
from badgeservice.storage import service_facts, skills
from badgeservice.storage.skills import Label
from badgeservice.storage.tables import SkillRow

SKILLS = ("esco", "competentnl", "voorbeeld")
WORK_PROCESSES = ("sbb",)
LONGEST_QUERY = 100
MOST_WORDS = 8
SHORTEST_QUERY = 2
ENOUGH = 5
# How many of the words' hits are put in order, and how many names a process remembers (ESCO has 14,000).
LOOKED_AT = 60
MOST_REMEMBERED = 60_000
ALIKE = 72
# Words of which a compound ends, such as "beheer" in "voorraadbeheer", are long enough not to stand in anything.
SHORTEST_PART = 4
FILLERS = frozenset(
    {"de", "het", "een", "en", "of", "in", "op", "aan", "van", "voor", "met", "te", "the", "a", "and", "to"}
)


@dataclass
class RememberedLabels:
    """The names of all skills in the memory of one process, read again after an import."""

    version: str | None = None
    labels: Sequence[Label] = field(default=())

    def of(self, session: Session) -> Sequence[Label]:
        """The names as they are now in the database."""
        version = service_facts.fact(session, VERSION)
        if version != self.version:
            self.labels, self.version = skills.labels(session, MOST_REMEMBERED), version
        return self.labels


def search(
    session: Session,
    remembered: RememberedLabels,
    text: str,
    sources: Collection[str] = SKILLS,
    crebo: str = "",
    limit: int = 10,
) -> list[SkillRow]:
    """The skills that fit best: the same name, a name that begins so, one with these words, and one that looks like it.

    Nothing for a text of less than two letters; of a crebonummer alone all its werkprocessen.
    """
    typed = folded(text[:LONGEST_QUERY])
    if len(typed) < SHORTEST_QUERY:
        return skills.of_crebo(session, crebo, limit) if crebo and not typed else []
    words = _words(typed)
    ids = skills.with_words(session, [(one, stem(one)) for one in words], typed, sources, crebo, LOOKED_AT)
    rows = skills.by_ids(session, ids)
    ordered = sorted(ids, key=lambda one: _rank(rows[one], typed, words))[:limit]
    if len(ordered) < min(ENOUGH, limit):
        more = _alike(remembered.of(session), typed, words, sources, crebo, limit)
        ordered = list(dict.fromkeys([*ordered, *more]))[:limit]
        rows |= skills.by_ids(session, [one for one in ordered if one not in rows])
    return [rows[one] for one in ordered if one in rows]


def _words(typed: str) -> list[str]:
    words = typed.split()[:MOST_WORDS]
    return [word for word in words if word not in FILLERS] or words


def _rank(row: SkillRow, typed: str, words: Sequence[str]) -> int:
    """0 the same name, 1 a name that begins so, 2 all words in the name, 3 words elsewhere."""
    names = [folded(row.label_nl), folded(row.label_en)]
    if typed in names:
        return 0
    if any(name.startswith(typed) for name in names):
        return 1
    parts = [f" {name}" for name in names]
    return 2 if any(all(f" {stem(word)}" in name for word in words) for name in parts) else 3


def _alike(
    labels: Sequence[Label], typed: str, words: Sequence[str], sources: Collection[str], crebo: str, limit: int
) -> list[int]:
    """The ids of names that hold the words inside longer ones, then of those that look like what was typed."""
    asked = [one for one in labels if one.source in sources and crebo in ("", one.crebo)]
    inside = [one for one in asked if all(len(word) >= SHORTEST_PART and word in one.folded for word in words)]
    names = [one.folded for one in asked]
    close = process.extract(typed, names, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE, limit=limit)
    best = sorted(close, key=lambda hit: (-hit[1], abs(len(hit[0]) - len(typed))))
    return [one.id for one in sorted(inside, key=lambda one: len(one.folded))[:limit]] + [
        asked[place].id for _name, _score, place in best
    ]
