"""All that a query finds in the format of another tool, sent while it is made.

A writer of its own thread writes into a pipe, the answer reads from it: whoever reads slowly makes the writer wait, and
whoever leaves ends it. A file that could not be made to its end is broken off, so that nobody takes it for whole.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from threading import Thread
from typing import TYPE_CHECKING, BinaryIO

from starlette.responses import Response, StreamingResponse

from reportedly.exchange.formats import Exporter, ExportError, IncidentExporter, exporter
from reportedly.text import gettext
from reportedly.web.asked import Asked
from reportedly.web.errors import RefusedError
from reportedly.workspace import QueryError, claims_in_store, incidents_found, readings_found

if TYPE_CHECKING:
    from reportedly.workspace import Store

PIECE = 64 * 1024  # bytes that are sent at once

Format = Exporter | IncidentExporter
Wanted = Mapping[str, frozenset[str]] | None


def page(asked: Asked) -> Response:
    """The file."""
    query, name = asked.value("q"), asked.value("format")
    try:
        chosen = exporter(name)
        wanted = claims_in_store(asked.desk.store, query) if query else None
    except ExportError as error:
        raise RefusedError(str(error)) from error
    except QueryError as error:
        raise RefusedError(gettext("The query cannot be understood: %(fault)s", fault=error)) from error
    told = {"Content-Disposition": f'attachment; filename="reportedly{chosen.suffix}"'}
    return StreamingResponse(_sent(chosen, asked.desk.store, wanted), media_type=chosen.media_type, headers=told)


def _sent(chosen: Format, store: Store, wanted: Wanted) -> Iterator[bytes]:
    """The bytes of the file as they are written. Raises what ended the writer."""
    faults: list[Exception] = []
    end, begin = os.pipe()

    def work() -> None:
        try:
            with os.fdopen(begin, "wb", buffering=PIECE) as out:
                _write(chosen, store, wanted, out)
        except Exception as error:
            faults.append(error)

    writer = Thread(target=work, name="export", daemon=True)
    writer.start()
    with os.fdopen(end, "rb", buffering=0) as pipe:
        while piece := pipe.read(PIECE):
            yield piece
    writer.join()
    if faults:
        raise faults[0]


def _write(chosen: Format, store: Store, wanted: Wanted, out: BinaryIO) -> None:
    if isinstance(chosen, IncidentExporter):
        found = list(incidents_found(store, wanted))
        reports = store.reports(sorted({report for one in found for report in one.reports}))
        chosen.write_incidents(found, reports, out)
    else:
        chosen.write(readings_found(store, wanted), out)
