"""Only one reading of a JSON text is let in."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgeservice.errors import MalformedError
from badgeservice.formats import strict_json

any_value = st.none() | st.booleans() | st.integers(-(2**66), 2**66) | st.floats() | st.text(max_size=5)
SIGNS = [
    b'"',
    b"\\",
    b"1",
    b"0",
    b"e",
    b".",
    b"-",
    b",",
    b":",
    b"{",
    b"}",
    b"[",
    b"]",
    b" ",
    b"\n",
    b"\x7f",
    b"\x01",
    b"\xff",
]


def reason(data: bytes) -> str:
    with pytest.raises(MalformedError) as caught:
        strict_json.loads(data)
    return caught.value.reason


def test_an_object_is_read_with_white_space_around_it() -> None:
    assert strict_json.loads(b' \r\n\t{"a":[1,2.5,true,null,"\xc3\xab"]}\n') == {"a": [1, 2.5, True, None, "ë"]}


def test_what_is_written_is_compact_and_reads_back_the_same() -> None:
    document = {"naam": "Zoë\n", "b": [1, 0.5, None]}
    assert strict_json.dumps(document) == '{"naam":"Zoë\\n","b":[1,0.5,null]}'.encode()
    assert strict_json.loads(strict_json.dumps(document)) == document


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'{"a":1,"a":1}', "parse.duplicate_key"),
        (b'{"x":{"a":1,"\\u0061":2}}', "parse.duplicate_key"),
        (b'{"a":NaN}', "parse.number_range"),
        (b'{"a":-Infinity}', "parse.number_range"),
        (b'{"a":1e400}', "parse.number_range"),
        (b'{"a":1e-400}', "parse.number_range"),
        (b'{"a":9007199254740992}', "parse.number_range"),
        (b'{"a":3.141592653589793238462643383279}', "parse.number_range"),
        (b'{"a":"\\ud800"}', "parse.encoding"),
        (b'{"\\udc00":1}', "parse.encoding"),
        (b'{"a":"\\u0000"}', "parse.encoding"),
        (b'{"a":"\\u001f"}', "parse.encoding"),
        (b'{"a":"\\u007f"}', "parse.encoding"),
        (b'{"a":"\x01"}', "parse.encoding"),
        (b'{"a":"\x7f"}', "parse.encoding"),
        (b'{"a":"\xff"}', "parse.encoding"),
        (b'{"a":"\xed\xa0\x80"}', "parse.encoding"),
        (b'\xef\xbb\xbf{"a":1}', "parse.encoding"),
        (b'{"a":"\t"}', "parse.json_invalid"),
        (b'{"a":1}x', "parse.json_invalid"),
        (b'{"a":1}{"a":1}', "parse.json_invalid"),
        (b'{"a":01}', "parse.json_invalid"),
        (b"{'a':1}", "parse.json_invalid"),
        (b'{"a":1,}', "parse.json_invalid"),
        (b"[{}]", "parse.not_a_badge"),
        (b'"{}"', "parse.not_a_badge"),
        (b"null", "parse.not_a_badge"),
    ],
)
def test_what_readers_read_differently_is_refused(data: bytes, expected: str) -> None:
    assert reason(data) == expected


def test_the_largest_safe_number_and_usual_decimals_are_read() -> None:
    assert strict_json.loads(b'{"a":9007199254740991,"b":0.1,"c":1.5e10,"d":0.0}')["a"] == 2**53 - 1


def test_tab_line_feed_and_carriage_return_may_be_escaped() -> None:
    assert strict_json.loads(b'{"a":"\\t\\n\\r"}') == {"a": "\t\n\r"}


def test_a_pair_of_surrogates_is_one_character() -> None:
    assert strict_json.loads(b'{"a":"\\ud83d\\ude00"}') == {"a": "😀"}


def test_sixty_four_layers_are_read_and_one_more_is_refused() -> None:
    assert strict_json.loads(b'{"a":' + b"[" * 63 + b"]" * 63 + b"}")
    assert reason(b'{"a":' + b"[" * 64 + b"]" * 64 + b"}") == "parse.too_deep"


def test_a_hundred_thousand_brackets_are_refused_without_recursion() -> None:
    assert reason(b'{"a":' + b"[" * 100_000) == "parse.too_deep"


def test_brackets_inside_text_do_not_count() -> None:
    assert strict_json.loads(b'{"a":"' + b"[{," * 10_000 + b'"}')


def test_too_many_values_are_refused() -> None:
    assert reason(b'{"a":[' + b",".join([b"1"] * 10_001) + b"]}") == "parse.too_large"


def test_two_megabytes_is_the_limit() -> None:
    data = b'{"a":"' + b"x" * (2_000_000 - 8) + b'"}'
    assert len(data) == 2_000_000
    assert strict_json.loads(data)
    assert reason(data + b" ") == "parse.too_large"


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":"' + b'\\"' * 990_000,
        b'"' * 1_999_999,
        b'{"a":' + b"9" * 1_990_000 + b"}",
        b'{"a":0.' + b"9" * 1_990_000 + b"}",
        b"\\" * 1_999_999,
    ],
)
def test_hostile_text_is_refused_in_linear_time(data: bytes) -> None:
    began = time.process_time()
    reason(data)
    assert time.process_time() - began < 3


SOUND = [
    b'{"a":{"b":[1,-2,0.5,true,null,"x\\"\\n\xc3\xab"]}}',
    b'{"a":9007199254740991,"b":-9007199254740991}',
    b'{"a":' + b"[" * 63 + b"]" * 63 + b"}",
    b'{"a":' + b'{"a":' * 62 + b'"]]]"' + b"}" * 62 + b"}",
]
DOUBTFUL = [
    b'{"a": 1}',
    b'{"a":1,"a":2}',
    b'{"a":1.0e5}',
    b'{"a":18446744073709551615}',
    b'{"a":9007199254740992}',
    b'{"a":"\\u0041"}',
    b'{"a":"\\b"}',
    b'{"a":"\x7f"}',
    b'{"a":' + b"[" * 64 + b"]" * 64 + b"}",
    b'{"a":' + b'["]",' * 64 + b"1" + b',"["]' * 64 + b"}",
    b'{"a":[' + b"1," * 9_999 + b"1]}",
    b'{"a":"' + b'\\"' * 10_001 + b'"}',
    b"[]",
    b"{",
]


@pytest.mark.parametrize("data", SOUND, ids=range(len(SOUND)))
def test_what_is_sound_beyond_doubt_is_read_as_it_is_read_slowly(data: bytes) -> None:
    assert strict_json._as_written(data) == strict_json._read(data)


@pytest.mark.parametrize("data", DOUBTFUL, ids=range(len(DOUBTFUL)))
def test_what_may_be_read_in_two_ways_is_read_slowly(data: bytes) -> None:
    assert strict_json._as_written(data) is None


@given(st.recursive(any_value, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner)), st.data())
def test_both_ways_to_read_agree_on_any_text(value: object, data: st.DataObject) -> None:
    written = bytearray(
        json.dumps({"a": value}, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    )
    for _ in range(data.draw(st.integers(0, 2))):
        place = data.draw(st.integers(0, len(written) - 1))
        written[place : place + data.draw(st.integers(0, 1))] = data.draw(st.sampled_from(SIGNS))
    quickly = strict_json._as_written(bytes(written))
    if quickly is not None:
        assert repr(quickly) == repr(strict_json._read(bytes(written)))
