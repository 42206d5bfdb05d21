"""Who may open which page?"""

from __future__ import annotations

from uuid import uuid4

import pytest
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter, Rule, UUIDConverter

from badgeservice.organisations.roles import Role

LIBRARY_ENDPOINTS = {"static", "bootstrap.static"}


def _rules(app):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in LIBRARY_ENDPOINTS]


def _address(rule: Rule, slug: str) -> str:
    values = {name: _value(name, converter, slug) for name, converter in rule._converters.items()}
    _host, path = rule.build(values, append_unknown=False)
    return path


def _value(name: str, converter: BaseConverter, slug: str) -> object:
    if isinstance(converter, AnyConverter):
        return sorted(converter.items)[0]
    if isinstance(converter, UUIDConverter):
        return uuid4()
    return 1 if isinstance(converter, IntegerConverter) else slug if name == "slug" else "x"


def _methods(rule: Rule) -> list[str]:
    return [method for method in ("GET", "POST") if method in rule.methods]


def _of_organisations(app):
    return [
        (rule, method) for rule in _rules(app) if rule.rule.startswith("/organisatie/") for method in _methods(rule)
    ]


def _send(world, client, method, path):
    return client.get(path) if method == "GET" else world.post(client, path)


def test_every_route_declares_who_may_use_it(app):
    undeclared = [rule.endpoint for rule in _rules(app) if not hasattr(app.view_functions[rule.endpoint], "who")]

    assert undeclared == []


def test_every_page_of_an_organisation_asks_for_a_right(app):
    open_ones = [rule.rule for rule, _ in _of_organisations(app) if app.view_functions[rule.endpoint].who.right is None]

    assert open_ones == []


def test_a_stranger_finds_no_page_of_an_organisation(world, app):
    hotel, garden = world.organisation("Hotel Zon"), world.organisation("Groenrijk")
    stranger = world.signed_in(world.member(garden))

    answers = {
        (method, rule.rule): _send(world, stranger, method, _address(rule, hotel.slug)).status_code
        for rule, method in _of_organisations(app)
    }

    assert answers
    assert set(answers.values()) == {404}


def test_a_visitor_is_sent_to_the_sign_in_page_and_back(world, app):
    hotel = world.organisation()
    client = app.test_client()

    for rule, method in _of_organisations(app):
        path = _address(rule, hotel.slug)
        answer = _send(world, client, method, path)
        assert answer.status_code in {302, 303}, rule.rule
        assert answer.location.startswith("/inloggen"), rule.rule


def test_a_reader_may_not_do_what_asks_for_more(world, app):
    hotel = world.organisation()
    reader = world.signed_in(world.member(hotel, Role.READER))

    answers = {
        (method, rule.rule): _send(world, reader, method, _address(rule, hotel.slug)).status_code
        for rule, method in _of_organisations(app)
        if app.view_functions[rule.endpoint].who.right != "read"
    }

    assert answers
    assert set(answers.values()) == {403}


def test_operator_pages_do_not_exist_for_anybody_else(world, app):
    manager = world.signed_in(world.member(world.organisation()))

    answers = {
        rule.rule: _send(world, manager, method, _address(rule, "x")).status_code
        for rule in _rules(app)
        if app.view_functions[rule.endpoint].who.name == "operators"
        for method in _methods(rule)
    }

    assert "/beheer" in answers
    assert set(answers.values()) == {404}


def test_nobody_works_for_an_organisation_that_is_not_approved(world):
    waiting = world.organisation(approved=False)
    manager = world.signed_in(world.member(waiting))

    assert manager.get(f"/organisatie/{waiting.slug}/instellingen").status_code == 404


@pytest.mark.parametrize("slug", ["hotel%00zon", "hotel%20zon", "x" * 300, "%F0%9F%8F%A8", "..%2f.."])
def test_an_odd_address_is_a_page_that_is_not_there(world, slug):
    client = world.signed_in(world.member(world.organisation()))

    assert client.get(f"/organisatie/{slug}/instellingen").status_code == 404


def test_a_post_without_a_token_changes_nothing_and_keeps_what_was_typed(world):
    hotel = world.organisation()
    client = world.signed_in(world.member(hotel))
    path = f"/organisatie/{hotel.slug}/instellingen/gegevens"

    answer = client.post(path, data={"place": "Deventer", "website": "", "leerbedrijf_id": ""})

    assert answer.status_code == 303
    assert answer.location == path
    assert "Deventer" not in client.get(f"/organisatie/{hotel.slug}/instellingen").text
    assert 'value="Deventer"' in client.get(path).text


def test_a_session_that_ended_while_typing_gives_back_what_was_typed_after_signing_in(world):
    hotel = world.organisation()
    manager = world.member(hotel)
    client = world.signed_in(manager)
    path = f"/organisatie/{hotel.slug}/instellingen/gegevens"
    world.clock.forward(hours=13)

    answer = world.post(client, path, {"place": "Deventer", "website": "", "leerbedrijf_id": ""})
    assert answer.status_code == 303
    assert answer.location == f"/inloggen?next={path}"
    with client.session_transaction() as session:
        session.update({"_user_id": manager.fs_uniquifier, "staff_seen": world.clock().timestamp()})

    assert 'value="Deventer"' in client.get(path).text
    assert "Deventer" not in client.get(f"/organisatie/{hotel.slug}/instellingen").text


def test_every_call_of_the_api_but_the_check_asks_for_the_token_of_a_program(app):
    calls = [
        (rule.rule, app.view_functions[rule.endpoint].who) for rule in _rules(app) if rule.rule.startswith("/api/")
    ]

    assert len(calls) >= 10
    assert {path for path, who in calls if not who.by_token} == {"/api/v1/check", "/api/openapi.json"}
    assert all(who.right is not None for path, who in calls if who.by_token)


def test_no_cookie_opens_what_is_for_programs(world, app):
    operator, manager = world.signed_in(world.operator()), world.signed_in(world.member(world.organisation()))

    answers = {
        (method, rule.rule): _send(world, client, method, _address(rule, "x")).status_code
        for client in (operator, manager)
        for rule in _rules(app)
        if app.view_functions[rule.endpoint].who.by_token
        for method in _methods(rule)
    }

    assert answers
    assert set(answers.values()) == {401}
