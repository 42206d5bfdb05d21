"""How heavy is the first view of a learner's page, how soon is it there on a slow phone, and what do 500 badges cost?

PYTHONPATH=tests:tests/browser:. python -m benchmarks.learner_pages; the demo in a new folder, served as for real.
Slow 3G is 400 kbit/s both ways, and 400 ms before every answer.
"""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from uuid import uuid4

from playwright.sync_api import Browser, BrowserContext, sync_playwright
from seeing import CHROMIUM, FLAGS, PHONE
from serving import Service, demo_service
from sqlalchemy import inspect, select

from badgeservice.storage.engine import opened_database
from badgeservice.storage.tables import AwardRow, LearnerRow

SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
MANY, ROUNDS = 500, 20


@dataclass
class View:
    """What the browser fetched for a first view: bytes over the wire, answers, and from which hosts."""

    transferred: int = 0
    answers: int = 0
    hosts: set[str] = field(default_factory=set)
    first_paint: float = 0.0


def measure() -> None:
    """Print the figures."""
    with TemporaryDirectory() as folder, demo_service(Path(folder)) as service, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        learner = _signed_in(browser, service)
        for name, path in _paths(learner, service).items():
            view = first_view(learner, service.address + path)
            slow = first_view(learner, service.address + path, SLOW_3G)
            weight = f"{view.transferred / 1000:6.1f} kB in {view.answers:2} answers from {len(view.hosts)} host"
            print(f"{name:<10} {weight}; first paint on slow 3G after {slow.first_paint / 1000:.2f} s")
        _give_many(Path(folder) / "badgeservice.db", _account(service)["email"])
        print(f"{MANY} badges on a page: {_server_time(learner, service.address):.0f} ms")
        browser.close()


def first_view(context: BrowserContext, address: str, network: dict[str, float] | None = None) -> View:
    """Open a page with nothing in the cache, as fast as the network allows."""
    view, page = View(), context.new_page()
    page.set_viewport_size(PHONE)
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    wire.send("Network.emulateNetworkConditions", network or {**SLOW_3G, "latency": 0, "downloadThroughput": -1,
              "uploadThroughput": -1})  # fmt: skip
    wire.on("Network.requestWillBeSent", lambda sent: view.hosts.add(urlsplit(sent["request"]["url"]).netloc))

    def count(loaded: dict[str, float]) -> None:
        view.transferred += int(loaded["encodedDataLength"])
        view.answers += 1

    wire.on("Network.loadingFinished", count)
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.fonts.ready.then(() => true)")
    view.first_paint = page.evaluate(FIRST_PAINT)
    view.hosts.discard("")
    page.close()
    return view


def _signed_in(browser: Browser, service: Service) -> BrowserContext:
    context = browser.new_context(viewport=PHONE, locale="nl-NL")
    page = context.new_page()
    page.goto(_account(service)["link"])
    page.locator("main form button").click()
    page.close()
    return context


def _account(service: Service) -> dict[str, str]:
    return next(one for one in service.told["accounts"] if "/mijn/inloggen/" in one.get("link", ""))


def _paths(learner: BrowserContext, service: Service) -> dict[str, str]:
    page = learner.new_page()
    page.goto(f"{service.address}/mijn")
    own = str(page.locator("main a[href*='/mijn/badges/']").first.get_attribute("href"))
    page.close()
    gift = next(one["link"] for one in service.told["accounts"] if "/bewaren/" in one.get("link", ""))
    return {"my badges": "/mijn", "one badge": own, "sign in": "/mijn/inloggen", "keep": urlsplit(gift).path}


def _give_many(database_file: Path, email: str) -> None:
    """So many badges for the first learner, copied from one of theirs: this is about showing, not about giving."""
    with opened_database(f"sqlite:///{database_file}") as database, database.writing() as session:
        learner = session.scalars(select(LearnerRow).where(LearnerRow.email == email)).one()
        kept = session.scalars(select(AwardRow).where(AwardRow.learner_id == learner.id)).all()
        sample = kept[0]
        columns = {column.key: getattr(sample, column.key) for column in inspect(AwardRow).column_attrs}
        for place in range(MANY - len(kept)):
            own = {"id": uuid4(), "request_id": uuid4(), "code": uuid4().hex[:16].upper(), "status_index": -1 - place}
            session.add(AwardRow(**columns | own))


def _server_time(learner: BrowserContext, address: str) -> float:
    """Milliseconds until the last byte of the page, the median."""
    taken = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        answer = learner.request.get(f"{address}/mijn")
        taken.append((time.perf_counter() - began) * 1000)
        assert answer.text().count("/mijn/badges/") >= MANY
    return statistics.median(taken)


if __name__ == "__main__":
    measure()
