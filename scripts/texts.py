"""Writes `src/reportedly/web/languages/reportedly.pot`: every text that pages show, for whoever translates them.

Run it after a text has changed. Texts stand in templates, in `gettext(…)`, `ngettext(…)`, `worded(…)`, `N_(…)` and `NN_(…)`;
the words of records, and what the fields of searches and corrections mean, come from their tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from reportedly.corrections.fields import FIELDS
from reportedly.network.parties import role_of
from reportedly.records import SourceType
from reportedly.render.labels import WORDS
from reportedly.store.decided import NO_REPORT, NO_REPORTS
from reportedly.workspace import search_fields

SOURCE = Path(__file__).parent.parent / "src" / "reportedly"
TARGET = SOURCE / "web" / "languages" / "reportedly.pot"
ROOMS = ("render", "web", "store", "search", "corrections", "exchange")  # and what stands beside them
METHODS = [*((f"{room}/**.py", "python") for room in ROOMS), ("*.py", "python"), ("web/templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "worded": None, "N_": None, "NN_": (1, 2)}


def texts() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Where each text stands, and the text; those that depend on a number as one and many."""
    for name, _, text, _, _ in extract_from_dir(SOURCE, METHODS, keywords=KEYWORDS):
        yield name, text
    for word in WORDS:
        yield "render/labels.py", word
    for kind in SourceType:
        yield "network/parties.py", role_of(kind)
    for note in (NO_REPORT, NO_REPORTS):
        yield "store/decided.py", note
    for field in search_fields():
        yield from (("search/fields.py", text) for text in (field.means, field.shape.value))
    for field in FIELDS.values():
        yield from (("corrections/fields.py", text) for text in (field.means, field.about.value))


def template() -> str:
    """The file as text, the same for the same texts."""
    held = Catalog(project="reportedly", charset="utf-8")
    for name, text in sorted(texts(), key=lambda found: (found[0], str(found[1]))):
        held.add(text, locations=[(name, 0)])
    written = BytesIO()
    write_po(written, held, width=120, omit_header=True, include_lineno=False, sort_output=True)
    return written.getvalue().decode("utf-8")


if __name__ == "__main__":
    TARGET.write_text(template(), encoding="utf-8")
