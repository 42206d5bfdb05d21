"""How are the parts joined into the app of the conformance mode?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import Flask

from badgeservice.conformance.collaborators import Collaborators
from badgeservice.conformance.signer import signer_of
from badgeservice.errors import SettingsError, UnavailableError
from badgeservice.model.fetched import Fetch
from badgeservice.network.loopback_fetch import create_conformance_fetch
from badgeservice.network.rules import FetchRules
from badgeservice.settings import Settings
from badgeservice.verification.dids import did_web_address
from badgeservice.web import vc_api
from badgeservice.web.request_log import log_requests


def create_conformance_app(
    settings: Settings, now: Callable[[], datetime] | None = None, fetch: Fetch | None = None
) -> Flask:
    """The VC-API for test suites: no database, no keys of organisations. Its issuer is `config["CONFORMANCE_ISSUER"]`.

    `fetch` replaces the one that reaches the network. Raises SettingsError, always in production.
    """
    if settings.production:
        raise SettingsError("The conformance mode signs whatever it is asked to; it does not run in production.")
    signer = signer_of(settings.conformance_key, settings.conformance_issuer)
    app = Flask(__name__, static_folder=None)
    app.config["CONFORMANCE_ISSUER"] = signer.id
    collaborators = Collaborators(
        signer=signer,
        now=now or _utc_now,
        fetch=fetch or create_conformance_fetch(FetchRules(settings.trusted_hosts)),
        token=settings.conformance_token,
        did_path=_did_path(signer.id),
    )
    log_requests(app)
    vc_api.build(app, collaborators)
    return app


def _did_path(identifier: str) -> str | None:
    if not identifier.startswith("did:web:"):
        return None
    try:
        return urlsplit(did_web_address(identifier)).path
    except UnavailableError as problem:
        raise SettingsError(f"BADGESERVICE_CONFORMANCE_ISSUER is “{identifier}”; that is no did:web.") from problem


def _utc_now() -> datetime:
    return datetime.now(UTC)
