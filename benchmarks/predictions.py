"""Readings as the predictions that the scorers of origins and of wire copy read."""

from __future__ import annotations

from benchmarks.workbench import Row
from reportedly.knowledge import Knowledge
from reportedly.records import Claim, Reading, Source


def source(link: Source, knowledge: Knowledge) -> Row:
    """A link of a chain, under its reference name where it has one; `anonymous` is what goes unnamed in any way."""
    entity = knowledge.entities.get(link.id) if link.id else None
    return {
        "name": entity.name if entity else link.name,
        "type": link.type.value,
        "anonymous": link.unnamed is not None,
        "custody": link.custody,
        "mention": list(link.mention) if link.mention else None,
    }


def claim(made: Claim, knowledge: Knowledge) -> Row:
    """A claim: its spans, its chain, how firm it is, what is done by saying it."""
    return {
        "spans": [list(span) for span in made.spans],
        "certainty": made.certainty.value,
        "act": made.act.value if made.act else None,
        "chain": [source(link, knowledge) for link in made.chain],
    }


def reading(made: Reading, knowledge: Knowledge) -> Row:
    """All claims of a report, the agency its copy is credited to, and the toll of its main incident."""
    toll = made.toll
    return {
        "claims": [claim(each, knowledge) for each in made.claims],
        "byline_agency": made.report.byline_agency,
        "toll": {
            "killed_min": toll.killed_min,
            "killed_max": toll.killed_max,
            "origin": "; ".join(toll.origins) or None,
        }
        if toll
        else None,
    }
