"""Which badges can be the parts of a larger one, and what is refused?"""

from __future__ import annotations

import re
from threading import Barrier, Thread

import pytest
from stack_desk import WHOLE, StackDesk
from staff_desk import Desk, is_refused, sentences, shown

from badgeservice.audit.record import Actor
from badgeservice.errors import BadgeServiceError
from badgeservice.issuing.parts import Parts, choose_parts
from badgeservice.organisations.roles import Role
from badgeservice.storage import stacks


@pytest.fixture
def desk(world) -> StackDesk:
    return StackDesk(world)


def _parts(desk: StackDesk, version) -> list[str]:
    with desk.world.database.reading() as session:
        found = stacks.parts_of(session, version)
        return [stacks.newest_of(session, [part.id])[part.id].name for part in found]


def test_parts_are_chosen_shown_and_copied_to_the_next_version(desk):
    desk.build(automatic=True)
    page = shown(desk.get(f"/soorten/{desk.whole}").text)
    second = desk.next_version(desk.whole)
    slug = desk.version(desk.whole).badge_class.slug
    public = shown(desk.client.get(f"/badge-classes/{slug}/v1", headers={"Accept": "text/html"}).text)

    assert "Deze badge bestaat uit deze delen" in page
    assert "Wie alle delen heeft, krijgt deze badge vanzelf." in page
    assert set(_parts(desk, second)) == {"Orders pakken", "Goederen ontvangen", "Pallets laden"}
    assert desk.version(second).stack_automatic
    assert "Deze badge bestaat uit deze delen" in public
    assert "Pallets laden" in public


def test_numbered_parts_hang_in_the_order_of_their_numbers(desk):
    late = desk.released("deelcertificaat", name="Als eerste bedacht", part_number="2", part_total="2")
    early = desk.released("deelcertificaat", name="Daarna bedacht", part_number="1", part_total="2")
    whole = desk.draft(name=WHOLE)
    desk.choose(whole, [late, early])

    assert _parts(desk, whole) == ["Daarna bedacht", "Als eerste bedacht"]


def test_the_number_of_a_part_is_proposed_from_the_larger_badge(desk):
    none = {"part_number": "", "part_total": ""}
    parts = [desk.released("deelcertificaat", name=name, **none) for name in ("Laden", "Lossen")]
    whole = desk.draft(name=WHOLE)
    desk.choose(whole, parts)
    desk.post(f"/soorten/{whole}/vrijgeven")
    page = desk.get(f"/soorten/{desk.next_version(parts[1])}/woorden").text

    assert re.search(r'id="part_number"[^>]*value="2"', page)
    assert re.search(r'id="part_total"[^>]*value="2"', page)


def test_one_part_or_a_strange_part_is_refused_and_what_was_ticked_stays(desk, world):
    first = desk.released(name="Orders pakken")
    desk.released(name="Pallets laden")
    whole = desk.draft(name=WHOLE)
    one = desk.choose(whole, [first], automatic=True)
    stranger = Desk(world, name="Hotel Maan")
    theirs = stranger.released(name="Van een ander")
    strange = desk.choose(whole, [first, theirs])
    nonsense = desk.post(f"/soorten/{whole}/onderdelen", {"parts": ["x", str(desk.class_of(first))]})

    assert is_refused(one, "Kies 2 tot en met 12 delen, of geen enkel deel.")
    assert one.text.count(" checked") == 2
    assert is_refused(strange, "Kies alleen badges uit de lijst.")
    assert is_refused(nonsense, "Kies alleen badges uit de lijst.")
    assert _parts(desk, whole) == []


def test_a_kind_with_levels_is_never_given_by_itself(desk):
    first, second = desk.released(name="Orders pakken"), desk.released(name="Pallets laden")
    whole = desk.draft("praktijkverklaring", name=WHOLE)

    assert is_refused(desk.choose(whole, [first, second], automatic=True), "Daarom kan hij niet vanzelf gegeven")
    assert desk.choose(whole, [first, second]).status_code == 303


def test_by_itself_without_parts_is_refused(desk):
    desk.released()
    assert is_refused(desk.choose(desk.draft(name=WHOLE), [], automatic=True), "Kies eerst de delen.")


def test_a_circle_through_several_levels_is_refused_with_a_sentence_that_names_it(desk):
    loose = desk.released(name="Los")
    b = desk.released(name="B")
    a = desk.draft(name="A")
    assert desk.choose(a, [b, loose]).status_code == 303
    desk.post(f"/soorten/{a}/vrijgeven")
    c = desk.draft(name="C")
    assert desk.choose(c, [a, loose]).status_code == 303
    desk.post(f"/soorten/{c}/vrijgeven")
    refused = desk.choose(desk.next_version(b), [c, loose])

    assert is_refused(refused, "B bestaat uit C, C bestaat uit A, A bestaat uit B")


def test_two_people_who_each_save_half_of_a_circle_do_not_both_succeed(desk, world):
    loose = desk.class_of(desk.released(name="Los"))
    versions = [desk.released(name=name) for name in ("A", "B")]
    classes = [desk.class_of(version) for version in versions]
    drafts = [desk.next_version(version) for version in versions]
    barrier, refused = Barrier(2), []

    def save(draft, part) -> None:
        barrier.wait()
        try:
            with world.database.writing() as session:
                chosen = Parts((part, loose))
                choose_parts(session, desk.organisation, draft, chosen, Actor(None, "service"), world.clock())
        except BadgeServiceError as problem:
            refused.append(problem)

    threads = [Thread(target=save, args=pair) for pair in zip(drafts, reversed(classes), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    assert sorted(len(_parts(desk, draft)) for draft in drafts) == [0, 2]


def test_a_badge_whose_part_went_into_the_archive_is_not_released(desk):
    first, second = desk.released(name="Orders pakken"), desk.released(name="Pallets laden")
    whole = desk.draft(name=WHOLE)
    desk.choose(whole, [first, second])
    before = desk.get(f"/soorten/{first}/archiveren")
    desk.post(f"/soorten/{first}/archiveren")
    refused = desk.post(f"/soorten/{whole}/vrijgeven")

    assert before.status_code == 200
    assert refused.status_code == 409
    assert "Kies de delen opnieuw." in refused.text
    assert desk.version(whole).state == "draft"


def test_archiving_a_part_warns_of_the_larger_badge(desk):
    desk.build(automatic=False)
    assert f"deze badge is een deel van {WHOLE}" in desk.get(f"/soorten/{desk.parts[0]}/archiveren").text


def test_parts_that_changed_are_a_difference(desk):
    desk.build(automatic=True)
    second = desk.next_version(desk.whole)
    desk.choose(second, desk.parts[:2])
    page = shown(desk.get(f"/soorten/{second}/vrijgeven").text)

    assert "Weg Onderdeel van de stapel Eerst: Pallets laden" in page
    assert "Weg Regel Eerst: Wordt vanzelf gegeven als alle delen er zijn" in page


def test_nobody_else_chooses_the_parts(desk, world):
    whole = desk.draft(name=WHOLE)
    stranger = Desk(world, name="Hotel Maan")

    assert stranger.get(f"/soorten/{whole}/onderdelen").status_code == 404
    assert world.post(desk.signed_in(Role.GIVER), f"{desk.root}/soorten/{whole}/onderdelen").status_code == 403
    assert sentences(desk.get(f"/soorten/{whole}/onderdelen")) == []
