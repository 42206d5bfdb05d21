"""To which addresses may a code be sent, and can one that may ever break out of the header it stands in?"""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgeservice.web.ob3.registration import redirect_problem

PARTS = st.text(alphabet="abzAZ019.-_[]:@/\\?#&=%;,' \t\r\n\u202e\u00e9*", max_size=40)


@pytest.mark.parametrize(
    "address",
    [
        "https://portfolio.voorbeeld.nl",
        "https://portfolio.voorbeeld.nl:8443/terug?van=badges&x=1",
        "http://localhost:3000/terug",
        "http://127.0.0.2/",
        "http://[::1]:8080/terug",
    ],
)
def test_https_and_the_machine_of_the_learner_will_do(address):
    assert redirect_problem(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "http://portfolio.voorbeeld.nl/",
        "http://localhost.voorbeeld.nl/",
        "http://10.0.0.1/",
        "https://naam:wachtwoord@voorbeeld.nl/",
        "https://voorbeeld.nl/#deel",
        "https://voorbeeld.nl\\@kwaad.nl/",
        "https://[::1/",
        "https:///terug",
        "https://voorbeeld.nl/" + "a" * 1000,
        "app.voorbeeld:/terug",
    ],
)
def test_nothing_else_will_do(address):
    assert redirect_problem(address) is not None


@given(scheme=st.sampled_from(["https://", "http://", "HTTPS://", ""]), rest=PARTS)
def test_what_is_allowed_names_one_plain_host(scheme, rest):
    address = scheme + rest
    if redirect_problem(address) is not None:
        return
    parts = urlsplit(address)
    assert parts.hostname
    assert parts.username is None
    assert parts.fragment == ""
    assert not set(f"{parts.scheme}://{parts.netloc}") & set(" \t\r\n;,'*\\\"")
