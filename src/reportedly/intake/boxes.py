"""Boxes between and around an article's paragraphs that call upon the reader, taken out whole.

A box is the largest element around a form, a dialog or a line that appeals (appeals.py) which holds no paragraph of the
article, no main heading, and little prose besides; so nothing is lost where the article's paragraphs are not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from reportedly.intake.appeals import LONGEST, appeals
from reportedly.intake.prose import main_kind, runs, words_of

NEVER_READ = "//body//*[self::template or self::dialog or self::amp-consent or self::amp-sidebar or self::amp-list \
or self::amp-ad or self::amp-embed or self::amp-fx-flying-carpet or self::amp-user-notification \
or contains(@amp-access, 'NOT ') or @role='dialog' or @role='alertdialog' or @aria-modal='true']"
FORMS = "//body//*[self::form or self::input[@type='email']]"
SAYING = ("p", "div", "li", "label", "h2", "h3", "h4", "h5")
LINES = " or ".join(f"self::{tag}" for tag in SAYING)
MAY_APPEAL = f"//body//*[{LINES}][not(*[self::p or self::div or self::ul])][string-length() <= {LONGEST}]"
MOST_QUIET = 200  # letters of a form's sentences that do not appeal
MOST_WORDS = 3_000  # letters of a box


def drop_boxes(tree: Any) -> None:
    """Takes out what is never read, and the boxes that call upon the reader."""
    article = main_kind(tree)
    around = {up for paragraph in article for up in (paragraph, *paragraph.iterancestors())}
    for tag in tree.xpath(NEVER_READ):
        if tag not in around:
            _drop(tag)
    small = cache(_small)
    for sign in list(_signs(tree)) if article else []:
        if sign.getparent() is not None and sign not in around and (box := _box(sign, around, small)) is not None:
            _drop(box)


def _signs(tree: Any) -> Iterator[Any]:
    yield from tree.xpath(FORMS)
    for tag in tree.xpath(MAY_APPEAL):
        if appeals(words_of(tag)):
            yield tag


def _box(sign: Any, around: set[Any], small: Callable[[Any, int], bool]) -> Any | None:
    """The largest box around a sign; null where that is no more than a line that stands among the paragraphs."""
    box = sign
    for up in sign.iterancestors():
        if up in around or not small(up, 0 if sign.tag in SAYING else MOST_QUIET):
            break
        box = up
    return box if box is not sign or sign.tag not in ("p", "li") else None


def _small(box: Any, most_quiet: int) -> bool:
    """Whether an element holds little but an appeal."""
    if len(box.xpath(f"(.//*)[position() <= {MOST_WORDS}]")) >= MOST_WORDS or next(box.iter("h1"), None) is not None:
        return False
    found = list(runs(box))
    quiet = [run for run in found if run.is_prose and not appeals(run.words)]
    if found and appeals(found[0].words) and all(run.tag.tag == "li" for run in quiet):
        quiet = []  # what is offered
    return sum(len(run.words) for run in quiet) <= most_quiet and sum(len(run.words) for run in found) <= MOST_WORDS


def _drop(tag: Any) -> None:
    """Takes out an element with its words; what follows it stays."""
    if tag.getparent() is not None:
        tag.drop_tree()
