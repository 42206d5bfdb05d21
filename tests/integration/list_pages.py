"""A desk at which somebody hands in lists of people in a browser, as the pages ask it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import UUID

from batch_desk import BatchDesk
from flask.testing import FlaskClient
from staff_desk import WHAT, id_in, sentences
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from badgeservice.issuing.batches import work

LISTS = "/geven/lijsten"
PEOPLE = "Naam;E-mailadres\r\nFatima Yilmaz;fatima@voorbeeld.nl\r\nSam de Vries;sam@voorbeeld.nl\r\n"


@dataclass
class ListPages(BatchDesk):
    """A desk of which every step goes through the pages."""

    def new(self, people: str = "", file: bytes | None = None, name: str = "lijst.csv") -> TestResponse:
        """The answer to a list that is handed in."""
        path = f"{self.root}{LISTS}/nieuw/{self.version_id}"
        token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', self.client.get(path).text)
        fields: dict[str, Any] = {"people": people, "csrf_token": token.group(1) if token else ""}
        if file is not None:
            fields["file"] = FileStorage(BytesIO(file), name, content_type="text/csv")
        # Written out here: the client of the library leaves a file open when it does this.
        boundary, body = encode_multipart(fields)
        return self.client.post(path, data=body, content_type=f"multipart/form-data; boundary={boundary}")

    def asked(self, people: str = PEOPLE, **more: Any) -> str:
        """Where a list goes on once it was read, without the root of the organisation."""
        answer = self.new(people, **more)
        assert answer.status_code == 303, sentences(answer)
        return self.below(answer)

    def told(self, people: str = PEOPLE, what: Mapping[str, Any] = WHAT, **more: Any) -> UUID:
        """The batch that a list became."""
        answer = self.post(self.asked(people, **more), dict(what))
        assert answer.status_code == 303, sentences(answer)
        return id_in(answer)

    def started(self, people: str = PEOPLE, **more: Any) -> UUID:
        """A batch that is being given."""
        batch = self.told(people, **more)
        answer = self.post(f"{LISTS}/{batch}/geven", {"when": "now", "day": ""})
        assert answer.status_code == 303, sentences(answer)
        return batch

    def done(self, people: str = PEOPLE, **more: Any) -> UUID:
        """A batch that was given."""
        batch = self.started(people, **more)
        self.work()
        return batch

    def page(self, batch: UUID, more: str = "") -> TestResponse:
        return self.get(f"{LISTS}/{batch}{more}")

    def change(self, batch: UUID, act: str, data: dict[str, Any] | None = None) -> TestResponse:
        return self.post(f"{LISTS}/{batch}/{act}", data)

    def signed_in_again(self) -> FlaskClient:
        """The browser of the same person, after the old session has ended."""
        self.client = self.world.signed_in(self.giver)
        return self.client

    def chunk(self, batch: UUID, number: int) -> int:
        """Give one chunk of a batch; how many badges."""
        database, giving, now = self.world.database, self.world.tools.giving, self.world.clock()
        return work.do_chunk(database, batch, number, giving, now)

    def below(self, answer: TestResponse) -> str:
        """An address that an answer sends to, without the root of the organisation."""
        return str(answer.location).removeprefix(self.root)


def heading(page: TestResponse) -> str:
    """The h1 of a page."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page.text, re.DOTALL)
    assert found is not None, page.text
    return found.group(1)
