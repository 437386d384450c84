"""The JSON Schema of "reportedly/1", read off the records; `schema.json` beside this file is what it returns.

Keys may be added and never renamed: unknown keys are allowed, and only fields without a default are required, so that
older files stay valid. Every value is as narrow as its record says, null included.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from enum import StrEnum
from importlib.resources import files
from typing import Any

import reportedly.decision
import reportedly.incident
import reportedly.ties  # noqa: F401 - each registers its kinds
from reportedly.records import KINDS, SCHEMA

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCALARS: dict[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}

Schema = dict[str, Any]


def json_schema() -> Schema:
    """The schema of any one object that the project prints: a reading, an incident, a link, a decision."""
    defined: dict[str, Schema] = {}
    kinds = [_kind(kind, cls, defined) for kind, cls in sorted(KINDS.items())]
    return {"$schema": DIALECT, "title": SCHEMA, "oneOf": kinds, "$defs": {k: defined[k] for k in sorted(defined)}}


def definitions(*records: type) -> dict[str, Schema]:
    """The schemas of records, and of all that they hold, by name."""
    defined: dict[str, Schema] = {}
    for record in records:
        _value(record, defined)
    return defined


def schema_text() -> str:
    """The published schema as it lies in the package."""
    return (files("reportedly") / "schema.json").read_text(encoding="utf-8")


def _kind(kind: str, cls: type, defined: dict[str, Schema]) -> Schema:
    head = {"schema": {"const": SCHEMA}, "kind": {"const": kind}}
    return {"allOf": [_value(cls, defined), {"properties": head, "required": list(head)}]}


def _record(cls: Any, defined: dict[str, Schema]) -> Schema:
    if cls.__name__ not in defined:
        hints = typing.get_type_hints(cls)
        made: Schema = {"type": "object", "description": (cls.__doc__ or "").split("\n")[0]}
        defined[cls.__name__] = made
        listed = dataclasses.fields(cls)
        made["properties"] = {field.name.rstrip("_"): _value(hints[field.name], defined) for field in listed}
        made["required"] = [field.name.rstrip("_") for field in listed if field.default is dataclasses.MISSING]
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _value(kind: Any, defined: dict[str, Schema]) -> Schema:
    """The schema of one type of a field."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [_value(arg, defined) for arg in args]}
    if origin is tuple and args[-1] is Ellipsis:
        return {"type": "array", "items": _value(args[0], defined)}
    if origin is tuple:
        items = [_value(arg, defined) for arg in args]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
    if dataclasses.is_dataclass(kind):
        return _record(kind, defined)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": [member.value for member in kind]}
    return {"type": SCALARS[kind]}
