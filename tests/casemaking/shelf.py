"""Where do the cases and the documents of their world go?"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

VALID, INVALID, UNKNOWN = "valid", "invalid", "unknown"
ASSETS = Path(__file__).resolve().parents[1] / "assets" / "cases"


@dataclass
class Shelf:
    """The cases made so far, their files, and what the addresses of their world serve.

    While `on` names a check, the reason of a case that must be unknown has to stand on that check.
    """

    cases: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    addresses: dict[str, dict[str, Any]] = field(default_factory=dict)
    family: str = ""
    on: str | None = None
    known: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, says: str, content: Any, verdict: str, *reasons: str, **more: Any) -> None:
        """One case: its file and what must come of it. `ext` is the file's extension, unless it speaks for itself."""
        data = as_bytes(content)
        path = f"{self.family}/{name}.{more.pop('ext', None) or extension(data)}"
        if path in self.files:
            raise ValueError(f"{path} is there already")
        self.files[path] = data
        self._record(name, says, verdict, reasons, {"file": path, **more})

    def add_recipe(self, name: str, says: str, recipe: str, verdict: str, *reasons: str, **more: Any) -> None:
        """A case whose input is made in memory, because it would be large."""
        self._record(name, says, verdict, reasons, {"file": None, "recipe": recipe, **more})

    def good(self, name: str, says: str, content: Any, **more: Any) -> None:
        """A case that must be valid."""
        self.add(name, says, content, VALID, **more)

    def bad(self, name: str, says: str, content: Any, *reasons: str, **more: Any) -> None:
        """A case that must be invalid."""
        self.add(name, says, content, INVALID, *reasons, **more)

    def unsure(self, name: str, says: str, content: Any, *reasons: str, **more: Any) -> None:
        """A case that must be unknown."""
        self.add(name, says, content, UNKNOWN, *reasons, **more)

    def never(self, name: str, says: str, content: Any, *reasons: str, **more: Any) -> None:
        """A case that may be invalid or unknown: the rule book only says that it is never valid."""
        self.add(name, says, content, INVALID, *reasons, not_valid_only=True, **more)

    def serve(self, address: str, content: Any, content_type: str = "application/json", status: int = 200) -> None:
        """From now on the address serves this."""
        data = as_bytes(content)
        label = re.sub(r"[^a-z0-9]+", "-", address.lower().removeprefix("https://")).strip("-")[:60]
        file = f"world/{label}-{hashlib.sha256(address.encode()).hexdigest()[:6]}.{extension(data)}"
        if address in self.addresses:
            if self.files[file] != data:
                raise ValueError(f"{address} serves something else already")
            return
        self.files[file] = data
        self.addresses[address] = {"file": file, "content_type": content_type, "status": status, "headers": {}}

    def write(self, folder: Path = ASSETS, rewrite: bool = False) -> int:
        """Write what changed, remove what is no longer made; says how many files were written."""
        listing = {"cases.json": dump(self.cases), "documents.json": dump(self.addresses)}
        listing |= {"known.json": dump(self.known)} if self.known else {}
        wanted = {**self.files, **{name: text.encode() for name, text in listing.items()}}
        for old in [path for path in folder.rglob("*") if path.is_file()]:
            if old.relative_to(folder).as_posix() not in wanted:
                old.unlink()
        return sum(_write(folder / name, data, rewrite) for name, data in wanted.items())

    def _record(self, name: str, says: str, verdict: str, reasons: tuple[str, ...], more: dict[str, Any]) -> None:
        if self.on and reasons and verdict == UNKNOWN:
            more["on"] = self.on
        case = {"file": more.pop("file"), "family": self.family, "name": name, "says": says, "verdict": verdict}
        self.cases.append({**case, "reasons": list(reasons), **more})


def as_bytes(content: Any) -> bytes:
    """Bytes as they are, text in UTF-8, a value as compact JSON."""
    if isinstance(content, bytes):
        return content
    if isinstance(content, str):
        return content.encode()
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def dump(value: Any) -> str:
    """JSON for people."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def extension(data: bytes) -> str:
    """What the file would be called."""
    if data.startswith(b"\x89PNG"):
        return "png"
    if data.lstrip().startswith(b"<"):
        return "svg"
    if data.lstrip().startswith((b"{", b"[")):
        return "json"
    return "jwt" if data.startswith(b"ey") else "txt"


def _write(path: Path, data: bytes, rewrite: bool) -> bool:
    if not rewrite and path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return True
