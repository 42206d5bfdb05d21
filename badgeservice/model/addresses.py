"""Under which addresses does the service show its things? (contract, "Addresses")"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit
from uuid import UUID

from badgeservice.model.asking_addresses import AskingAddresses
from badgeservice.model.branch_addresses import BranchAddresses
from badgeservice.model.form_addresses import FormAddresses

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


def is_web_address(text: str) -> bool:
    """Whether a text begins as an https address; http counts for a service that runs on this machine itself."""
    if text.startswith("https://"):
        return True
    try:
        return text.startswith("http://") and urlsplit(text).hostname in LOOPBACK_NAMES
    except ValueError:
        return False


@dataclass(frozen=True)
class Addresses:
    """Builds the public addresses of one installation from its base URL (no slash at the end).

    `mail` is the mail address under which it is reached, which stands in documents that ask for one.
    """

    base_url: str
    mail: str

    @property
    def host(self) -> str:
        """The host as people type it, with a port when it has one."""
        return urlsplit(self.base_url).netloc

    @property
    def branch(self) -> BranchAddresses:
        """Where what organisations say about each other lies."""
        return BranchAddresses(self.base_url)

    @property
    def asking(self) -> AskingAddresses:
        """Where people ask for a badge, and where somebody without an account judges one person."""
        return AskingAddresses(self.base_url)

    @property
    def forms(self) -> FormAddresses:
        """Where the other forms of badges are, and what these refer to."""
        return FormAddresses(self.base_url)

    @property
    def did(self) -> str:
        """The did:web of the service itself (did:web method, "port colon is percent-encoded")."""
        return "did:web:" + quote(self.host, safe="")

    @property
    def service_did_document(self) -> str:
        """Where the DID document of the service itself is served."""
        return f"{self.base_url}/.well-known/did.json"

    @property
    def receipt_type(self) -> str:
        """The type of a receipt of a check, and where a person reads what that is."""
        return f"{self.base_url}/hulp#bewijs-van-controle"

    def organisation_did(self, slug: str) -> str:
        """The did:web of an organisation."""
        return f"{self.did}:orgs:{slug}"

    def did_document(self, slug: str) -> str:
        """Where the DID document of an organisation is served."""
        return f"{self.base_url}/orgs/{slug}/did.json"

    def organisation(self, slug: str) -> str:
        """The public page of an organisation."""
        return f"{self.base_url}/orgs/{slug}"

    def badge(self, badge: UUID) -> str:
        """The badge itself: the credential's id."""
        return f"{self.base_url}/badges/{badge}"

    def check(self, code: str) -> str:
        """The check page that the QR holds."""
        return f"{self.base_url}/v/{code}"

    def badge_class(self, slug: str, number: int) -> str:
        """One version of a badge class."""
        return f"{self.base_url}/badge-classes/{slug}/v{number}"

    def status_list(self, status_list: UUID) -> str:
        """A status list credential."""
        return f"{self.base_url}/status/{status_list}"

    def keep(self, token: str) -> str:
        """The learner's one-time address to keep a badge."""
        return f"{self.base_url}/bewaren/{token}"
