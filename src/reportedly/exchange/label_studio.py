"""Readings as tasks for Label Studio: the text of each report with sources, cues and contents as predicted regions.

Relations run from a content to the source that is nearest its reader, from each source to the next one down the chain,
and from a source to its cue. Offsets are code points, as that program counts them. The labels are those of `CONFIG`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.exchange.cells import firmness
from reportedly.exchange.formats import Lines, in_array
from reportedly.exchange.identifiers import web_address
from reportedly.exchange.json_line import foreign_line
from reportedly.records import Claim, Reading, Report, Source, Span

CONFIG = """<View>
  <Relations><Relation value="said by"/><Relation value="citing"/><Relation value="cue"/></Relations>
  <Labels name="label" toName="text">
    <Label value="Content"/><Label value="Source"/><Label value="Cue"/>
  </Labels>
  <Text name="text" value="$text"/>
</View>
"""

Result = dict[str, Any]


def task_lines(readings: Iterable[Reading]) -> Iterator[str]:
    """The lines of the file, a task a line."""
    return in_array(foreign_line(task(reading)) for reading in readings)


LABEL_STUDIO = Lines(".json", "application/json", task_lines)


def task(reading: Reading) -> dict[str, Any]:
    """One report as a task."""
    results = [result for claim in reading.claims for result in _claim(claim, reading.report.text)]
    predictions = [{"model_version": reading.by.reader, "result": results}]
    return {"data": _data(reading.report), "predictions": predictions}


def _data(report: Report) -> dict[str, Any]:
    return {
        "text": report.text, "report": report.id, "version": report.version, "title": report.title, "url": web_address(report.url),
        "outlet": report.outlet.name if report.outlet else None, "published": report.published,
    }  # fmt: skip


def _claim(claim: Claim, text: str) -> Iterator[Result]:
    """The regions of a claim and what ties them; a source that is only carried on from before has no words to mark."""
    contents = [_region(f"{claim.id}-content-{n}", "Content", span, text) for n, span in enumerate(claim.spans)]
    contents[:1] = [region | {"meta": {"text": [firmness(claim)]}} for region in contents[:1]]
    yield from contents
    earlier, kind = [region["id"] for region in contents], "said by"
    for number, source in enumerate(claim.chain):
        if source.mention is None:
            continue
        here = f"{claim.id}-source-{number}"
        yield _region(here, "Source", source.mention, text)
        yield from _cue(source, here, text)
        yield from (_relation(before, here, kind) for before in earlier)
        earlier, kind = [here], "citing"


def _cue(source: Source, owner: str, text: str) -> Iterator[Result]:
    if source.cue is not None:
        yield _region(f"{owner}-cue", "Cue", source.cue, text)
        yield _relation(owner, f"{owner}-cue", "cue")


def _region(name: str, label: str, span: Span, text: str) -> Result:
    start, end = span
    value = {"start": start, "end": end, "text": text[start:end], "labels": [label]}
    return {"id": name, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def _relation(start: str, end: str, label: str) -> Result:
    return {"type": "relation", "from_id": start, "to_id": end, "direction": "right", "labels": [label]}
