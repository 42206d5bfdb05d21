"""Is the service spared whatever a parser does?"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

import pytest

from badgeservice.isolation.run import Bounds, ChildFailedError, parse_in_child

SHORT = Bounds(seconds=1.5)


@pytest.fixture
def parser(tmp_path: Path):
    def written(body: str) -> Path:
        file = tmp_path / "parser.py"
        file.write_text(f"import os, sys\ndef read(data):\n    {body}\n")
        return file

    return written


def test_what_a_parser_reads_comes_back(parser) -> None:
    assert parse_in_child(parser("return {'length': len(data), 'first': data[0]}"), b"\x07" * 10_000_000) == {
        "length": 10_000_000,
        "first": 7,
    }


@pytest.mark.parametrize(
    "body",
    [
        "os.abort()",
        "raise ValueError",
        "sys.exit(3)",
        "os.kill(os.getpid(), 11)",
        "return bytearray(600 * 1024 * 1024)[:1].hex()",
        "return os.write(os.memfd_create('x'), b'x')",
        "return {1, 2}",
        "print('junk'); return 1",
        "return 'x' * 300_000",
        "os.close(1)",
        "os._exit(0)",
    ],
)
def test_a_parser_that_dies_or_wants_too_much_is_an_error_of_ours(parser, body: str) -> None:
    with pytest.raises(ChildFailedError):
        parse_in_child(parser(body), b"x" * 1_000_000)


@pytest.mark.parametrize(
    "body",
    [
        "\n    while True: pass",
        "import time; time.sleep(600)",
        "import time; os.close(1); time.sleep(600)",
        "\n    while True: os.write(1, b'x' * 65536)",
    ],
)
def test_a_parser_that_hangs_is_stopped_in_time(parser, body: str) -> None:
    began = time.perf_counter()
    with pytest.raises(ChildFailedError):
        parse_in_child(parser(body), b"", SHORT)
    assert time.perf_counter() - began < 10


def test_a_parser_that_does_not_read_hangs_nothing(parser) -> None:
    file = parser("return 1")
    file.write_text("import os\nos._exit(1)\n" + file.read_text())
    with pytest.raises(ChildFailedError):
        parse_in_child(file, b"x" * 10_000_000)


def test_a_parser_sees_nothing_of_the_service(parser, monkeypatch) -> None:
    monkeypatch.setenv("BADGESERVICE_SECRET_KEY", "geheim")
    opened = os.open("/dev/null", os.O_RDONLY)
    os.set_inheritable(opened, True)
    seen = parse_in_child(
        parser(
            "return [dict(os.environ), os.getcwd(), len(os.listdir('/proc/self/fd')), "
            "[name for name in sys.modules if name.startswith('badgeservice')], sys.flags.isolated]"
        ),
        b"",
    )
    os.close(opened)

    environment, folder, files, modules, isolated = seen
    assert "BADGESERVICE_SECRET_KEY" not in environment
    assert (folder, modules, isolated) == ("/", [], 1)
    # The three pipes, and the listing of them.
    assert files == 4


def test_no_child_is_left_behind(parser) -> None:
    before = _children()
    for body in ("return 1", "os.abort()"):
        with suppress(ChildFailedError):
            parse_in_child(parser(body), b"")
    assert _children() == before


def _children() -> str:
    return "".join(file.read_text() for file in Path("/proc/self/task").glob("*/children"))
