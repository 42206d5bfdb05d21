"""Every page, on a phone and on a large screen, light and dark: nobody is shut out and nothing sticks out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from foreign_badges import changed, of_a_stranger, out_of_reach
from passlib.totp import TOTP
from playwright.sync_api import Browser, Page, expect
from seeing import EXPECTED, Opened, heading, looked_at_in_every_way
from serving import Service, also_served
from visitors import BRANCH, EVC, ORG, SCHOOL, TRANSPORT, Visitors
from walking import HOTEL, fill_in_sign_in

pytestmark = pytest.mark.browser


def _press(name: str) -> Callable[[Page], None]:
    """Press a button in the page and wait for what comes."""

    def act(page: Page) -> None:
        with page.expect_navigation():
            page.get_by_role("main").get_by_role("button", name=name, exact=True).last.click()

    return act


def _paste(text: str) -> Callable[[Page], None]:
    """Have the text of a badge checked."""

    def act(page: Page) -> None:
        page.get_by_text("Plak de tekst van een badge").click()
        page.get_by_label("Tekst van de badge").fill(text)
        _press("Controleer deze tekst")(page)

    return act


def _ask_link(page: Page) -> None:
    page.get_by_label("Je mailadres").fill("iemand@voorbeeld.nl")
    page.get_by_role("button", name="Stuur mij een code").click()
    expect(page.get_by_label("Je mailadres")).to_have_count(0)


def _make_token(page: Page) -> None:
    page.get_by_label("Naam van het programma").fill("Roosterprogramma van de receptie")
    page.get_by_label("Badges lezen, geven en intrekken").check()
    page.get_by_label("90 dagen").check()
    _press("Maak het token")(page)
    expect(page.get_by_label("Token", exact=True)).to_have_value(re.compile("badges_.{43}"))


def _ask_to_end(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("link", name="Beëindig").first.click()


# name, who, path, what is done there before looking
Look = tuple[str, str, str] | tuple[str, str, str, Callable[[Page], None]]
LOOKS: tuple[Look, ...] = (
    ("home", "anybody", "/"),
    ("privacy", "anybody", "/privacy"),
    ("accessibility", "anybody", "/toegankelijkheid"),
    ("help", "anybody", "/hulp"),
    ("self-test", "anybody", "/conformance"),
    ("api", "anybody", "/api"),
    ("check", "anybody", "/controleren"),
    ("check-refused", "anybody", "/v/7K3M"),
    ("verdict-valid", "anybody", "/v/{valid}"),
    ("verdict-revoked", "anybody", "/v/{revoked}"),
    ("verdict-suspended", "anybody", "/v/{suspended}"),
    ("verdict-expired", "anybody", "/v/{expired}"),
    ("verdict-unknown", "anybody", "/controleren", _paste(out_of_reach())),
    ("verdict-stranger", "anybody", "/controleren", _paste(of_a_stranger())),
    ("verdict-changed", "anybody", "/controleren", _paste(changed())),
    ("verdict-no-badge", "anybody", "/controleren", _paste("{}")),
    ("organisation", "anybody", "/orgs/hotel-de-zwaan"),
    ("badge-class", "anybody", "/badge-classes/{public}"),
    ("not-found", "anybody", "/bestaat-niet"),
    ("development-mail", "anybody", "/ontwikkeling/mail"),
    ("sign-in", "anybody", "/inloggen"),
    ("sign-in-refused", "anybody", "/inloggen", _press("Log in")),
    ("ask-link", "anybody", "/inloggen/vergeten"),
    ("ask-link-refused", "anybody", "/inloggen/vergeten", _press("Stuur mij een link")),
    ("link-asked", "anybody", "/inloggen/link-onderweg"),
    ("link-over", "anybody", "/inloggen/AAAAAAAAAAAAAAAAAAAAAA"),
    ("registration", "anybody", "/aanmelden"),
    ("registration-refused", "anybody", "/aanmelden", _press("Meld aan")),
    ("registration-received", "anybody", "/aanmelden/ontvangen"),
    ("keep", "anybody", "/bewaren/{keep}"),
    ("keep-not-me", "anybody", "/bewaren/{keep}/niet-van-mij"),
    ("keep-unknown", "anybody", "/bewaren/AAAAAAAAAAAAAAAAAAAAAA"),
    ("keep-code", "anybody", "/bewaren"),
    ("keep-code-refused", "anybody", "/bewaren", _press("Verder")),
    ("learner-sign-in", "anybody", "/mijn/inloggen"),
    (
        "learner-sign-in-refused",
        "anybody",
        "/mijn/inloggen",
        _press("Stuur mij een code"),
    ),
    ("learner-link-asked", "anybody", "/mijn/inloggen", _ask_link),
    ("learner-link-over", "anybody", "/mijn/inloggen/AAAAAAAAAAAAAAAAAAAAAA"),
    ("learner-badges", "learner", "/mijn"),
    ("learner-badge", "learner", "/mijn/badges/{own}"),
    ("learner-show", "learner", "/mijn/badges/{own}/laat-zien"),
    ("learner-data", "learner", "/mijn/gegevens"),
    ("learner-data-all", "learner", "/mijn/gegevens/inzage"),
    ("learner-data-seen", "learner", "/mijn/gegevens/gekeken"),
    ("learner-erase-badge", "learner", "/mijn/badges/{own}/wissen"),
    ("learner-erase-badge-sure", "learner", "/mijn/badges/{own}/wissen", _press("Verder")),
    ("learner-erase-all", "learner", "/mijn/gegevens/wissen"),
    ("learner-erase-all-sure", "learner", "/mijn/gegevens/wissen", _press("Verder")),
    ("organisations", "hotel", "/organisaties"),
    ("overview", "hotel", f"{ORG}/"),
    ("give-who", "hotel", f"{ORG}/geven"),
    ("give-who-refused", "hotel", f"{ORG}/geven", _press("Verder")),
    ("give-what", "hotel", f"{ORG}/geven/{{begun}}/wat"),
    ("give-what-refused", "hotel", f"{ORG}/geven/{{begun}}/wat", _press("Verder")),
    ("give-check", "hotel", f"{ORG}/geven/{{answered}}/nakijken"),
    ("classes", "hotel", f"{ORG}/soorten"),
    ("class-kind", "hotel", f"{ORG}/soorten/nieuw"),
    ("class-words-skillsbadge", "hotel", f"{ORG}/soorten/nieuw/skillsbadge"),
    ("class-words-deelcertificaat", "hotel", f"{ORG}/soorten/nieuw/deelcertificaat"),
    ("class-words-refused", "hotel", f"{ORG}/soorten/nieuw/praktijkverklaring", _press("Opslaan en verder")),
    ("class-draft", "hotel", f"{ORG}/soorten/{{draft}}"),
    ("class-released", "hotel", f"{ORG}/soorten/{{released}}"),
    ("designer", "hotel", f"{ORG}/soorten/{{draft}}/plaatje"),
    ("upload", "hotel", f"{ORG}/soorten/{{draft}}/plaatje/uploaden"),
    ("upload-refused", "hotel", f"{ORG}/soorten/{{draft}}/plaatje/uploaden", _press("Opslaan en verder")),
    ("class-release", "hotel", f"{ORG}/soorten/{{draft}}/vrijgeven"),
    ("awards", "hotel", f"{ORG}/gegeven"),
    ("award-waiting", "hotel", f"{ORG}/gegeven/{{waiting_id}}"),
    ("award-revoked", "hotel", f"{ORG}/gegeven/{{revoked_id}}"),
    ("award-suspended", "transport", f"{TRANSPORT}/gegeven/{{suspended_id}}"),
    (
        "award-suspend-refused",
        "transport",
        f"{TRANSPORT}/gegeven/{{expired_id}}/stopzetten",
        _press("Zet deze badge stop"),
    ),
    ("award-revoke-refused", "hotel", f"{ORG}/gegeven/{{waiting_id}}/intrekken", _press("Trek deze badge in")),
    ("sheet", "hotel", f"{ORG}/gegeven/{{waiting_id}}", _press("Maak het blad om te printen")),
    ("ask", "anybody", "/vraag/{asking_code}"),
    ("ask-refused", "anybody", "/vraag/{asking_code}", _press("Vraag deze badge")),
    ("ask-unknown", "anybody", "/vraag/0000000000000000"),
    ("ask-code-refused", "anybody", "/vraag", _press("Verder")),
    ("asked", "anybody", "/vraag/{asking_code}/gevraagd"),
    ("asking-links", "hotel", f"{ORG}/aanvragen/links"),
    ("asking-new-refused", "hotel", f"{ORG}/aanvragen/links/nieuw", _press("Maak de link")),
    ("asking-link", "hotel", f"{ORG}/aanvragen/links/{{asking_link}}"),
    ("asking-poster", "hotel", f"{ORG}/aanvragen/links/{{asking_link}}/poster"),
    ("requests", "hotel", f"{ORG}/aanvragen"),
    ("requests-answered", "hotel", f"{ORG}/aanvragen?stand=beantwoord"),
    ("request", "hotel", f"{ORG}/aanvragen/{{request}}"),
    ("request-declined", "hotel", f"{ORG}/aanvragen/{{declined_request}}"),
    ("request-decline-refused", "hotel", f"{ORG}/aanvragen/{{request}}/afwijzen", _press("Stuur dit antwoord")),
    ("assessor-refused", "hotel", f"{ORG}/geven/{{begun}}/praktijkopleider", _press("Maak de link")),
    ("assess", "anybody", "/beoordelen/{assess}"),
    ("assess-refused", "anybody", "/beoordelen/{assess}", _press("Verstuur")),
    ("assess-not-refused", "anybody", "/beoordelen/{assess}/niet", _press("Stuur dit terug")),
    ("assess-unknown", "anybody", "/beoordelen/AAAAAAAAAAAAAAAAAAAAAA"),
    ("assessor-busy", "hotel", f"{ORG}/geven/{{to_assess}}/praktijkopleider"),
    ("verdict-mandated", "anybody", "/v/{mandated}"),
    ("verdict-microcredential", "anybody", "/v/{microcredential}"),
    ("verdict-ervaringscertificaat", "anybody", "/v/{evc}"),
    ("verdict-mbo-certificaat", "anybody", "/v/{mbo}"),
    ("verdict-branchecertificaat", "anybody", "/v/{of_branch}"),
    ("verdict-bewijs-van-deelname", "anybody", "/v/{attendance}"),
    ("verdict-praktijkverklaring", "anybody", "/v/{statement}"),
    ("learner-badge-renewed", "renewed learner", "/mijn/badges/{renewed}"),
    ("award-mandated", "hotel", f"{ORG}/gegeven/{{mandated_id}}"),
    ("awards-ending", "transport", f"{TRANSPORT}/gegeven?toon=aflopend"),
    ("waiting", "hotel", f"{ORG}/geven/wacht"),
    ("mandates", "hotel", f"{ORG}/mandaten"),
    ("mandates-of-branch", "branch", f"{BRANCH}/mandaten"),
    ("mandate-find", "hotel", f"{ORG}/mandaten/vragen"),
    ("mandate-find-nothing", "hotel", f"{ORG}/mandaten/vragen?zoek=vuurwerk"),
    ("mandate-asked-refused", "hotel", f"{ORG}/mandaten/vragen/{{to_ask}}", _press("Verstuur de vraag")),
    ("mandate-find-organisation", "branch", f"{BRANCH}/mandaten/nieuw?zoek=hotel"),
    ("mandate-given-refused", "branch", f"{BRANCH}/mandaten/nieuw/{{may_hold}}", _press("Geef het mandaat")),
    ("mandate-ended-refused", "branch", f"{BRANCH}/mandaten/{{held}}/intrekken", _press("Trek het mandaat in")),
    ("own-behaviour-refused", "hotel", f"{ORG}/mandaten/eigen/{{own_behaviours}}", _press("Voeg toe")),
    ("class-words-branchecertificaat", "branch", f"{BRANCH}/soorten/nieuw/branchecertificaat"),
    ("class-words-ervaringscertificaat", "evc", f"{EVC}/soorten/nieuw/ervaringscertificaat"),
    ("class-words-mbo-certificaat", "school", f"{SCHOOL}/soorten/nieuw/mbo-certificaat"),
    (
        "class-words-microcredential-refused",
        "school",
        f"{SCHOOL}/soorten/nieuw/microcredential",
        _press("Opslaan en verder"),
    ),
    ("class-archive", "hotel", f"{ORG}/soorten/{{released}}/archiveren"),
    ("classes-archived", "hotel", f"{ORG}/soorten/archief"),
    ("class-copy-own", "hotel", "/badge-classes/{public}/voorbeeld"),
    ("numbers", "hotel", f"{ORG}/cijfers"),
    ("numbers-of-branch", "branch", f"{BRANCH}/cijfers"),
    ("numbers-people", "hotel", f"{ORG}/cijfers/mensen"),
    ("recommendations", "hotel", f"{ORG}/instellingen/aanbevelingen"),
    ("recommendation-asking", "hotel", f"{ORG}/instellingen/aanbevelingen/vragen"),
    ("second-person", "hotel", f"{ORG}/instellingen/tweede-persoon"),
    ("settings", "hotel", f"{ORG}/instellingen"),
    ("settings-details", "hotel", f"{ORG}/instellingen/gegevens"),
    (
        "invite-refused",
        "hotel",
        f"{ORG}/instellingen/mensen/nieuw",
        lambda page: page.get_by_role("main").get_by_role("button").click(),
    ),
    ("remove-person", "hotel", f"{ORG}/instellingen/mensen/{{member}}/weg"),
    ("programs-none", "hotel", f"{ORG}/instellingen/programmas"),
    ("program-refused", "hotel", f"{ORG}/instellingen/programmas/nieuw", _press("Maak het token")),
    ("program-token", "hotel", f"{ORG}/instellingen/programmas/nieuw", _make_token),
    ("programs", "hotel", f"{ORG}/instellingen/programmas"),
    ("program-end", "hotel", f"{ORG}/instellingen/programmas", _ask_to_end),
    ("reader-overview", "reader", f"{ORG}/"),
    ("reader-may-not", "reader", f"{ORG}/geven"),
    ("operator", "operator", "/beheer"),
    ("operator-applicant", "operator", "/beheer/organisaties/{applicant}"),
    ("operator-refused", "operator", "/beheer/organisaties/{applicant}", _press("Wijs af")),
    ("operator-approved", "operator", "/beheer/organisaties/{approved}"),
    ("english-home", "english", "/"),
    ("english-api", "english", "/api"),
    ("english-check", "english", "/controleren"),
    ("english-self-test", "english", "/conformance"),
    ("english-verdict", "english", "/v/{valid}"),
    ("english-keep", "english", "/bewaren/{keep}"),
    (
        "english-registration-refused",
        "english",
        "/aanmelden",
        lambda page: page.get_by_role("main").get_by_role("button").click(),
    ),
    ("english-overview", "hotel in English", f"{ORG}/"),
    ("english-give-what", "hotel in English", f"{ORG}/geven/{{begun}}/wat"),
    ("english-verdict-mandated", "english", "/v/{mandated}"),
    ("english-ask", "english", "/vraag/{asking_code}"),
    ("english-mandates", "hotel in English", f"{ORG}/mandaten"),
    ("english-class-kind", "hotel in English", f"{ORG}/soorten/nieuw"),
    ("english-numbers", "hotel in English", f"{ORG}/cijfers"),
)


@pytest.fixture(scope="module")
def visitors(service: Service, browser: Browser) -> Iterator[Visitors]:
    """Everybody who visits, each in a session of their own."""
    everybody = Visitors(service, browser)
    yield everybody
    everybody.leave()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look[0])
def test_page_is_right_in_every_size_and_theme(visitors: Visitors, look: Look) -> None:
    name, who, path, *acts = look
    page = visitors.open(who, path)
    for act in acts:
        act(page)
    looked_at_in_every_way(page, name)
    assert [text for text in visitors.complaints if EXPECTED not in text] == []


def test_pages_of_the_second_step_are_right(service: Service, open_page: Opened) -> None:
    page, account = open_page(), service.account("lezer", HOTEL)
    with also_served(service, BADGESERVICE_TWO_FACTOR="on") as address:
        page.goto(f"{address}/inloggen")
        fill_in_sign_in(page, account["email"], account["password"])
        heading(page, "Stel je code-app in")
        looked_at_in_every_way(page, "code-set-up")
        page.get_by_label("Code van 6 cijfers").fill("12")
        _press("Bewaar en log in")(page)
        looked_at_in_every_way(page, "code-set-up-refused")
        key = page.locator("span.breakable").inner_text().replace(" ", "")
        page.get_by_label("Code van 6 cijfers").fill(TOTP(key=key).generate().token)
        _press("Bewaar en log in")(page)
        page.get_by_role("button", name="Uitloggen").click()
        page.goto(f"{address}/inloggen")
        fill_in_sign_in(page, account["email"], account["password"])
        heading(page, "Vul je code in")
        looked_at_in_every_way(page, "code")
