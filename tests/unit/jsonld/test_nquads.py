"""Are lines of N-Quads read strictly, and written in one way only?"""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from badgeservice.errors import MalformedError
from badgeservice.jsonld.nquads import XSD_STRING, literal, read, written

S = "<urn:s> <urn:p>"


def quads(text: str) -> list[tuple[str, str, str, str]]:
    return list(read(text))


def reason(text: str) -> str | None:
    try:
        quads(text)
    except MalformedError as problem:
        return problem.reason.partition(".")[0]
    return None


@given(st.text(st.characters(exclude_categories=("Cs",))))
@example('$",')
@example(",")
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    assert quads(f"{S} {literal(text)} .\n") == [("<urn:s>", "<urn:p>", literal(text), "")]
    assert "\n" not in literal(text)


@given(st.text())
def test_any_input_is_read_or_refused(text: str) -> None:
    for attempt in (text, f"{S} {text} .", f'{S} "{text}" .', f"<{text}> <urn:p> _:{text} ."):
        assert reason(attempt) in (None, "parse")


@pytest.mark.parametrize(
    "line",
    [
        f'{S} "x" .',
        f'  {S}\t"x"  .  ',
        f'{S}"x".',
        f'{S} "x" . # a comment',
        f'# first\n\n \t\r\n{S} "x" .\r',
        f'{S} "x"^^<{XSD_STRING}> .',
        f'{S} "\\u0078" .',
        '<\\u0075rn:s> <urn:\\U00000070> "x" .',
    ],
)
def test_spellings_of_one_quad_are_the_same(line: str) -> None:
    assert quads(line) == [("<urn:s>", "<urn:p>", '"x"', "")]


def test_blank_nodes_graphs_and_languages_are_read() -> None:
    assert quads('_:a.b <urn:p> _:c _:g. _:x <urn:p> "y"@nl-NL <urn:g> .'.replace(". _:x", ".\n_:x")) == [
        ("_:a.b", "<urn:p>", "_:c", "_:g"),
        ("_:x", "<urn:p>", '"y"@nl-NL', "<urn:g>"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        '<urn:s> <urn:p> "x"',
        '<urn:s> <urn:p> "x" . .',
        '"x" <urn:p> <urn:o> .',
        "<urn:s> _:p <urn:o> .",
        f'{S} <urn:o> "g" .',
        f'{S} "x"@ .',
        f'{S} "x"@nl^^<urn:t> .',
        f'{S} "x\\y" .',
        f'{S} "\\u12" .',
        f'{S} "\\uD800" .',
        f'{S} "\\U00110000" .',
        f'{S} "x\ny" .',
        f'{S} "x"y" .',
        f"{S} 'x' .",
        f"{S} <urn:a b> .",
        f"{S} <urn:\\u0020> .",
        f"{S} <relative> .",
        f"{S} _:-x .",
        f"{S} _: .",
        "@prefix x: <urn:x> .",
        f"{S} <urn:o> . {S} <urn:o> .",
    ],
)
def test_what_is_no_quad_is_refused(line: str) -> None:
    with pytest.raises(MalformedError, match=r"^parse\."):
        quads(line)


def test_lines_are_sorted_by_code_point_and_written_once() -> None:
    high, low = ('"\U0001f600"', '"\uf900"')
    same = [("<urn:s>", "<urn:p>", term, "") for term in (high, low, high)]
    assert written(same).decode() == f"{S} {low} .\n{S} {high} .\n"


@pytest.mark.parametrize(
    "hostile",
    [
        '"' + "\\t" * 200_000,
        "<" + "a" * 400_000,
        "_:" + "." * 400_000,
        "_:a" + ".-" * 200_000 + "!",
        "<urn:o>" + " " * 400_000,
    ],
    ids=["escapes", "address", "dots", "dots and dashes", "white space"],
)
def test_hostile_line_is_refused_in_one_pass(hostile: str) -> None:
    with pytest.raises(MalformedError, match=r"^parse\."):
        quads(f"{S} {hostile}")
