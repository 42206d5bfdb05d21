"""How do people do the common things in a browser: sign in, give a badge, open their mail?"""

from __future__ import annotations

import re
from urllib.parse import urlencode

from playwright.sync_api import Page, expect
from seeing import PATIENCE, heading
from serving import Service

HOTEL = "hotel-de-zwaan"


def sign_in(page: Page, service: Service, role: str = "beheerder", organisation: str | None = HOTEL) -> None:
    """Sign in by the form; ends on the first page of this person."""
    account = service.account(role, organisation)
    page.goto(f"{service.address}/inloggen")
    fill_in_sign_in(page, account["email"], account["password"])
    expect(page).not_to_have_url(re.compile("/inloggen"))


def fill_in_sign_in(page: Page, email: str, passphrase: str) -> None:
    """Fill in the sign-in page that is open, and press the button."""
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtzin", exact=True).fill(passphrase)
    page.get_by_role("button", name="Log in").click()


def begin_giving(page: Page, service: Service, badge: str, name: str, email: str = "") -> None:
    """The first screen of giving; ends on the second."""
    page.goto(f"{service.address}/organisatie/{HOTEL}/geven")
    page.get_by_label("Naam", exact=True).fill(name)
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_text(badge, exact=True).click()
    page.get_by_role("button", name="Verder").click()
    heading(page, f"Wat kan {name}?")


def give(page: Page, service: Service, name: str, email: str = "") -> str:
    """Give a skillsbadge of the hotel in three screens; the address of its page for staff."""
    begin_giving(page, service, "Gasten ontvangen", name, email)
    page.get_by_role("checkbox", name="Je ontvangt gasten").check()
    page.get_by_role("button", name="Verder").click()
    heading(page, "Klopt dit?")
    page.get_by_role("button", name="Geef deze badge").click()
    heading(page, name)
    return page.url


def code_on(page: Page) -> str:
    """The check code on the page of a given badge."""
    return page.locator(".facts div").filter(has_text="Code").locator("dd").inner_text()


def read_mail(page: Page, service: Service, to: str) -> None:
    """Open the mail to somebody, newest first."""
    page.goto(f"{service.address}/ontwikkeling/mail?{urlencode({'aan': to})}")


def come_back(page: Page, service: Service, email: str) -> None:
    """A learner asks for a mail and comes in by the link in it, also when an older mail is there."""
    links = page.locator("section").filter(has_text=email).locator("a[href*='/mijn/inloggen/']")
    read_mail(page, service, email)
    before = links.count()
    page.goto(f"{service.address}/mijn/inloggen")
    page.get_by_label("Je mailadres").fill(email)
    page.get_by_role("button", name="Stuur mij een code").click()
    for _look in range(PATIENCE // 250):
        read_mail(page, service, email)
        if links.count() > before:
            page.goto(str(links.first.get_attribute("href")))
            page.get_by_role("button", name="Open mijn badges").click()
            return
        page.wait_for_timeout(250)
    raise AssertionError(f"no new mail to {email}")


def mailed_link(page: Page, service: Service, to: str, path: str = "bewaren", about: str = "") -> str:
    """The link in the newest mail to an address (about something), once the worker has delivered it."""
    mail = page.locator("section").filter(has_text=to).filter(has_text=about)
    link = mail.locator(f"a[href*='/{path}/']").first
    for _look in range(PATIENCE // 250):
        read_mail(page, service, to)
        if link.count():
            return str(link.get_attribute("href"))
        page.wait_for_timeout(250)
    raise AssertionError(f"no mail to {to} with a link to /{path}/")


def is_at(page: Page, path: str) -> None:
    """Wait until the address ends like this."""
    expect(page).to_have_url(re.compile(re.escape(path) + r"$"))
