"""How is a request for a badge answered: given by the usual screens, or declined with a reason?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError, InvalidInputError, NotFoundError
from badgeservice.issuing import drafts as use_cases
from badgeservice.issuing.asking import offered, version_of, why_shut
from badgeservice.issuing.decline_reasons import OTHER, REASONS
from badgeservice.issuing.drafts import Who
from badgeservice.issuing.requests import put_request_mail
from badgeservice.model.addresses import Addresses
from badgeservice.organisations import typed_text
from badgeservice.storage import badge_requests as rows
from badgeservice.storage import drafts, links, outbox
from badgeservice.storage.badge_requests import ASKED, DECLINED, GIVEN
from badgeservice.storage.tables import AwardDraftRow, AwardRow, BadgeRequestRow, OrganisationRow
from badgeservice.wording import N_, translator

LONGEST_OWN_WORDS = 300
ANSWERED = N_("Deze aanvraag is al beantwoord. Ververs de lijst met aanvragen.")


def take_up(session: Session, organisation: OrganisationRow, request_id: UUID, account: UUID, now: datetime, *,
            from_another: bool = False) -> AwardDraftRow:  # fmt: skip
    """Begin to answer a request, or go on with it: the screens of giving, filled in with what was asked.

    Raises NotFoundError; ConflictError when it was answered, or somebody else is busy with it and `from_another` is
    not asked for.
    """
    request = _waiting(session, organisation, request_id)
    draft = drafts.locked(session, request.draft_id) if request.draft_id else None
    if draft is not None and draft.account_id != account:
        if not from_another or draft.state not in drafts.UNFINISHED:
            raise ConflictError(N_("Een collega is al bezig met deze aanvraag. Ga terug en ververs de pagina."))
        draft.account_id = account
    if draft is None:
        version = offered(session, request.link, now)
        if version is None:
            raise ConflictError(N_("Jullie kunnen deze badge nu niet geven. Wijs de aanvraag af met een reden."))
        draft = use_cases.begin(session, organisation, account, Who(version.id, request.name, request.email or ""), now)
        draft.answers = {
            **draft.answers, "evidence": request.evidence, "evidence_url": request.evidence_url or "",
        }  # fmt: skip
        request.draft_id = draft.id
    return draft


def decline(session: Session, organisation: OrganisationRow, request_id: UUID, code: str, words: str, account: UUID,
            addresses: Addresses, now: datetime) -> None:  # fmt: skip
    """Answer a request with a reason that the one who asked reads: one of REASONS, own words, or both.

    Raises InvalidInputError with a sentence per field, NotFoundError, or ConflictError when it was answered.
    """
    problems = decline_problems(code, words)
    if problems:
        raise InvalidInputError(problems)
    request = _waiting(session, organisation, request_id)
    _drop_draft(session, request, now)
    version = version_of(session, request.link)
    language = version.language if version is not None else "nl"
    standard = translator(language)(REASONS[code]) if code in REASONS else ""
    request.state, request.decided_by, request.decided_at = DECLINED, account, now
    request.reason = " ".join(filter(None, (standard, " ".join(words.split()))))
    facts = {"name": request.name, "reason": request.reason}
    if why_shut(request.link, now) is None:
        facts["link"] = addresses.asking.ask(request.link.code)
    put_request_mail(session, "request_declined", request, facts, now)
    record(session, Actor(account), "request.declined", f"request:{request.id}", now, request.reason.encode())


def decline_problems(code: str, words: str) -> dict[str, str]:
    """What is wrong with a reason: field → sentence."""
    need_words = N_("Schrijf op waarom. Gebruik korte zinnen.") if code == OTHER else None
    known = code == OTHER or code in REASONS
    return typed_text.found(
        {
            "reason": None if known else N_("Kies een reden."),
            "words": typed_text.paragraph_problem(words, LONGEST_OWN_WORDS, need_words),
        }
    )


def answered_by(session: Session, draft: AwardDraftRow) -> BadgeRequestRow | None:
    """The request that a draft answers, locked: who declines it at the same moment waits, or has been waited for."""
    return rows.of_draft(session, draft.id)


def settle_given(request: BadgeRequestRow | None, award: AwardRow, now: datetime) -> None:
    """The badge is given: so is what was asked."""
    if request is None:
        return
    request.state, request.award_id, request.draft_id = GIVEN, award.id, None
    request.decided_by, request.decided_at = award.given_by, now


def _waiting(session: Session, organisation: OrganisationRow, request_id: UUID) -> BadgeRequestRow:
    # Who answers at the same moment waits here, and then sees that it was answered.
    request = rows.locked(session, organisation.id, request_id)
    if request is None:
        raise NotFoundError(N_("Deze aanvraag bestaat niet. Kijk in de lijst met aanvragen."))
    if request.state != ASKED:
        raise ConflictError(ANSWERED)
    return request


def _drop_draft(session: Session, request: BadgeRequestRow, now: datetime) -> None:
    draft = drafts.locked(session, request.draft_id) if request.draft_id else None
    request.draft_id = None
    if draft is None:
        return
    if draft.state not in (*drafts.UNFINISHED, "refused"):
        raise ConflictError(N_("Deze badge staat al klaar om te geven. Trek hem daar eerst terug."))
    outbox.cancel(session, draft.id, now)
    links.use_all(session, draft.id, now)
    session.delete(draft)
