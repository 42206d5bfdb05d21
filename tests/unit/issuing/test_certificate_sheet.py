"""Every word of a certificate comes from the signed badge, in the language of that badge."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from certificates import ADDRESS, CODE, document, sheet
from issued import ACHIEVEMENT, AWARD, DEELCERTIFICAAT, ISSUER, KINDS, SKILLSBADGE, badge

from badgeservice.errors import MalformedError
from badgeservice.formats import strict_json
from badgeservice.issuing.certificate_sheet import certificate_sheet
from badgeservice.issuing.kind_words import GOES_WITH_PAPER
from badgeservice.model.achievement import Achievement
from badgeservice.model.award import Award, Evidence


def said(spans: list[dict[str, Any]]) -> str:
    return "".join(span["text"] for span in spans).replace("\u00a0", " ")


def details(award: Award = AWARD, language: str | None = None) -> dict[str, list[str]]:
    return {
        row["label"]: [one.replace("\u00a0", " ") for one in row["values"]] for row in sheet(award, language)["details"]
    }


def in_language(language: str) -> Award:
    changed: Achievement = replace(ACHIEVEMENT, language=language)
    return replace(AWARD, achievement=changed)


def test_it_names_the_badge_the_person_and_the_giver() -> None:
    made = sheet()
    assert (made["kind"], made["badge"], made["person"]) == ("Praktijkverklaring", "Gasten ontvangen", "Sanne de Boer")
    assert said(made["given"]) == ("Gegeven door Hotel Zon, op 22 november 2026. Geldig tot en met 22 november 2028.")
    assert made["registered"] == "KvK 01234567 · Leerbedrijf 100012345"


def test_what_comes_from_the_badge_is_strong_in_the_sentence() -> None:
    strong = [span["text"].replace("\u00a0", " ") for span in sheet()["given"] if span["strong"]]
    assert strong == ["Hotel Zon", "22 november 2026", "22 november 2028"]


def test_a_name_with_a_percent_sign_stays_a_name() -> None:
    award = replace(AWARD, issuer=replace(ISSUER, name="100% %(date)s %s"))
    assert said(sheet(award)["given"]).startswith("Gegeven door 100% %(date)s %s, op 22")


def test_without_an_end_it_says_so() -> None:
    assert said(sheet(SKILLSBADGE)["given"]).endswith("Deze badge heeft geen einddatum.")


def test_the_last_day_is_the_day_in_amsterdam() -> None:
    changed = badge(validFrom="2026-11-22T23:30:00Z", validUntil="2026-12-31T22:59:59Z")
    made = certificate_sheet(strict_json.dumps(changed), ADDRESS, CODE)
    assert said(made["given"]) == ("Gegeven door Hotel Zon, op 23 november 2026. Geldig tot en met 31 december 2026.")


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_called_what_it_is_and_no_diploma(kind: str) -> None:
    made = sheet(KINDS[kind])
    assert made["kind"] == kind.capitalize().replace("-van-", " van ")
    is_with_paper = kind == "mbo-certificaat"
    assert made["check"]["guard"] == (
        GOES_WITH_PAPER if is_with_paper else "Dit is geen mbo-diploma of mbo-certificaat."
    )


def test_a_deelcertificaat_that_ends_is_one_too() -> None:
    ending = replace(DEELCERTIFICAAT, achievement=replace(DEELCERTIFICAAT.achievement, expires=True))
    assert sheet(ending)["kind"] == "Deelcertificaat"


def test_behaviours_are_those_that_were_seen_with_their_levels() -> None:
    assert sheet()["behaviours"] == [
        {"text": "Je ontvangt gasten", "level": "zelf"},
        {"text": 'Je zegt "welkom", ook in het Engels', "level": "met hulp"},
    ]
    assert sheet(SKILLSBADGE)["behaviours"] == [{"text": "Je ontvangt gasten", "level": None}]


def test_the_description_stands_there_only_when_no_behaviour_does() -> None:
    silent = replace(SKILLSBADGE, achievement=replace(SKILLSBADGE.achievement, behaviours=()), results=())
    assert sheet(silent)["about"] == ["Je helpt gasten aan de balie van een hotel."]
    assert sheet()["about"] == []


def test_professionals_find_who_judged_when_and_under_which_numbers() -> None:
    assert details() == {
        "Beoordeeld door": ["P. Jansen"],
        "Gewerkt van": ["1 september 2026 tot en met 20 november 2026"],
        "Werkprocessen": ["25168/B1-K1-W1 Ontvangt gasten"],
        "Vaardigheden": ["gasten begroeten (ESCO)"],
        "Kwalificatie": ["CREBO 25168"],
        "Nummer": ["PV-2026-0042"],
    }
    assert details(SKILLSBADGE) == {}


def test_a_judge_of_another_organisation_is_named_with_it() -> None:
    subject = badge()["credentialSubject"]
    elsewhere = {**subject, "source": {**subject["source"], "name": "Zon Opleidingen"}}
    made = certificate_sheet(strict_json.dumps(badge(credentialSubject=elsewhere)), ADDRESS, CODE)
    assert made["details"][0]["values"] == ["P. Jansen, Zon Opleidingen"]


def test_evidence_keeps_its_lines_and_an_address_only_when_it_is_https() -> None:
    evidence = (
        Evidence("Een.\r\n\n  Twee\tdrie. ", "Foto", "https://x.example/1"),
        Evidence("Kort.", None, "http://x"),
    )
    assert sheet(replace(AWARD, evidence=evidence))["evidence"] == [
        {"name": "Foto", "narrative": ["Een.", "Twee drie."], "address": "https://x.example/1", "is_short": True},
        {"name": None, "narrative": ["Kort."], "address": None, "is_short": True},
    ]


def test_the_check_is_an_address_a_site_and_a_code_in_groups() -> None:
    check = sheet()["check"]
    assert (check["address"], check["code"]) == (ADDRESS, "7K3M 9QXV 2HTR 5WBD")
    assert said(check["sentence"]) == "Scan de code met je telefoon. Of ga naar badges.example en vul in:"


@pytest.mark.parametrize(
    ("written_in", "language", "content"),
    [("nl", "nl", "nl"), ("en", "en", "en"), ("en-GB", "en", "en"), ("fy", "nl", "fy"), ("x" * 9, "nl", "nl")],
)
def test_its_language_is_that_of_the_badge_where_we_speak_it(written_in: str, language: str, content: str) -> None:
    made = sheet(in_language(written_in))
    assert (made["language"], made["content_language"]) == (language, content)


def test_it_can_be_asked_for_in_english() -> None:
    made = sheet(language="en")
    assert said(made["given"]) == "Given by Hotel Zon, on 22 November 2026. Valid up to and including 22 November 2028."
    assert made["behaviours"][0] == {"text": "Je ontvangt gasten", "level": "without help"}
    assert "Judged by" in details(language="en")


def test_the_same_badge_always_says_the_same() -> None:
    signed = document()
    assert certificate_sheet(signed, ADDRESS, CODE) == certificate_sheet(signed, ADDRESS, CODE)


@pytest.mark.parametrize("broken", [b"", b"[]", b"{}", b'{"credentialSubject":{"achievement":{"name":"x"}}}'])
def test_what_is_no_badge_has_no_certificate(broken: bytes) -> None:
    with pytest.raises(MalformedError):
        certificate_sheet(broken, ADDRESS, CODE)
