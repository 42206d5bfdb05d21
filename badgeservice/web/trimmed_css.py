"""What of a stylesheet can the pages ever use?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import Any

import tinycss2

_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
# What may not be there, or may be there in place of something else, says nothing of what has to be.
_ALTERNATIVES = re.compile(r":(?:not|is|where|has)\([^()]*\)")
_WORD = re.compile(r"[A-Za-z_][\w-]*")


def words_of(texts: Iterator[str]) -> frozenset[str]:
    """Every word in templates and scripts that could be the name of a class: too many, and never too few."""
    return frozenset(word for text in texts for word in _WORD.findall(text))


def trimmed(css: str, words: Set[str]) -> str:
    """The stylesheet without rules that ask for a class that no page has; with `@media`, but no animations."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return "".join(_kept(rules, words))


def _kept(rules: list[Any], words: Set[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [one for one in _selectors(rule.prelude) if _may_match(one, words)]
            if selectors:
                yield f"{','.join(selectors)}{{{tinycss2.serialize(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media":
            inner = "".join(_kept(tinycss2.parse_rule_list(rule.content, skip_whitespace=True), words))
            if inner:
                yield f"@media{tinycss2.serialize(rule.prelude)}{{{inner}}}"


def _selectors(prelude: list[Any]) -> Iterator[str]:
    """The selectors of a list; a comma inside brackets, as in `:is(a, b)`, parts nothing."""
    started: list[Any] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield tinycss2.serialize(started).strip()
            started = []
        else:
            started.append(token)
    yield tinycss2.serialize(started).strip()


def _may_match(selector: str, words: Set[str]) -> bool:
    return all(name in words for name in _CLASS.findall(_ALTERNATIVES.sub("", selector)))
