"""What is being judged?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from badgeservice.formats.read_ob3 import read
from badgeservice.formats.recognise import Recognised
from badgeservice.jsonld.meter import Meter
from badgeservice.model.credential import Credential
from badgeservice.proofs.forms import Forms
from badgeservice.proofs.jws import CompactJws


@dataclass(frozen=True)
class Subject:
    """A recognised badge: the signed document, the `format` of the report, and what the document says.

    `token` is the JWS that secures it and `claims` what that says besides; without one its proofs are inside. What work
    it takes is counted by `meter`.
    """

    document: Mapping[str, Any]
    format: str
    credential: Credential
    token: CompactJws | None = None
    claims: Mapping[str, Any] = field(default_factory=dict)
    meter: Meter | None = None

    @cached_property
    def forms(self) -> Forms:
        """The canonical forms of all that its proofs must cover, each made once."""
        return Forms(self.document, within=self.meter)


def subject_of(recognised: Recognised, meter: Meter | None) -> Subject:
    """What was recognised, read."""
    credential = read(recognised.document)
    return Subject(recognised.document, recognised.format, credential, recognised.token, recognised.claims, meter)
