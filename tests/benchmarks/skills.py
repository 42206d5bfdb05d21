"""How long does a search in 14,000 skills take, on each database, also with typing mistakes?

PYTHONPATH=tests python -m benchmarks.skills [SQLALCHEMY-ADDRESS of an empty database]; without one, SQLite in a new
folder. Prints milliseconds on the clock and of the processor (of this process, so without PostgreSQL's own).
What is searched is made up here: words of work put together into names of ESCO's length.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from badgeservice.issuing.skill_import import touch
from badgeservice.issuing.skills_search import RememberedNames, search
from badgeservice.storage import skills
from badgeservice.storage.engine import opened_database
from badgeservice.storage.migrate import bring_up_to_date

NUMBER, ROUNDS, PORTION = 14_000, 200, 500
VERBS = [
    "ontvangen",
    "begeleiden",
    "plannen",
    "controleren",
    "uitvoeren",
    "beheren",
    "ontwerpen",
    "meten",
    "laden",
    "lossen",
    "bedienen",
    "onderhouden",
    "schoonmaken",
    "verzorgen",
    "adviseren",
    "beoordelen",
    "monteren",
    "repareren",
    "vervoeren",
    "verpakken",
    "snoeien",
    "oogsten",
]
THINGS = [
    "gast",
    "kamer",
    "voorraad",
    "machine",
    "klant",
    "dossier",
    "weg",
    "plant",
    "boom",
    "maaltijd",
    "patiënt",
    "project",
    "contract",
    "leiding",
    "vloer",
    "voertuig",
    "lading",
    "rooster",
    "product",
    "bestelling",
    "artikel",
    "gebouw",
    "tuin",
    "keuken",
    "netwerk",
    "stroom",
    "water",
    "veiligheid",
]
ENDS = [
    "beheer",
    "planning",
    "controle",
    "systemen",
    "gegevens",
    "middelen",
    "onderdelen",
    "processen",
    "kosten",
    "risico's",
]
PLACES = (
    "in een hotel",
    "op de bouwplaats",
    "in het magazijn",
    "voor cliënten",
    "volgens de richtlijnen",
    "met behulp van software",
    "in teamverband",
    "buiten",
    "op zee",
    "in de zorg",
    "onder toezicht",
    "",
)


def main(address: str) -> None:
    """Fill the database, search, and print the median, the 95th percentile and the slowest, by kind of query."""
    rng = random.Random(14)
    with opened_database(address) as database:
        bring_up_to_date(database)
        with database.writing() as session:
            _fill(session, rng)
        remembered = RememberedNames()
        with database.reading() as session:
            search(session, remembered, "warmloopt")
            all_times = []
            for kind, queries in _queries(session, rng).items():
                times = [_milliseconds(session, remembered, one) for one in queries]
                print(f"{kind:12}", _figures(times))
                all_times += times
            print(f"{'all':12}", _figures(all_times))


def _fill(session: Session, rng: random.Random) -> None:
    for start in range(0, NUMBER, PORTION):
        rows = (_row(number, rng) for number in range(start, min(start + PORTION, NUMBER)))
        skills.put(session, {str(row["uri"]): row for row in rows})
    touch(session)


def _row(number: int, rng: random.Random) -> dict[str, object]:
    name, other = _name(rng), "\n".join(_name(rng) for _ in range(rng.randrange(8)))
    uri = f"http://data.europa.eu/esco/skill/00000000-0000-4000-8000-{number:012}"
    words = {"label_nl": f"{name} {number % 97}", "label_en": f"skill of {name}", "alternatives_nl": other}
    return {"source": "esco", "uri": uri, "checked": True} | words


def _name(rng: random.Random) -> str:
    return " ".join([rng.choice(THINGS) + rng.choice(ENDS), rng.choice(VERBS), rng.choice(PLACES)]).strip()


def _queries(session: Session, rng: random.Random) -> dict[str, list[str]]:
    names = [row.label_nl for row in skills.by_ids(session, rng.sample(range(1, NUMBER), ROUNDS)).values()]
    return {
        "two letters": [name[:2] for name in names],
        "beginning": [name[: rng.randrange(3, 14)] for name in names],
        "words": [" ".join(rng.sample(name.split(), 2)) for name in names],
        "mistakes": [_mistaken(name, rng) for name in names],
        "nothing": ["".join(rng.choices("bcdfghjklmnpqrstvwxz", k=9)) for _name in names],
    }


def _mistaken(name: str, rng: random.Random) -> str:
    def one(word: str) -> str:
        place = rng.randrange(1, len(word)) if len(word) > 4 else 0
        return word[:place] + word[place + 1 :] if place else word

    return " ".join(one(word) for word in name.split()[:3])


def _milliseconds(session: Session, remembered: RememberedNames, query: str) -> tuple[float, float]:
    started, worked = time.perf_counter(), time.process_time()
    search(session, remembered, query)
    session.expunge_all()
    return (time.perf_counter() - started) * 1000, (time.process_time() - worked) * 1000


def _figures(times: list[tuple[float, float]]) -> str:
    clock, processor = zip(*times, strict=True)
    return " | ".join(
        f"{name} median {median(one):5.1f}  p95 {quantiles(one, n=20)[-1]:5.1f}  slowest {max(one):5.1f} ms"
        for name, one in (("clock", clock), ("processor", processor))
    )


def _addresses() -> Iterator[str]:
    if len(sys.argv) > 1:
        yield sys.argv[1]
        return
    with TemporaryDirectory() as folder:
        yield f"sqlite:///{Path(folder) / 'skills.db'}"


if __name__ == "__main__":
    for address in _addresses():
        main(address)
