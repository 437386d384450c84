"""The description of the interface (OpenAPI 3.1), made from the table that it is served from."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from reportedly import __version__
from reportedly.web.api.shapes import TEXT, UNDER, ref, shapes
from reportedly.web.api.table import ENDPOINTS, Endpoint
from reportedly.web.problem import MEDIA_TYPE

Schema = dict[str, Any]

ABOUT = (
    "A workspace of news reports, read into attributed claims: who is said to have said what, through which chain, and on how "
    "many independent origins an incident stands. Nothing here says what is true. Texts are quoted from reports."
)
PROBLEMS = {
    400: "The request cannot be understood.", 401: "A token is missing, or is none.", 403: "The token does not reach so far.",
    404: "It is not here.", 409: "Somebody was first, or something is being taken in.", 412: "It has changed since it was read.",
    413: "It is too large.", 414: "The address is too long.", 415: "The body is no JSON.", 422: "It was understood and cannot be done.",
    503: "The store did not answer.",
}  # fmt: skip
OF_ALL, OF_CHANGES, OF_ONE = (400, 401, 403, 414, 503), (404, 409, 412, 413, 415, 422), (404,)
KEPT_BY = {"ETag": {"description": "Another one after every change of the answer.", "schema": TEXT, "required": True}}


@lru_cache(maxsize=2)
def description(reads_freely: bool) -> Schema:
    """The description; where reading is free, it needs no token."""
    models: Schema = {}
    paths: Schema = {}
    for endpoint in ENDPOINTS:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint, models, reads_freely)
    return {
        "openapi": "3.1.0",
        "info": {"title": "reportedly", "version": __version__, "description": ABOUT, "license": {"name": "Apache-2.0"}},
        "servers": [{"url": "/api/v1"}],
        "paths": paths,
        "components": {
            "schemas": shapes() | models, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }  # fmt: skip


def _operation(endpoint: Endpoint, models: Schema, reads_freely: bool) -> Schema:
    asked = TypeAdapter(endpoint.asks).json_schema(ref_template=UNDER + "{model}")
    models |= asked.pop("$defs", {})
    name = re.sub(r"\W+", "_", f"{endpoint.method} {endpoint.path}".lower()).strip("_")
    free = reads_freely and not endpoint.changes
    told: Schema = {
        "operationId": name, "summary": endpoint.words, "parameters": [*_of_path(endpoint), *_headers(endpoint)],
        "security": [*([{}] if free else []), {"token": []}], "responses": _responses(endpoint),
        "description": f"Needs the permission {endpoint.permission.name.lower()}.",
    }  # fmt: skip
    if endpoint.changes:
        told["requestBody"] = {"required": True, "content": {"application/json": {"schema": asked}}}
    else:
        told["parameters"] += [_parameter(name, schema) for name, schema in asked.get("properties", {}).items()]
    return told


def _of_path(endpoint: Endpoint) -> list[Schema]:
    schema = {"type": "string", "minLength": 1, "maxLength": 200}
    return [
        {"name": name, "in": "path", "required": True, "schema": schema}
        for name in re.findall(r"{(\w+)}", endpoint.path)
    ]


def _headers(endpoint: Endpoint) -> list[Schema]:
    names = {"Idempotency-Key": r"^[!-~]{1,200}$", "If-Match": None} if endpoint.changes else {"If-None-Match": None}
    return [
        {"name": name, "in": "header", "schema": TEXT | ({"pattern": pattern} if pattern else {})}
        for name, pattern in names.items()
    ]


def _parameter(name: str, schema: Schema) -> Schema:
    rest = {key: value for key, value in schema.items() if key not in ("description", "title")}
    told: Schema = {"name": name, "in": "query", "schema": rest}
    return told | ({"description": schema["description"]} if "description" in schema else {})


def _responses(endpoint: Endpoint) -> Schema:
    given: Schema = {"description": endpoint.words, "content": {"application/json": {"schema": ref(endpoint.gives)}}}
    found: Schema = {str(endpoint.status): given}
    problems = [*OF_ALL]
    if endpoint.changes:
        problems += OF_CHANGES
    else:
        given["headers"] = KEPT_BY
        found["304"] = {"description": "The caller has this answer already, by its ETag."}
    if "{" in endpoint.path:
        problems += OF_ONE
    if endpoint.gives == "IncidentWhole":
        location = {"Location": {"schema": TEXT, "required": True}}
        found["307"] = given | {"description": "It went into another incident: ask there.", "headers": location}
    content = {MEDIA_TYPE: {"schema": ref("Problem")}}
    return found | {str(status): {"description": PROBLEMS[status], "content": content} for status in sorted(problems)}
