"""Contexts in a document itself: read in the conformance mode, and never a way to a crash or an unknown address."""

from __future__ import annotations

from typing import Any

import pytest

from badgeservice.errors import MalformedError
from badgeservice.jsonld.canonical import canonicalise
from badgeservice.jsonld.contexts import CONTEXTS, CREDENTIALS_V2
from badgeservice.jsonld.inline_context import refuse_inline
from badgeservice.jsonld.processor import ProcessedContexts

WORD = "https://words.example/word"


def document(*contexts: Any, **more: Any) -> dict[str, Any]:
    return {
        "@context": [CREDENTIALS_V2, *contexts],
        "type": "VerifiableCredential",
        "issuer": "did:example:i",
        "credentialSubject": {"id": "did:example:s", **more},
    }


def form(*contexts: Any, **more: Any) -> str:
    return canonicalise(document(*contexts, **more), ProcessedContexts(CONTEXTS, inline=True))


def test_the_closed_list_knows_no_inline_context() -> None:
    with pytest.raises(MalformedError, match=r"context\.unknown"):
        canonicalise(document({"word": WORD}, word="x"))


@pytest.mark.parametrize(
    "context",
    [{"word": WORD}, {"@context": {"word": WORD}}, {"@vocab": "https://words.example/"}, {"word": {"@id": WORD}}],
)
def test_a_word_of_an_inline_context_is_signed(context: dict[str, Any]) -> None:
    assert f'<did:example:s> <{WORD}> "x" .' in form(context, word="x")


@pytest.mark.parametrize(
    ("context", "reason"),
    [
        ({"VerifiableCredential": WORD}, "context.redefinition"),
        ({"description": WORD}, "context.redefinition"),
        ({"@import": "https://contexts.example/"}, "context.unknown"),
        ({"@base": "https://base.example/"}, "context.unknown"),
        ({"word": {"@id": WORD, "@context": "https://contexts.example/"}}, "context.unknown"),
        ({"word": {"@id": WORD, "@context": [{"@import": "https://contexts.example/"}]}}, "context.unknown"),
        ({"@direction": None}, "context.unknown"),
        ({"word": "@unknown"}, "context.unknown"),
        ({"word": {"@reverse": "@type"}}, "context.unknown"),
        ({"word": 5}, "context.unknown"),
        ({"word": {"@container": [{}]}}, "context.unknown"),
        ({"word": {"@id": "https ://no-url"}}, "schema.invalid"),
        ({"word": "word"}, "schema.invalid"),
    ],
)
def test_a_context_that_cannot_be_read_is_refused(context: dict[str, Any], reason: str) -> None:
    with pytest.raises(MalformedError) as caught:
        form(context, word="x")
    assert caught.value.reason == reason


def test_contexts_in_contexts_end_somewhere() -> None:
    deep: dict[str, Any] = {"word": WORD}
    for _ in range(20):
        deep = {"word": {"@id": WORD, "@context": deep}}
    with pytest.raises(MalformedError, match=r"parse\.too_deep"):
        refuse_inline(deep, CONTEXTS)


def test_the_first_context_stays_that_of_w3c_and_none_stands_twice() -> None:
    for contexts in (({"word": WORD}, CREDENTIALS_V2), (CREDENTIALS_V2, CREDENTIALS_V2), ()):
        whole = {**document(word="x"), "@context": list(contexts)}
        with pytest.raises(MalformedError, match=r"context\.order"):
            canonicalise(whole, ProcessedContexts(CONTEXTS, inline=True))
