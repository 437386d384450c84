"""robots.txt as RFC 9309 reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.intake.robots import fits, read_robots

RULES = """
# for everybody
User-agent: *
Disallow: /private/
Allow: /private/open
Disallow: /*.pdf$

User-agent: otherbot
User-agent: Reportedly/1.0
Disallow: /drafts
"""


@pytest.mark.parametrize(
    ("agent", "path", "allowed"),
    [
        ("somebot", "/", True),
        ("somebot", "/private/a", False),
        ("somebot", "/private/open/a", True),
        ("somebot", "/x/y.pdf", False),
        ("somebot", "/x/y.pdf?z", True),
        ("reportedly", "/private/a", True),
        ("reportedly", "/drafts/1", False),
        ("otherbot", "/%64rafts/1", False),
    ],
)
def test_the_longest_rule_of_the_own_group_decides(agent: str, path: str, allowed: bool) -> None:
    assert read_robots(RULES, agent).allows(f"https://kelmcourier.example{path}") is allowed


def test_no_rules_allow_everything_and_an_empty_disallow_is_none() -> None:
    assert read_robots("", "x").allows("https://kelmcourier.example/a")
    assert read_robots("User-agent: *\nDisallow:", "x").allows("https://kelmcourier.example/a")
    assert not read_robots("User-agent: *\nDisallow: /", "x").allows("https://kelmcourier.example/a")


def test_groups_of_one_agent_are_one() -> None:
    rules = read_robots(
        "User-agent: a\nDisallow: /x\n\nUser-agent: b\nDisallow: /y\n\nUser-agent: a\nDisallow: /z", "a"
    )
    assert [rules.allows(f"http://k.example{p}") for p in ("/x", "/y", "/z")] == [False, True, False]


@given(st.text(alphabet="ab*$/", max_size=12), st.text(alphabet="ab/", max_size=12))
def test_patterns_fit_as_their_regular_expression_would(pattern: str, path: str) -> None:
    import re

    body = pattern.removesuffix("$")
    expected = re.match(re.escape(body).replace(r"\*", ".*") + ("$" if pattern.endswith("$") else ""), path)
    assert fits(pattern, path) is (expected is not None)


@given(st.text(max_size=300), st.text(max_size=30))
def test_any_text_is_a_set_of_rules(text: str, path: str) -> None:
    assert read_robots(text, "reportedly").allows("https://kelmcourier.example/" + path) in (True, False)
