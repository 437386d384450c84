"""From an address to what it gives: a page, the entries of a feed, and, behind lists and maps of sites, the pages and feeds
that they name.

Lists are followed so far and no further, and no address is asked twice on the way from one input.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportedly.intake.fetched import Fetched, Fetcher, Lists
from reportedly.intake.files import MAGIC, File, Held, Inflated
from reportedly.intake.inputs import Input, Item, Stated
from reportedly.intake.kinds import items_of, kind_of_sent
from reportedly.intake.options import Failure, Given, IntakeError

MOST_LISTS = 4  # one behind the other: a list of maps, each of maps, each of pages
MOST_ADDRESSES = 200_000  # on the way from one input


def follow(item: Input, stated: Stated, fetch: Fetcher | None, lists: Lists | None = None) -> Iterator[Item]:
    """What an address gives: its page as an input, its reports, or why there is none. Nothing is asked without a fetcher.

    What is kept in `lists` is not sent again while it does not change; what it leads to is asked for all the same.
    """
    if fetch is None:
        yield Failure(item.name, "is an address, and fetching was not asked for", "save the page and read the file")
    else:
        yield from _Way(stated, fetch, lists).items(item, 0)


class _Way:
    """The way from one input: whom it asks, and what it has asked."""

    def __init__(self, stated: Stated, fetch: Fetcher, lists: Lists | None) -> None:
        self._stated = stated
        self._fetch = fetch
        self._lists = lists
        self._asked: set[str] = set()

    def items(self, item: Input, lists: int) -> Iterator[Item]:
        """What an address gives that so many lists led to."""
        self._asked.add(item.name)
        try:
            before = self._lists.before(item.name) if self._lists else None
            sent = self._fetch(item.name, before) if before else self._fetch(item.name)
        except IntakeError as error:
            yield error.failure
            return
        file = _file(item.name, sent)
        kind = kind_of_sent(file)
        if self._lists and kind is not None and sent is not before:
            self._lists.keep(item.name, sent)
        if kind is None:
            yield _page(item, sent)
        elif kind.leads and lists >= MOST_LISTS:
            yield Failure(item.name, f"is {kind.what}, behind {lists} others", "name it by itself")
        else:
            yield from self._behind(items_of(kind, file, replace(self._stated, given=item.given)), lists + 1)

    def _behind(self, found: Iterator[Item], lists: int) -> Iterator[Item]:
        for item in found:
            if not isinstance(item, Input):
                yield item
            elif len(self._asked) >= MOST_ADDRESSES:
                yield Failure(
                    item.name, f"is not asked: more than {MOST_ADDRESSES} addresses stand before it", "name it"
                )
                return
            elif item.name not in self._asked:
                yield from self.items(item, lists)


def _file(name: str, sent: Fetched) -> File:
    held = Held(name, sent.data)
    return Inflated(held) if sent.data.startswith(MAGIC) else held


def _page(item: Input, sent: Fetched) -> Input:
    given = item.given if item.given.url else Given(url=sent.url).over(item.given)
    return replace(item, given=given, data=sent.data, page=sent.html, charset=sent.charset)
