"""A learner on a phone lets another portfolio in, sees that it is in, and puts it out again."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect
from seeing import NARROW, PHONE, Opened, fits, heading, is_open_to_all, looked_at_in_every_way
from serving import Service
from walking import come_back

pytestmark = pytest.mark.browser

VERIFIER = "een-geheim-dat-lang-genoeg-is-om-niet-te-raden-0123456789"
SCOPE = "https://purl.imsglobal.org/spec/ob/v3p0/scope/"
ALL = " ".join(
    SCOPE + name for name in ("credential.readonly", "credential.upsert", "profile.readonly", "profile.update")
)


def _asked(address: str, document: dict[str, Any] | None = None, form: dict[str, str] | None = None) -> Any:
    """The JSON that a program gets."""
    data = json.dumps(document).encode() if document else urlencode(form or {}).encode()
    kind = "application/json" if document else "application/x-www-form-urlencoded"
    with urlopen(Request(address, data, {"Content-Type": kind})) as answer:  # noqa: S310 - our own address
        return json.loads(answer.read())


def _registered(service: Service, name: str) -> str:
    metadata = {
        "client_name": name,
        "redirect_uris": [f"{service.address}/hulp?programma=1"],
        "token_endpoint_auth_method": "none",
        "scope": ALL,
    }
    return str(_asked(f"{service.address}/ims/ob/v3p0/oauth/register", metadata)["client_id"])


def _question(service: Service, client_id: str, scope: str = ALL) -> str:
    challenge = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
    asked = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": f"{service.address}/hulp?programma=1",
        "scope": scope,
        "state": "toestand",
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return f"{service.address}/ims/ob/v3p0/oauth/authorize?{urlencode(asked)}"


def _sign_in(page: Page, service: Service, which: int) -> None:
    """A learner of the demo comes in."""
    learners = [one for one in service.told["accounts"] if one["role"] == "learner" and "/inloggen/" in one["link"]]
    come_back(page, service, learners[which]["email"])


def _token(page: Page, service: Service, client_id: str) -> dict[str, Any]:
    back = parse_qs(urlsplit(page.url).query)
    assert back["state"] == ["toestand"]
    form = {
        "grant_type": "authorization_code",
        "client_id": client_id,
        "code": back["code"][0],
        "redirect_uri": f"{service.address}/hulp?programma=1",
        "code_verifier": VERIFIER,
    }
    return dict(_asked(f"{service.address}/ims/ob/v3p0/oauth/token", form=form))


def test_a_learner_lets_a_portfolio_in_and_puts_it_out(open_page: Opened, service: Service) -> None:
    page, client_id = open_page(PHONE), _registered(service, "Mijn loopbaanmap")
    page.goto(_question(service, client_id))
    expect(page).to_have_url(f"{service.address}/mijn/inloggen")
    _sign_in(page, service, 0)
    heading(page, "Mijn loopbaanmap wil je badges zien")
    expect(page.get_by_text("Je naam en je mailadres zien.")).to_be_visible()
    looked_at_in_every_way(page, "programma-vraagt")

    page.set_viewport_size(PHONE)
    page.get_by_role("button", name="Ja, dat mag").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/hulp\?programma=1&code="))
    token = _token(page, service, client_id)
    bearer = {"Authorization": f"Bearer {token['access_token']}"}
    with urlopen(Request(f"{service.address}/ims/ob/v3p0/credentials", headers=bearer)) as answer:  # noqa: S310
        assert json.loads(answer.read())["credential"]

    page.goto(f"{service.address}/mijn/gegevens/programmas")
    heading(page, "Programma’s die je badges zien")
    expect(page.get_by_role("heading", name="Mijn loopbaanmap")).to_be_visible()
    looked_at_in_every_way(page, "programmas")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("status")).to_contain_text("Dit programma kan je badges niet meer zien.")
    expect(page.get_by_text("Geen ander programma kan je badges zien.")).to_be_visible()
    looked_at_in_every_way(page, "programmas-geen")


def test_no_is_a_button_as_good_without_scripts_on_a_narrow_screen(open_page: Opened, service: Service) -> None:
    page, client_id = open_page(NARROW, javascript=False), _registered(service, "Loopbaan" + "x" * 100)
    _sign_in(page, service, 1)
    page.goto(_question(service, client_id, SCOPE + "credential.upsert"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("wil badges bij je bewaren")
    fits(page, "programma-vraagt-smal")
    page.get_by_role("button", name="Nee").click()
    expect(page).to_have_url(re.compile(r"/hulp\?programma=1&error=access_denied"))


def test_a_question_that_is_wrong_is_told_and_leads_nowhere(open_page: Opened, service: Service) -> None:
    page = open_page(PHONE)
    _sign_in(page, service, 2)
    page.goto(_question(service, "0" * 32))
    heading(page, "Dit lukte niet")
    expect(page.get_by_text("De vraag van het programma klopt niet.")).to_be_visible()
    is_open_to_all(page, "programma-vraagt-fout")
