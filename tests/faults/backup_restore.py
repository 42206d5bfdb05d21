"""A backup is made while badges are given, the database is lost, and the backup is put back.

All badges still verify, no place in a status list is used twice, what was withdrawn after the backup stays withdrawn,
what was erased stays erased, mail that may have left does not leave again, and no key lies in the backup.
"""

from __future__ import annotations

import base64
import json
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from uuid import UUID
from zipfile import ZipFile

from click.testing import CliRunner, Result
from sqlalchemy import select

from badgeservice.cli import main
from badgeservice.issuing.delivery import Mailing, deliver_due
from badgeservice.keystore.sealing import binding, unseal
from badgeservice.mail.leaving import post_into
from badgeservice.portfolio.erasing import Withdrawing, erase_badge, erase_learner
from badgeservice.status import bitstring
from badgeservice.storage.tables import AwardRow, ErasureRow, SigningKeyRow, StatusListRow
from faults.installation import Installation, environment, installed, opened
from faults.postgres import own_server
from faults.running import Counts, by_hand

ERASED_NAME, ERASED_LEARNER = "Wilhelmina Uitgewist", "Zacharias Vergeten"
# Other words that begin with a b may look like it too, and do no harm.
PACKED = rb'"b((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)"'
SMALL, FULL = 8, 1000


@dataclass
class Lost:
    """What the world had seen before the database was lost."""

    documents: dict[UUID, bytes] = field(default_factory=dict)
    withdrawn: set[UUID] = field(default_factory=set)
    erased: set[UUID] = field(default_factory=set)
    resumed: set[UUID] = field(default_factory=set)
    places: set[tuple[UUID, int]] = field(default_factory=set)
    bits: dict[UUID, set[int]] = field(default_factory=dict)
    in_backup: set[UUID] = field(default_factory=set)
    learner: UUID | None = None


def run(folder: Path, full: bool) -> Counts:
    """SQLite to SQLite, SQLite to PostgreSQL, PostgreSQL to PostgreSQL."""
    counts: Counts = {}
    number = FULL if full else SMALL
    with own_server() as server:
        for name, source, target in (
            ("sqlite to sqlite", "", ""),
            ("sqlite to postgresql", "", server.database()),
            ("postgresql to postgresql", server.database(), server.database()),
        ):
            for part, value in once(folder / name.replace(" ", "-"), source, target, number).items():
                counts[f"{name}, {part}"] = value
    return counts


def once(folder: Path, source: str, target: str, number: int) -> Counts:
    """Lose one installation and put it back in another database."""
    before, after = environment(folder / "before", source), environment(folder / "after", target)
    with installed(before) as installation:
        lost = Lost()
        early = live_before(installation, lost, number)
        file, made = backed_up_meanwhile(installation, folder)
        keys = private_keys(installation)
        live_after(installation, lost, early, number)
        remember(installation, lost)
    is_without_keys(file, keys)
    lost.in_backup = ids_in(file)
    (folder / "after").mkdir()
    shutil.copy(before["BADGESERVICE_KEY_ENCRYPTION_KEY_FILE"], folder / "after")
    shutil.copytree(folder / "before" / "data" / "published", folder / "after" / "data" / "published")
    told = command(after, "restore", str(file))
    assert told.exit_code == 0, told.output
    with opened(after, installation) as back:
        counts = all_is_well(back, lost, folder)
        counts["places used twice"] = given_on(back, lost, number)
    assert "The audit log holds." in command(after, "audit", "verify").output
    second = command(after, "restore", str(file))
    assert second.exit_code == 1
    assert "not empty" in second.output
    return {"given while the backup was made": made} | counts


def live_before(installation: Installation, lost: Lost, number: int) -> list[UUID]:
    """Badges of both classes, some withdrawn, one suspended, two learners; what there is before the backup."""
    given = [installation.give(f"Lerende {one}", which=one % 2) for one in range(number)]
    installation.revoke(given[0])
    installation.suspend(given[1])
    erased, _ = installation.kept(ERASED_NAME, "wilhelmina@voorbeeld.nl")
    of_learner, lost.learner = installation.kept(ERASED_LEARNER, "zacharias@voorbeeld.nl")
    lost.erased = {erased, of_learner}
    return given


def backed_up_meanwhile(installation: Installation, folder: Path) -> tuple[Path, int]:
    """The backup, while another thread gives badge after badge; how many those were."""
    enough = Event()

    def go_on_giving() -> int:
        given = 0
        while not enough.is_set():
            installation.give("Intussen", "intussen@voorbeeld.nl", which=given % 2)
            given += 1
        return given

    with ThreadPoolExecutor(1) as pool:
        giving = pool.submit(go_on_giving)
        try:
            done = command(installation.environment, "backup", str(folder))
        finally:
            enough.set()
        assert done.exit_code == 0, done.output
        assert "The key-encryption key is not in it." in done.output
        made = giving.result()
    file = next(folder.glob("badgeservice-*.zip"))
    assert file.stat().st_mode & 0o777 == 0o600
    assert [other.name for other in folder.iterdir() if other.name.startswith(".")] == []
    return file, made


def live_after(installation: Installation, lost: Lost, early: list[UUID], number: int) -> None:
    """What the backup does not know: more badges, old and new ones withdrawn, one resumed, somebody erased."""
    late = [installation.give(f"Te laat {one}", which=one % 2) for one in range(number)]
    installation.resume(early[1])
    lost.resumed = {early[1]}
    for award in (early[2], late[0], late[2]):
        installation.revoke(award)
    for award in (early[3], late[1]):
        installation.suspend(award)
    withdrawing = Withdrawing(installation.tools.sign, installation.tools.addresses)
    now = datetime.now(UTC)
    with installation.database.writing() as session:
        row = next(one for one in session.scalars(select(AwardRow)) if one.recipient_name == ERASED_NAME)
        assert row.learner_id is not None
        erase_badge(session, row.learner_id, row.id, withdrawing, now)
    with installation.database.writing() as session:
        assert lost.learner is not None
        erase_learner(session, lost.learner, (), withdrawing, now)


def remember(installation: Installation, lost: Lost) -> None:
    """What the world has seen of it all."""
    for row in installation.awards():
        lost.documents[row.id] = row.document
        lost.places.add((row.status_list_id, row.status_index))
        if row.revoked_at or row.suspended_at:
            lost.withdrawn.add(row.id)
    lost.bits = served_bits(installation)


def all_is_well(back: Installation, lost: Lost, folder: Path) -> Counts:
    """Hold the restored installation against what the world had seen."""
    rows = {row.id: row for row in back.awards()}
    assert set(rows) == lost.in_backup
    for award, row in rows.items():
        assert row.document == (b"" if award in lost.erased else lost.documents[award])
    verdicts = verdicts_of(back, lost)
    bits = served_bits(back)
    for status_list, before in lost.bits.items():
        resumed = {rows[one].status_index for one in lost.resumed if rows[one].status_list_id == status_list}
        assert bits[status_list] == before | resumed, "a bit is lost, or set for nobody"
    names = text_of_everything(back, folder)
    assert ERASED_NAME not in names
    assert ERASED_LEARNER not in names
    with back.database.reading() as session:
        erased = set(session.scalars(select(ErasureRow.subject_id)))
        assert erased == lost.erased | {lost.learner}
        assert not any(one.is_open for one in session.scalars(select(StatusListRow)))
    left = deliver_due(
        Mailing(
            back.database, post_into(folder / "mail"), back.tools.addresses, "b@voorbeeld.nl", lambda: datetime.now(UTC)
        )
    )
    assert left == 0, "mail that may have left before, left again"
    return {
        "badges in the backup": len(rows),
        "badges given after it": len(lost.documents) - len(rows),
        "checked": sum(verdicts.values()),
        "valid": verdicts[True],
        "withdrawn": verdicts[False],
        "bits in the served lists": sum(map(len, bits.values())),
        "erased again": len(erased),
    }


def verdicts_of(back: Installation, lost: Lost) -> dict[bool, int]:
    """Every badge that somebody holds, given before or after the backup, says what it said before."""
    counted = {True: 0, False: 0}
    for award, document in lost.documents.items():
        if award not in lost.erased:
            report = back.report(document)
            counts = award not in lost.withdrawn | lost.resumed
            expected = ("valid", set()) if counts else ("invalid", {"status.revoked", "status.suspended"})
            failed = {check.reason for check in report.checks if check.outcome == "failed"}
            assert report.verdict == expected[0], (report, award)
            assert failed <= expected[1], report
            counted[counts] += 1
    return counted


def given_on(back: Installation, lost: Lost, number: int) -> int:
    """Give as many badges again: how many got a place that somebody has already; the test is that none did."""
    given = {back.give(f"Weer {one}", which=one % 2) for one in range(number)}
    new = [(row.status_list_id, row.status_index) for row in back.awards() if row.id in given]
    twice = len(lost.places.intersection(new)) + len(new) - len(set(new))
    assert twice == 0
    for award in sorted(given)[:2]:
        back.revoke(award)
        document = next(row.document for row in back.awards() if row.id == award)
        assert back.report(document).verdict == "invalid"
    return twice


def served_bits(installation: Installation) -> dict[UUID, set[int]]:
    """The places that are set in each list, as its address serves it."""
    client, found = installation.app.test_client(), {}
    for row in installation.lists():
        answer = client.get(f"/status/{row.id}")
        assert answer.status_code == 200
        bits = bitstring.decode(json.loads(answer.data)["credentialSubject"]["encodedList"])
        found[row.id] = {at * 8 + bit for at, byte in enumerate(bits) if byte for bit in range(8) if byte & 128 >> bit}
    return found


def private_keys(installation: Installation) -> list[bytes]:
    """The key-encryption key and every private key, in the forms in which they could leak."""
    text = Path(installation.environment["BADGESERVICE_KEY_ENCRYPTION_KEY_FILE"]).read_text().strip()
    key = bytes.fromhex(text)
    found = [key, text.encode()]
    with installation.database.reading() as session:
        for row in session.scalars(select(SigningKeyRow)):
            owner = str(row.organisation_id) if row.organisation_id else "service"
            private = unseal(row.sealed, key, binding(owner, str(row.id), row.purpose))
            raw = private.private_bytes_raw()  # type: ignore[union-attr]  # no RSA key was made here
            found += [raw, raw.hex().encode()]
    return found


def is_without_keys(file: Path, keys: list[bytes]) -> None:
    """No key in any part, as it is or as the bytes that a base64 there stands for."""
    with ZipFile(file) as whole:
        for name in whole.namelist():
            content = whole.read(name)
            assert not any(key in content for key in keys), name
            unpacked = [base64.b64decode(packed) for packed in re.findall(PACKED, content)]
            assert not any(key in data for key in keys for data in unpacked), name


def ids_in(file: Path) -> set[UUID]:
    """Which badges the backup knows."""
    with ZipFile(file) as whole:
        manifest = json.loads(whole.read("manifest.json"))
        columns = next(list(part["columns"]) for part in manifest["parts"] if part["table"] == "award")
        lines = whole.read("tables/award.jsonl").splitlines()
    return {UUID(json.loads(line)[columns.index("id")]) for line in lines}


def text_of_everything(back: Installation, folder: Path) -> str:
    """All that is in the database, as a backup without made forms writes it."""
    file = folder / "everything.zip"
    done = command(back.environment, "backup", str(file), "--without-forms")
    assert done.exit_code == 0, done.output
    with ZipFile(file) as whole:
        assert "tables/award_form.jsonl" not in whole.namelist()
        return "".join(parts(whole))


def parts(whole: ZipFile) -> Iterator[str]:
    return (whole.read(name).decode() for name in whole.namelist())


def command(environment: dict[str, str], *arguments: str) -> Result:
    """One run of the command line in this process."""
    return CliRunner().invoke(main, arguments, env=environment)


if __name__ == "__main__":
    by_hand(run, __doc__)
