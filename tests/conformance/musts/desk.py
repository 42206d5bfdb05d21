"""How are the inputs brought to the conformance mode, and what does its answer have to look like?"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from issued import NOW, World
from werkzeug.test import TestResponse

from badgeservice.app import create_conformance_app
from badgeservice.settings import read_settings
from musts.documents import ISSUER
from musts.inputs import ISSUE, Input

STATUS_OF_SUCCESS = {ISSUE: 201}


class Desk:
    """The conformance mode with a clock that stands still and addresses that serve what an input says."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.world = World(documents={})
        named = {f"BADGESERVICE_{name}": value for name, value in environment.items()}
        settings = read_settings({"BADGESERVICE_DATA_DIR": str(folder), **named})
        self.app = create_conformance_app(settings, now=lambda: NOW, fetch=self.world.fetch)
        self.issuer: str = self.app.config["CONFORMANCE_ISSUER"]

    def send(self, door: str, body: Any, **more: Any) -> TestResponse:
        """POST a JSON body to one of the three doors."""
        text = json.dumps(body, ensure_ascii=False).replace(ISSUER, self.issuer)
        return self.app.test_client().post(
            f"/vc-api/{door}", data=text.encode(), content_type="application/json", **more
        )

    def refuse_other_answer(self, given: Input) -> None:
        """Send an input; the answer must be what the VC-API asks for, in form and in outcome."""
        self.world.documents = dict(given.served)
        answer = self.send(given.door, given.body)
        if given.holds:
            assert answer.status_code == STATUS_OF_SUCCESS.get(given.door, 200), answer.text
            given.shows(accepted(given.door, answer))
            return
        assert answer.status_code == 400, answer.text
        errors = errors_in(given.door, answer)
        assert any(re.search(given.why, error, re.IGNORECASE) for error in errors), errors


def accepted(door: str, answer: TestResponse) -> Mapping[str, Any]:
    """What an accepted request gives: the issued credential, or the answer of a verifier."""
    body: Mapping[str, Any] = answer.get_json()
    if door == ISSUE:
        issued: Mapping[str, Any] = body["verifiableCredential"]
        return issued
    assert body["verified"] is True
    assert not body.get("errors")
    return body


def errors_in(door: str, answer: TestResponse) -> list[str]:
    """The errors of a refusal: there is at least one, in words."""
    body = answer.get_json()
    if door != ISSUE:
        assert body["verified"] is False
    errors: list[str] = body["errors"]
    assert errors
    assert all(isinstance(error, str) and error for error in errors)
    return errors
