"""With what does the conformance mode work?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from badgeservice.conformance.contexts import open_contexts
from badgeservice.conformance.signer import Signer
from badgeservice.model.fetched import Fetch
from badgeservice.model.known_issuer import KnownIssuer
from badgeservice.verification.context import Context, for_one_check


@dataclass(frozen=True)
class Collaborators:
    """The test issuer, the clock and the network; `did_path` is where the document of a did:web stands, `token` what
    who posts must name."""

    signer: Signer
    now: Callable[[], datetime]
    fetch: Fetch
    token: str | None
    did_path: str | None

    def one_check(self) -> Context:
        """A context for one request: with contexts and a budget of its own, and no issuer that is known."""
        return for_one_check(Context(self.now(), self.fetch, _nobody, contexts=open_contexts()))


def _nobody(_identifier: str) -> KnownIssuer | None:
    return None
