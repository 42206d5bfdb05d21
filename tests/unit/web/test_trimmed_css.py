"""A trimmed stylesheet keeps every rule that a page may need."""

from __future__ import annotations

import pytest

from badgeservice.web.stylesheet import make_stylesheet
from badgeservice.web.trimmed_css import trimmed, words_of

WORDS = words_of(iter(['<a class="btn btn-{{ kind }}">', "<p class='lead'>"]))


@pytest.mark.parametrize(
    "rule",
    [
        "a{color:red}",
        ".btn{color:red}",
        '.lead>p+.btn:hover::after{content:"}"}',
        ".btn:not(.never){color:red}",
        ":is(.never,.lead){color:red}",
        "[data-bs-theme=dark] .lead{color:red}",
        ":root{--x:1}",
    ],
)
def test_a_rule_that_a_page_may_need_stays(rule: str) -> None:
    assert trimmed(rule, WORDS).replace(" ", "") == rule.replace(" ", "")


@pytest.mark.parametrize("rule", [".never{color:red}", ".btn.never{color:red}", "@keyframes spin{from{top:0}}"])
def test_a_rule_for_what_no_page_has_goes(rule: str) -> None:
    assert trimmed(rule, WORDS) == ""


def test_of_a_list_only_the_selectors_that_may_match_stay() -> None:
    assert trimmed(".never,.btn,a .never{color:red}", WORDS) == ".btn{color:red}"


def test_a_media_rule_stays_with_what_stays_in_it_and_goes_when_that_is_nothing() -> None:
    assert trimmed("@media (min-width:9px){.never{a:b}.lead{c:d}}", WORDS) == "@media (min-width:9px){.lead{c:d}}"
    assert trimmed("@media print{.never{a:b}}", WORDS) == ""


def test_the_one_stylesheet_is_the_same_every_time_and_holds_bootstrap_and_the_house_style() -> None:
    first, second = make_stylesheet(), make_stylesheet.__wrapped__()

    assert first == second
    text = first.content.decode()
    assert "--bs-btn-padding-x" in text
    assert text.index("--bs-btn-padding-x") < text.index("Red Hat Display")
    assert ".carousel" not in text
    assert len(first.content) < 100_000
