"""How does an organisation come in: asked for, looked at by an operator, approved or refused?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError, InvalidInputError, NotFoundError
from badgeservice.model.identifiers import is_brin, is_kvk
from badgeservice.model.issuer import OrganisationKind
from badgeservice.organisations import typed_text
from badgeservice.organisations.accounts import account_for, put_mail
from badgeservice.organisations.roles import Role
from badgeservice.organisations.signer import BADGES, STATUS, CreateKey
from badgeservice.organisations.slugs import free_slug
from badgeservice.storage import accounts, organisations
from badgeservice.storage.tables import MembershipRow, OrganisationRow
from badgeservice.wording import N_


@dataclass(frozen=True)
class Application:
    """What somebody fills in to bring an organisation in."""

    kind: str
    name: str
    place: str
    kvk: str
    email: str
    contact_name: str
    brin: str = ""
    leerbedrijf_id: str = ""
    website: str = ""


def apply(session: Session, application: Application, now: datetime) -> OrganisationRow:
    """Keep an application, waiting for an operator. Raises InvalidInputError with a sentence per field."""
    problems = application_problems(application)
    if problems:
        raise InvalidInputError(problems)
    slug = free_slug(application.name, 60, lambda asked: organisations.slug_is_free(session, asked))
    organisation = OrganisationRow(
        id=uuid4(),
        slug=slug,
        kind=application.kind,
        name=application.name.strip(),
        place=application.place.strip(),
        kvk=application.kvk,
        brin=application.brin.upper() or None,
        leerbedrijf_id=application.leerbedrijf_id or None,
        website=application.website or None,
        state="waiting",
        created_at=now,
    )
    session.add(organisation)
    session.flush()
    account = account_for(session, application.email, application.contact_name, now)
    session.add(
        MembershipRow(account_id=account.id, organisation_id=organisation.id, role=Role.MANAGER, created_at=now)
    )
    record(session, Actor(None, "visitor"), "organisation.applied", f"organisation:{organisation.id}", now)
    return organisation


def application_problems(application: Application) -> dict[str, str]:
    """What is wrong with an application: field → sentence."""
    is_school = application.kind == OrganisationKind.SCHOOL
    return typed_text.found(
        {
            "kind": None if application.kind in set(OrganisationKind) else N_("Kies wat voor organisatie het is."),
            "name": typed_text.line_problem(application.name, 120, N_("Vul de naam van de organisatie in.")),
            "place": typed_text.line_problem(application.place, 80, N_("Vul de plaats in.")),
            "kvk": None if is_kvk(application.kvk) else N_("Een KvK-nummer heeft 8 cijfers, bijvoorbeeld 01234567."),
            "brin": _brin_problem(application.brin, is_school),
            "leerbedrijf_id": leerbedrijf_problem(application.leerbedrijf_id),
            "website": website_problem(application.website),
            "contact_name": typed_text.line_problem(application.contact_name, 120, N_("Vul je naam in.")),
            "email": typed_text.email_problem(application.email),
        }
    )


def approve(session: Session, organisation_id: UUID, operator: Actor, create_key: CreateKey, now: datetime) -> None:
    """Approve an organisation: it gets its keys, and its beheerders get a link to sign in."""
    organisation = _waiting(session, organisation_id)
    organisation.state, organisation.decided_at = "approved", now
    organisation.brin_checked = organisation.brin is not None
    session.flush()
    for purpose in (BADGES, STATUS):
        create_key(session, organisation.id, purpose, now)
    for account, _membership in accounts.members(session, organisation.id):
        put_mail(session, "organisation_approved", account.id, account.email, {"organisation": organisation.name}, now)
    record(session, operator, "organisation.approved", f"organisation:{organisation.id}", now)


def refuse(session: Session, organisation_id: UUID, reason: str, operator: Actor, now: datetime) -> None:
    """Refuse an organisation with a reason, which is mailed to who asked."""
    problem = typed_text.paragraph_problem(reason, 500, N_("Schrijf op waarom je deze aanvraag afwijst."))
    if problem:
        raise InvalidInputError({"reason": problem})
    organisation = _waiting(session, organisation_id)
    organisation.state, organisation.decided_at, organisation.state_reason = "refused", now, reason.strip()
    facts = {"organisation": organisation.name, "reason": reason.strip()}
    for account, _membership in accounts.members(session, organisation.id):
        put_mail(session, "organisation_refused", account.id, account.email, facts, now)
    record(session, operator, "organisation.refused", f"organisation:{organisation.id}", now)


def website_problem(address: str) -> str | None:
    """What is wrong with a website's address."""
    if not address:
        return None
    if not typed_text.is_https_address(address):
        return N_("Een website begint met https://, bijvoorbeeld https://www.voorbeeld.nl.")
    return typed_text.line_problem(address, 300)


def leerbedrijf_problem(text: str) -> str | None:
    """What is wrong with a leerbedrijf-id of SBB."""
    if not text or (text.isascii() and text.isdigit() and 6 <= len(text) <= 12):
        return None
    return N_("Een leerbedrijf-id heeft alleen cijfers, meestal 9.")


def _waiting(session: Session, organisation_id: UUID) -> OrganisationRow:
    organisation = organisations.by_id(session, organisation_id)
    if organisation is None:
        raise NotFoundError(N_("Deze organisatie bestaat niet."))
    # A second operator who decides at the same moment waits here, and then sees that it was decided.
    session.refresh(organisation, with_for_update={"of": OrganisationRow})
    if organisation.state != "waiting":
        raise ConflictError(N_("Over deze aanvraag is al beslist."))
    return organisation


def _brin_problem(text: str, is_school: bool) -> str | None:
    if text and not is_brin(text):
        return N_("Een BRIN heeft 4 of 6 tekens, bijvoorbeeld 25LH of 25LH00.")
    if text and not is_school:
        return N_("Alleen een opleider heeft een BRIN. Laat dit veld leeg.")
    return None
