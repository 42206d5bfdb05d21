"""Mail: plain text and HTML, one link, and headers that a name cannot break."""

from __future__ import annotations

from datetime import UTC, datetime
from string import Formatter

import pytest

from badgeservice.mail.letters import LETTERS
from badgeservice.mail.messages import compose

NOW = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)
FACTS = {
    "branch": "Gastvrij Oost",
    "code": "012345",
    "endorser": "Gastvrij Oost",
    "assessor": "Piet Jansen",
    "diploma": "Dit is geen mbo-diploma of mbo-certificaat.",
    "days": "30",
    "last_day": "12 juni 2026",
    "organisation": "Hotel Zon",
    "badge": "Gasten ontvangen",
    "name": "Sam",
    "reason": "fout",
}


def test_a_given_badge_is_announced_with_one_link_in_both_parts() -> None:
    mail = compose(
        "badge_given", "badges@voorbeeld.nl", "sam@voorbeeld.nl", FACTS, "https://b.nl/bewaren/x", "b.nl", str, NOW
    )
    assert mail["Subject"] == "Je hebt een badge gekregen van Hotel Zon"
    plain = mail.get_body(("plain",)).get_content()
    html = mail.get_body(("html",)).get_content()
    assert plain.count("https://b.nl/bewaren/x") == html.count("https://b.nl/bewaren/x") == 1
    assert "<img" not in html


def test_a_name_with_a_line_break_or_markup_changes_neither_headers_nor_html() -> None:
    facts = FACTS | {"organisation": "Zon\r\nBcc: x@y.nl", "name": "<b>{badge}</b>"}
    mail = compose("badge_given", "badges@voorbeeld.nl", "sam@voorbeeld.nl", facts, None, "b.nl", str, NOW)
    assert mail["Bcc"] is None
    assert "&lt;b&gt;{badge}&lt;/b&gt;" in mail.get_body(("html",)).get_content()


@pytest.mark.parametrize("kind", LETTERS)
def test_every_letter_uses_only_facts_that_are_given(kind: str) -> None:
    letter = LETTERS[kind]
    names = {name for text in (letter.subject, *letter.paragraphs) for _, name, _, _ in Formatter().parse(text) if name}
    assert names <= set(FACTS)
