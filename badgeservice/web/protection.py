"""Which guards stand before every route: forged requests, floods, and what a browser may load?"""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, Response, abort, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf import CSRFProtect

from badgeservice.settings import Settings
from badgeservice.web.cookies import NotWithPublicAnswers

CONTENT_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
UPLOAD_LIMIT = 11 * 1024 * 1024
# A list of people: what `issuing.batches.file_kinds` reads, and the form around it. A text that is pasted grows when it
# is sent, by the letters that a form writes in another way.
LIST_LIMIT = 14 * 1024 * 1024

csrf = CSRFProtect()
limiter = Limiter(get_remote_address, headers_enabled=True)


def protect(app: Flask, settings: Settings) -> None:
    """Set the limits and put the headers on every answer."""
    app.config.update(_limits(settings))
    app.session_interface = NotWithPublicAnswers()
    csrf.init_app(app)
    limiter.init_app(app)

    @app.before_request
    def refuse_null_characters() -> None:
        # PostgreSQL cannot even be asked about them, and no address of ours holds one.
        if "\x00" in request.path or any("\x00" in value for value in request.args.values()):
            abort(404)

    @app.after_request
    def add_headers(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "no-referrer")
        headers.setdefault("Permissions-Policy", "camera=(self), microphone=(), geolocation=()")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if request.endpoint != "static" and not request.path.startswith(("/fonts/", "/bootstrap/")):
            headers.setdefault("X-Robots-Tag", "noindex")
            headers.setdefault("Cache-Control", "no-store")
        if settings.production:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        return response


def _limits(settings: Settings) -> dict[str, object]:
    return {
        "MAX_CONTENT_LENGTH": UPLOAD_LIMIT,
        "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
        "MAX_FORM_PARTS": 500,
        "WTF_CSRF_CHECK_DEFAULT": False,
        "WTF_CSRF_TIME_LIMIT": None,
        # Our pages send no referrer on purpose, so it cannot be asked for.
        "WTF_CSRF_SSL_STRICT": False,
        "RATELIMIT_ENABLED": settings.rate_limits,
        "RATELIMIT_STORAGE_URI": settings.redis_url or "memory://",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.base_url.startswith("https://"),
        "SESSION_COOKIE_NAME": "badgeservice",
        # Only learners' sessions are permanent; those of staff end by themselves (web/accounts/library).
        "PERMANENT_SESSION_LIFETIME": timedelta(days=365),
    }
