"""Words are found when they are asked for, once."""

from __future__ import annotations

from badgeservice.verification.told import Told


def test_words_are_written_once_and_not_before_they_are_read() -> None:
    written: list[int] = []

    def write() -> dict[str, str]:
        written.append(1)
        return {"key": "did:key:z#z"}

    told = Told(write)
    assert not written
    assert told == {"key": "did:key:z#z"}
    assert (dict(told), len(told), "key" in told, repr(told)) == (told, 1, True, repr(write()))
    assert len(written) == 2
