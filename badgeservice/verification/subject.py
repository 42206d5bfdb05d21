"""What is being judged?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from badgeservice.model.credential import Credential
from badgeservice.proofs import eddsa_rdfc


@dataclass(frozen=True)
class Subject:
    """A recognised badge: the signed document, the `format` of the report, and what the document says."""

    document: Mapping[str, Any]
    format: str
    credential: Credential

    @cached_property
    def signed_hash(self) -> bytes:
        """The hash of all that its proofs must cover, made once; raises MalformedError when a part falls outside."""
        return eddsa_rdfc.document_hash(self.document)
