"""Whole pages in forms of many sites: chapters, live entries, questions and answers, pictures, boxes of the site's own.

Each names the sentences that are the article's and those that are not; the first never vanish, the second are no text.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from reportedly.intake.html import report_from_html
from reportedly.knowledge.loader import default
from reportedly.records import Report

SITE = "The Orrin Lantern"


@dataclass(frozen=True)
class Form:
    """A page's body, beginnings of its article's sentences, and of what stands around them."""

    markup: str
    article: tuple[str, ...]
    foreign: tuple[str, ...] = ()


def read(markup: str) -> Report:
    head = f"<meta charset='utf-8'><title>Harbour wall breaks at Orrin | {SITE}</title><meta property='og:site_name' content='{SITE}'>"
    return report_from_html(f"<html><head>{head}</head><body>{markup}</body></html>".encode(), "page", knowledge=default())


def body(report: Report) -> str:
    passed = {i for start, end in report.furniture for i in range(start, end)}
    return "".join(" " if i in passed else c for i, c in enumerate(report.text))


TITLE = "<h1>Harbour wall breaks at Orrin</h1>"
MENU = "<nav><a href='/'>Home</a> <a href='/w'>World</a> <a href='/s'>Sport</a></nav>"
FOOT = "<footer><p>The Orrin Lantern is printed by Lantern House and registered in Orrin under number 4471.</p></footer>"

FORMS = {
    "chapters": Form(
        f"""{MENU}<main><article>{TITLE}<div class='intro'><p>The harbour wall at Orrin broke on Sunday night, and the sea took eleven houses in Quay Street.</p>
<p>What the town had been told, and by whom, can be put together from letters and from nine witnesses.</p></div>
<section class='chapter'><h2>The crack</h2><div class='body'><p>Dockers saw a crack in the wall in March, two of them said on Monday.</p><p>“You could put your hand into it,” said Lene Falk, who works the second crane.</p></div></section>
<section class='chapter'><h2>The letter</h2><div class='body'><p>The port wrote to the ministry on 3 April, according to a copy seen by this paper.</p><p>The ministry says that no such letter was ever received.</p></div></section>
<section class='chapter'><h2>The night</h2><div class='figure'><img src='a.jpg'></div><div class='body'><p>At 2:10 the alarm was rung by hand, because the siren had no current.</p><p>Most people had left by then, the fire chief said.</p></div></section>
<section class='more'><h2>More from Orrin</h2><ul><li><a href='/1'>Ferries stay in port for a third day</a></li><li><a href='/2'>Mayor answers to the council</a></li></ul></section>
</article></main>{FOOT}""",
        ("The harbour wall at Orrin", "What the town had been told", "Dockers saw a crack", "“You could put", "The port wrote", "The ministry says that no", "At 2:10 the alarm", "Most people had left"),
        ("Ferries stay", "Mayor answers", "is printed by"),
    ),
    "live": Form(
        f"""{MENU}<main><div class='live'>{TITLE}<p class='sum'>The harbour wall at Orrin broke in the night. These are the updates of the day.</p>
<div class='key'><h2>At a glance</h2><ul><li>Eleven houses are gone, the fire chief says.</li><li>No one is missing, according to the town.</li></ul></div>
<div class='entries'><div class='entry' id='e9'><time>11:40</time><h3>Minister on the way</h3><p>Works minister Tor Hale is flying to Orrin, his office said.</p><p>He is to see the wall in the afternoon.</p></div>
<div class='entry' id='e8'><time>10:05</time><h3>School opens its hall</h3><p>Some 60 people are in the hall of the school, the Red Star said.</p></div>
<div class='entry' id='e7'><time>09:20</time><p>The sea has gone back by two metres, the harbour master told radio.</p><div class='share'><a href='#'>Share</a></div></div>
<div class='entry' id='e6'><time>08:02</time><h3>What we know</h3><p>The wall broke shortly after two in the morning, at its oldest part.</p></div></div>
<div class='sub'><p>Sign up for our live alerts and get the news on your phone.</p><input type='email'><button>Sign up</button></div></div></main>{FOOT}""",
        ("Eleven houses are gone", "No one is missing", "Works minister Tor Hale", "He is to see", "Some 60 people", "The sea has gone back", "The wall broke shortly"),
        ("get the news on your phone", "is printed by"),
    ),
    "turns": Form(
        f"""{MENU}<article>{TITLE}<p>Lene Falk works the second crane of the port of Orrin and saw the wall go on Sunday night.</p><p>She spoke to this paper on Monday, in the hall of the school.</p>
<div class='qa'><div class='q'>When did you see the crack for the first time?</div><div class='a'>In March, and I told the harbour master on the same day.</div></div>
<div class='qa'><div class='q'>What did he answer?</div><div class='a'>He wrote it down. I have a picture of the page he wrote on, and you can have it.</div></div>
<div class='qa'><div class='q'>And the ministry?</div><div class='a'>Nobody came from the ministry until the sea was in the street.</div></div>
<aside class='promo-box'><h4>Read next</h4><a href='/3'>How the wall was built in 1911</a></aside></article>{FOOT}""",
        ("Lene Falk works", "She spoke to this paper", "When did you see", "In March, and I told", "What did he answer", "He wrote it down", "And the ministry", "Nobody came"),
        ("How the wall was built", "is printed by"),
    ),
    "gallery": Form(
        f"""{MENU}<article>{TITLE}<div class='story'><p>The harbour wall at Orrin broke on Sunday night, and the sea took eleven houses in Quay Street.</p>
<div class='gallery'><div class='slide'><img src='1.jpg'><p>A man looks at what was his kitchen in Quay Street on Monday.</p></div><div class='slide'><img src='2.jpg'><p>Boats lie on the roofs of two cars beside the market hall.</p></div></div>
<p>No one was killed, the fire chief said, because the bell had been rung in time.</p><figure><img src='3.jpg'><figcaption>The bell of the harbour chapel. Photograph: Ida Munk</figcaption></figure>
<ul class='steps'><li><img src='i.png'> The siren had no current, the town’s works say.</li><li><img src='i.png'> The bell was rung by the verger, he told the paper.</li></ul>
<p>The town has promised a report by the end of the month.</p></div></article>{FOOT}""",
        ("The harbour wall at Orrin", "No one was killed", "The siren had no current", "The bell was rung by", "The town has promised"),
        ("A man looks at", "Boats lie on", "The bell of the harbour chapel", "is printed by"),
    ),
    "boxes": Form(
        f"""{MENU}<article>{TITLE}<div class='c'><p>The harbour wall at Orrin broke on Sunday night, and the sea took eleven houses in Quay Street.</p>
<div class='w1'><h3>The Morning Lamp</h3><p>Everything that happened in Orrin while you slept, in ten minutes.</p><form><label>Your address</label><input type='email'><button>Go</button></form><p>You can stop it whenever you like.</p></div>
<p>The newsletter of the port had warned its readers of works at the wall in February.</p>
<div class='w2'><p><strong>Get our free weekly newsletter.</strong></p></div>
<p>Push notifications reached most phones in the town at 2:30, the council said, twenty minutes after the bell.</p>
<div class='w3'><p>Push notifications came late, and you could not sign in to the town’s app, three people said.</p></div>
<p>The council has ordered a second siren from a firm in Kelm, which is to come in May.</p>
<p><a href='/s'>Sign up here</a></p></div></article>{FOOT}""",
        ("The harbour wall at Orrin", "The newsletter of the port", "Push notifications reached", "Push notifications came late", "The council has ordered"),
        ("Everything that happened", "You can stop", "Get our free", "Sign up here", "is printed by"),
    ),
    "stub": Form(
        f"""{MENU}<article>{TITLE}<div class='text'><p>The harbour wall at Orrin broke on Sunday night, and the sea took eleven houses in Quay Street.</p><p>Letters show that the port had known of a crack in it since the spring.</p></div>
<div class='wall'><h2>Subscribe to read on</h2><p>Already a subscriber? <a href='/in'>Sign in</a></p><ul><li>All articles on every device, for as long as you like.</li><li>The paper of the next day from eight in the evening.</li></ul><button>Choose</button></div></article>{FOOT}""",
        ("The harbour wall at Orrin", "Letters show"),
        ("Subscribe to read on", "All articles on", "The paper of the next day", "is printed by"),
    ),
    "aside": Form(
        f"""{MENU}<article>{TITLE}<div class='col'><p>The harbour wall at Orrin broke on Sunday night, and the sea took eleven houses in Quay Street.</p><p>Letters show that the port had known of a crack in it since the spring.</p>
<aside><h4>Also of interest</h4><p>Ferries stay in port, and the islands have bread for two days.</p><a href='/f'>To the report</a></aside>
<div class='infobox'><h4>The wall in numbers</h4><p>The wall was built in 1911 and is 640 metres long.</p><p>It was last mended in 1987, the port’s books say.</p></div>
<p>The ministry denies that a letter came. “We have looked in every drawer,” its spokesman said.</p>
<div class='update'><p><b>Update, 4 p.m.:</b> The ministry now says that a letter was found on Monday.</p></div></div></article>{FOOT}""",
        ("The harbour wall at Orrin", "Letters show", "The wall was built in 1911", "It was last mended", "The ministry denies", "The ministry now says"),
        ("Ferries stay in port", "is printed by"),
    ),
    "tables": Form(
        f"""{MENU}<article>{TITLE}<div class='col'><p>The harbour wall at Orrin broke on Sunday night, and the sea took eleven houses in Quay Street.</p>
<table><tr><th>Street</th><th>Houses lost</th></tr><tr><td>Quay Street</td><td>Eleven, the fire chief says</td></tr><tr><td><a href='/m'>Market Lane</a></td><td>None</td></tr></table>
<p>The figures are the town’s and were given out on Monday at noon by the fire chief.</p>
<dl><dt>02:10</dt><dd>The bell is rung by the verger of the chapel.</dd><dt>02:30</dt><dd>The first messages reach the phones of the town.</dd></dl>
<p>The town has promised a report by the end of the month.</p></div>
<table class='links'><tr><td><a href='/1'>Ferries stay in port for a third day</a></td><td><a href='/2'>Mayor answers to the council</a></td></tr></table></article>{FOOT}""",
        ("The harbour wall at Orrin", "Quay Street", "Eleven, the fire chief says", "Market Lane", "The figures are", "The bell is rung", "The first messages", "The town has promised"),
        ("Ferries stay", "Mayor answers", "is printed by"),
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_nothing_of_the_article_is_lost(name: str) -> None:
    said = body(read(FORMS[name].markup))
    assert [words for words in FORMS[name].article if words not in said] == []


@pytest.mark.parametrize("name", FORMS)
def test_nothing_that_stands_around_the_article_is_its_text(name: str) -> None:
    said = body(read(FORMS[name].markup))
    assert [words for words in FORMS[name].foreign if words in said] == []


@pytest.mark.parametrize("name", FORMS)
def test_nothing_is_said_to_be_missing(name: str) -> None:
    assert read(FORMS[name].markup).notes == ()
