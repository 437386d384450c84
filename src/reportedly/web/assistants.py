"""The tools for assistants over http: those of `reportedly mcp`, for whoever may read the workspace by its interface.

They are loaded when somebody asks for them first. Each request stands for itself: nothing is kept between two of them, and
the host and the origin of each were looked at by `guard.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from reportedly.mcp.server import MissingError, make_server
from reportedly.web.api.app import ApiDesk
from reportedly.web.api.caller import caller_of
from reportedly.web.api.problems import ProblemError
from reportedly.web.permission import Permission
from reportedly.web.problem import problem
from reportedly.workspace import StoreError

if TYPE_CHECKING:
    from mcp.server import MCPServer

ASSISTANTS = "/api/mcp"


class Assistants:
    """Answers assistants that speak the Model Context Protocol; they find and read, and change nothing."""

    def __init__(self, served: ApiDesk) -> None:
        self._served = served
        self._made: MCPServer | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            server = await run_in_threadpool(self._server, Request(scope))
        except ProblemError as error:
            await problem(error.status, error.words, error.faults, error.headers)(scope, receive, send)
        else:
            await _answer(server, scope, receive, send)

    def _server(self, request: Request) -> MCPServer:
        """The tools, for a caller who may use them. Raises ProblemError."""
        desk, without_token = self._served.desk, self._served.without_token
        try:
            caller_of(desk, request, Permission.VIEWER, False, without_token)
            self._made = self._made or make_server(desk.store)
        except StoreError as error:
            raise ProblemError(503, str(error)) from error
        except MissingError as error:
            raise ProblemError(501, f"This server has no tools for assistants: {error}.") from error
        return self._made


async def _answer(server: MCPServer, scope: Scope, receive: Receive, send: Send) -> None:
    from mcp.server.transport_security import TransportSecuritySettings

    checked = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    app = server.streamable_http_app(
        streamable_http_path=ASSISTANTS, json_response=True, stateless_http=True, transport_security=checked
    )
    async with app.router.lifespan_context(app):
        await app(scope, receive, send)
