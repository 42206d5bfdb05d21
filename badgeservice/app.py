"""How are the parts joined into one web application?"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from typing import Any

from flask import Flask, Request
from flask_babel import Babel
from flask_bootstrap import Bootstrap5
from werkzeug.middleware.proxy_fix import ProxyFix

from badgeservice import resources
from badgeservice.conformance_app import create_conformance_app
from badgeservice.errors import SettingsError
from badgeservice.issuing.certificate_selftest import CERTIFICATE
from badgeservice.issuing.check_tally import CheckTally
from badgeservice.jobs import create_jobs
from badgeservice.keystore.key_file import read_key_file
from badgeservice.languages import folders_of_words, offered
from badgeservice.model.addresses import Addresses
from badgeservice.model.fetched import Fetch
from badgeservice.network.guarded_fetch import create_fetch
from badgeservice.network.rules import FetchRules
from badgeservice.network.trust_lists import TrustLists
from badgeservice.selftest.giving import GIVEN
from badgeservice.selftest.once_a_minute import OnceAMinute
from badgeservice.selftest.run import run as run_self_test
from badgeservice.settings import Settings
from badgeservice.signing import create_key_maker, create_sign, create_sign_many, create_token_signer
from badgeservice.storage import awards, personal_views, service_facts, shares
from badgeservice.storage.engine import Database, open_database
from badgeservice.storage.kept_outside import keep_outside
from badgeservice.storage.migrate import is_up_to_date
from badgeservice.storage.written_later import WrittenLater
from badgeservice.web import request_log, site
from badgeservice.web.collaborators import NAME, Collaborators
from badgeservice.web.language import FOR_PEOPLE, language
from badgeservice.web.words import speak

__all__ = ["create_app", "create_conformance_app"]

BASE_URL = "base_url"
# What one request may count at most: everybody in a list of people.
MOST_WAITING = 100_000


class RequestInMemory(Request):
    """A request of which nothing that was handed in touches a disk; the limit on its size bounds it."""

    def _get_file_stream(self, *_arguments: object, **_more: object) -> BytesIO:
        return BytesIO()


class Site(Flask):
    """Flask, but for the line that it logs of a bug, which names the address that was asked for."""

    def log_exception(self, exc_info: Any) -> None:
        """Log a bug without it."""
        request_log.log_bug(exc_info)


def create_app(settings: Settings, now: Callable[[], datetime] | None = None, fetch: Fetch | None = None) -> Flask:
    """The web application; `fetch` replaces the one that reaches the network.

    Raises SettingsError when database, keys or base URL are not fit to start with.
    """
    database = open_database(settings.database_url)
    try:
        refuse_unfit_database(database, settings)
    except SettingsError:
        database.close()
        raise
    keep_outside(database, settings.published_folder)
    app = Site(__name__, template_folder=str(resources.folder("templates")), static_folder="web/static")
    app.request_class = RequestInMemory
    app.secret_key = settings.secret_key
    app.config.update(BOOTSTRAP_SERVE_LOCAL=True, TEMPLATES_AUTO_RELOAD=False)
    app.extensions[NAME] = _collaborators(settings, database, now or _utc_now, fetch or _fetch(settings))
    Bootstrap5(app)
    words = Babel(
        app,
        default_locale=FOR_PEOPLE,
        default_translation_directories=";".join(map(str, folders_of_words(settings.translations))),
        locale_selector=language,
    )
    speak(app, words)
    site.build(app, settings)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # as Flask's manual does it
    return app


def refuse_unfit_database(database: Database, settings: Settings) -> None:
    """Refuse an old database, and one whose badges were signed under another base URL."""
    if not is_up_to_date(database):
        raise SettingsError(
            "The database is empty or older than this version. Bring it up to date with: badgeservice init"
        )
    with database.reading() as reading:
        signed_under = service_facts.fact(reading, BASE_URL)
        if signed_under not in {None, settings.base_url} and awards.any_given(reading):
            raise SettingsError(
                f"BADGESERVICE_BASE_URL is {settings.base_url}, but the badges in this database were signed under "
                f"{signed_under}. Set BADGESERVICE_BASE_URL={signed_under}, or start with an empty database "
                "by choosing another BADGESERVICE_DATA_DIR."
            )


def _collaborators(settings: Settings, database: Database, now: Callable[[], datetime], fetch: Fetch) -> Collaborators:
    addresses = Addresses(settings.base_url, settings.mail_from)
    key_encryption_key = read_key_file(settings.key_encryption_key_file)
    jobs = create_jobs(settings, database)
    return Collaborators(
        settings=settings,
        database=database,
        addresses=addresses,
        sign=create_sign(addresses, key_encryption_key),
        sign_many=create_sign_many(addresses, key_encryption_key),
        sign_token=create_token_signer(key_encryption_key),
        create_key=create_key_maker(key_encryption_key),
        now=now,
        deliver_mail=jobs.wake,
        wake_batches=jobs.wake_batches,
        count_queue=jobs.count_waiting,
        fetch=fetch,
        trust_lists=TrustLists(settings.trust_lists, fetch, time.monotonic),
        self_test=OnceAMinute(partial(run_self_test, given=(*GIVEN, CERTIFICATE))),
        check_tally=CheckTally(database, time.monotonic),
        languages=offered(settings.languages, settings.translations),
        share_views=WrittenLater(database, shares.add_views, MOST_WAITING),
        seen=WrittenLater(database, personal_views.add, MOST_WAITING),
    )


def _fetch(settings: Settings) -> Fetch:
    return create_fetch(FetchRules(settings.trusted_hosts, settings.allow_loopback))


def _utc_now() -> datetime:
    return datetime.now(UTC)
