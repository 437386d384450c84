"""The worker's own loop: one page in, one answer out, inside limits that the kernel enforces.

A page that takes more than its processor time ends this process; one that takes more than its memory is answered as
such. The other side (worker.py) sees either and records it. Started as `python -P -m reportedly.intake.extractor`;
speaks length-prefixed JSON on standard streams.
"""

from __future__ import annotations

import dataclasses
import json
import os
import resource
import signal
import sys
from typing import Any, BinaryIO

PROCESSOR_SECONDS = 4.8  # a page; the bound is 5
MEMORY = 500_000_000  # bytes of address space of the whole worker; 170 MB of them are the libraries
WORN = 300_000_000  # bytes resident after which a new worker starts, for caches only grow
LENGTH = 8
OUT_OF_MEMORY = 77  # exit status


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Answers pages until the input ends."""
    from trafilatura import extract

    extract("<html><body><article><p>Warm.</p></article></body></html>")  # loads what it needs before the limits count
    while head := source.read(LENGTH):
        request = json.loads(source.read(int.from_bytes(head, "big")))
        answer = bounded(request["markup"], request["url"], request["seconds"])
        data = json.dumps(answer | {"worn": worn()}).encode("ascii")
        sink.write(len(data).to_bytes(LENGTH, "big") + data)
        sink.flush()
        if worn() or answer.get("error") == "memory":
            return


def bounded(markup: str, url: str | None, seconds: float) -> dict[str, Any]:
    """The answer to one page; the timer ends the process if it takes too long."""
    from reportedly.intake.page import NoArticleError, read_page

    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return {"page": dataclasses.asdict(read_page(markup, url))}
    except NoArticleError as error:
        return {"error": str(error)}
    except (MemoryError, OSError):
        return {"error": "memory"}
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, AssertionError) as error:
        return {"error": f"the extractor broke on it ({type(error).__name__}: {str(error)[:80]})"}
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def worn() -> bool:
    """Whether this process has grown so large that a new one should take over.

    Linux hands down the parent's `ru_maxrss`, so what is resident now is read there from the process table.
    """
    if sys.platform == "linux":
        with open("/proc/self/statm", encoding="ascii") as table:
            return int(table.read().split()[1]) * resource.getpagesize() > WORN
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > WORN


def limit() -> None:
    """The limits for good: memory, no core files, default end at the timer."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main() -> None:
    """Takes the standard streams for itself, so that nothing a library prints gets into an answer."""
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit()
    try:
        serve(source, sink)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    main()
