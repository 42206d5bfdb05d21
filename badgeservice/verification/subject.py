"""What is being judged?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from badgeservice.formats import read_ob2, read_ob3, recognise_ob2
from badgeservice.formats.recognise import Recognised
from badgeservice.jsonld.meter import Meter
from badgeservice.jsonld.processor import ProcessedContexts
from badgeservice.model.credential import Credential, Outline
from badgeservice.proofs.forms import Forms
from badgeservice.proofs.jws import CompactJws


@dataclass(frozen=True)
class Subject:
    """A recognised badge: the signed document, the `format` of the report, and what the document says.

    `said` is what it says when that was found in more than the document, as in the token or the documents behind it.
    `token` is the JWS that secures it and `claims` what that says besides; without one its proofs are inside. What work
    it takes is counted by `meter`. `profile` is the document of an Open Badges 2.0 issuer, once it was found.
    `contexts` replaces the closed list of contexts, and `forms_before` are those of the same document, made before.
    """

    document: Mapping[str, Any]
    format: str
    said: Credential | None = None
    token: CompactJws | None = None
    claims: Mapping[str, Any] = field(default_factory=dict)
    meter: Meter | None = None
    profile: Mapping[str, Any] | None = None
    contexts: ProcessedContexts | None = None
    forms_before: Forms | None = None

    @cached_property
    def credential(self) -> Credential:
        """What the badge says."""
        if self.said is not None:
            return self.said
        return read_ob2.read(self.document) if self._is_open_badge_2 else read_ob3.read(self.document)

    @cached_property
    def outline(self) -> Outline:
        """What the badge says, as far as every check wants to know: the rest is read for who asks."""
        if self.said is None and not self._is_open_badge_2:
            return read_ob3.read_outline(self.document)
        said = self.credential
        return Outline(said.issuer, said.valid_from, said.valid_until, said.links)

    @property
    def _is_open_badge_2(self) -> bool:
        return self.format in recognise_ob2.FORMATS

    @cached_property
    def forms(self) -> Forms:
        """The canonical forms of all that its proofs must cover, each made once."""
        return Forms(self.document, self.contexts, self.meter, like=self.forms_before)


def subject_of(recognised: Recognised, meter: Meter | None, contexts: ProcessedContexts | None = None) -> Subject:
    """What was recognised, to be judged within the budget of a check."""
    return Subject(
        recognised.document, recognised.format, None, recognised.token, recognised.claims, meter, contexts=contexts
    )
