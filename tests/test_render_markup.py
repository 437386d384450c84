"""The builder of markup: what a report says can never become markup."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hostile_texts import PAYLOADS
from hypothesis import given
from hypothesis import strategies as st

from reportedly.render.markup import Html, escaped, joined, tag, web_address
from reportedly.visible import visible


class Seen(HTMLParser):
    """The elements, attributes and text that a parser of HTML sees."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((name, dict(attributes)))

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text(), st.text())
def test_any_text_comes_back_as_text(text: str, value: str) -> None:
    seen = Seen(tag("p", text, tag("b", text), title=value))
    assert [name for name, _ in seen.elements] == ["p", "b"]
    assert seen.elements[0][1] == {"title": visible(value)}
    assert seen.text == visible(text) * 2


@pytest.mark.parametrize("text", PAYLOADS)
def test_hostile_text_adds_no_element(text: str) -> None:
    assert [name for name, _ in Seen(tag("p", text, class_=text)).elements] == ["p"]


@pytest.mark.parametrize("name", ["script", "iframe", "object", "base", "link", "a b", "p>", ""])
def test_elements_that_run_or_load_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="never written"):
        tag(name)


@pytest.mark.parametrize(
    "attributes",
    [{"onclick": "x"}, {"style": "x"}, {"src": "x"}, {"href": "javascript:alert(1)"}, {"href": " http://a"}],
)
def test_attributes_that_act_are_refused(attributes: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"never written|leads to"):
        tag("a", **attributes)


def test_markup_stays_and_attributes_are_written_plainly() -> None:
    assert (
        tag("p", Html("<b>x</b>"), "<", class_="a", hidden=True, id=None, lang=False)
        == '<p class="a" hidden><b>x</b>&lt;</p>'
    )
    assert joined(["<", tag("br")], " & ") == "&lt; &amp; <br>"
    assert escaped(escaped("<")) == "&lt;"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/x", True),
        ("HTTP://a.example", True),
        ("javascript:alert(1)", False),
        ("//a", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_linked(url: str | None, kept: bool) -> None:
    assert web_address(url) == (url if kept else None)
