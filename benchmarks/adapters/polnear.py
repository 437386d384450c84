"""Source, cue and content against PolNeAR, outermost attributions only (`score_attribution.py`)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from benchmarks.workbench import Article, Metrics, Row, Workbench
from reportedly.reading.layers import Attribution


def attributions(bench: Workbench) -> Metrics:
    """The dev part: articles of US newspapers and sites."""
    folder = bench.corpora / "polnear/dev"
    texts = sorted((folder / "text").glob("*.txt"))
    told = [Article(path.stem, path.read_text(encoding="utf-8")) for path in texts]
    made = ({"id": a.id, "attributions": outermost(found)} for a, found in bench.attributions(told))
    found = json.loads(bench.score("score_attribution.py", folder, bench.predictions("polnear", made), "--json"))
    return dict(flat(found))


def outermost(found: list[Attribution]) -> list[Row]:
    """The attributions that no other one's content holds: the corpus annotates those alone."""
    return [
        {"source": made.source, "cue": made.cue, "content": made.content}
        for made in found
        if made.content and not any(inside(made, other) for other in found if other is not made)
    ]


def inside(made: Attribution, other: Attribution) -> bool:
    """Whether all of an attribution, its cue too, lies in one span of the other's content, and the content is
    smaller.
    """
    start = min(span[0] for span in (*made.content, *made.cue, *made.source))
    end = max(span[1] for span in (*made.content, *made.cue, *made.source))
    return any(s <= start and end <= e for s, e in other.content)


def flat(found: Row) -> Iterator[tuple[str, float]]:
    """The F1 of every measure and the recall by form."""
    for name in ("token.micro", "cue", "content", "content+source"):
        yield name, found[name]["F"]
    for form, recall in found["recall_by_type"].items():
        yield f"{form} recall", recall["content"] if isinstance(recall, dict) else recall
