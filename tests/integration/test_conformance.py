"""Anybody sees whether this instance works as the standards ask."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from html import unescape

import pytest
from second_app import app_with

from badgeservice.selftest.forms import FORMS
from badgeservice.selftest.once_a_minute import OnceAMinute
from badgeservice.selftest.reading import FIXTURES
from badgeservice.selftest.run import run
from badgeservice.web.collaborators import NAME

JSON = {"Accept": "application/json"}
ALL_IS_WELL = "Alles werkt zoals de standaarden vragen."


@pytest.fixture
def broken_app(app, tmp_path):
    """An instance that was shipped with a changed badge in place of a sound one."""
    folder = tmp_path / "fixtures"
    shutil.copytree(FIXTURES, folder)
    shutil.copy(folder / "ob3-png" / "changed.png", folder / "ob3-png" / "sound.png")
    test = OnceAMinute(lambda now: run(now, time.perf_counter, folder))
    app.extensions[NAME] = replace(app.extensions[NAME], self_test=test)
    return app


def test_the_page_says_that_all_works_and_names_every_form(client):
    answer = client.get("/conformance")

    page = unescape(answer.text)
    assert answer.status_code == 200
    assert f"<h1>{ALL_IS_WELL}</h1>" in page
    assert "22 november 2026, 14.05" in page.replace("\u00a0", " ")
    assert "Klopt niet" not in page
    assert "Open Badge 3.0 als bijlage van een PDF" in page
    for form in FORMS:
        assert form.name in page
        assert f'href="{form.clause.address}"' in page


def test_the_page_is_there_in_english(client):
    client.get("/?taal=en")

    page = unescape(client.get("/conformance").text)

    assert "<h1>Everything works as the standards ask.</h1>" in page
    for dutch in ("Ondertekend", "Verwacht", "geweigerd", "Klopt", "Lijst van"):
        assert dutch not in page


def test_a_script_gets_json(client):
    answer = client.get("/conformance", headers=JSON)

    assert answer.mimetype == "application/json"
    assert "Accept" in answer.headers["Vary"]
    assert answer.json["works"] is True
    assert answer.json["checked_at"] == "2026-11-22T13:05:00Z"
    assert {line["direction"] for line in answer.json["lines"]} == {"gives", "reads"}


def test_a_broken_fixture_shows(broken_app):
    client = broken_app.test_client()

    page, told = unescape(client.get("/conformance").text), client.get("/conformance", headers=JSON).json

    assert ALL_IS_WELL not in page
    assert "<h1>Niet alles werkt zoals de standaarden vragen.</h1>" in page
    assert "Open Badge 3.0 in een PNG. Een goede badge. Verwacht: goed. Gevonden: geweigerd." in page
    assert told["works"] is False
    assert [(line["form"], line["fixture"]) for line in told["lines"] if not line["holds"]] == [("ob3-png", "sound")]


def test_a_minute_later_it_is_run_anew(client, clock):
    before = client.get("/conformance", headers=JSON).json
    clock.forward(seconds=59)
    assert client.get("/conformance", headers=JSON).json == before
    clock.forward(seconds=1)
    assert client.get("/conformance", headers=JSON).json["checked_at"] == "2026-11-22T13:06:00Z"


def test_who_asks_all_the_time_is_slowed_down(settings, environment, clock):
    with app_with(environment, clock, BADGESERVICE_RATE_LIMITS="on") as app:
        client = app.test_client()
        statuses = [client.get("/conformance", headers=JSON).status_code for _ in range(61)]

    assert statuses == [200] * 60 + [429]


def test_the_help_page_leads_to_it(client):
    assert 'href="/conformance"' in client.get("/hulp").text
