"""The small size of every script that breaks where things are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from faults import backup_restore, batch_killed, database_restart, disk_full, revocations, status_indexes

pytestmark = pytest.mark.faults


def test_a_restored_backup_lives_up_to_what_happened_after_it(tmp_path: Path) -> None:
    counts = backup_restore.run(tmp_path, full=False)
    assert counts["sqlite to postgresql, places used twice"] == 0


def test_a_full_disk_is_said_and_leaves_nothing_half(tmp_path: Path) -> None:
    counts = disk_full.run(tmp_path, full=False)
    assert counts["database that may not grow, refused"] != 0


def test_a_restart_of_the_database_is_said_and_over_at_once(tmp_path: Path) -> None:
    counts = database_restart.run(tmp_path, full=False)
    assert counts["restarts"] == database_restart.SMALL


def test_badges_revoked_at_once_all_have_their_bit(tmp_path: Path) -> None:
    counts = revocations.run(tmp_path, full=False)
    assert counts["postgresql, bits set in the served list"] == revocations.SMALL


def test_no_place_is_given_twice_and_one_list_is_opened_when_it_is_full(tmp_path: Path) -> None:
    counts = status_indexes.run(tmp_path, full=False)
    assert counts["postgresql, lists"] == 2


def test_workers_killed_half_way_give_everybody_one_badge_and_one_mail(tmp_path: Path) -> None:
    counts = batch_killed.run(tmp_path, full=False)
    assert counts["postgresql, given"] == batch_killed.SMALL[1][1]
