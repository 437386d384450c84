"""The interface keeps what its description says, whatever is asked of it: calls made from the description by a machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from test_api import holder
from web_desk import fill, opened, quick_home

from reportedly.web.api.table import ENDPOINTS, Endpoint
from reportedly.web.app import make_app
from reportedly.web.desk import Desk

HERE = {"Host": "localhost"}
CALLS = [
    (endpoint, mode)
    for endpoint in ENDPOINTS
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or endpoint.path != "/intake"  # which asks for nothing that could be wrong
]
KEPT = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance,
]  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = tmp_path_factory.mktemp("described")
    with quick_home(made), pytest.MonkeyPatch.context() as patch:
        fill(made, 6)
        with opened(made) as (_, found):
            patch.setattr(found.intake, "upload", lambda *_: None)
            patch.setattr(found.intake, "take", lambda *_: None)
            yield found


@pytest.fixture(scope="module")
def described(desk: Desk) -> Any:
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", make_app(desk), headers=HERE)


@pytest.mark.parametrize(("endpoint", "mode"), CALLS, ids=lambda one: getattr(one, "path", None) or one.value)
def test_every_call_keeps_to_the_description(described: Any, desk: Desk, endpoint: Endpoint, mode: Any) -> None:
    """`positive` calls are as the description has them, `negative` ones are not."""
    headers = HERE | holder(desk, "owner")

    @given(described[endpoint.path][endpoint.method].as_strategy(generation_mode=mode))
    @settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def called(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=headers, checks=KEPT)

    called()
