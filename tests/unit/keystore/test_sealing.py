"""Sealed keys open only with the right key-encryption key and only where they belong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from badgeservice.errors import SettingsError
from badgeservice.keystore.key_file import make_key_file, read_key_file
from badgeservice.keystore.sealing import binding, seal, unseal

KEY = bytes(range(32))
BOUND = binding("organisation", "key", "badges")


def test_a_sealed_key_opens_again() -> None:
    private_key = Ed25519PrivateKey.generate()
    assert unseal(seal(private_key, KEY, BOUND), KEY, BOUND).private_bytes_raw() == private_key.private_bytes_raw()


def test_the_same_key_is_sealed_differently_each_time() -> None:
    private_key = Ed25519PrivateKey.generate()
    assert seal(private_key, KEY, BOUND) != seal(private_key, KEY, BOUND)


@pytest.mark.parametrize("other", [binding("organisation", "key", "status"), binding("another", "key", "badges")])
def test_a_key_that_was_moved_does_not_open(other: bytes) -> None:
    with pytest.raises(SettingsError):
        unseal(seal(Ed25519PrivateKey.generate(), KEY, BOUND), KEY, other)


def test_another_key_encryption_key_does_not_open_it() -> None:
    with pytest.raises(SettingsError, match="KEY_ENCRYPTION_KEY_FILE"):
        unseal(seal(Ed25519PrivateKey.generate(), KEY, BOUND), bytes(32), BOUND)


def test_every_changed_byte_is_noticed() -> None:
    sealed = seal(Ed25519PrivateKey.generate(), KEY, BOUND)
    for place in range(1, len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(SettingsError):
            unseal(changed, KEY, BOUND)


def test_a_made_key_file_is_read_back_and_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "key"
    make_key_file(file)
    key = read_key_file(file)
    make_key_file(file)
    assert read_key_file(file) == key
    assert file.stat().st_mode & 0o777 == 0o400


def test_a_key_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "key"
    make_key_file(file)
    os.chmod(file, 0o444)
    with pytest.raises(SettingsError, match="chmod 400"):
        read_key_file(file)


@pytest.mark.parametrize("content", ["", "zz", "ab" * 31])
def test_a_key_file_with_something_else_in_it_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "key"
    file.write_text(content)
    os.chmod(file, 0o400)
    with pytest.raises(SettingsError):
        read_key_file(file)


def test_a_missing_key_file_says_which_command_makes_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="badgeservice init"):
        read_key_file(tmp_path / "none")
