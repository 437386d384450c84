"""Work that goes on beside the pages, in a thread of its own: whoever asks for it does not wait."""

from __future__ import annotations

from abc import ABC, abstractmethod
from threading import Event, Thread


class Background(ABC):
    """Does its work when asked, once for all that was asked meanwhile, and now and then unasked.

    `again` are the seconds after which it works unasked, for other programs change a store too; `quiet` are seconds
    without a new request before it begins.
    """

    again: float
    quiet: float = 0.0

    def __init__(self) -> None:
        self._asked, self._ended = Event(), Event()
        self._thread = Thread(target=self._run, name=type(self).__name__.lower(), daemon=True)
        self._thread.start()

    @abstractmethod
    def work(self) -> None:
        """Does what there is to do; raises nothing."""

    def ask(self) -> None:
        """Says that there is something to do."""
        self._asked.set()

    def ending(self) -> bool:
        """Whether the work is to stop where it can."""
        return self._ended.is_set()

    def close(self) -> None:
        """Ends it, after the work that is being done; what is left is done by whoever works next."""
        self._ended.set()
        self._asked.set()
        self._thread.join()

    def _run(self) -> None:
        while not self.ending():
            self._asked.wait(self.again)
            while self._asked.is_set() and not self.ending():
                self._asked.clear()
                self._ended.wait(self.quiet)
            if not self.ending():
                self.work()
