"""Every page of a learner, in Arabic letters from right to left: it fits, and every word comes from the catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from pseudo_words import write_pseudo_words
from seeing import DESKTOP, EXPECTED, NARROW, PHONE, fits, is_open_to_all, pictured
from serving import demo_service
from test_sharing_in_browser import make
from visitors import Visitors

pytestmark = pytest.mark.browser

IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9_-]{20,}")
MOST_PAGES = 60
FILES = re.compile(r"\.(pdf|png|svg|json|jwt|zip|csv|jsonld)$|/(uitloggen|meenemen/zip)$")

# Data is no words: what has a language or direction of its own, and what the catalogue sets apart when it fills it in.
NOT_FROM_THE_CATALOGUE = r"""() => {
  const data = '[lang]:not(html), bdi, [dir]:not(html), code, script, style, noscript, svg, textarea, option';
  const words = text => /\p{Script=Latin}{2,}/u.test(text.replace(/\u2068[^\u2069]*\u2069/g, ''));
  const told = node => !node.closest(data) && node.checkVisibility();
  const names = [...document.querySelectorAll('bdi')].map(name => name.textContent);
  const title = names.reduce((left, name) => left.replace(name, ''), document.title);
  const found = words(title) ? [document.title] : [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (words(text.data) && told(text.parentElement)) found.push(text.data.trim());
  }
  for (const name of ['aria-label', 'title', 'placeholder', 'data-label', 'data-copied'])
    for (const node of document.body.querySelectorAll(`[${name}]`))
      if (words(node.getAttribute(name)) && told(node)) found.push(`${name}: ${node.getAttribute(name)}`);
  return found;
}"""


def _press(page: Page) -> None:
    """The button that sends an empty form."""
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]:visible").first.click()


def _ask_link(page: Page) -> None:
    page.locator("main input[type=email]").fill("iemand@voorbeeld.nl")
    _press(page)


Look = tuple[str, str, str] | tuple[str, str, str, Callable[[Page], None]]
LOOKS: tuple[Look, ...] = (
    ("keep", "anybody", "/bewaren/{keep}"),
    ("keep-not-me", "anybody", "/bewaren/{keep}/niet-van-mij"),
    ("keep-unknown", "anybody", "/bewaren/AAAAAAAAAAAAAAAAAAAAAA"),
    ("keep-code-refused", "anybody", "/bewaren", _press),
    ("sign-in-refused", "anybody", "/mijn/inloggen", _press),
    ("link-asked", "anybody", "/mijn/inloggen", _ask_link),
    ("link-over", "anybody", "/mijn/inloggen/AAAAAAAAAAAAAAAAAAAAAA"),
    ("ask-refused", "anybody", "/vraag/{asking_code}", _press),
    ("ask-unknown", "anybody", "/vraag/0000000000000000"),
    ("ask-code-refused", "anybody", "/vraag", _press),
    ("asked", "anybody", "/vraag/{asking_code}/gevraagd"),
    ("verdict-valid", "anybody", "/v/{valid}"),
    ("verdict-revoked", "anybody", "/v/{revoked}"),
    ("verdict-expired", "anybody", "/v/{expired}"),
    ("badge-class", "anybody", "/badge-classes/{public}"),
    ("not-found", "anybody", "/bestaat-niet"),
    ("home", "anybody", "/"),
)


@pytest.fixture(scope="module")
def visitors(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Visitors]:
    """A service with made-up words, and everybody who visits it."""
    folder = tmp_path_factory.mktemp("many-languages")
    words = write_pseudo_words(folder / "words")
    with demo_service(folder, BADGESERVICE_TRANSLATIONS=str(words)) as running:
        everybody = Visitors(running, browser)
        yield everybody
        everybody.leave()


def in_arabic(visitors: Visitors, who: str, path: str) -> Page:
    page = opened_in(visitors, who, path, "ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    return page


def opened_in(visitors: Visitors, who: str, path: str, language: str) -> Page:
    page = visitors.open(who, path)
    address = page.url
    page.goto(f"{visitors.service.address}/?taal={language}")
    page.goto(address)
    return page


def is_right_from_the_right(page: Page, name: str) -> None:
    """On phone and desktop it fits, nobody is shut out, and all words are translated."""
    for size, label in ((PHONE, "phone"), (DESKTOP, "desktop")):
        page.set_viewport_size(size)
        pictured(page, f"rtl-{name}-{label}")
    is_open_to_all(page, name)
    page.set_viewport_size(NARROW)
    fits(page, name)
    page.set_viewport_size(DESKTOP)
    untranslated = page.evaluate(NOT_FROM_THE_CATALOGUE)
    assert untranslated == [], f"{name} shows words that are not translated: {untranslated}"


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look[0])
def test_a_page_for_a_learner_can_be_read_from_right_to_left(visitors: Visitors, look: Look) -> None:
    name, who, path, *acts = look
    page = in_arabic(visitors, who, path)
    for act in acts:
        act(page)
    is_right_from_the_right(page, name)
    assert [text for text in visitors.complaints if EXPECTED not in text] == []


@pytest.mark.parametrize("look", [look for look in LOOKS if len(look) == 3], ids=lambda look: look[0])
def test_words_that_are_much_longer_fit_too(visitors: Visitors, look: Look) -> None:
    page = opened_in(visitors, look[1], look[2], "pl")
    page.set_viewport_size(NARROW)
    pictured(page, f"long-{look[0]}")
    page.set_viewport_size(DESKTOP)


def test_every_page_that_a_learner_can_reach_can_be_read_from_right_to_left(visitors: Visitors) -> None:
    shared = urlsplit(make(visitors.open("learner", "/mijn"), visitors.service)).path
    page = in_arabic(visitors, "learner", "/mijn")
    wrong, waiting, seen = [], ["/mijn", shared, f"{shared}/inbed"], {"/mijn"}
    while waiting and len(seen) <= MOST_PAGES:
        path = waiting.pop(0)
        answer = page.goto(visitors.service.address + path)
        assert answer is not None
        if answer.status != 200:
            continue
        name = IDS.sub("id", path.strip("/")).replace("/", "-")
        try:
            is_right_from_the_right(page, f"learner-{name}")
        except AssertionError as problem:
            wrong.append(str(problem))
        for link in links_of(page):
            if IDS.sub("id", link) not in seen:
                seen.add(IDS.sub("id", link))
                waiting.append(link)
    assert len(seen) >= 4
    assert not wrong, "\n".join(one.split("\n")[0] for one in wrong)


def links_of(page: Page) -> list[str]:
    """The addresses under /mijn that a page leads to, without files."""
    links = page.locator("a[href]:not([download])").evaluate_all("links => links.map(link => link.href)")
    paths = [urlsplit(link).path for link in links]
    return [path for path in paths if path.startswith("/mijn") and not FILES.search(path)]
