"""Which documents did checks ask for, so that the same checks can be made again without a network?"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from badgeservice.errors import UnavailableError
from badgeservice.model.fetched import DOCUMENT, Fetch, Fetched, Limits

FOLDER, MAP = "documenten", "documents.json"


class RecordedDocuments:
    """What was answered at which address, the last time that a check asked."""

    def __init__(self) -> None:
        self._answers: dict[str, Fetched] = {}
        self._of_others: set[str] = set()

    def recording(self, fetch: Fetch) -> Fetch:
        """The same fetch, of which every answer is remembered; it asks for an address once."""
        asked: dict[str, Fetched] = {}

        def ask(address: str, limits: Limits) -> Fetched:
            place = address.partition("#")[0]
            if place not in asked:
                asked[place] = fetch(place, limits)
            self._answers[place] = asked[place]
            return asked[place]

        return ask

    def ask_again(self, fetch: Fetch) -> None:
        """Have every answer of our own once more, so that all are of one moment. What is gone meanwhile stays."""
        for address in self._answers.keys() - self._of_others:
            with suppress(UnavailableError):
                self._answers[address] = fetch(address, DOCUMENT)

    def kept(self, most_bytes: int) -> dict[str, Any]:
        """The answers as JSON; empty when they are more than `most_bytes` together."""
        if sum(len(answer.document) for answer in self._answers.values()) > most_bytes:
            return {}
        return {
            address: {
                "status": answer.status,
                "content_type": answer.content_type,
                "document": base64.b64encode(answer.document).decode(),
            }
            for address, answer in self._answers.items()
        }

    def add_kept(self, kept: Mapping[str, Any]) -> None:
        """Answers that `kept` made of an earlier check; what was answered here comes before them."""
        for address, answer in kept.items():
            if address not in self._answers:
                document = base64.b64decode(answer["document"])
                self._answers[address] = Fetched(document, answer["content_type"], answer["status"])
                self._of_others.add(address)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The answers as files, and last the map that `badgeservice verify --documents` reads."""
        listed = {}
        for place, (address, answer) in enumerate(self._answers.items(), 1):
            name = f"{FOLDER}/{place:04}.json"
            listed[address] = {
                "file": name,
                "content_type": answer.content_type,
                "status": answer.status,
                "headers": {},
                # This service vouches for its own, so that they are answered although it may run on localhost.
                "trusted": address not in self._of_others,
            }
            yield name, answer.document
        yield MAP, json.dumps(listed, indent=1).encode()
