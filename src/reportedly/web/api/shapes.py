"""What is given, as JSON Schema: the records of the product by their own schema, and the lists that hold them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from reportedly import asking
from reportedly.decision import Decision
from reportedly.incident import Incident
from reportedly.records import SCHEMA, By, Claim, Reading
from reportedly.schema import Schema, definitions

UNDER = "#/components/schemas/"
TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
TEXT_OR_NULL: Schema = {"anyOf": [TEXT, {"type": "null"}]}
COUNTS: Schema = {"type": "object", "additionalProperties": WHOLE}
PAIR: Schema = {"type": "array", "prefixItems": [TEXT, WHOLE], "minItems": 2, "maxItems": 2}


@lru_cache(maxsize=1)
def shapes() -> dict[str, Schema]:
    """The schemas by name."""
    records = definitions(Reading, Incident, Decision, *asking.HELD)
    whole: dict[str, Schema] = {name: _moved(found) for name, found in records.items()}
    report, incident = whole["Report"]["properties"], whole["Incident"]["properties"]
    whole |= {
        "Counted": PAIR,
        "Head": closed({name: report[name] for name in asking.HEAD}),
        "Line": closed({name: incident[name] for name in asking.LINE} | {"reports": WHOLE}),
        "IncidentRecord": _kind(Incident, "incident"),
        "DecisionRecord": _kind(Decision, "decision"),
    }
    whole |= {
        "Reports": page("reports", ref("Head")),
        "Claims": closed({
            "query": TEXT, "total": WHOLE, "claims": many(ref("Hit")), "after": TEXT_OR_NULL, "alone": COUNTS,
        }),
        "ClaimWhole": closed({
            "report": ref("Head"), "number": WHOLE, "claim": ref(Claim.__name__), "read_by": ref(By.__name__),
            "decisions": many(ref("DecisionRecord")),
        }),
        "Facets": closed({"total": WHOLE, "facets": {"type": "object", "additionalProperties": many(ref("Counted"))}}),
        "Sources": closed({"origins": many(ref("CitedName")), "relays": many(ref("CitedName"))}),
        "Outlets": closed({"outlets": many(closed({"name": TEXT, "claims": WHOLE}))}),
        "Incidents": page("incidents", ref("Line")),
        "IncidentWhole": closed({
            "incident": ref("IncidentRecord"), "reports": {"type": "object", "additionalProperties": ref("Head")},
        }),
        "Decisions": page("decisions", ref("DecisionRecord")),
        "Changes": closed({"changes": many(ref("ChangeRow")), "last": WHOLE}),
        "Errors": page("errors", closed(dict.fromkeys(("input", "reason", "hint", "at"), TEXT))),
        "Intake": closed({"intake": {"anyOf": [_job(), {"type": "null"}]}}),
        "Made": closed({"decisions": many(ref("DecisionRecord"))}),
        "Problem": _problem(),
    }  # fmt: skip
    whole["Reading"] = {"allOf": [whole["Reading"], _head("reading")]}
    return whole


def ref(name: str) -> Schema:
    """A schema by its name."""
    return {"$ref": f"{UNDER}{name}"}


def many(of: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": of}


def closed(properties: dict[str, Any]) -> Schema:
    """An object with these values and no others."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def page(name: str, of: Schema) -> Schema:
    """A page of a list; `after` is null on the last one."""
    return closed({name: many(of), "after": TEXT_OR_NULL})


def _kind(record: type, kind: str) -> Schema:
    return {"allOf": [ref(record.__name__), _head(kind)]}


def _head(kind: str) -> Schema:
    head = {"schema": {"const": SCHEMA}, "kind": {"const": kind}}
    return {"type": "object", "properties": head, "required": list(head)}


def _job() -> Schema:
    numbers = {"added": WHOLE, "present": WHOLE, "failed": WHOLE}
    return closed(
        {"input": TEXT, "expected": {"anyOf": [WHOLE, {"type": "null"}]}}
        | numbers
        | {"fault": TEXT_OR_NULL, "done": {"type": "boolean"}}
    )


def _problem() -> Schema:
    told: Schema = {"type": TEXT, "title": TEXT, "status": WHOLE, "detail": TEXT}
    faults = many(closed({"where": TEXT, "reason": TEXT}))
    return closed(told) | {"properties": told | {"errors": faults}}


def _moved(schema: Any) -> Any:
    """A schema whose references lead to where schemas stand here."""
    if isinstance(schema, dict):
        return {key: _moved(value) for key, value in schema.items()}
    if isinstance(schema, list):
        return [_moved(value) for value in schema]
    return schema.replace("#/$defs/", UNDER) if isinstance(schema, str) else schema
