"""Who visits the pages, and what ids stand in the addresses they open?"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page, expect
from seeing import DESKTOP, PATIENCE, heading
from serving import Service
from walking import HOTEL, begin_giving, come_back, fill_in_sign_in, sign_in

ORG = f"/organisatie/{HOTEL}"
TRANSPORT = "/organisatie/van-dam-logistiek"
BRANCH = "/organisatie/gastvrij-oost"
SCHOOL = "/organisatie/praktijkcollege-ijsselstreek"
EVC = "/organisatie/evc-huis-de-brug"
ID = r"[0-9a-f]{8}-[0-9a-f-]{27}"


@dataclass
class Visitors:
    """A browser session for each kind of visitor; ids are looked up where they would find them, once."""

    service: Service
    browser: Browser
    complaints: list[str] = field(default_factory=list)
    contexts: dict[str, BrowserContext] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def open(self, who: str, path: str) -> Page:
        """The page of this visitor, at the path; {names} in it are looked up."""
        address = self.service.address + re.sub(r"{([a-z_]+)}", lambda name: self.find(name[1]), path)
        if who not in self.contexts:
            self.contexts[who] = self.browser.new_context(viewport=DESKTOP, locale="nl-NL")
            self.contexts[who].set_default_timeout(PATIENCE)
            page = self.contexts[who].new_page()
            page.on(
                "console", lambda message: self.complaints.append(message.text) if message.type == "error" else None
            )
            page.on("pageerror", lambda error: self.complaints.append(str(error)))
            ENTER[who](page, self.service)
        page = self.contexts[who].pages[0]
        page.goto(address)
        return page

    def find(self, name: str) -> str:
        """An id that stands in addresses."""
        if name not in self.ids:
            self.ids[name] = FIND[name](self)
        return self.ids[name]

    def leave(self) -> None:
        """Close every session."""
        for context in self.contexts.values():
            context.close()


def _stay_outside(_page: Page, _service: Service) -> None:
    """Nobody in particular."""


def _choose_english(page: Page, service: Service) -> None:
    page.goto(f"{service.address}/?taal=en")


def _sign_in_in_english(page: Page, service: Service) -> None:
    account = service.account("beheerder", HOTEL)
    page.goto(f"{service.address}/inloggen")
    fill_in_sign_in(page, account["email"], account["password"])
    expect(page).not_to_have_url(re.compile("/inloggen"))
    _choose_english(page, service)


def _come_back(page: Page, service: Service, email: str = "fatima@voorbeeld.nl") -> None:
    come_back(page, service, email)
    heading(page, "Mijn badges")


ENTER: dict[str, Callable[[Page, Service], None]] = {
    "anybody": _stay_outside,
    "english": _choose_english,
    "learner": _come_back,
    "renewed learner": lambda page, service: _come_back(page, service, "imran@voorbeeld.nl"),
    "hotel": sign_in,
    "hotel in English": _sign_in_in_english,
    "transport": lambda page, service: sign_in(page, service, organisation="van-dam-logistiek"),
    "branch": lambda page, service: sign_in(page, service, organisation="gastvrij-oost"),
    "school": lambda page, service: sign_in(page, service, organisation="praktijkcollege-ijsselstreek"),
    "evc": lambda page, service: sign_in(page, service, organisation="evc-huis-de-brug"),
    "reader": lambda page, service: sign_in(page, service, "lezer"),
    "operator": lambda page, service: sign_in(page, service, "operator", None),
}


def _linked(who: str, path: str, part: str) -> Callable[[Visitors], str]:
    """What the part says of the first link on a page that it fits."""

    def find(visitors: Visitors) -> str:
        links = (
            visitors.open(who, path)
            .locator("main a")
            .evaluate_all("links => links.map(a => a.innerText + ' ' + a.href)")
        )
        return next(found[1] for link in links if (found := re.search(part, link, re.DOTALL)))

    return find


def _told(state: str, key: str, kind: str | None = None) -> Callable[[Visitors], str]:
    return lambda visitors: str(visitors.service.badge(state, kind)[key])


def _mandated(key: str) -> Callable[[Visitors], str]:
    """What the demo told of the badge that the hotel gave under a mandate."""

    def find(visitors: Visitors) -> str:
        badges = visitors.service.told["badges"]
        return str(next(one[key] for one in badges if (one["organisation"], one["kind"]) == (HOTEL, "deelcertificaat")))

    return find


def _oldest(visitors: Visitors) -> str:
    """The badge that a newer one stands beside."""
    links = visitors.open("renewed learner", "/mijn").locator("main a[href*='/mijn/badges/']")
    return str(links.last.get_attribute("href")).rpartition("/")[2]


def _waiting_link(visitors: Visitors) -> str:
    links = [one.get("link", "") for one in visitors.service.told["accounts"]]
    return next(link for link in links if "/bewaren/" in link).rpartition("/")[2]


def _begun(badge: str, tick: bool) -> Callable[[Visitors], str]:
    """A badge that somebody is giving: at the second screen, or with everything ticked."""

    def find(visitors: Visitors) -> str:
        page = visitors.open("hotel", f"{ORG}/geven")
        begin_giving(page, visitors.service, badge, "Anna Maria van der Velde-Achterberg", "anna@voorbeeld.nl")
        if tick:
            for box in page.get_by_role("checkbox").all():
                box.check()
            page.get_by_role("button", name="Verder").click()
            heading(page, "Klopt dit?")
        return page.url.split("/")[-2]

    return find


def _assess_token(visitors: Visitors) -> str:
    page = visitors.open("hotel", f"{ORG}/geven/{{to_assess}}/praktijkopleider")
    page.get_by_label("Naam van de praktijkopleider").fill("Piet Jansen")
    page.get_by_role("button", name="Maak de link").click()
    return page.get_by_label("Link", exact=True).input_value().rpartition("/")[2]


FIND: dict[str, Callable[[Visitors], str]] = {
    "valid": _told("valid", "code"),
    "revoked": _told("revoked", "code"),
    "suspended": _told("suspended", "code"),
    "expired": _told("expired", "code"),
    "microcredential": _told("valid", "code", "microcredential"),
    "evc": _told("valid", "code", "ervaringscertificaat"),
    "mbo": _told("valid", "code", "mbo-certificaat"),
    "of_branch": _told("valid", "code", "branchecertificaat"),
    "attendance": _told("valid", "code", "bewijs-van-deelname"),
    "statement": _told("valid", "code", "praktijkverklaring"),
    "mandated": _mandated("code"),
    "mandated_id": _mandated("id"),
    "own_behaviours": _linked("hotel", f"{ORG}/mandaten", rf"/mandaten/eigen/({ID})$"),
    "to_ask": _linked("hotel", f"{ORG}/mandaten/vragen", rf"/mandaten/vragen/({ID})$"),
    "held": _linked("branch", f"{BRANCH}/mandaten", rf"Hotel De Zwaan.*/mandaten/({ID})/intrekken$"),
    "may_hold": _linked("branch", f"{BRANCH}/mandaten/nieuw?zoek=groenwerk", rf"/mandaten/nieuw/({ID})$"),
    "renewed": _oldest,
    "revoked_id": _told("revoked", "id"),
    "suspended_id": _told("suspended", "id"),
    "waiting_id": _told("unclaimed", "id"),
    "expired_id": _told("expired", "id"),
    "keep": _waiting_link,
    "released": _linked("hotel", f"{ORG}/soorten", rf"^Gasten ontvangen .*({ID})$"),
    "draft": _linked("hotel", f"{ORG}/soorten", rf"^Terras bedienen .*({ID})$"),
    "public": _linked("hotel", f"{ORG}/soorten/{{released}}", r"/badge-classes/(.+)$"),
    "member": _linked("hotel", f"{ORG}/instellingen", rf"Lotte.*({ID})"),
    "own": _linked("learner", "/mijn", rf"/mijn/badges/({ID})"),
    "asking_link": _linked("hotel", f"{ORG}/aanvragen/links", rf"/links/({ID})$"),
    "asking_code": lambda visitors: str(
        visitors.open("hotel", f"{ORG}/aanvragen/links/{{asking_link}}").get_by_label("Adres").input_value()
    ).rpartition("/")[2],
    "request": _linked("hotel", f"{ORG}/aanvragen", rf"/aanvragen/({ID})$"),
    "declined_request": _linked("hotel", f"{ORG}/aanvragen?stand=beantwoord", rf"/aanvragen/({ID})$"),
    "to_assess": _begun("Ontbijt verzorgen", tick=False),
    "assess": _assess_token,
    "applicant": _linked("operator", "/beheer", rf"Bakkerij.*({ID})"),
    "approved": _linked("operator", "/beheer", rf"Hotel De Zwaan.*({ID})"),
    "begun": _begun("Ontbijt verzorgen", tick=False),
    "answered": _begun("Gasten ontvangen", tick=True),
}
