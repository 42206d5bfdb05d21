"""What do the views work with? Handed over once, when the app is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from flask import current_app

from badgeservice.issuing.check_tally import CheckTally
from badgeservice.issuing.form_makers import Making
from badgeservice.issuing.give import Giving
from badgeservice.languages import Language
from badgeservice.model.addresses import Addresses
from badgeservice.model.fetched import Fetch
from badgeservice.network.trust_lists import TrustLists
from badgeservice.organisations.signer import CreateKey, Sign, SignMany, SignToken
from badgeservice.portfolio.outside import Outside
from badgeservice.selftest.results import SelfTest
from badgeservice.settings import Settings
from badgeservice.storage.engine import Database
from badgeservice.storage.personal_views import Seen
from badgeservice.storage.written_later import WrittenLater

NAME = "badgeservice"


@dataclass(frozen=True)
class Collaborators:
    """Database, addresses, signatures, a clock, and what wakes the worker after a commit: `deliver_mail`, and
    `wake_batches` for lists of people to be given.

    `count_queue` is how many messages wait for a worker, None when the queue cannot be reached. `fetch` asks the
    outside world for documents; `trust_lists` are those of the operator; `self_test` tells whether this instance works
    at a moment; `check_tally` counts what is checked, `share_views` looks at shared pages; `seen` keeps which staff saw
    whose badges; `languages` are those to choose from.
    """

    settings: Settings
    database: Database
    addresses: Addresses
    sign: Sign
    sign_many: SignMany
    sign_token: SignToken
    create_key: CreateKey
    now: Callable[[], datetime]
    deliver_mail: Callable[[], None]
    wake_batches: Callable[[], None]
    count_queue: Callable[[], int | None]
    fetch: Fetch
    trust_lists: TrustLists
    self_test: Callable[[datetime], SelfTest]
    check_tally: CheckTally
    languages: tuple[Language, ...]
    share_views: WrittenLater[UUID]
    seen: WrittenLater[Seen]

    @property
    def giving(self) -> Giving:
        """What giving a badge needs."""
        return Giving(self.sign, self.sign_many, self.addresses, self.settings.mail_delay)

    @property
    def making(self) -> Making:
        """What making another form of a badge needs."""
        return Making(self.database, self.sign_token, self.create_key, self.addresses)

    @property
    def outside(self) -> Outside:
        """What checking badges of givers elsewhere needs."""
        return Outside(self.addresses, self.fetch, self.trust_lists)


def tools() -> Collaborators:
    """The collaborators of the app that answers this request."""
    return cast(Collaborators, current_app.extensions[NAME])


def now() -> datetime:
    """The moment of this request."""
    return tools().now()
