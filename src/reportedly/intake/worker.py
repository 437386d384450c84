"""Pages are taken apart in another process, which may be ended: whatever a page does, the reading process sees a
page or a reason.

One worker is kept warm for each process that reads and serves all its pages; it is replaced when it was ended or has
grown large.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from typing import Any

from reportedly.intake.extractor import LENGTH, MEMORY, OUT_OF_MEMORY, PROCESSOR_SECONDS
from reportedly.intake.facts import Facts
from reportedly.intake.options import IntakeError
from reportedly.intake.page import Page

PATIENCE = 60.0  # seconds of waiting for one page, for a machine that is busy elsewhere
HINT = "save the article as plain text and read that"
TOO_LARGE = f"took more than {MEMORY // 1_000_000} MB of memory"


class Worker:
    """A process that turns markup into pages, started when first asked; `seconds` of processor time are a page's."""

    def __init__(self, seconds: float = PROCESSOR_SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, markup: str, input_name: str, url: str | None = None) -> Page:
        """The page's article and facts. Raises IntakeError with the reason where there is none."""
        request = json.dumps({"markup": markup, "url": url, "seconds": self._seconds}).encode("ascii")
        answer = self._ask(request)
        if isinstance(answer, str):
            raise IntakeError(input_name, answer, HINT)
        if answer.get("worn"):
            self.close()
        if error := answer.get("error"):
            reason = TOO_LARGE if error == "memory" else str(error)
            raise IntakeError(input_name, reason, HINT)
        return _page(answer["page"])

    def close(self) -> None:
        """Ends the process; the next page starts another."""
        if self._process is None:
            return
        self._process.kill()
        self._process.communicate()
        self._process = None

    def _ask(self, request: bytes) -> dict[str, Any] | str:
        """The worker's answer, or why there is none."""
        process = self._process or self._start()
        stdin, stdout = process.stdin, process.stdout
        if stdin is None or stdout is None:
            raise RuntimeError("the worker has no streams")
        late = threading.Timer(PATIENCE, process.kill)
        late.start()
        try:
            stdin.write(len(request).to_bytes(LENGTH, "big") + request)
            stdin.flush()
            head = stdout.read(LENGTH)
            data = stdout.read(int.from_bytes(head, "big")) if len(head) == LENGTH else b""
        except BrokenPipeError:
            data = b""
        finally:
            late.cancel()
        return json.loads(data) if data else self._ended(process)

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-P", "-m", "reportedly.intake.extractor"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        return self._process

    def _ended(self, process: subprocess.Popen[bytes]) -> str:
        """Why the process is no more, in words."""
        self.close()
        code = process.returncode
        if code in (-signal.SIGPROF, -signal.SIGXCPU):
            return f"took more than {self._seconds:.1f} s of processor time"
        if code == -signal.SIGKILL:
            return f"took more than {PATIENCE:.0f} s"
        return TOO_LARGE if code == OUT_OF_MEMORY else f"ended the extractor (status {code})"


def _page(data: dict[str, Any]) -> Page:
    facts = data["facts"]
    return Page(
        data["text"], Facts(**facts | {key: tuple(facts[key]) for key in ("authors", "bylines")}), tuple(data["notes"])
    )


_workers: dict[int, Worker] = {}


def worker() -> Worker:
    """This process's worker; a forked process gets its own."""
    pid = os.getpid()
    if pid not in _workers:
        _workers.clear()
        _workers[pid] = Worker()
        atexit.register(_workers[pid].close)
    return _workers[pid]
