"""What does somebody who starts the demo need: addresses, accounts, badges, and documents for checking offline?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from badgeservice.demo.cast import APPLICATIONS, HOTEL, OPERATOR, PASSPHRASE, STAFF
from badgeservice.issuing.own_documents import fetch_own, own_did_document, service_did_document
from badgeservice.issuing.own_ob2_documents import HOSTED_FORM
from badgeservice.model.addresses import Addresses
from badgeservice.model.fetched import DOCUMENT
from badgeservice.organisations.one_time_links import KEEP, LEARNER, PAPER, make_link
from badgeservice.organisations.signer import TOKENS
from badgeservice.organisations.slugs import free_slug
from badgeservice.storage import awards, endorsements, keys, organisations, status_lists
from badgeservice.storage.tables import AwardRow, LearnerRow
from badgeservice.web.collaborators import Collaborators

FOLDER = "documents"


def summary(session: Session, tools: Collaborators, now: datetime) -> dict[str, Any]:
    """The object that `badgeservice demo --json` prints (contract, "Command line")."""
    given = session.scalars(select(AwardRow).order_by(AwardRow.given_at)).all()
    return {
        "base_url": tools.settings.base_url,
        "accounts": [*_staff(), *_learners(session, tools, now)],
        "badges": [_badge(award, now) for award in given],
    }


def write_documents(session: Session, tools: Collaborators) -> Path:
    """Write documents.json into the data folder: every address that checking a demo badge asks for, with its answer."""
    folder = tools.settings.data_dir / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    own = service_did_document(session, tools.addresses)
    answers = {_https(tools.addresses.service_did_document): _written(folder, "did.json", own)}
    for organisation in organisations.approved(session):
        document = own_did_document(session, tools.addresses, organisation.slug)
        if document is not None:
            address = _https(tools.addresses.did_document(organisation.slug))
            answers[address] = _written(folder, f"did-{organisation.slug}.json", document)
        for row in status_lists.of_organisation(session, organisation.id):
            answers[tools.addresses.status_list(row.id)] = _written(folder, f"status-{row.id}.json", row.document)
    for statement in endorsements.everyone(session):
        address = tools.addresses.branch.endorsement(statement.id)
        answers[address] = _written(folder, f"endorsement-{statement.id}.json", statement.document)
    for award in session.scalars(select(AwardRow)):
        answers[tools.addresses.badge(award.id)] = _written(folder, f"badge-{award.id}.json", award.document)
    fetch = fetch_own(session, tools.addresses)
    for place, address in enumerate(_addresses_of_forms(session, tools.addresses)):
        answer = fetch(address, DOCUMENT)
        answers[address] = _written(folder, f"form-{place}.json", answer.document, answer.status)
    file = tools.settings.data_dir / "documents.json"
    file.write_text(json.dumps(answers, indent=1), encoding="utf-8")
    return file


def _addresses_of_forms(session: Session, addresses: Addresses) -> Iterator[str]:
    """What the other forms of the badges ask for: keys, and the documents of Open Badges 2.0."""
    for organisation in organisations.approved(session):
        slug = organisation.slug
        yield from (addresses.forms.ob2_issuer(slug), addresses.forms.ob2_revocations(slug))
        for key in keys.of_organisation(session, organisation.id):
            yield addresses.forms.key(slug, key.fragment)
            if key.purpose == TOKENS:
                yield addresses.forms.ob2_key(slug, key.fragment)
    for award in session.scalars(select(AwardRow)):
        if awards.derived_form(session, award.id, HOSTED_FORM) is not None:
            version, issuer = award.version, award.organisation.slug
            yield addresses.forms.ob2_assertion(award.id)
            yield addresses.forms.ob2_badge_class(issuer, version.badge_class.slug, version.number)


def _https(address: str) -> str:
    """A did:web address is https by definition, also on localhost."""
    return "https://" + address.partition("://")[2]


def _written(folder: Path, name: str, content: bytes, status: int = 200) -> dict[str, Any]:
    (folder / name).write_bytes(content)
    # The operator vouches for these, so that they are answered although they lie on localhost.
    return {
        "file": f"{FOLDER}/{name}",
        "content_type": "application/json",
        "status": status,
        "headers": {},
        "trusted": True,
    }


def _staff() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [_account("operator", None, OPERATOR)]
    for application in APPLICATIONS:
        slug = free_slug(application.name, 60, lambda _slug: True)
        found.append(_account("beheerder", slug, application.email))
    return found + [_account(role, HOTEL, email) for role, email, _name in STAFF]


def _account(role: str, organisation: str | None, email: str) -> dict[str, Any]:
    return {"role": role, "organisation": organisation, "email": email, "password": PASSPHRASE}


def _learners(session: Session, tools: Collaborators, now: datetime) -> list[dict[str, Any]]:
    """A sign-in link for learners who keep badges, and a link to keep a badge for those who do not yet."""
    found = []
    for learner in session.scalars(select(LearnerRow).where(LearnerRow.email.is_not(None)).order_by(LearnerRow.email)):
        link = f"{tools.settings.base_url}/mijn/inloggen/{make_link(session, LEARNER, learner.id, now)}"
        found.append({"role": "learner", "organisation": None, "email": learner.email, "link": link})
    for award in session.scalars(select(AwardRow).where(AwardRow.kept_at.is_(None)).order_by(AwardRow.given_at)):
        token = make_link(session, KEEP if award.recipient_email else PAPER, award.id, now)
        link = tools.addresses.keep(token)
        found.append({"role": "learner", "organisation": None, "email": award.recipient_email, "link": link})
    return found


def _badge(award: AwardRow, now: datetime) -> dict[str, Any]:
    return {
        "id": str(award.id),
        "code": award.code,
        "organisation": award.organisation.slug,
        "kind": award.version.badge_class.kind,
        "state": _state(award, now),
    }


def _state(award: AwardRow, now: datetime) -> str:
    if award.revoked_at is not None:
        return "revoked"
    if award.suspended_at is not None:
        return "suspended"
    if award.valid_until is not None and award.valid_until < now:
        return "expired"
    return "valid" if award.kept_at is not None else "unclaimed"
