"""Which skills does somebody mean who types a few words, also with a typing mistake?"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process
from sqlalchemy.orm import Session

from badgeservice.issuing.skill_import import VERSION
from badgeservice.model.folding import folded, stem
from badgeservice.storage import service_facts, skills
from badgeservice.storage.skills import Name
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
MOST_PROCESSES = 500
MOST_COMPARED = 1500
ALIKE = 72
# Words of which a compound ends, such as "beheer" in "voorraadbeheer", are long enough not to stand in anything.
SHORTEST_PART = 4
FILLERS = frozenset(
    {"de", "het", "een", "en", "of", "in", "op", "aan", "van", "voor", "met", "te", "the", "a", "and", "to"}
)


@dataclass(frozen=True)
class Names:
    """The names of skills: `names[n]` is of `ids[n]`; `pieces` is three letters → the places of the names with them."""

    version: str | None = None
    ids: Sequence[int] = ()
    names: Sequence[str] = ()
    pieces: Mapping[str, array[int]] = field(default_factory=dict)

    def near(self, typed: str) -> list[int]:
        """The places of the names that share most pieces of three letters, so that only these are compared in full."""
        lists = sorted((self.pieces.get(piece, array("I")) for piece in _pieces(typed)), key=len)
        shared: Counter[int] = Counter()
        for places in lists:
            if len(shared) < MOST_COMPARED or len(places) < MOST_COMPARED:
                shared.update(places)
        return [place for place, _times in shared.most_common(MOST_COMPARED)]


@dataclass
class RememberedNames:
    """The names of all skills in the memory of one process, read again after an import."""

    last: Names = field(default_factory=Names)

    def up_to_date(self, session: Session) -> Names:
        """These names, as they are now in the database."""
        version = service_facts.fact(session, VERSION)
        found = self.last
        if version != found.version:
            # Put in place as a whole: who searches at this moment goes on with the names it began with.
            self.last = found = _named(_both(skills.names(session, SKILLS, MOST_REMEMBERED)), version)
        return found


def search(
    session: Session,
    remembered: RememberedNames,
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
    pairs = [(one, stem(one)) for one in words]
    found = skills.with_words(session, pairs, typed, sources, crebo, LOOKED_AT)
    ordered = [one.id for one in sorted(found, key=lambda one: _rank(one, typed, words))[:limit]]
    if len(ordered) < min(ENOUGH, limit):
        names = _of_crebo(session, crebo) if crebo else remembered.up_to_date(session)
        ordered = list(dict.fromkeys([*ordered, *_alike(names, typed, words, limit)]))[:limit]
    rows = skills.by_ids(session, ordered)
    return [rows[one] for one in ordered if one in rows]


def _pieces(name: str) -> set[str]:
    padded = f" {name}"
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def _words(typed: str) -> list[str]:
    words = typed.split()[:MOST_WORDS]
    return [word for word in words if word not in FILLERS] or words


def _rank(name: Name, typed: str, words: Sequence[str]) -> int:
    """0 the same name, 1 a name that begins so, 2 all words in the name, 3 words elsewhere."""
    both = (name.dutch, name.english)
    if typed in both:
        return 0
    if any(one.startswith(typed) for one in both):
        return 1
    return 2 if any(all(f" {stem(word)}" in f" {one}" for word in words) for one in both) else 3


def _alike(remembered: Names, typed: str, words: Sequence[str], limit: int) -> list[int]:
    """The ids of names that hold the words inside longer ones, then of those that look like what was typed."""
    names = remembered.names
    inside: list[int] = []
    if all(len(word) >= SHORTEST_PART for word in words):
        inside = [place for place, name in enumerate(names) if all(word in name for word in words)]
    near = {place: names[place] for place in remembered.near(typed)}
    close = process.extract(typed, near, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE, limit=limit)
    best = sorted(close, key=lambda hit: (-hit[1], abs(len(hit[0]) - len(typed))))
    places = [*sorted(inside, key=lambda place: len(names[place]))[:limit], *(place for _name, _score, place in best)]
    return [remembered.ids[place] for place in places]


def _of_crebo(session: Session, crebo: str) -> Names:
    found = skills.of_crebo(session, crebo, MOST_PROCESSES)
    return _named([(row.id, folded(row.label_nl)) for row in found])


def _named(found: Sequence[tuple[int, str]], version: str | None = None) -> Names:
    pieces: dict[str, array[int]] = {}
    for place, (_id, name) in enumerate(found):
        for piece in _pieces(name):
            pieces.setdefault(piece, array("I")).append(place)
    return Names(version, [one for one, _name in found], [name for _one, name in found], pieces)


def _both(found: Sequence[Name]) -> list[tuple[int, str]]:
    return [(one.id, name) for one in found for name in dict.fromkeys((one.dutch, one.english)) if name]
