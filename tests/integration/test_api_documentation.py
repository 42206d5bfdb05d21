"""What is written about the API is what it does."""

from __future__ import annotations

import json
import re

import pytest

from badgeservice.web.api.examples import ANSWERS, BODIES, PROBLEM
from badgeservice.web.api.operations import OPERATIONS
from badgeservice.web.api.problems import PROBLEMS, Problem
from badgeservice.web.errors import STATUS


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_the_examples_of_a_call_fit_what_it_asks_and_answers(operation):
    operation.answer.model_validate(ANSWERS[operation.id])
    if operation.bodies:
        model = next(iter(operation.bodies.values()))
        model.model_validate_json(json.dumps(BODIES[operation.id]))


def test_the_example_of_a_problem_fits():
    Problem.model_validate(PROBLEM)


def test_every_call_and_every_problem_stands_on_the_page(client):
    page = client.get("/api")

    assert page.status_code == 200
    for operation in OPERATIONS:
        assert f'id="{operation.id}"' in page.text
        assert operation.path in page.text
    for status in PROBLEMS:
        assert f'id="{status}"' in page.text


def test_the_page_is_there_in_english_too(client):
    page = client.get("/api?taal=en", follow_redirects=True)

    assert "Voor programma" not in page.text
    assert "Give a badge" in page.text


def test_the_page_and_what_it_loads_come_from_here(client):
    loaded = re.findall(r'(?:src|<link[^>]* href)="([^"]+)"', client.get("/api").text)

    assert loaded
    assert [address for address in loaded if not address.startswith("/")] == []


def test_the_description_is_in_the_language_that_is_asked_for(client):
    english = client.get("/api/openapi.json").json
    dutch = client.get("/api/openapi.json", headers={"Accept-Language": "nl"}).json

    assert english["openapi"].startswith("3.1")
    assert english["paths"]["/api/v1/awards"]["post"]["summary"] == "Give a badge"
    assert dutch["paths"]["/api/v1/awards"]["post"]["summary"] == "Geef een badge"
    assert re.search(r"\b(een|het|niet)\b", str(english)) is None


def test_every_error_of_ours_has_a_problem_of_its_own():
    assert set(STATUS.values()) <= set(PROBLEMS)
