"""Which programs did a learner let in, and how is one put out again?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.audit.record import record
from badgeservice.errors import NotFoundError
from badgeservice.portfolio.keep import LEARNER_ACTOR
from badgeservice.storage import oauth
from badgeservice.storage.tables import OAuthClientRow
from badgeservice.wording import N_


@dataclass(frozen=True)
class ProgramInside:
    """A program that a learner let in: what it may do altogether, and since when; None when it did not come yet."""

    client_id: str
    name: str
    scopes: frozenset[str]
    renewed_at: datetime | None
    redirect_uris: tuple[str, ...]


def programs_of(session: Session, learner: UUID, now: datetime) -> list[ProgramInside]:
    """The programs with access now, or with a code to get it, by name."""
    inside: dict[str, ProgramInside] = {}
    for token, client in oauth.working_of_learner(session, learner, now):
        _add(inside, client, token.scope, token.issued_at)
    for code, client in oauth.waiting_of_learner(session, learner, now):
        _add(inside, client, code.scope, None)
    return sorted(inside.values(), key=lambda program: (program.name.casefold(), program.client_id))


def take_back(session: Session, learner: UUID, client_id: str, now: datetime) -> None:
    """Let a program do nothing more for a learner. Raises NotFoundError when it may do nothing already."""
    if not oauth.revoke_access(session, learner, client_id, now):
        raise NotFoundError(N_("Dit programma heeft geen toegang meer."))
    record(session, LEARNER_ACTOR, "program.put_out", f"program:{client_id}", now)


def _add(inside: dict[str, ProgramInside], client: OAuthClientRow, scope: str, moment: datetime | None) -> None:
    before = inside.get(client.client_id)
    scopes = frozenset(scope.split()) | (before.scopes if before else frozenset())
    moments = [one for one in (moment, before.renewed_at if before else None) if one is not None]
    inside[client.client_id] = ProgramInside(
        client.client_id,
        client.name,
        scopes,
        max(moments, default=None),
        tuple(str(uri) for uri in client.redirect_uris),
    )
