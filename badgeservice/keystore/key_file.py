"""Where does the key-encryption key come from?"""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from badgeservice.errors import SettingsError

LENGTH = 32


def make_key_file(file: Path) -> None:
    """Write a fresh key-encryption key (64 hex digits), readable by its owner only. An existing file is kept."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    except FileExistsError:
        return
    with os.fdopen(handle, "w") as written:
        written.write(secrets.token_hex(LENGTH) + "\n")


def read_key_file(file: Path) -> bytes:
    """The 32 bytes of the key-encryption key. Raises SettingsError when it is missing, open to others or broken."""
    try:
        mode = file.stat().st_mode
        text = file.read_text(encoding="ascii").strip()
        key = bytes.fromhex(text)
    except FileNotFoundError as problem:
        raise SettingsError(
            f"The key-encryption key {file} is not there. Make one with: badgeservice init"
        ) from problem
    except (OSError, ValueError) as problem:
        raise SettingsError(f"The key-encryption key {file} cannot be read: {problem}") from problem
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise SettingsError(f"Others may read the key-encryption key {file}. Run: chmod 400 {file}")
    if len(key) != LENGTH:
        raise SettingsError(f"The key-encryption key {file} must hold {LENGTH * 2} hex digits.")
    return key
