"""Which single values does the Verifiable Credentials Data Model allow? (VCDM 2.0 §4.4, §4.6, §4.9, §11.1)"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from badgeservice.errors import MalformedError
from badgeservice.jsonld.moment import read_moment

MAX_OFFSET = "14:00"

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_LANGUAGE_VALUE = frozenset({"@value", "@language", "@direction"})


def is_url(value: object) -> bool:
    """Whether a value is one absolute URL (VCDM 2.0 §4.4)."""
    return isinstance(value, str) and _URL.fullmatch(value) is not None


def is_type(value: object) -> bool:
    """Whether a value is one or more texts (VCDM 2.0 §4.5)."""
    names = value if isinstance(value, list) else [value]
    return bool(names) and all(isinstance(name, str) and name for name in names)


def is_said_in_a_language(value: object) -> bool:
    """Whether a value is a text, a language value, or several of them (VCDM 2.0 §11.1)."""
    said = value if isinstance(value, list) else [value]
    return bool(said) and all(isinstance(one, str) or _is_language_value(one) for one in said)


def moment_of(value: object) -> datetime | None:
    """The moment of a dateTimeStamp (XMLSCHEMA11-2 §3.4.28), or None when it is none."""
    try:
        moment = read_moment(value)
    except MalformedError:
        return None
    text = str(value)
    return moment if text.endswith("Z") or text[-5:] <= MAX_OFFSET else None


def identifier_of(value: object) -> Any:
    """The id of a party that is named by its URL or as an object with an `id`."""
    return value.get("id") if isinstance(value, Mapping) else value


def _is_language_value(value: object) -> bool:
    if not isinstance(value, Mapping) or not _LANGUAGE_VALUE.issuperset(value):
        return False
    language, direction = value.get("@language"), value.get("@direction", "ltr")
    spoken = language is None or (isinstance(language, str) and _LANGUAGE.fullmatch(language) is not None)
    return isinstance(value.get("@value"), str) and spoken and direction in ("ltr", "rtl")
