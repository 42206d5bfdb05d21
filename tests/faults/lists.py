"""How does an installation get a list of people that is being given?"""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.issuing.batches import creating, starting
from badgeservice.issuing.batches.lists import read_list
from badgeservice.storage.tables import BadgeClassVersionRow, OrganisationRow
from faults.installation import Installation


def started(here: Installation, number: int, word: str) -> UUID:
    """Hand in a list of so many people as the command line does, and start it; the id of the batch.

    Lists of different words name different people.
    """
    today, now = datetime.now(UTC).date(), datetime.now(UTC)
    answers = {"levels": {"b1": None}, "judged_on": today.isoformat()}
    people = (f"Deelnemer {word} {at};{word}{at}@voorbeeld.nl" for at in range(number))
    data = "\r\n".join(("Naam;E-mailadres", *people)).encode()
    with here.database.writing() as session:
        version = session.get_one(BadgeClassVersionRow, here.versions[0])
        entries = read_list(data, "lijst.csv", answers, version, today)
        handed = creating.HandedIn("lijst.csv", creating.digest_of(data, version.id), answers, entries)
        batch, _is_new = creating.create(session, _own(session, here), version, handed, here.account, 0, now)
        batch_id = batch.id
    with here.database.writing() as session:
        starting.start(session, _own(session, here), batch_id, None, here.account, here.tools.giving, now)
    return batch_id


def _own(session: Session, here: Installation) -> OrganisationRow:
    return session.get_one(OrganisationRow, here.organisation)
