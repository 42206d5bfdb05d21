"""What a learner hides is in no answer of a shared page, whatever is hidden together."""

from __future__ import annotations

import json
import re
from itertools import product

import pytest
from sharing_people import ALL, PERSON_AGENT, PROOF, PROOF_URL, TOLD, Sharer
from staff_desk import Desk

from badgeservice.portfolio.hiding import Shown, chosen, kept
from badgeservice.storage.tables import AwardRow, ShareRow

UNIQUE_SKILL = "Je vouwt servetten tot zwanen."
PERIOD = ("1 september 2026", "10 oktober 2026", "2026-09-01", "2026-10-10")
CHOICES = [tuple(name for name, on in zip(ALL, each, strict=True) if on) for each in product((True, False), repeat=3)]
PATHS = ("", "/beeld.png", "/inbed")


@pytest.fixture
def sharer(world) -> Sharer:
    return Sharer(Desk(world))


@pytest.fixture
def award(sharer) -> AwardRow:
    words = {"behaviours": f"{UNIQUE_SKILL}\r\nJe ontvangt gasten vriendelijk."}
    return sharer.keeps(what=TOLD | {"activity_end": "10-10-2026"}, **words)


def everything_served(sharer: Sharer, share: ShareRow) -> str:
    """Every answer under the page's address and at oEmbed, with its headers."""
    client = sharer.stranger()
    address = f"http://localhost:8000/p/{share.token}"
    answers = [client.get(f"/p/{share.token}{path}", headers=PERSON_AGENT) for path in PATHS]
    answers += [client.get(f"/p/{share.token}", headers=PERSON_AGENT | {"Accept": "application/json"})]
    answers += [client.get("/oembed", query_string={"url": address, "format": "json"}, headers=PERSON_AGENT)]
    assert {answer.status_code for answer in answers} == {200}
    return "\n".join(f"{answer.headers}\n{answer.data.decode('utf-8', 'replace')}" for answer in answers)


def secrets_of(award: AwardRow) -> tuple[str, ...]:
    """What leads to the badge itself."""
    document = json.loads(award.document)
    code = award.code
    groups = [code[at : at + 4] for at in range(0, 16, 4)]
    status, identities = document["credentialStatus"], document["credentialSubject"]["identifier"]
    hashes = [one["identityHash"] for one in identities if one["hashed"]]
    return (
        str(award.id), award.id.hex, code, " ".join(groups), "-".join(groups), "\u00a0".join(groups),
        document["credentialSubject"]["id"], document["proof"][0]["proofValue"], status["id"],
        status["statusListCredential"], *hashes,
    )  # fmt: skip


HIDDEN = {
    "evidence": (PROOF, PROOF_URL, "Piet Jansen"),
    "behaviours": (
        *(UNIQUE_SKILL, "met hulp", 'class="level"', 'class="can"'),
        *("Werkprocessen", "Ontvangt de gast", "B1-K1-W1", "Kwalificatie", "CREBO"),
    ),
    "period": PERIOD,
}


@pytest.mark.parametrize("shown", CHOICES, ids=lambda shown: "+".join(shown) or "nothing")
def test_what_is_hidden_is_served_nowhere(sharer, award, shown):
    served = everything_served(sharer, sharer.shares(award, shown=shown))

    for switch, texts in HIDDEN.items():
        if switch not in shown:
            assert [text for text in texts if text in served] == []
    if shown != ALL:
        assert [text for text in secrets_of(award) if text in served] == []
        assert not re.search(r"/v/[0-9A-HJKMNP-TV-Z]{4}|/badges/[0-9a-f]{8}", served)


@pytest.mark.parametrize("shown", CHOICES, ids=lambda shown: "+".join(shown) or "nothing")
def test_what_is_chosen_can_be_seen(sharer, award, shown):
    page = sharer.seen(sharer.shares(award, shown=shown)).text.replace("\u00a0", " ")

    expected = {
        "evidence": (PROOF, PROOF_URL, "Piet Jansen"),
        "behaviours": (UNIQUE_SKILL, "met hulp", "Ontvangt de gast", "CREBO 25168"),
        "period": PERIOD[:2],
    }
    assert [text for switch in shown for text in expected[switch] if text not in page] == []
    assert (f"/v/{award.code}" in page) is (shown == ALL)
    assert (f"/badges/{award.id}.pdf" in page) is (shown == ALL)


def test_what_staff_wrote_about_a_withdrawal_is_not_served(sharer, award):
    share = sharer.shares(award, shown=ALL)
    sharer.desk.post(f"/gegeven/{award.id}/intrekken", {"why": "other", "reason": "Iets over roeispanen."})

    assert "roeispanen" not in sharer.seen(share).text


def test_for_whom_a_page_is_stands_only_on_the_learner_s_own_pages(sharer, award):
    share = sharer.shares(award, title="Sollicitatie bij de concurrent")

    assert "concurrent" not in everything_served(sharer, share)
    assert "concurrent" in sharer.client.get("/mijn/delen").text


def test_what_was_kept_without_a_switch_hides_it():
    assert kept({}) == kept({"evidence": "yes", "behaviours": 1}) == chosen([]) == Shown(False, False, False)
    assert kept(chosen(["period", "nonsense"]).as_json()) == Shown(evidence=False, behaviours=False, period=True)
