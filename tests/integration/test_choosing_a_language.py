"""A page and a mail come in the language that somebody chose, whichever languages there are."""

from __future__ import annotations

from uuid import UUID

import pytest
from pseudo_words import arabic, write_pseudo_words
from second_app import app_with

from badgeservice.issuing.delivery import Mailing, deliver_due
from badgeservice.organisations.accounts import put_mail
from badgeservice.storage import learners

FACTS = {"organisation": "Hotel Zon", "badge": "Gasten ontvangen", "name": "Sam"}


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    return write_pseudo_words(tmp_path_factory.mktemp("words"))


@pytest.fixture
def many(environment, world, made_up):
    """A browser at the same service with more languages."""
    with app_with(environment, world.clock, BADGESERVICE_TRANSLATIONS=str(made_up)) as app:
        yield app.test_client()


def learner_of(world, client, email="sam@voorbeeld.nl"):
    with world.database.writing() as session:
        learner = learners.add(session, email, world.clock()).id
    with client.session_transaction() as session:
        session["learner"] = str(learner)
    return learner


def chosen(world, learner: UUID):
    with world.database.reading() as session:
        return learners.by_id(session, learner).language


def test_arabic_is_read_from_right_to_left(many):
    many.get("/?taal=ar")
    page = many.get("/mijn/inloggen").text

    assert '<html lang="ar" dir="rtl"' in page
    assert arabic("Je mailadres") in page


def test_with_more_than_two_languages_every_one_is_listed_in_itself(many, client):
    page = many.get("/").text

    for code, name in (("nl", "Nederlands"), ("en", "English"), ("ar", "العربية"), ("pl", "Polski")):
        assert f'<a href="?taal={code}" hreflang="{code}" lang="{code}">{name}' in page
    assert "<details" not in client.get("/mijn/inloggen").text


def test_a_language_that_is_not_offered_any_more_gives_dutch(world, client):
    with client.session_transaction() as session:
        session["language"] = "ar"

    assert '<html lang="nl" dir="ltr"' in client.get("/mijn/inloggen").text


def test_the_choice_of_a_learner_is_kept_for_their_mail(world, client):
    learner = learner_of(world, client)
    assert chosen(world, learner) is None
    client.get("/mijn?taal=en")

    assert chosen(world, learner) == "en"
    assert mail_to(world, "sam@voorbeeld.nl") == "You have been given a badge by Hotel Zon"


def test_mail_to_somebody_who_never_chose_is_in_the_language_of_the_badge(world):
    assert mail_to(world, "iemand@voorbeeld.nl") == "Je hebt een badge gekregen van Hotel Zon"


def mail_to(world, email):
    taken = []
    with world.database.writing() as session:
        put_mail(session, "badge_given", UUID(int=7), email, FACTS, world.clock())
    deliver_due(Mailing(world.database, taken.append, world.tools.addresses, "badges@voorbeeld.nl", world.clock))
    return str(taken[0]["Subject"])
