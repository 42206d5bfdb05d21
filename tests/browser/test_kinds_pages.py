"""The kinds that ask for more, or for less, are made and given in a browser: what each needs, and what is refused."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from seeing import DESKTOP, PHONE, Opened, heading, is_refused, looked_at, looked_at_in_every_way
from serving import Service
from walking import HOTEL, code_on, sign_in

pytestmark = pytest.mark.browser

SCHOOL, EVC = "praktijkcollege-ijsselstreek", "evc-huis-de-brug"
both_sizes = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])


def _press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name).click()


def _choose_kind(page: Page, service: Service, organisation: str, kind: str) -> None:
    page.goto(f"{service.address}/organisatie/{organisation}/soorten/nieuw")
    heading(page, "Wat voor badge maak je?")
    page.get_by_role("radio", name=kind).check()
    _press(page, "Verder")
    heading(page, "Wat zegt de badge?")


def _release(page: Page, name: str) -> None:
    _press(page, "Opslaan en verder")
    heading(page, "Zo ziet de badge eruit")
    _press(page, "Opslaan en verder")
    heading(page, "Klopt dit?")
    _press(page, "Geef deze soort vrij")
    heading(page, name)


def _begin(page: Page, service: Service, organisation: str, badge: str, person: str) -> None:
    page.goto(f"{service.address}/organisatie/{organisation}/geven")
    page.get_by_label("Naam", exact=True).fill(person)
    page.get_by_role("radio", name=badge).check()
    _press(page, "Verder")


def _give(page: Page, person: str) -> str:
    _press(page, "Verder")
    heading(page, "Klopt dit?")
    _press(page, "Geef deze badge")
    heading(page, person)
    return code_on(page).replace(" ", "")


@both_sizes
def test_a_microcredential_says_what_all_of_europe_asks(
    service: Service, open_page: Opened, size: dict[str, int]
) -> None:
    staff, stranger, wide = open_page(size), open_page(size), size["width"]
    name, person = f"Minder afval {wide}", "Mara Kok"
    sign_in(staff, service, organisation=SCHOOL)
    _choose_kind(staff, service, SCHOOL, "Microcredential")
    looked_at_in_every_way(staff, f"kinds-microcredential-{wide}")
    staff.set_viewport_size(size)
    staff.get_by_label("Naam van de badge").fill(name)
    staff.get_by_label("Waar gaat deze badge over?").fill("Je kookt met minder afval.")
    staff.get_by_label("Gedragsvoorbeelden").fill("Je maakt een menu met weinig afval.")
    staff.get_by_label("Studielast in uren").fill("veel")
    _press(staff, "Opslaan en verder")
    is_refused(staff, "Vul in hoeveel uur het kost, van 1 tot 10000.", f"kinds-microcredential-refused-{wide}")
    expect(staff.get_by_label("Waar gaat deze badge over?")).to_have_value("Je kookt met minder afval.")
    staff.get_by_label("Studielast in uren").fill("70")
    staff.get_by_label("Studiepunten (ECTS)").fill("2,5")
    staff.get_by_label("Land").fill("NL")
    staff.get_by_label("Europees niveau (EQF)").select_option("4")
    staff.get_by_role("radio", name="deels online").check()
    staff.get_by_label("Hoe wordt het beoordeeld?").fill("Een opdracht in een keuken")
    staff.get_by_label("Wie bewaakt de kwaliteit, en hoe?").fill("De examencommissie")
    _release(staff, name)
    looked_at(staff, f"kinds-microcredential-class-{wide}")
    _begin(staff, service, SCHOOL, name, person)
    heading(staff, f"Wat kan {person}?")
    staff.get_by_role("checkbox", name="Je maakt een menu").check()
    code = _give(staff, person)
    stranger.goto(f"{service.address}/v/{code}")
    heading(stranger, "Deze badge is echt.")
    expect(stranger.get_by_text("EQF-niveau 4 (indicatief)", exact=True)).to_be_visible()
    expect(stranger.get_by_text("70 uur")).to_be_visible()
    expect(stranger.get_by_text("Dit is geen mbo-diploma of mbo-certificaat.")).to_be_visible()
    looked_at_in_every_way(stranger, f"kinds-microcredential-checked-{wide}")


@both_sizes
def test_an_ervaringscertificaat_is_underpinned_behaviour_by_behaviour(
    service: Service, open_page: Opened, size: dict[str, int]
) -> None:
    staff, stranger, wide = open_page(size), open_page(size), size["width"]
    person = f"Jamal {wide}"
    sign_in(staff, service, organisation=EVC)
    _begin(staff, service, EVC, "Magazijnwerk door ervaring", person)
    heading(staff, f"Wat kan {person}?")
    staff.get_by_role("checkbox", name="Je ontvangt goederen").check()
    staff.get_by_role("group", name="Hoe? Je ontvangt goederen").get_by_text("zelf").click()
    looked_at_in_every_way(staff, f"kinds-evc-{wide}")
    staff.set_viewport_size(size)
    _press(staff, "Verder")
    is_refused(staff, "Schrijf op waaraan je dit hebt gezien.", f"kinds-evc-refused-{wide}")
    staff.get_by_label("Waaraan zag je dit?").first.fill("Gezien op het werk, op 12 november.")
    staff.get_by_label("Wie heeft dit beoordeeld?").fill("Ruth Vos")
    code = _give(staff, person)
    stranger.goto(f"{service.address}/v/{code}")
    heading(stranger, "Deze badge is echt.")
    expect(
        stranger.locator("section", has_text="Bewijs").get_by_text("Gezien op het werk, op 12 november.").first
    ).to_be_visible()
    looked_at_in_every_way(stranger, f"kinds-evc-checked-{wide}")


@both_sizes
def test_a_bewijs_van_deelname_says_that_somebody_was_there_and_no_more(
    service: Service, open_page: Opened, size: dict[str, int]
) -> None:
    staff, stranger, wide = open_page(size), open_page(size), size["width"]
    name, person = f"Open dag {wide}", "Lea Bos"
    sign_in(staff, service)
    _choose_kind(staff, service, HOTEL, "Bewijs van deelname")
    expect(staff.get_by_label("Gedragsvoorbeelden")).to_have_count(0)
    looked_at_in_every_way(staff, f"kinds-attendance-{wide}")
    staff.set_viewport_size(size)
    staff.get_by_label("Naam van de badge").fill(name)
    _press(staff, "Opslaan en verder")
    is_refused(staff, "Schrijf in een paar zinnen waar de badge over gaat.", f"kinds-attendance-refused-{wide}")
    staff.get_by_label("Waar gaat deze badge over?").fill("Je was bij de open dag van het hotel.")
    _release(staff, name)
    _begin(staff, service, HOTEL, name, person)
    heading(staff, f"Wanneer was {person} erbij?")
    looked_at_in_every_way(staff, f"kinds-attendance-when-{wide}")
    staff.set_viewport_size(size)
    _press(staff, "Verder")
    is_refused(staff, "Vul in op welke dag het was.", f"kinds-attendance-when-refused-{wide}")
    staff.get_by_label("Eerste dag").fill("20-11-2025")
    code = _give(staff, person)
    stranger.goto(f"{service.address}/v/{code}")
    heading(stranger, "Deze badge is echt.")
    expect(stranger.get_by_role("heading", name=f"Dit kan {person}")).to_have_count(0)
    looked_at_in_every_way(stranger, f"kinds-attendance-checked-{wide}")


def test_a_kind_that_is_not_yours_says_why_and_the_operator_opens_it(service: Service, open_page: Opened) -> None:
    staff, operator = open_page(), open_page()
    sign_in(staff, service)
    staff.goto(f"{service.address}/organisatie/{HOTEL}/soorten/nieuw")
    expect(staff.get_by_text("Voor een ervaringscertificaat is een erkenning voor EVC nodig.")).to_be_visible()
    looked_at_in_every_way(staff, "kinds-chooser")
    staff.get_by_role("radio", name="Ervaringscertificaat").check()
    _press(staff, "Verder")
    is_refused(staff, "Voor een ervaringscertificaat is een erkenning voor EVC nodig.", "kinds-chooser-refused")
    sign_in(operator, service, "operator", None)
    operator.goto(f"{service.address}/beheer")
    operator.get_by_role("link", name="Groenwerk Salland").click()
    looked_at_in_every_way(operator, "kinds-operator")
    _press(operator, "Erken voor EVC")
    expect(operator.get_by_role("status")).to_contain_text("mag nu ervaringscertificaten geven.")
    _press(operator, "Beëindig de erkenning")
    expect(operator.get_by_role("status")).to_contain_text("geeft geen ervaringscertificaten meer.")
