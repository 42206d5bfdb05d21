"""Rows of skills and werkprocessen, and the index of words by which they are found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import TextClause, bindparam, func, insert, select, text, update
from sqlalchemy.orm import Session

from badgeservice.model.folding import folded, searched_words
from badgeservice.storage.tables import SkillRow

# Two index engines, one question: which rows hold all words (or their stems), those first whose name is the text?
_ORDER = """
  AND source IN :sources AND (:crebo = '' OR crebo = :crebo)
  ORDER BY (label_nl = :typed OR label_en = :typed) DESC, (label_nl LIKE :start OR label_en LIKE :start) DESC,
    length(label_nl), label_nl, rowid
  LIMIT :most
"""
_FOUND = {
    "sqlite": "SELECT rowid, label_nl, label_en FROM skill_words WHERE skill_words MATCH :wanted" + _ORDER,  # noqa: S608 - fixed words
    "postgresql": "SELECT rowid, label_nl, label_en FROM skill_words WHERE words @@ CAST(:wanted AS tsquery)" + _ORDER,  # noqa: S608 - fixed words
}
PORTION = 500
_WORDS = {"sqlite": ":words", "postgresql": "array_to_tsvector(string_to_array(:words, ' '))"}


@dataclass(frozen=True)
class Name:
    """A skill and its names, folded; a name may be empty in one of the languages."""

    id: int
    dutch: str
    english: str


def with_words(
    session: Session, words: Sequence[tuple[str, str]], typed: str, sources: Collection[str], crebo: str, most: int
) -> list[Name]:
    """The skills that hold all words, those first whose name is what was typed, then that begin with it.

    `words`: (beginning of a word, stem), folded; `typed` folded too.
    """
    name = session.get_bind().dialect.name
    form, both = ('("{}"* OR "{}")', " AND ") if name == "sqlite" else ("('{}':* | '{}')", " & ")
    wanted = both.join(form.format(*pair) for pair in words)
    statement = text(_FOUND[name]).bindparams(bindparam("sources", expanding=True))
    values = {"wanted": wanted, "typed": typed, "start": f"{typed}%", "sources": list(sources), "crebo": crebo}
    return [Name(*row) for row in session.execute(statement, values | {"most": most})]


def by_ids(session: Session, ids: Collection[int]) -> dict[int, SkillRow]:
    """The skills with these ids."""
    return {row.id: row for row in session.scalars(select(SkillRow).where(SkillRow.id.in_(list(ids))))}


def of_crebo(session: Session, crebo: str, most: int) -> list[SkillRow]:
    """The werkprocessen of a crebonummer, in the order of their codes."""
    wanted = select(SkillRow).where(SkillRow.crebo == crebo, SkillRow.source == "sbb")
    return list(session.scalars(wanted.order_by(SkillRow.code).limit(most)))


def names(session: Session, sources: Collection[str], most: int) -> list[Name]:
    """The names of at most so many skills of these sources."""
    wanted = select(SkillRow.id, SkillRow.label_nl, SkillRow.label_en).where(SkillRow.source.in_(list(sources)))
    rows = session.execute(wanted.order_by(SkillRow.id).limit(most))
    return [Name(id_, folded(dutch), folded(english)) for id_, dutch, english in rows]


def counts(session: Session) -> dict[tuple[str, bool], int]:
    """How many skills there are of each (source, checked)."""
    kinds = (SkillRow.source, SkillRow.checked)
    found = session.execute(select(*kinds, func.count()).group_by(*kinds).order_by(*kinds))
    return {(source, checked): number for source, checked, number in found}


def checked_among(session: Session, uris: Collection[str]) -> set[str]:
    """Which of these addresses are of skills that were held against an official file."""
    wanted = select(SkillRow.uri).where(SkillRow.uri.in_(list(uris)), SkillRow.checked)
    return set(session.scalars(wanted))


def put(session: Session, values: Mapping[str, Mapping[str, Any]]) -> tuple[int, int]:
    """Add or change skills: address → columns (those not named keep their value); gives (added, changed).

    Few at a time: at most some hundreds.
    """
    known = _ids(session, values)
    fresh = [dict(columns) for uri, columns in values.items() if uri not in known]
    if fresh:
        session.execute(insert(SkillRow), [_EMPTY | one for one in fresh])
    changed = [{"id": id_} | dict(values[uri]) for uri, id_ in known.items()]
    if changed:
        session.execute(update(SkillRow), changed)
    _index(session, _ids(session, values).values())
    return len(fresh), len(changed)


def index_all(session: Session) -> None:
    """Make the index of words anew, from the skills that are there."""
    ids = session.scalars(select(SkillRow.id).order_by(SkillRow.id)).all()
    for first in range(0, len(ids), PORTION):
        _index(session, ids[first : first + PORTION])


_EMPTY: dict[str, Any] = {
    "code": None, "crebo": None, "label_nl": "", "label_en": "", "alternatives_nl": "", "alternatives_en": "",
    "description": "", "checked": False,
}  # fmt: skip

_SAID = (
    SkillRow.id, SkillRow.label_nl, SkillRow.alternatives_nl, SkillRow.label_en, SkillRow.alternatives_en,
    SkillRow.code, SkillRow.source, SkillRow.crebo,
)  # fmt: skip


def _ids(session: Session, uris: Iterable[str]) -> dict[str, int]:
    found = session.execute(select(SkillRow.uri, SkillRow.id).where(SkillRow.uri.in_(list(uris))))
    return {row.uri: row.id for row in found}


def _index(session: Session, ids: Collection[int]) -> None:
    rows = session.execute(select(*_SAID).where(SkillRow.id.in_(list(ids)))).all()
    session.execute(text("DELETE FROM skill_words WHERE rowid = :rowid"), [{"rowid": row.id} for row in rows])
    session.execute(_adding(session), [_words(row) for row in rows])


def _adding(session: Session) -> TextClause:
    words = _WORDS[session.get_bind().dialect.name]
    return text(
        "INSERT INTO skill_words (rowid, words, label_nl, label_en, source, crebo) "  # noqa: S608 - fixed words
        f"VALUES (:rowid, {words}, :label_nl, :label_en, :source, :crebo)"
    )


def _words(row: Any) -> dict[str, Any]:
    texts = (row.label_nl, row.alternatives_nl, row.label_en, row.alternatives_en, row.code or "")
    names = {"label_nl": folded(row.label_nl), "label_en": folded(row.label_en)}
    return {"rowid": row.id, "words": searched_words(*texts), "source": row.source, "crebo": row.crebo or ""} | names
