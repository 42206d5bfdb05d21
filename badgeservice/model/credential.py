"""What does a signed credential say, as far as a person wants to see it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class CredentialIssuer:
    """Who says it was theirs to give: `id` is a DID or https address, the rest is what the badge claims about them."""

    id: str
    name: str | None = None
    url: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Identity:
    """One OB 3.0 `IdentityObject`: `kind` its identityType, `value` the plain text or `algorithm$hexadecimal`."""

    kind: str
    value: str
    hashed: bool
    salt: str | None = None


@dataclass(frozen=True)
class ShownBehaviour:
    """One thing the person was seen doing; `level` is the name of the level that was ticked, if any.

    `own`: the giver added it to the badge class of somebody else.
    """

    text: str
    level: str | None = None
    own: bool = False


@dataclass(frozen=True)
class ShownEvidence:
    """What underpins the badge; `url` as it stands in the badge, so not yet safe to link to."""

    narrative: str | None
    name: str | None = None
    url: str | None = None
    genre: str | None = None


@dataclass(frozen=True)
class ShownAlignment:
    """A link to a published framework."""

    target_type: str | None
    target_name: str
    target_url: str
    target_code: str | None = None


@dataclass(frozen=True)
class ShownAchievement:
    """What the badge is for (OB 3.0 `Achievement`); `creator` is whose standard the badge says it is, `elements` are a
    microcredential's, each a term and its value.
    """

    id: str | None
    name: str | None
    type: str | None
    description: str | None = None
    criteria: str | None = None
    image_url: str | None = None
    image_caption: str | None = None
    language: str | None = None
    version: str | None = None
    alignments: tuple[ShownAlignment, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    creator: CredentialIssuer | None = None
    elements: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Credential:
    """A credential as read from its document. Dates are the text as signed; judging them is a check of its own.

    `behaviours` are the results that were given, `assessor` the person who judged, `links` every address in it
    that a page could turn into a link or an image, `endorsements` how many endorsements it carries.
    """

    id: str | None
    types: tuple[str, ...]
    name: str | None
    issuer: CredentialIssuer
    achievement: ShownAchievement | None
    subject_id: str | None
    identities: tuple[Identity, ...]
    valid_from: str | None
    valid_until: str | None
    awarded_date: str | None = None
    recipient_name: str | None = None
    behaviours: tuple[ShownBehaviour, ...] = ()
    evidence: tuple[ShownEvidence, ...] = ()
    assessor: str | None = None
    assessor_organisation: str | None = None
    activity_start: str | None = None
    activity_end: str | None = None
    license_number: str | None = None
    role: str | None = None
    links: tuple[str, ...] = ()
    endorsements: int = 0


class Outline(NamedTuple):
    """As much of a credential as every check of it looks at; each as in `Credential`."""

    issuer: CredentialIssuer
    valid_from: str | None
    valid_until: str | None
    links: tuple[str, ...]
