"""What does Authlib ask of a program, a code and a token? Answered from our rows, which commit in one place only."""

from __future__ import annotations

import re
from dataclasses import dataclass

from authlib.oauth2.rfc6749 import ClientMixin

from badgeservice.portfolio.letting_in import OFFLINE, SCOPES, is_secret_of
from badgeservice.storage import oauth
from badgeservice.storage.tables import OAuthClientRow, OAuthCodeRow, OAuthTokenRow
from badgeservice.web import database

CLIENT_ID = re.compile("[0-9a-f]{32}")
GRANT_TYPES = ("authorization_code", "refresh_token")
RESPONSE_TYPES = ("code",)
AUTH_METHODS = ("client_secret_basic", "client_secret_post", "none")


@dataclass(frozen=True)
class Client(ClientMixin):  # type: ignore[misc]  # the library has no types
    """A registered program (RFC 6749 §2)."""

    row: OAuthClientRow

    def get_client_id(self) -> str:
        """Its public name."""
        return self.row.client_id

    def get_default_redirect_uri(self) -> str | None:
        """Where its codes go when it does not say: nowhere, unless it has one address only."""
        return str(self.row.redirect_uris[0]) if len(self.row.redirect_uris) == 1 else None

    def get_allowed_scope(self, scope: str | None) -> str | None:
        """What it gets of what it asks (all it registered for, when it does not say); None when nothing is left."""
        registered = self.row.scope.split()
        wanted = scope.split() if scope else registered
        allowed = [one for one in (*SCOPES, OFFLINE) if one in wanted and one in registered]
        return " ".join(allowed) if set(allowed) - {OFFLINE} else None

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Whether it registered exactly this address (RFC 9700 §4.1.3)."""
        return redirect_uri in self.row.redirect_uris

    def check_client_secret(self, client_secret: str) -> bool:
        """Whether it shows its own secret."""
        return is_secret_of(self.row, client_secret)

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:  # noqa: ARG002 - one method for all
        """Whether it says who it is in the one way that it registered for."""
        return bool(self.row.details["token_endpoint_auth_method"] == method)

    def check_response_type(self, response_type: str) -> bool:
        """Codes only."""
        return response_type in RESPONSE_TYPES

    def check_grant_type(self, grant_type: str) -> bool:
        """Codes, and renewing for who registered for it."""
        return grant_type in self.row.details["grant_types"]


@dataclass(frozen=True)
class Code:
    """A code that may be exchanged."""

    row: OAuthCodeRow

    @property
    def code_challenge(self) -> str:
        """What the verifier of the program has to hash to (RFC 7636 §4.6)."""
        return self.row.code_challenge

    @property
    def code_challenge_method(self) -> str:
        """S256."""
        return self.row.code_challenge_method

    def get_redirect_uri(self) -> str:
        """Where the code went."""
        return self.row.redirect_uri

    def get_scope(self) -> str:
        """What the learner said yes to."""
        return self.row.scope


@dataclass(frozen=True)
class Token:
    """A token that is renewed, or given back."""

    row: OAuthTokenRow

    def check_client(self, client: Client) -> bool:
        """Whether it is the token of this program."""
        return self.row.client_id == client.row.client_id

    def get_scope(self) -> str:
        """What it opens."""
        return self.row.scope


def find_client(client_id: str) -> Client | None:
    """The program with this client id; None also for what cannot be one."""
    if not CLIENT_ID.fullmatch(client_id):
        return None
    row = oauth.client(database.reading(), client_id)
    return Client(row) if row is not None else None
