"""Settings: defaults for development, and a production start that refuses what is not fit."""

from __future__ import annotations

import pytest

from badgeservice.errors import SettingsError
from badgeservice.settings import help_text, read_settings

PRODUCTION = {
    "BADGESERVICE_BASE_URL": "https://badges.example",
    "BADGESERVICE_SECRET_KEY": "k" * 40,
    "BADGESERVICE_SMTP_URL": "smtp://mail.example:587",
}


def test_without_an_environment_the_service_is_a_development_one_on_localhost() -> None:
    settings = read_settings({})
    assert (settings.base_url, settings.production, settings.mail_delay) == ("http://localhost:8000", False, 0)


def test_a_host_that_is_not_local_makes_it_production() -> None:
    settings = read_settings(PRODUCTION)
    assert settings.production
    assert settings.two_factor
    assert settings.mail_delay == 300


@pytest.mark.parametrize("missing", ["BADGESERVICE_SECRET_KEY", "BADGESERVICE_SMTP_URL"])
def test_production_refuses_what_is_missing_and_says_how_to_mend_it(missing: str) -> None:
    with pytest.raises(SettingsError, match=missing):
        read_settings({name: value for name, value in PRODUCTION.items() if name != missing})


@pytest.mark.parametrize(
    "address",
    ["http://badges.example", "ftp://x", "https://a.example/path", "https://u@a.example", "localhost:8000", "https://"],
)
def test_a_base_url_that_cannot_stand_in_badges_is_refused(address: str) -> None:
    with pytest.raises(SettingsError):
        read_settings({"BADGESERVICE_BASE_URL": address})


def test_rate_limits_cannot_be_off_in_production() -> None:
    with pytest.raises(SettingsError, match="RATE_LIMITS"):
        read_settings(PRODUCTION | {"BADGESERVICE_RATE_LIMITS": "off"})


def test_loopback_cannot_be_asked_in_production() -> None:
    with pytest.raises(SettingsError, match="ALLOW_LOOPBACK"):
        read_settings(PRODUCTION | {"BADGESERVICE_ALLOW_LOOPBACK": "on"})


def test_lists_and_hosts_are_written_with_commas() -> None:
    given = {
        "BADGESERVICE_TRUST_LISTS": "a.json, https://a.example/b.json",
        "BADGESERVICE_TRUSTED_HOSTS": "A.intern:8443,",
    }
    settings = read_settings(given)
    assert settings.trust_lists == ("a.json", "https://a.example/b.json")
    assert settings.trusted_hosts == {"a.intern:8443"}


def test_a_number_that_is_none_is_refused_with_its_value() -> None:
    with pytest.raises(SettingsError, match="soon"):
        read_settings({"BADGESERVICE_MAIL_DELAY": "soon"})


def test_the_help_names_every_setting() -> None:
    assert help_text().count("BADGESERVICE_") >= 13


def test_the_conformance_mode_is_set_by_three_settings_of_its_own() -> None:
    plain, settings = read_settings({}), read_settings({"BADGESERVICE_CONFORMANCE_TOKEN": "t0ken"})
    assert (plain.conformance_issuer, plain.conformance_key, plain.conformance_token) == (None, None, None)
    assert settings.conformance_token == "t0ken"
