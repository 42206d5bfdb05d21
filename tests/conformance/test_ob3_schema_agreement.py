"""Does what we issue fit the official OB 3.0 JSON Schema, and does our own schema judge as it does?"""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from issued import KINDS, badge
from jsonschema import Draft201909Validator
from pyld import jsonld
from pyld.documentloader.frozen import FrozenDocumentLoader

from badgeservice.errors import MalformedError
from badgeservice.formats import ob3, schema
from badgeservice.jsonld.canonical import canonicalise
from badgeservice.jsonld.contexts import CONTEXTS
from badgeservice.jsonld.dropped_terms import refuse_dropped_terms

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("BADGESERVICE_SHARED", REPOSITORY.parent / "shared"))
OFFICIAL = SHARED / "data" / "ob_v3p0_achievementcredential_schema.json"

with_official = pytest.mark.skipif(
    not OFFICIAL.is_file(), reason="set BADGESERVICE_SHARED to the folder with the official schema"
)
every_kind = pytest.mark.parametrize("kind", KINDS)

# Where VCDM 2.0 takes one value or several, ours is wider.
ONE_OR_MANY = ("credentialSubject", "credentialStatus", "evidence", "proof", "type")
JUNK: tuple[Any, ...] = (None, True, 5, "x", [], {}, [5], [{}], ["x"])


@pytest.fixture(scope="module")
def official() -> Draft201909Validator:
    return Draft201909Validator(json.loads(OFFICIAL.read_text(encoding="utf-8")))


@with_official
@every_kind
def test_what_we_issue_fits_the_official_schema(official: Draft201909Validator, kind: str) -> None:
    assert [error.message for error in official.iter_errors(badge(KINDS[kind]))] == []


@every_kind
def test_no_term_of_what_we_issue_is_dropped(kind: str) -> None:
    refuse_dropped_terms(badge(KINDS[kind]))


@every_kind
def test_our_canonical_form_is_plain_pylds(kind: str) -> None:
    document = ob3.credential_for(KINDS[kind])
    options = {
        "algorithm": "URDNA2015",
        "format": "application/n-quads",
        "documentLoader": FrozenDocumentLoader(documents=dict(CONTEXTS)),
    }
    assert canonicalise(document) == jsonld.normalize(document, options)


def _places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    members = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for name, value in members:
        yield from _places(value, (*path, name))


def _changed(document: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(document)
    place: Any = changed
    for step in path[:-1]:
        place = place[step]
    if value is None and isinstance(place, dict):
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return changed


def _ours_takes(document: dict[str, Any]) -> bool:
    try:
        schema.validate(document)
    except MalformedError:
        return False
    return True


def _may_differ(path: tuple[Any, ...], value: Any) -> bool:
    """Contexts have a check of their own, and ours also holds a hash to the algorithms that OB 3.0 allows."""
    if path[0] == "@context" or path[-1] in ("hashed", "identityHash"):
        return True
    names = [step for step in path if isinstance(step, str)]
    return names[-1] in ONE_OR_MANY and isinstance(value, list | dict | str)


@with_official
def test_our_schema_judges_each_changed_member_as_the_official_one(official: Draft201909Validator) -> None:
    document = badge()
    differences = [
        (path, value)
        for path in _places(document)
        for value in JUNK
        if not _may_differ(path, value)
        and _ours_takes(changed := _changed(document, path, value)) != official.is_valid(changed)
    ]
    assert differences == []
