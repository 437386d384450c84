"""Forms that were refused: each comes back with what was typed in it, and says what was wrong."""

from __future__ import annotations

import pytest
from lxml import html
from web_desk import OURS, Pages

from reportedly import deciding
from reportedly.workspace import search_store

CASES = [
    ("/claim/{claim}/judge", {"verb": "accept", "who": "Ilka > Dorn"}),
    ("/claim/{claim}/judge", {"verb": "", "who": "Ilka Dorn"}),
    ("/queue", {"claim": "{claim}", "q": "market", "verb": "accept", "who": "Ilka > Dorn"}),
    ("/queue", {"claim": "{claim}", "q": "market", "verb": "", "who": "Ilka Dorn"}),
    ("/saved", {"name": "Markets", "q": "market", "who": "Ilka Dorn"}),
    ("/saved", {"name": "Night fires", "q": "market", "who": "Ilka > Dorn"}),
    ("/saved", {"name": "Markets", "q": "nowhere", "who": "Ilka Dorn"}),
    ("/person", {"who": "Ilka > Dorn", "back": "/queue"}),
    ("/intake/folder", {"path": "/nowhere/at all", "outlet": "Lumen Post", "date": "2031-02-30"}),
    ("/intake/address", {"address": "gopher://lumen.example", "language": "eng"}),
    ("/intake/upload", {"outlet": "Lumen Post"}),
]


@pytest.mark.parametrize(("path", "sent"), CASES)
def test_what_is_refused_comes_back_as_it_was_typed_with_why(own: Pages, path: str, sent: dict[str, str]) -> None:
    client, desk = own
    client.cookies.clear()
    claim = search_store(desk.store, "market", 1).hits[0].claim
    path, sent = path.format(claim=claim), {name: text.format(claim=claim) for name, text in sent.items()}
    answer = client.post(path, data=sent, headers=OURS)
    page = html.fromstring(answer.text)
    assert answer.status_code == 400 and deciding.decisions(desk.store) == []
    form = next(one for one in page.forms if (one.action or "").partition("#")[0] == path and one.method == "POST")
    typed = {name: text for name, text in sent.items() if name != "verb"}
    assert {name: form.fields[name] for name in typed} == typed
    assert page.xpath("//*[@role='alert']")[0].text_content().strip()
    if "outlet" in sent:
        assert "open" in form.xpath(".//details")[0].attrib
