"""All that a query finds in the format of another tool, sent while it is made.

A writer of its own thread writes into a file without a name, and the answer reads behind it: the store is let go of once the
file is made, however slowly somebody reads it, and whoever leaves ends the writer. A file that could not be made to its end is
broken off, so that nobody takes it for whole.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from contextlib import ExitStack
from io import BufferedWriter, FileIO
from tempfile import TemporaryFile
from threading import Thread
from typing import TYPE_CHECKING, Any, BinaryIO

from starlette.responses import Response, StreamingResponse

from reportedly.exchange.formats import Exporter, ExportError, IncidentExporter, exporter
from reportedly.text import gettext
from reportedly.web.asked import Asked
from reportedly.web.errors import RefusedError
from reportedly.workspace import QueryError, claims_in_store, incidents_found, readings_found

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from reportedly.workspace import Store

PIECE = 64 * 1024  # bytes that are sent at once
PAUSE = 0.05  # seconds until an answer that has sent all that is written looks again

Format = Exporter | IncidentExporter
Wanted = Mapping[str, frozenset[str]] | None


class Growing(FileIO):
    """A file that is sent while it is written; once it is `left`, nothing can be written to it."""

    left = False

    def write(self, data: Any, /) -> int:
        """Writes as files do. Raises BrokenPipeError where whoever asked for it has left."""
        if self.left:
            raise BrokenPipeError("whoever asked for the file has left")
        return super().write(data)


class Sent(StreamingResponse):
    """An answer of pieces that are closed when it ends, also where whoever asked for it has left."""

    def __init__(self, pieces: Generator[bytes, None, None], **told: Any) -> None:
        super().__init__(pieces, **told)
        self._pieces = pieces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends the pieces."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._pieces.close()


def page(asked: Asked) -> Response:
    """The file."""
    query, name = asked.value("q"), asked.value("format")
    with ExitStack() as turn:
        turn.enter_context(asked.desk.exports.turn())
        try:
            chosen = exporter(name)
            wanted = claims_in_store(asked.desk.store, query) if query else None
        except ExportError as error:
            raise RefusedError(str(error)) from error
        except QueryError as error:
            raise RefusedError(gettext("The query cannot be understood: %(fault)s", fault=error)) from error
        pieces = _begun(chosen, asked.desk.store, wanted, turn)
    told = {"Content-Disposition": f'attachment; filename="reportedly{chosen.suffix}"'}
    return Sent(pieces, media_type=chosen.media_type, headers=told)


def _begun(chosen: Format, store: Store, wanted: Wanted, turn: ExitStack) -> Generator[bytes, None, None]:
    """The bytes of the file, which is written from now on; the turn ends with that, not when all is sent."""
    faults: list[Exception] = []
    file = TemporaryFile(buffering=0)  # noqa: SIM115 - the answer closes it
    growing = Growing(os.dup(file.fileno()), "wb")
    held = turn.pop_all()

    def work() -> None:
        try:
            with held, BufferedWriter(growing, PIECE) as out:
                _write(chosen, store, wanted, out)
        except Exception as error:
            faults.append(error)

    writer = Thread(target=work, name="export", daemon=True)
    writer.start()
    return _sent(file, growing, writer, faults)


def _sent(file: FileIO, growing: Growing, writer: Thread, faults: list[Exception]) -> Generator[bytes, None, None]:
    """What is written, as it comes. Raises what ended the writer."""
    at, whole = 0, False
    with file:
        try:
            while not whole:
                whole = not writer.is_alive()  # asked first: what was written last is read then
                while piece := os.pread(file.fileno(), PIECE, at):
                    at += len(piece)
                    yield piece
                writer.join(PAUSE)
        finally:
            growing.left = True
    if faults:
        raise faults[0]


def _write(chosen: Format, store: Store, wanted: Wanted, out: BinaryIO) -> None:
    if isinstance(chosen, IncidentExporter):
        found = list(incidents_found(store, wanted))
        reports = store.reports(sorted({report for one in found for report in one.reports}))
        chosen.write_incidents(found, reports, out)
    else:
        chosen.write(readings_found(store, wanted), out)
