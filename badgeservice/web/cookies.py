"""With which answers does the cookie of a browser go along?"""

from __future__ import annotations

from flask import Flask, Response
from flask.sessions import SecureCookieSessionInterface, SessionMixin


class NotWithPublicAnswers(SecureCookieSessionInterface):
    """Flask's own session, but for what anybody may keep: a cache on the way would hand a cookie on to others, or,
    because of `Vary: Cookie`, keep nothing for anybody.
    """

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie, and renew it, with every answer that is of one browser."""
        if not response.cache_control.public:
            super().save_session(app, session, response)
