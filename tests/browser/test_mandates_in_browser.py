"""A branch lets an employer give its badge: asked, granted, given, checked and withdrawn, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from seeing import PHONE, Opened, heading, is_refused, looked_at, looked_at_in_every_way
from serving import Service
from walking import code_on, sign_in

pytestmark = pytest.mark.browser

BRANCH, GREEN, HOTEL = "gastvrij-oost", "groenwerk-salland", "hotel-de-zwaan"
BADGE, OWN, PERSON = "Gastvrij bedienen", "Je serveert koffie bij een klus.", "Mila Postma"
WHY = "Wij hebben een kantine en een eigen praktijkopleider."
FIRST, LAST = "01-01-2026", "31-12-2030"


def test_a_mandate_is_asked_granted_used_checked_and_withdrawn(service: Service, open_page: Opened) -> None:
    employer, branch, anybody = open_page(), open_page(), open_page(PHONE)
    sign_in(employer, service, organisation=GREEN)
    sign_in(branch, service, organisation=BRANCH)
    _ask(employer, service)
    _grant(branch, service)
    _add_own(employer, service)
    code = _give(employer, service)
    anybody.goto(f"{service.address}/v/{code}")
    heading(anybody, "Deze badge is echt.")
    expect(anybody.get_by_text("Groenwerk Salland").first).to_be_visible()
    expect(anybody.get_by_text("Gastvrij Oost").first).to_be_visible()
    expect(anybody.get_by_text(OWN)).to_be_visible()
    looked_at_in_every_way(anybody, "mandate-check")

    _until_the_last_screen(employer, service)
    _withdraw(branch, service)
    employer.get_by_role("button", name="Geef deze badge").click()
    expect(employer.get_by_text("heeft jullie mandaat voor deze badge ingetrokken")).to_be_visible()
    looked_at_in_every_way(employer, "mandate-give-refused")
    employer.goto(_mandates(service, GREEN))
    expect(employer.get_by_text("De opleiding stopt.")).to_be_visible()
    employer.goto(f"{service.address}/organisatie/{GREEN}/geven")
    expect(employer.get_by_text(BADGE, exact=True)).to_have_count(0)
    anybody.goto(f"{service.address}/v/{code}")
    heading(anybody, "Deze badge is echt.")
    looked_at(anybody, "mandate-check-afterwards")


def test_a_branch_finds_an_organisation_and_hears_which_days_are_taken(service: Service, open_page: Opened) -> None:
    branch = open_page()
    sign_in(branch, service, organisation=BRANCH)
    branch.goto(_mandates(service, BRANCH))
    branch.get_by_role("link", name="Geef een organisatie een mandaat").click()
    branch.get_by_label("Zoek op naam of KvK-nummer").fill("90000011")
    branch.get_by_role("button", name="Zoek").click()
    looked_at_in_every_way(branch, "mandate-choose")
    branch.get_by_role("link", name="Hotel De Zwaan").click()
    heading(branch, "Welke badge mag Hotel De Zwaan geven?")
    looked_at_in_every_way(branch, "mandate-grant")
    branch.get_by_label(BADGE).check()
    branch.get_by_label("Eerste dag").fill(FIRST)
    branch.get_by_label("Laatste dag").fill(LAST)
    branch.get_by_role("button", name="Geef het mandaat").click()
    is_refused(branch, "Er is al een mandaat van ", "mandate-grant-refused")
    expect(branch.get_by_label("Laatste dag")).to_have_value(LAST)


def test_a_request_is_declined_and_the_employer_reads_why(service: Service, open_page: Opened) -> None:
    branch, employer, transport = open_page(), open_page(PHONE), "van-dam-logistiek"
    sign_in(branch, service, organisation=BRANCH)
    branch.goto(_mandates(service, BRANCH))
    asked = branch.get_by_role("row").filter(has_text="Van Dam Logistiek")
    asked.get_by_role("link", name="Wijs af").click()
    branch.get_by_role("button", name="Wijs de aanvraag af").click()
    is_refused(branch, "Schrijf op waarom.", "mandate-decline-refused")
    branch.get_by_label("Waarom?").fill("Jullie hebben nog geen praktijkopleider voor de horeca.")
    branch.get_by_role("button", name="Wijs de aanvraag af").click()
    heading(branch, "Mandaten")
    sign_in(employer, service, organisation=transport)
    employer.goto(_mandates(service, transport))
    expect(employer.get_by_text("Jullie hebben nog geen praktijkopleider voor de horeca.")).to_be_visible()
    looked_at(employer, "mandate-declined")


def _ask(page: Page, service: Service) -> None:
    page.goto(_mandates(service, GREEN))
    page.get_by_role("link", name="Vraag een mandaat").click()
    page.get_by_label("Zoek op badge of branche").fill("gastvrij bedienen")
    page.get_by_role("button", name="Zoek").click()
    looked_at_in_every_way(page, "mandate-classes")
    page.get_by_role("link", name=BADGE).click()
    heading(page, "Vraag een mandaat")
    page.get_by_role("button", name="Verstuur de vraag").click()
    is_refused(page, "Schrijf op waarom jullie deze badge willen geven.", "mandate-ask-refused")
    page.get_by_label("Waarom willen jullie deze badge geven?").fill(WHY)
    looked_at_in_every_way(page, "mandate-ask")
    page.get_by_role("button", name="Verstuur de vraag").click()
    heading(page, "Mandaten")


def _grant(page: Page, service: Service) -> None:
    page.goto(_mandates(service, BRANCH))
    looked_at_in_every_way(page, "mandates-branch")
    page.get_by_role("row").filter(has_text=WHY).get_by_role("link", name="Geef het mandaat").click()
    page.get_by_label("Eerste dag").fill(LAST)
    page.get_by_label("Laatste dag").fill(FIRST)
    page.get_by_role("button", name="Geef het mandaat").click()
    is_refused(page, "Draai ze om.", "mandate-answer-refused")
    page.get_by_label("Eerste dag").fill(FIRST)
    page.get_by_label("Laatste dag").fill(LAST)
    looked_at_in_every_way(page, "mandate-answer")
    page.get_by_role("button", name="Geef het mandaat").click()
    heading(page, "Mandaten")


def _add_own(page: Page, service: Service) -> None:
    page.goto(_mandates(service, GREEN))
    looked_at_in_every_way(page, "mandates-employer")
    page.get_by_role("link", name="Eigen gedragsvoorbeelden").click()
    heading(page, "Eigen gedragsvoorbeelden")
    page.get_by_role("button", name="Voeg toe").click()
    is_refused(page, "Schrijf op wat iemand doet op het werk.", "own-behaviours-refused")
    page.get_by_label("Nieuw gedragsvoorbeeld").fill(OWN)
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.get_by_text(OWN)).to_be_visible()
    looked_at_in_every_way(page, "own-behaviours")


def _give(page: Page, service: Service) -> str:
    _until_the_last_screen(page, service)
    looked_at_in_every_way(page, "mandate-give-check")
    page.get_by_role("button", name="Geef deze badge").click()
    heading(page, PERSON)
    looked_at_in_every_way(page, "mandate-award")
    return code_on(page)


def _until_the_last_screen(page: Page, service: Service) -> None:
    page.goto(f"{service.address}/organisatie/{GREEN}/geven")
    page.get_by_label("Naam", exact=True).fill(PERSON)
    expect(page.get_by_text("norm van Gastvrij Oost")).to_be_visible()
    page.get_by_text(BADGE, exact=True).click()
    page.get_by_role("button", name="Verder").click()
    heading(page, f"Wat kan {PERSON}?")
    page.get_by_role("checkbox", name="Je begroet gasten").check()
    page.get_by_role("checkbox", name=OWN).check()
    expect(page.get_by_text("van Groenwerk Salland zelf")).to_be_visible()
    looked_at_in_every_way(page, "mandate-give-what")
    page.get_by_role("button", name="Verder").click()
    heading(page, "Klopt dit?")


def _withdraw(page: Page, service: Service) -> None:
    page.goto(_mandates(service, BRANCH))
    page.get_by_role("row").filter(has_text="Groenwerk Salland").get_by_role("link", name="Trek in").click()
    page.get_by_role("button", name="Trek het mandaat in").click()
    is_refused(page, "Schrijf op waarom.", "mandate-withdraw-refused")
    page.get_by_label("Waarom?").fill("De opleiding stopt.")
    looked_at_in_every_way(page, "mandate-withdraw")
    page.get_by_role("button", name="Trek het mandaat in").click()
    heading(page, "Mandaten")


def _mandates(service: Service, organisation: str) -> str:
    return f"{service.address}/organisatie/{organisation}/mandaten"
