"""With which settings does the service run? The only reader of the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from badgeservice import resources
from badgeservice.errors import SettingsError

DEVELOPMENT_SECRET = "development-secret-not-for-production"  # noqa: S105 - the marker that a production start refuses
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name without the prefix, its default and what it does."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting(
        "DATA_DIR", "var/ in a checkout, else ./badgeservice-data", "folder for the database, queue and made files"
    ),
    Setting("BASE_URL", "http://localhost:8000", "address of the service as it stands in every signed badge"),
    Setting("DATABASE_URL", "SQLite in DATA_DIR", "SQLAlchemy address, e.g. postgresql+psycopg://user@host/name"),
    Setting(
        "PUBLISHED_DIR",
        "published/ in DATA_DIR",
        "folder, best on another disk, with each status list as last published and what was erased: restore needs it",
    ),
    Setting("REDIS_URL", "none: queue in DATA_DIR", "Redis or Valkey for background work with several workers"),
    Setting("SECRET_KEY", "a development secret", "signs sessions and forms; at least 32 characters in production"),
    Setting(
        "KEY_ENCRYPTION_KEY_FILE", "keys/key-encryption.key", "file (mode 0400) with 32 bytes that unseal the keys"
    ),
    Setting("SMTP_URL", "none: mail is shown at /ontwikkeling/mail", "smtp://user:pass@host:587 or smtps://…"),
    Setting("MAIL_FROM", "badges@localhost", "sender of every mail"),
    Setting("MAIL_DELAY", "0 in development, else 300", "seconds before the mail about a new badge leaves"),
    Setting("MAIL_RATE", "10", "mails a second that may leave at most, over all workers; 0: as many as can"),
    Setting("TRUSTED_PROXIES", "0", "how many reverse proxies in front add X-Forwarded headers"),
    Setting("TWO_FACTOR", "off in development, else on", "on: staff sign in with a code (TOTP) besides the passphrase"),
    Setting(
        "TRUST_LISTS", "none", "files or https addresses, with a comma between them, of lists of issuers to be trusted"
    ),
    Setting(
        "TRUSTED_HOSTS",
        "none",
        "hosts (host or host:port, commas between) that may be asked though they are no public ones",
    ),
    Setting("ALLOW_LOOPBACK", "off", "on: checks may ask this machine itself; development only"),
    Setting("RATE_LIMITS", "on", "on or off; off is refused in production"),
    Setting(
        "CONFORMANCE_ISSUER",
        "a did:key",
        "DID that signs in `serve --conformance`: did:key, or a did:web of the address that it listens on",
    ),
    Setting("CONFORMANCE_KEY", "a fresh one at each start", "multibase seed of the key of `serve --conformance`"),
    Setting("CONFORMANCE_TOKEN", "none", "bearer token that `serve --conformance` asks for"),
    Setting(
        "LANGUAGES",
        "every language with all words",
        "codes, with a comma between them, of the languages to choose from",
    ),
    Setting("TRANSLATIONS", "none", "folder with more catalogues of words, such as ar/LC_MESSAGES/messages.mo"),
    Setting("ENVIRONMENT", "development for a local BASE_URL, else production", "development or production"),
)


@dataclass(frozen=True)
class Settings:
    """The settings as the code uses them; times in seconds."""

    data_dir: Path
    base_url: str
    database_url: str
    redis_url: str | None
    secret_key: str
    key_encryption_key_file: Path
    smtp_url: str | None
    mail_from: str
    mail_delay: int
    trusted_proxies: int
    two_factor: bool
    rate_limits: bool
    trust_lists: tuple[str, ...]
    trusted_hosts: frozenset[str]
    allow_loopback: bool
    production: bool
    conformance_issuer: str | None = None
    conformance_key: str | None = None
    conformance_token: str | None = None
    languages: tuple[str, ...] = ()
    translations: Path | None = None
    mail_rate: int = 10
    published_dir: Path | None = None

    @property
    def queue_file(self) -> Path:
        """The SQLite file of the embedded queue."""
        return self.data_dir / "queue.db"

    @property
    def published_folder(self) -> Path:
        """Where lies what a restored backup has to live up to."""
        return self.published_dir or self.data_dir / "published"

    @property
    def mail_folder(self) -> Path:
        """Where mail lies that is not sent, in development."""
        return self.data_dir / "mail"

    @property
    def fonts_folder(self) -> Path:
        """Where the web fonts lie once they are made."""
        return self.data_dir / "fonts"


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read BADGESERVICE_* from `environment`. Raises SettingsError with a sentence that says how to mend it."""
    given = {name: environment.get(f"BADGESERVICE_{name}", "").strip() for name in (one.name for one in SETTINGS)}
    data_dir = _data_dir(given["DATA_DIR"])
    base_url = _base_url(given["BASE_URL"] or "http://localhost:8000")
    production = _is_production(given["ENVIRONMENT"], base_url)
    settings = Settings(
        data_dir=data_dir,
        base_url=base_url,
        database_url=given["DATABASE_URL"] or f"sqlite:///{data_dir / 'badgeservice.db'}",
        redis_url=given["REDIS_URL"] or None,
        secret_key=given["SECRET_KEY"] or DEVELOPMENT_SECRET,
        key_encryption_key_file=_key_file(given["KEY_ENCRYPTION_KEY_FILE"], data_dir),
        smtp_url=given["SMTP_URL"] or None,
        mail_from=given["MAIL_FROM"] or "badges@localhost",
        mail_delay=_number(given["MAIL_DELAY"], "MAIL_DELAY", 300 if production else 0),
        trusted_proxies=_number(given["TRUSTED_PROXIES"], "TRUSTED_PROXIES", 0),
        two_factor=_switch(given["TWO_FACTOR"], "TWO_FACTOR", production),
        rate_limits=_switch(given["RATE_LIMITS"], "RATE_LIMITS", True),
        trust_lists=_several(given["TRUST_LISTS"]),
        trusted_hosts=frozenset(host.lower() for host in _several(given["TRUSTED_HOSTS"])),
        allow_loopback=_switch(given["ALLOW_LOOPBACK"], "ALLOW_LOOPBACK", False),
        production=production,
        conformance_issuer=given["CONFORMANCE_ISSUER"] or None,
        conformance_key=given["CONFORMANCE_KEY"] or None,
        conformance_token=given["CONFORMANCE_TOKEN"] or None,
        languages=_several(given["LANGUAGES"]),
        translations=_folder(given["TRANSLATIONS"]),
        mail_rate=_number(given["MAIL_RATE"], "MAIL_RATE", 10),
        published_dir=_folder(given["PUBLISHED_DIR"]),
    )
    if production:
        _refuse_development_values(settings)
    return settings


def help_text() -> str:
    """Every setting with its default and meaning, for `badgeservice --help-settings`."""
    lines = [f"BADGESERVICE_{one.name}\n    {one.meaning}\n    default: {one.default}" for one in SETTINGS]
    return "\n".join(lines)


def _data_dir(given: str) -> Path:
    if given:
        return Path(given).expanduser().resolve()
    return resources.REPOSITORY / "var" if resources.is_checkout() else Path.cwd() / "badgeservice-data"


def _folder(given: str) -> Path | None:
    return Path(given).expanduser().resolve() if given else None


def _key_file(given: str, data_dir: Path) -> Path:
    if given:
        return Path(given).expanduser().resolve()
    if resources.is_checkout():
        return resources.REPOSITORY / "keys" / "key-encryption.key"
    return data_dir / "keys" / "key-encryption.key"


def _base_url(given: str) -> str:
    parts = urlsplit(given)
    sound = parts.scheme in {"http", "https"} and parts.hostname and not (parts.path.strip("/") or parts.query)
    if not sound or "@" in parts.netloc:
        raise SettingsError(
            f"BADGESERVICE_BASE_URL is “{given}”; it must be a scheme and a host only, like https://badges.example.nl."
        )
    if parts.scheme == "http" and parts.hostname not in LOCAL_HOSTS:
        raise SettingsError(f"BADGESERVICE_BASE_URL is “{given}”; use https for every host but localhost.")
    return f"{parts.scheme}://{parts.netloc}"


def _is_production(given: str, base_url: str) -> bool:
    if given not in {"", "development", "production"}:
        raise SettingsError(f"BADGESERVICE_ENVIRONMENT is “{given}”; choose development or production.")
    return given == "production" or (given == "" and urlsplit(base_url).hostname not in LOCAL_HOSTS)


def _number(given: str, name: str, default: int) -> int:
    if given and not given.isdigit():
        raise SettingsError(f"BADGESERVICE_{name} is “{given}”; it must be a whole number of 0 or more.")
    return int(given) if given else default


def _switch(given: str, name: str, default: bool) -> bool:
    if given not in {"", "on", "off"}:
        raise SettingsError(f"BADGESERVICE_{name} is “{given}”; choose on or off.")
    return given == "on" if given else default


def _refuse_development_values(settings: Settings) -> None:
    if settings.secret_key == DEVELOPMENT_SECRET or len(settings.secret_key) < 32:
        raise SettingsError(
            "BADGESERVICE_SECRET_KEY is missing, too short or the development secret. "
            "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(48))' and set it."
        )
    if not settings.base_url.startswith("https://"):
        raise SettingsError("In production BADGESERVICE_BASE_URL must start with https://.")
    if settings.smtp_url is None:
        raise SettingsError(
            "Set BADGESERVICE_SMTP_URL, for example smtp://user:pass@host:587; learners get their link by mail."
        )
    if not settings.rate_limits:
        raise SettingsError("BADGESERVICE_RATE_LIMITS is off; remove it, it is for tests only.")
    if settings.allow_loopback:
        raise SettingsError("BADGESERVICE_ALLOW_LOOPBACK is on; remove it, it is for development only.")


def _several(given: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in given.split(",") if part.strip())
