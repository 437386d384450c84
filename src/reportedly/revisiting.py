"""Lists of addresses and feeds that are asked for again: what a store kept of them, for whoever follows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.intake.fetched import Fetched, Marks

if TYPE_CHECKING:
    from reportedly.store.archive import Store


@dataclass(frozen=True, slots=True)
class KeptLists:
    """The lists that were fetched for a store."""

    store: Store

    def before(self, address: str) -> Fetched | None:
        """What an address gave when it was asked last; null where that is not known."""
        from reportedly.store.fetched import sent_before

        with self.store.reads() as connection:
            sent = sent_before(connection, address)
        if sent is None:
            return None
        return Fetched(sent.url, sent.data, sent.charset, False, Marks(sent.etag, sent.modified))

    def keep(self, address: str, sent: Fetched) -> None:
        """Keeps what an address gave, where its server will know it again."""
        from reportedly.store.fetched import Sending, keep_sent

        if sent.marks is not None:
            kept = Sending(sent.url, sent.data, sent.charset, sent.marks.etag, sent.marks.modified)
            with self.store.writes() as connection:
                keep_sent(connection, address, kept)
