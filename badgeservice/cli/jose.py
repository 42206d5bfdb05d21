"""Does a JWT hold, and may this be one, by the strict words of VC-JOSE-COSE? In the form that test suites ask for."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import jose, strict_json
from badgeservice.wording import LANGUAGES, N_, REASONS, translator

SUCCESS, FAILURE, INDETERMINATE, ERROR = "success", "failure", "indeterminate", "error"
FEATURES = {"credential_jose": jose.CREDENTIAL, "presentation_jose": jose.PRESENTATION}
NOT_OPENED = N_("Dit bestand is niet te openen. Bestaat het, en mag je het lezen?")
NOT_SIGNED_BY = N_(
    "De handtekening hiervan is niet gecontroleerd: er is geen sleutel voor, of we lezen dit soort niet."
)

_NO_JSON = frozenset({"parse.json_invalid", "parse.encoding"})


@dataclass(frozen=True)
class _Files:
    input: Path
    key: Path


class _UnreadableError(Exception):
    """A file that is not there, is empty or holds no JSON: a sentence, and which file."""

    def __init__(self, path: Path, sentence: str = NOT_OPENED) -> None:
        super().__init__(str(path))
        self.sentence = sentence


_Work = Callable[[_Files, jose.Kind], Any]


@click.group(name="jose", short_help="Sign and check W3C credentials as JWT (VC-JOSE-COSE).")
def command() -> None:
    """Sign and check W3C credentials and presentations as JWT, strictly by VC-JOSE-COSE 1.0."""


def _options(function: Callable[..., None]) -> Callable[..., None]:
    path = click.Path(path_type=Path)
    for option in (
        click.option("--language", type=click.Choice(LANGUAGES), default="nl", help="The language of the sentences."),
        click.option("--output", required=True, type=path, metavar="FILE", help="Where the result is written."),
        click.option("--feature", required=True, type=click.Choice(list(FEATURES)), help="What the input is."),
        click.option("--key", "key_path", required=True, type=path, metavar="FILE", help="The key, as JSON."),
        click.option("--input", "input_path", required=True, type=path, metavar="FILE", help="What is judged."),
    ):
        function = option(function)
    return function


@command.command(name="issue")
@_options
def issue(input_path: Path, key_path: Path, feature: str, output: Path, language: str) -> None:
    """Sign a credential or presentation: the JWT is the result's data."""
    _write(output, _outcome(_issue, _Files(input_path, key_path), FEATURES[feature], language))


@command.command(name="verify")
@_options
def verify(input_path: Path, key_path: Path, feature: str, output: Path, language: str) -> None:
    """Check a JWT, or an envelope around one: the document in it is the result's data."""
    files, kind = _Files(input_path, key_path), FEATURES[feature]
    outcome = _outcome(_verify, files, kind, language)
    _name_what_was_not_checked(outcome, files, kind, language)
    _write(output, outcome)


def _issue(files: _Files, kind: jose.Kind) -> str:
    return jose.issue(_json(files.input), _json(files.key), kind)


def _verify(files: _Files, kind: jose.Kind) -> dict[str, Any]:
    key_file, data = _json(files.key), _bytes(files.input)
    if data.lstrip().startswith(b"{"):
        _json(files.input)
    return jose.verify(data, key_file, kind)


def _name_what_was_not_checked(outcome: dict[str, Any], files: _Files, kind: jose.Kind, language: str) -> None:
    """On standard error: the output file has room for the outcome of the whole only."""
    if outcome["result"] == SUCCESS:
        for place in jose.not_signed_by(outcome["data"], _json(files.key), kind):
            click.echo(f"{place}: {translator(language)(NOT_SIGNED_BY)}", err=True)


def _outcome(work: _Work, files: _Files, kind: jose.Kind, language: str) -> dict[str, Any]:
    translate = translator(language)
    try:
        return {"result": SUCCESS, "data": work(files, kind)}
    except _UnreadableError as problem:
        return {"result": ERROR, "data": f"{translate(problem.sentence)} ({problem})"}
    except MalformedError as problem:
        return {"result": FAILURE, "data": f"{translate(REASONS[problem.reason])} ({problem})"}
    except UnavailableError as problem:
        return {"result": INDETERMINATE, "data": f"{translate(REASONS[problem.reason])} ({problem})"}


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise _UnreadableError(path) from problem
    if not data.strip():
        raise _UnreadableError(path)
    return data


def _json(path: Path) -> dict[str, Any]:
    try:
        return strict_json.loads(_bytes(path))
    except MalformedError as problem:
        if problem.reason in _NO_JSON:
            raise _UnreadableError(path, REASONS[problem.reason]) from problem
        raise


def _write(path: Path, outcome: dict[str, Any]) -> None:
    try:
        path.write_text(json.dumps(outcome, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as problem:
        raise click.FileError(str(path), hint=problem.strerror) from problem
