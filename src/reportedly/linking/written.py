"""Where a text names a body, in its full length ("the rebel Coast League"), and what it says beside the name that the body is
("the Sarn Monitor, a group of exiles").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportedly.knowledge.linking_words import linking_words
from reportedly.linking.side_words import TextWords
from reportedly.records import Span

LONGEST = 8  # words of what a body is said to be


def names_in(text: str, names: Iterable[str]) -> Iterator[tuple[str, Span]]:
    """Each of some names wherever it stands as a whole."""
    listed = sorted(
        {" ".join(name.split()) for name in names if name.strip() and name.split()[-1] in text}, key=len, reverse=True
    )
    if listed:
        pattern = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in listed)
        for match in re.finditer(rf"(?<![\w-])(?:{pattern})(?![\w-])", text):
            yield " ".join(match[0].split()), match.span()


def with_sides(words: TextWords, span: Span) -> Span:
    """A name with the words in front of it that say more of its side: "rebel", "so-called"."""
    at = words.at(span[0])
    while words.joined(at) and words.says_side(at - 1):
        at -= 1
    return min(words.start(at), span[0]), span[1]


def beside(text: str, end: int) -> Span | None:
    """What is said beside a name that ends here: the words between ", a" and the next comma, or those that say more of it."""
    match = re.match(
        rf", (?:{'|'.join(linking_words('indefinite'))}) ((?:[^\W\d_][\w’'-]*[ \n]){{0,{LONGEST - 1}}}[^\W\d_][\w’'-]*)",
        text[end : end + 200],
    )
    if match is None:
        return None
    found = re.search(rf" (?:{'|'.join(linking_words('relative'))})\b", match[1])
    closed = found is not None or text[end + match.end() :][:1] in (",", ".", ";")
    stop = match.start(1) + (found.start() if found else len(match[1]))
    return (end + match.start(1), end + stop) if closed else None
