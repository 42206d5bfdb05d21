"""How does a praktijkopleider without an account judge one person, by a link that works once?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError, InvalidInputError
from badgeservice.issuing.drafts import change_what, order_of
from badgeservice.issuing.order import LONGEST_EVIDENCE, Order
from badgeservice.model.addresses import Addresses
from badgeservice.model.days import AMSTERDAM
from badgeservice.organisations import typed_text
from badgeservice.organisations.accounts import put_mail
from badgeservice.organisations.one_time_links import ASSESS, is_fresh, make_link, use_link
from badgeservice.storage import accounts, drafts, links, organisations, outbox
from badgeservice.storage.drafts import ASSESSING, BUSY
from badgeservice.storage.tables import AwardDraftRow, OneTimeLinkRow
from badgeservice.storage.waiting_awards import ON_THE_DESK, REFUSED
from badgeservice.wording import N_

# What a draft knows of its praktijkopleider stands in its answers, under this name:
# {name, email, at, outcome: "asked" | "judged" | "returned", words}.
ASSESSMENT = "assessment"
OVER = N_("Deze link is al gebruikt of te oud. Vraag om een nieuwe link.")
NOT_BUSY = N_("Deze badge is niet meer bij jou. Kijk bij Overzicht hoe het ervoor staat.")
ASSESSOR = Actor(None, "assessor")


def ask_assessor(session: Session, draft: AwardDraftRow, name: str, email: str, account: UUID,
                 now: datetime) -> str | None:  # fmt: skip
    """Let a praktijkopleider judge: a link leaves by mail, or without an e-mail address its token is given back.

    An earlier link of the same draft ends. Raises InvalidInputError with a sentence per field.
    """
    problems = typed_text.found(
        {
            "assessor": typed_text.line_problem(name, 120, N_("Vul de naam van de praktijkopleider in.")),
            "email": typed_text.email_problem(email) if email else None,
        }
    )
    if problems:
        raise InvalidInputError(problems)
    _lock(session, draft)
    _end_links(session, draft, now)
    if draft.state == REFUSED:
        # What was begun long ago is not forgotten at once.
        draft.created_at = now
    draft.state = ASSESSING
    _note(draft, {"name": name.strip(), "email": email, "at": now.isoformat(), "outcome": "asked", "words": ""})
    record(session, Actor(account), "assessment.asked", f"draft:{draft.id}", now)
    if not email:
        return make_link(session, ASSESS, draft.id, now)
    facts = {"name": first_name(draft), "assessor": name.strip(), "badge": draft.version.name,
             "organisation": _giver(session, draft)}  # fmt: skip
    put_mail(session, "assessment_asked", draft.id, email, facts, now, language=draft.version.language)
    return None


def take_back(session: Session, draft: AwardDraftRow, account: UUID, now: datetime) -> None:
    """End the link: who gives the badge judges it after all. Raises ConflictError when it came back already."""
    _lock(session, draft)
    if draft.state != ASSESSING:
        raise ConflictError(N_("De link is al gebruikt of gestopt. Ververs de pagina."))
    _end_links(session, draft, now)
    draft.state = BUSY
    draft.answers = {name: value for name, value in draft.answers.items() if name != ASSESSMENT}
    record(session, Actor(account), "assessment.cancelled", f"draft:{draft.id}", now)


def waiting_draft(session: Session, link: OneTimeLinkRow, now: datetime) -> AwardDraftRow | None:
    """The draft of a link that can be used now."""
    draft = drafts.by_id(session, link.subject_id)
    return draft if draft is not None and draft.state == ASSESSING and is_fresh(link, now) else None


def judge(session: Session, link: OneTimeLinkRow, order: Order, words: str, addresses: Addresses,
          now: datetime) -> None:  # fmt: skip
    """Keep what a praktijkopleider ticked, dated and wrote, and tell who gives the badge; the link is used up.

    Raises InvalidInputError with a sentence per field, or ConflictError when the link does not work any more.
    """
    draft = _draft_of(session, link, now)
    kept = order_of(draft)
    problems = typed_text.found(
        {
            "assessor": typed_text.line_problem(order.assessor, 120, N_("Vul je naam in.")),
            "evidence": typed_text.paragraph_problem(words, LONGEST_EVIDENCE - len(kept.evidence)),
        }
    )
    if problems:
        raise InvalidInputError(problems)
    evidence = "\n".join(filter(None, (kept.evidence, words.strip())))
    whole = replace(order, evidence=evidence, evidence_url=kept.evidence_url, license_number=kept.license_number)
    change_what(draft, whole, now.astimezone(AMSTERDAM).date())
    _come_back(session, link, draft, "judged", order.assessor.strip(), "", addresses, now)


def hand_back(session: Session, link: OneTimeLinkRow, words: str, addresses: Addresses, now: datetime) -> None:
    """A praktijkopleider cannot judge this person, and says why; the link is used up. Raises as `judge` does."""
    problem = typed_text.paragraph_problem(words, 300, N_("Schrijf op waarom je dit niet kunt beoordelen."))
    if problem:
        raise InvalidInputError({"reason": problem})
    draft = _draft_of(session, link, now)
    name = str(draft.answers.get(ASSESSMENT, {}).get("name", ""))
    _come_back(session, link, draft, "returned", name, " ".join(words.split()), addresses, now)


def first_name(draft: AwardDraftRow) -> str:
    """The first word of the name: all that somebody without an account needs to know whom it is about."""
    return (str(draft.answers["name"]).split() or [""])[0]


def _draft_of(session: Session, link: OneTimeLinkRow, now: datetime) -> AwardDraftRow:
    # Who presses the button at the same moment waits here, and then finds the link used.
    draft = drafts.locked(session, link.subject_id)
    session.refresh(link)
    if draft is None or draft.state != ASSESSING or not is_fresh(link, now):
        raise ConflictError(OVER)
    return draft


def _come_back(session: Session, link: OneTimeLinkRow, draft: AwardDraftRow, outcome: str, name: str, words: str,
               addresses: Addresses, now: datetime) -> None:  # fmt: skip
    if not use_link(session, link, now):
        raise ConflictError(OVER)
    _end_links(session, draft, now)
    draft.state = BUSY
    known = {"name": name, "email": "", "at": now.isoformat(), "outcome": outcome, "words": words}
    _note(draft, known)
    record(session, ASSESSOR, f"assessment.{outcome}", f"draft:{draft.id}", now)
    giver, organisation = accounts.by_id(session, draft.account_id), organisations.by_id(session, draft.organisation_id)
    if giver is None or organisation is None:
        return
    facts = {"name": str(draft.answers["name"]), "assessor": name, "badge": draft.version.name,
             "link": addresses.asking.check_draft(organisation.slug, draft.id)}  # fmt: skip
    put_mail(session, f"assessment_{outcome}", draft.id, giver.email, facts, now)


def _lock(session: Session, draft: AwardDraftRow) -> None:
    if drafts.locked(session, draft.id) is None or draft.state not in ON_THE_DESK:
        raise ConflictError(NOT_BUSY)


def _end_links(session: Session, draft: AwardDraftRow, now: datetime) -> None:
    outbox.cancel(session, draft.id, now)
    links.use_all(session, draft.id, now)


def _note(draft: AwardDraftRow, assessment: dict[str, str]) -> None:
    draft.answers = {**draft.answers, ASSESSMENT: assessment}


def _giver(session: Session, draft: AwardDraftRow) -> str:
    organisation = organisations.by_id(session, draft.organisation_id)
    return organisation.name if organisation is not None else ""
