"""What people type: one line or more, no BSN, no line break in an address."""

from __future__ import annotations

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.organisations.typed_text import (
    BSN_SENTENCE,
    email_problem,
    line_problem,
    own_email_problem,
    paragraph_problem,
)


@pytest.mark.parametrize("text", ["a\nb", "a\rb", "a\x00b", "a\u2028b", "a\u202eb"])
def test_one_line_is_one_line_without_invisible_characters(text: str) -> None:
    assert line_problem(text, 100)


def test_an_empty_line_is_only_wrong_when_it_is_needed() -> None:
    assert line_problem("  ", 10) is None
    assert line_problem("  ", 10, "Vul in.") == "Vul in."


def test_a_bsn_is_refused_everywhere() -> None:
    assert line_problem("nr 123456782", 100) == BSN_SENTENCE
    assert paragraph_problem("tekst\n1234.56.782", 100) == BSN_SENTENCE
    assert email_problem("123456782@voorbeeld.nl") == BSN_SENTENCE


@pytest.mark.parametrize("address", ["a@b\nBcc: c@d.nl", "a@b.nl\r\nX: y", "geen adres", "a@", "@b.nl", "a b@c.nl"])
def test_a_broken_address_gets_a_sentence(address: str) -> None:
    assert email_problem(address)


def test_a_learner_reads_of_a_broken_address_in_easier_words() -> None:
    assert own_email_problem(" ") == "Vul je mailadres in."
    assert own_email_problem("geen adres") == "Dit mailadres klopt niet. Kijk het goed na."
    assert own_email_problem("123456782@voorbeeld.nl") == BSN_SENTENCE
    assert own_email_problem("voornaam.achternaam@voorbeeld.nl") is None


def test_a_good_address_has_no_problem() -> None:
    assert email_problem("voornaam.achternaam@voorbeeld.nl") is None


@settings(max_examples=400, deadline=None)
@given(
    st.text("abcXYZ019._-", min_size=1, max_size=70),
    st.one_of(
        st.sampled_from(
            ["voorbeeld.nl", "voorbeeld.test", "localhost", "a.b", "-a.nl", "a..nl", "voorbeeld", "1.2.3.4"]
        ),
        st.text("ab1.-", min_size=1, max_size=40),
    ),
)
def test_an_address_is_judged_as_the_library_judges_it(name: str, host: str) -> None:
    address = f"{name}@{host}"
    try:
        validate_email(address, check_deliverability=False)
    except EmailNotValidError:
        is_good = False
    else:
        is_good = True
    assert (email_problem(address) in {None, BSN_SENTENCE}) is is_good
