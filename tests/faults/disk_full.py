"""The disk is full while badges are given and people ask for a code.

Everybody gets a page with a sentence, no half row or file is left, and all goes on when there is room again.
"""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import disk_usage

from sqlalchemy import event, func, select, text

from badgeservice.audit.record import first_broken_row
from badgeservice.storage.kept_outside import catch_up, published_lists
from badgeservice.storage.tables import AwardRow
from faults.installation import Installation, environment, installed, opened
from faults.running import Counts, by_hand
from faults.serving import Answer, ask_for_a_code, free_address, give, served

SMALL, FULL = 6, 300
DISK_BYTES = 64 << 20
FULL_STATUS, SERVED = 503, (201, 303)


def run(folder: Path, full: bool) -> Counts:
    """A real server on a small disk where one may be mounted; and a database that may not grow, everywhere."""
    number = FULL if full else SMALL
    counts = {
        f"database that may not grow, {name}": value for name, value in no_growth(folder / "limit", number).items()
    }
    small = folder / "small"
    small.mkdir()
    with small_disk(small) as is_mounted:
        counts["small disk"] = "mounted" if is_mounted else "not allowed here: only the database that may not grow"
        if is_mounted:
            counts |= {f"small disk, {name}": value for name, value in full_disk(small, folder, number).items()}
    return counts


def no_growth(folder: Path, number: int) -> Counts:
    """An SQLite database that refuses to grow, as it does on a full disk, in this process."""
    with installed(environment(folder)) as installation:
        token, slug = installation.token(), installation.slug()
        before = len(installation.awards())
        limit = [0]

        def refuse_to_grow(connection: object) -> None:
            pages = limit[0] or (1 << 31)
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")  # type: ignore[attr-defined]

        event.listen(installation.database.engine, "begin", refuse_to_grow)
        limit[0] = 1
        answers = [given(installation, token, slug, f"vol-{one}") for one in range(number)]
        refused = [one for one in answers if one.status != 201]
        assert refused, "it never was full"
        are_clear(refused)
        limit[0] = 0
        after = [given(installation, token, slug, f"vol-{one}") for one in range(number)]
        assert {one.status for one in after} == {201}
        is_whole(installation, before + number)
        return {"given while full": len(answers) - len(refused), "refused": len(refused), "given at last": number}


def given(installation: Installation, token: str, slug: str, key: str) -> Answer:
    award = {"badge_class": slug, "name": "Fatima", "behaviours": [{"id": "b1"}], "judged_on": "2026-01-05"}
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
    answer = installation.app.test_client().post("/api/v1/awards", json=award, headers=headers)
    return Answer(answer.status_code, dict(answer.headers), answer.text)


def full_disk(disk: Path, folder: Path, number: int) -> Counts:
    """A real server whose data folder lies on a disk that something else fills."""
    settings = environment(disk, BASE_URL=free_address())
    with installed(settings) as installation:
        token, slug = installation.token(), installation.slug()
    with served(settings, folder / "log") as address:
        seen = Counter({"given before": sum(one.status == 201 for one in asked(address, token, slug, "voor", number))})
        ballast = fill(disk)
        answers = [*asked(address, token, slug, "vol", number), ask_for_a_code(address, "fatima@voorbeeld.nl")]
        # Something small may still fit in the room that the files of the database had taken before.
        refused = [one for one in answers if one.status not in SERVED]
        seen.update({"served while full": len(answers) - len(refused), "refused": len(refused)})
        assert refused, "it never was full"
        are_clear(refused)
        ballast.unlink()
        again = [*asked(address, token, slug, "vol", number), *asked(address, token, slug, "na", number)]
        assert {one.status for one in again} == {201}, again
        assert ask_for_a_code(address, "fatima@voorbeeld.nl").status == 303
    with opened(settings) as installation:
        is_whole(installation, 3 * number)
    return dict(seen) | {"given at last": 3 * number}


def asked(address: str, token: str, slug: str, word: str, number: int) -> list[Answer]:
    return [give(address, token, slug, f"{word}-{one}") for one in range(number)]


def are_clear(answers: list[Answer]) -> None:
    """Each says that the disk is full, in a sentence, and when to come back; none is a bug's page."""
    for one in answers:
        assert one.status == FULL_STATUS, one
        assert one.says_when_to_come_back, one
        assert "is full" in one.text or "geen ruimte" in one.text, one


def is_whole(installation: Installation, number: int) -> None:
    """So many badges, each as the log saw it; no half file beside the database; lists as they are served."""
    with installation.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(AwardRow)) == number
        assert first_broken_row(session) is None
        assert session.scalar(text("PRAGMA integrity_check")) == "ok"
    folder = installation.tools.settings.published_folder
    catch_up(installation.database, folder)
    published = {status_list: document for status_list, _version, document in published_lists(folder)}
    assert published == {row.id: row.document for row in installation.lists()}
    assert [file for file in folder.rglob(".*") if file.is_file()] == []
    for row in installation.awards():
        assert installation.report(row.document).verdict == "valid"


def fill(disk: Path) -> Path:
    """A file that takes all that is left."""
    ballast, portion = disk / "ballast", bytes(4096)
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(portion) == len(portion):
            pass
    assert disk_usage(disk).free < len(portion)
    return ballast


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A disk of some megabytes in a folder; whether this machine lets us have one."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(folder)]
    is_mounted = os.geteuid() == 0 and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    try:
        yield is_mounted
    finally:
        if is_mounted:
            subprocess.run(["umount", str(folder)], check=True)


if __name__ == "__main__":
    by_hand(run, __doc__)
