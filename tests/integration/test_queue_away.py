"""A queue that takes nothing: what was given is given, and says so."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

import pytest
from staff_desk import Desk

from badgeservice.jobs import create_jobs
from badgeservice.settings import Settings
from badgeservice.web.collaborators import NAME


@pytest.mark.parametrize("redis_url", [None, "redis://localhost:1"])
def test_a_badge_is_given_and_its_mail_waits_when_the_queue_takes_nothing(
    world: Any, settings: Settings, redis_url: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    jobs = create_jobs(replace(settings, redis_url=redis_url), world.database)
    if redis_url is None:
        settings.queue_file.write_bytes(b"this is no database" * 100)
    world.app.extensions[NAME] = replace(world.tools, deliver_mail=jobs.wake)
    desk = Desk(world)
    with caplog.at_level(logging.WARNING, "badgeservice.jobs"):
        award = desk.given(desk.released())
    assert [mail.state for mail in desk.mail(award)] == ["waiting"]
    assert "queue out of reach" in caplog.text
