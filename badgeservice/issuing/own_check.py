"""Does our own verifier accept a badge that was just signed? Only then it is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from badgeservice.errors import BadgeServiceError
from badgeservice.issuing.own_documents import fetch_own, own_issuer
from badgeservice.model.addresses import Addresses
from badgeservice.model.award import Award
from badgeservice.verification.context import Context
from badgeservice.verification.report import Report, Said
from badgeservice.wording import N_

Verify = Callable[[bytes, Context], Report]


class NotAcceptedError(BadgeServiceError):
    """Our own verifier does not accept what was signed, so it is not kept."""


def refuse_what_does_not_verify(session: Session, document: bytes, award: Award, verify: Verify, addresses: Addresses,
                                now: datetime) -> None:  # fmt: skip
    """Raise NotAcceptedError for a signed badge that is not valid, or does not prove the mandate that it needs."""
    context = Context(
        now=now,
        fetch=fetch_own(session, addresses),
        known_issuer=lambda did: own_issuer(session, addresses, did),
    )
    report = verify(document, context)
    # Endorsements are no part of the verdict, but nothing is given for the standard of another without its mandate.
    is_unproven = award.achievement.creator is not None and not _proves_a_mandate(report)
    if report.verdict != "valid" or is_unproven:
        raise NotAcceptedError(
            N_("De badge is niet gegeven: onze eigen controle keurde hem af. Meld dit bij de beheerder.")
        )


def _proves_a_mandate(report: Report) -> bool:
    """Whether the mandate holds; its list may wait for the signature of the day, which it gets when it is asked for."""
    mandates = [one for one in report.endorsements if one.said is Said.MANDATE]
    return report.mandate is not None or any(one.reason == "status.stale" for one in mandates)
