"""`python -m benchmarks.origins_page`: docs/origins-dev.md, the dev reports of FA-KES by the origins they stand on.

Names and counts only: no headline, no sentence of a report. The corpora are where REPORTEDLY_CORPORA says.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.workbench import Article, Workbench
from reportedly.incident import Incident
from reportedly.knowledge.loader import default
from reportedly.linking import link
from reportedly.records import Reading

TARGET = Path(__file__).parent.parent / "docs" / "origins-dev.md"
COMMAND = "REPORTEDLY_CORPORA=… python -m benchmarks.origins_page"
MOST = 15
HEAD = f"""# On whose word: the dev reports of FA-KES

{{reports}} reports of the Syrian war, read and linked by `reportedly` from outlet, title and text alone. Names and counts
only; nothing here says what happened. Readings and links have errors: see the benchmarks for how many.
Made by `{COMMAND}`.
"""


def articles(corpora: Path) -> Iterator[Article]:
    """The reports of the table, without its labels."""
    import csv

    with (corpora / "fakes/reports.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Article(row["unit_id"], row["article_content"], row["source"], row["article_title"])


def page(readings: Sequence[Reading], incidents: Sequence[Incident]) -> str:
    """The page: how many incidents stand on how many origins, the most shared origins, what rests on one."""
    several = [incident for incident in incidents if len(_outlets(incident, readings)) > 1]
    return (
        "\n".join(
            [
                HEAD.format(reports=len(readings)),
                *_spread(incidents, several),
                *_shared(several),
                *_one(several, readings),
            ]
        )
        + "\n"
    )


def _outlets(incident: Incident, readings: Sequence[Reading]) -> set[str]:
    by_id = {reading.report.id: reading.report.outlet for reading in readings}
    return {outlet.name for name in incident.reports if (outlet := by_id[name])}


def _spread(incidents: Sequence[Incident], several: Sequence[Incident]) -> Iterator[str]:
    shared = Counter(name for incident in several for name in _shared_by_all(incident))
    yield f"{len(incidents)} incidents, {len(several)} of them told by two outlets or more."
    yield f"In {sum(bool(_shared_by_all(i)) for i in several)} of these every report that names a source shares an origin:"
    yield "; ".join(f"{name} in {count}" for name, count in shared.most_common(3)) + ".\n"
    yield "| independent origins | incidents told by several outlets |\n| --- | --- |"
    counted = Counter(incident.independent_low for incident in several)
    yield from (f"| {count} | {counted[count]} |" for count in sorted(counted))
    yield ""


def _shared_by_all(incident: Incident) -> list[str]:
    """The origins, by name, on which all reports rest that name any source; at least two reports."""
    sourced = {path.report for path in incident.paths}
    return [o.name for o in incident.origins if len(sourced) > 1 and sourced <= set(o.reports)]


def _shared(several: Sequence[Incident]) -> Iterator[str]:
    yield "## The origins that most of them share\n"
    yield "| origin | kind | incidents | of these, the only origin | reports |\n| --- | --- | --- | --- | --- |"
    named = [(origin, i) for i in several for origin in i.origins if origin.counted and origin.source]
    told = Counter(origin.name for origin, _ in named)
    alone = Counter(origin.name for origin, i in named if i.independent_high == 1)
    reports: Counter[str] = Counter()
    kinds = {origin.name: origin.type.value for origin, _ in named}
    for origin, _ in named:
        reports[origin.name] += len(origin.reports)
    for name in sorted(told, key=lambda n: (-told[n], n))[:MOST]:
        yield f"| {name} | {kinds[name]} | {told[name]} | {alone[name]} | {reports[name]} |"
    yield ""


def _one(several: Sequence[Incident], readings: Sequence[Reading]) -> Iterator[str]:
    yield "## Incidents of several outlets that rest on one origin\n"
    yield "| where | when | outlets | reports | without a source | origin |\n| --- | --- | --- | --- | --- | --- |"
    for incident in sorted(
        (i for i in several if i.independent_high == 1), key=lambda i: (-len(i.reports), i.start or "")
    ):
        (origin,) = (origin for origin in incident.origins if origin.counted)
        where = incident.where.name if incident.where else "–"
        outlets = ", ".join(sorted(_outlets(incident, readings)))
        without, many = incident.reports_without_source, len(incident.reports)
        yield f"| {where} | {incident.start or '–'} | {outlets} | {many} | {without} | {origin.name} |"


def main() -> None:
    """Read, link, write the page."""
    corpora = Path(os.environ["REPORTEDLY_CORPORA"])
    with TemporaryDirectory() as folder:
        readings = [reading for _, reading in Workbench(corpora, Path(folder)).readings(articles(corpora))]
    TARGET.write_text(page(readings, link(readings, default()).incidents), encoding="utf-8")


if __name__ == "__main__":
    main()
