"""Is a ZIP read without trusting what it says about itself?"""

from __future__ import annotations

import struct
import time
import tracemalloc
import zipfile
from io import BytesIO

import pytest

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import archive
from badgeservice.formats.archive import is_archive, members, shown_name


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", method) as made:
        for name, content in files:
            made.writestr(name, content)
    return written.getvalue()


def refusal(data: bytes) -> tuple[type[Exception], str, str]:
    with pytest.raises((MalformedError, UnavailableError)) as refused:
        members(data)
    return type(refused.value), refused.value.reason, refused.value.detail


def read(data: bytes) -> list[tuple[str, bytes, str | None]]:
    return [(one.name, one.data, one.problem.detail if one.problem else None) for one in members(data)]


def test_every_file_comes_in_its_order_stored_or_deflated() -> None:
    files = [("b.json", b"{}" * 500), ("a/c.png", b"x"), ("leeg.txt", b"")]
    for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        data = zipped(*files, method=method)
        assert is_archive(data)
        assert read(data) == [(name, content, None) for name, content in files]


def test_folders_and_what_a_mac_leaves_behind_are_passed_over() -> None:
    data = zipped(("map/", b""), ("__MACOSX/._a.json", b"x"), ("map/.DS_Store", b"x"), ("map/a.json", b"{}"))
    assert read(data) == [("map/a.json", b"{}", None)]


@pytest.mark.parametrize("files", [[], [("map/", b"")], [("__MACOSX/x", b"x")], [(".verborgen", b"x")]])
def test_a_zip_with_nothing_in_it_is_no_badge(files: list[tuple[str, bytes]]) -> None:
    assert refusal(zipped(*files)) == (MalformedError, "parse.not_a_badge", archive.EMPTY)


def test_more_than_200_files_are_not_read_at_all() -> None:
    many = [(f"{number}.json", b"{}") for number in range(201)]
    assert len(read(zipped(*many[:200]))) == 200
    assert refusal(zipped(*many)) == (UnavailableError, "parse.too_large", archive.TOO_MANY)
    listing = zipped(*((f"{number}/" + "x" * 60, b"") for number in range(6000)))
    assert refusal(listing) == (UnavailableError, "parse.too_large", archive.TOO_MANY)


@pytest.mark.parametrize(
    "name",
    ["/etc/passwd", "../a.json", "a/../../b.json", "..\\a.json", "C:\\a.json", "a\nb.json", "a/..", "\x1b[31m.json"],
)
def test_a_name_that_points_outside_or_cannot_be_shown_is_reported_and_not_opened(name: str) -> None:
    (odd, good) = members(zipped((name, b"{}"), ("good.json", b"{}")))
    assert odd.problem is not None
    assert (odd.problem.reason, odd.problem.detail, odd.data) == ("parse.encoding", archive.BAD_NAME, b"")
    assert odd.name.isprintable()
    assert (good.data, good.problem) == (b"{}", None)


def test_the_name_that_a_mac_gives_a_screenshot_is_an_ordinary_name() -> None:
    name = "Schermafbeelding om 3.00.00\u202fPM \U0001f44d.png"
    assert read(zipped((name, b"x"))) == [(name, b"x", None)]


class _Pipe(BytesIO):
    """What cannot be gone back in: sizes come after the data."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_where: int) -> int:
        raise OSError


def test_a_zip_that_was_written_in_one_go_is_read() -> None:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as made:
        for name in ("a.json", "b.json"):
            made.writestr(name, b"{}" * 100)
    assert read(pipe.getvalue()) == [(name, b"{}" * 100, None) for name in ("a.json", "b.json")]


def test_a_name_that_comes_twice_is_ambiguous_both_times() -> None:
    first, second = zipped(("a.json", b"{}")), zipped(("b.json", b"[]"))
    data = first[: first.index(b"PK\x01\x02")] + second[: second.index(b"PK\x01\x02")].replace(b"b.json", b"a.json")
    headers = [first, second.replace(b"b.json", b"a.json")]
    listing = b"".join(one[one.index(b"PK\x01\x02") : one.index(b"PK\x05\x06")] for one in headers)
    moved = bytearray(listing)
    start = first.index(b"PK\x01\x02")
    moved[len(listing) // 2 + 42 : len(listing) // 2 + 46] = start.to_bytes(4, "little")
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(moved), len(data), 0)

    assert [problem for _name, _data, problem in read(data + bytes(moved) + end)] == [archive.TWICE] * 2


def test_a_file_behind_a_passphrase_is_reported_and_the_others_are_read() -> None:
    data = bytearray(zipped(("a.json", b"{}"), ("b.json", b"{}")))
    for place in (6, data.index(b"PK\x01\x02") + 8):
        data[place] |= 1
    assert read(bytes(data)) == [("a.json", b"", archive.ENCRYPTED), ("b.json", b"{}", None)]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_stored_and_deflated_files_are_read(method: int) -> None:
    assert read(zipped(("a.json", b"{}" * 100), method=method)) == [("a.json", b"", archive.COMPRESSION)]


def test_a_zip_in_a_zip_is_reported_and_not_unpacked() -> None:
    assert read(zipped(("a.zip", zipped(("a.json", b"{}"))))) == [("a.zip", b"", archive.NESTED)]


def test_a_file_that_expands_past_10_mb_is_stopped_in_little_memory_and_time() -> None:
    data = zipped(("bomb.json", b"\0" * 10_500_000), ("good.json", b"{}"))
    again = zipped(*((f"{number}.json", b"\0" * 10_500_000) for number in range(40)))
    assert len(data) < 20_000
    tracemalloc.start()
    began = time.perf_counter()
    bomb, good = members(data)
    problems = [one.problem.reason if one.problem else None for one in members(again)]
    seconds, (_, most) = time.perf_counter() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert bomb.problem is not None
    assert (bomb.problem.reason, good.data) == ("parse.too_large", b"{}")
    assert problems == ["parse.too_large"] * 40
    assert most < 40_000_000
    assert seconds < 5


def test_what_expands_past_60_mb_together_is_not_known_rather_than_wrong() -> None:
    *read_whole, last, after = members(zipped(*((f"{number}.json", b"\0" * 9_900_000) for number in range(8))))
    assert [one.problem for one in read_whole] == [None] * 6
    for one in (last, after):
        assert isinstance(one.problem, UnavailableError)
        assert (one.problem.reason, one.problem.detail, one.data) == ("parse.too_large", archive.TOO_MUCH, b"")


def test_a_declared_size_is_not_believed() -> None:
    data = bytearray(zipped(("a.json", b"{}" * 5000)))
    listing = data.index(b"PK\x01\x02")
    for place in (22, listing + 24):
        data[place : place + 4] = (4).to_bytes(4, "little")
    assert read(bytes(data)) == [("a.json", b"", archive.BROKEN)]


def test_a_wrong_checksum_is_reported() -> None:
    data = zipped(("a.json", b"abcdef"), method=zipfile.ZIP_STORED)
    assert read(data.replace(b"abcdef", b"abcdeg")) == [("a.json", b"", archive.BROKEN)]


def test_many_names_for_the_same_bytes_are_refused() -> None:
    plain = zipped(("0.json", b"\0" * 1_000_000))
    start, end = plain.index(b"PK\x01\x02"), plain.index(b"PK\x05\x06")
    entries = [plain[start:end].replace(b"0.json", f"{number}.json".encode()) for number in range(9)]
    listing = b"".join(entries)
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, len(listing), start, 0)
    assert refusal(plain[:start] + listing + tail) == (MalformedError, "parse.ambiguous_input", archive.BROKEN)


def test_a_file_inside_another_is_refused() -> None:
    inner = zipped(("in.json", b"{}"), method=zipfile.ZIP_STORED)
    outer = bytearray(zipped(("out.json", inner), ("b.json", b"{}"), method=zipfile.ZIP_STORED))
    second = outer.index(b"PK\x01\x02", outer.index(b"PK\x01\x02", outer.index(b"PK\x05\x06") + 4) + 4)
    outer[second + 42 : second + 46] = outer.index(b"PK\x03\x04", 4).to_bytes(4, "little")
    assert refusal(bytes(outer)) == (MalformedError, "parse.ambiguous_input", archive.BROKEN)


@pytest.mark.parametrize("cut", [4, 10, 40, -1, -10, -22])
def test_half_a_zip_is_broken(cut: int) -> None:
    data = zipped(("a.json", b"{}" * 50), ("b.json", b"{}"))
    assert refusal(data[:cut])[1:] == ("parse.not_a_badge", archive.BROKEN)


def test_what_stands_behind_the_end_is_not_passed_over() -> None:
    assert refusal(zipped(("a.json", b"{}")) + b"meer")[1:] == ("parse.not_a_badge", archive.BROKEN)


def test_every_damaged_byte_gives_an_answer() -> None:
    data = zipped(("a.json", b'{"a": 1}' * 10), ("map/b.json", b"{}"))
    for place in range(len(data)):
        for value in (0, 255, data[place] ^ 1):
            damaged = data[:place] + bytes([value]) + data[place + 1 :]
            reasons = {one.problem.reason for one in _members_or_refusal(damaged) if one.problem}
            assert all(reason.startswith("parse.") for reason in reasons)


def _members_or_refusal(data: bytes) -> list[archive.Member]:
    try:
        return list(members(data))
    except (MalformedError, UnavailableError) as problem:
        return [archive.Member("", b"", problem)]


def test_a_name_is_shown_on_one_line_and_is_not_endless() -> None:
    assert shown_name("a\x1b[0m\n\u202eb") == "a\ufffd[0m\ufffd\ufffdb"
    assert len(shown_name("x" * 5000)) == archive.LONGEST_NAME
