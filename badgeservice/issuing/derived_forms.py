"""Which other forms of a badge are made from its signed bytes, once, and kept?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy.orm import Session

from badgeservice.errors import BadgeServiceError, ConflictError, NotFoundError
from badgeservice.formats import strict_json
from badgeservice.issuing.form_makers import MAKERS, Made, Making, Source
from badgeservice.issuing.own_documents import fetch_own, own_issuer
from badgeservice.issuing.own_ob2_documents import HOSTED_FORM, SIGNED_FORM
from badgeservice.storage import awards, keys
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import AwardRow
from badgeservice.verification.context import Context
from badgeservice.verification.pipeline import verify
from badgeservice.verification.report import Outcome
from badgeservice.wording import N_

MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "jwt": "application/vc+jwt",
        "ob.jwt": "application/jwt",
        "png": "image/png",
        "svg": "image/svg+xml",
        "pdf": "application/pdf",
        HOSTED_FORM: "application/ld+json",
        SIGNED_FORM: "application/jwt",
        "ob2.png": "image/png",
        "ob2.svg": "image/svg+xml",
    }
)

# A hosted Assertion, and the pictures that hold one.
HOSTED_FORMS = frozenset({HOSTED_FORM, "ob2.png", "ob2.svg"})

_FRAGMENT = re.compile(r"[^#]+#([a-z0-9-]+)")


class FormNotSoundError(BadgeServiceError):
    """Our own verifier does not accept a form, so it is not kept: a bug, and nothing to hand out."""


def form_of(database: Database, award: AwardRow, form: str, making: Making, now: datetime) -> bytes:
    """A form of a badge, made now when it was not yet.

    Raises NotFoundError for a form that this badge does not have, ConflictError for a new form of a badge that was
    revoked or whose key can no longer be trusted.
    """
    with database.reading() as session:
        kept = awards.derived_form(session, award.id, form)
        if kept is not None:
            return kept
        source = Source(award, strict_json.loads(award.document))
        _refuse_missing(source, form)
        _refuse_untrusted(session, source, form)
    made = MAKERS[form](source, making, now)
    _refuse_unsound(database, source, form, made, making, now)
    return _kept(database, source, form, made.content)


def forms_on_offer(award: AwardRow) -> list[str]:
    """The forms that a badge has or can have now; those of Open Badges 2.0 need an e-mail address."""
    source = Source(award, strict_json.loads(award.document))
    return [form for form in MEDIA_TYPES if source.can_be(form) and not _is_gone(award, form)]


def _refuse_missing(source: Source, form: str) -> None:
    if not source.can_be(form):
        raise NotFoundError(
            N_("Deze badge is gegeven zonder mailadres. Daarom is hij er niet in deze vorm. Kies een andere vorm.")
        )


def _kept(database: Database, source: Source, form: str, content: bytes) -> bytes:
    """The form that is kept: of two that were made at the same moment the first."""
    with database.writing() as session:
        award = awards.locked(session, source.award.id)
        kept = awards.derived_form(session, award.id, form)
        if kept is None:
            # It may have been withdrawn while the form was made.
            _refuse_untrusted(session, Source(award, source.credential), form)
            awards.keep_form(session, award.id, form, content)
        return kept or content


def _refuse_untrusted(session: Session, source: Source, form: str) -> None:
    """A badge that was withdrawn, or was signed with a key that may be in other hands, gets no new form."""
    if source.award.revoked_at is not None:
        raise ConflictError(N_("Deze badge is ingetrokken. Er wordt geen nieuw bestand meer van gemaakt."))
    if _is_gone(source.award, form):
        raise ConflictError(
            N_("Deze badge is tijdelijk stopgezet. Dit bestand wordt pas gemaakt als de badge weer meetelt.")
        )
    if _key_state(session, source.award, source.credential) == "compromised":
        raise ConflictError(
            N_("De sleutel van deze badge is niet meer te vertrouwen. Vraag de gever om de badge opnieuw te geven.")
        )


def _is_gone(award: AwardRow, form: str) -> bool:
    """What is served at the address of a hosted badge is its proof, and while it is suspended that says "revoked"."""
    return award.suspended_at is not None and form in HOSTED_FORMS


def _key_state(session: Session, award: AwardRow, credential: Mapping[str, Any]) -> str | None:
    found = _FRAGMENT.fullmatch(credential["proof"][0]["verificationMethod"])
    listed = keys.of_organisation(session, award.organisation_id)
    return next((key.state for key in listed if found and key.fragment == found.group(1)), None)


def _refuse_unsound(database: Database, source: Source, form: str, made: Made, making: Making, now: datetime) -> None:
    """Only whether it is whole and signed: a badge that has ended, or is suspended, may still be taken along."""
    with database.reading() as session:
        context = Context(
            now=now,
            fetch=fetch_own(session, making.addresses),
            known_issuer=lambda identifier: own_issuer(session, making.addresses, identifier),
        )
        report = verify(made.judged, context)
        if all(report.check(id_).outcome in (Outcome.PASSED, Outcome.WARNING) for id_ in ("structure", "proof")):
            return
        # A hosted badge that was withdrawn while the form was made is gone, which is no mistake of ours.
        _refuse_untrusted(session, Source(session.get_one(AwardRow, source.award.id), source.credential), form)
        raise FormNotSoundError(N_("Dit bestand is niet gemaakt: onze eigen controle keurde het af."))
