"""Do the related resources of a credential, as they are served, have the digests that it names? (VCDM 2.0 §5.3)"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from badgeservice.conformance.problem import RELATED_RESOURCE, Problem
from badgeservice.conformance.related_resources import MEMBER, differs, digests_of, is_published
from badgeservice.errors import UnavailableError
from badgeservice.formats.reading import nodes
from badgeservice.verification.context import Context
from badgeservice.verification.fetching import fetch_bytes

UNREACHABLE = "fetch.unreachable"


def problems_with_resources(document: Mapping[str, Any], context: Context, unknown_counts: bool) -> list[Problem]:
    """A problem for each resource that differs and, when that counts, for each that could not be had.

    The form of `relatedResource` was found right.
    """
    return list(_problems(document, context, unknown_counts))


def _problems(document: Mapping[str, Any], context: Context, unknown_counts: bool) -> Iterator[Problem]:
    for resource in nodes(document.get(MEMBER)):
        address = str(resource["id"])
        differing = differs(address, digests_of(resource), _served(address, context))
        if differing:
            yield Problem(RELATED_RESOURCE, f"the digest of a related resource is another: {address}"[:300])
        elif differing is None and unknown_counts:
            yield Problem(RELATED_RESOURCE, f"a related resource could not be had: {address}"[:300])


def _served(address: str, context: Context) -> bytes | None:
    if is_published(address):
        return None
    try:
        return fetch_bytes(address.partition("#")[0], context, UNREACHABLE)
    except UnavailableError:
        return None
