"""The server: an application on a door that is open already."""

from __future__ import annotations

import logging
import signal
import socket
from contextlib import suppress

import uvicorn
from fastapi import FastAPI

HEADER_BYTES = 32_768  # of one request


def run(app: FastAPI, door: socket.socket) -> None:
    """Answers until it is told to end, by Ctrl+C or SIGTERM."""
    logging.basicConfig(level=logging.WARNING)  # before anything else that is loaded sets it
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, proxy_headers=False,
        h11_max_incomplete_event_size=HEADER_BYTES, timeout_graceful_shutdown=5,
    )  # fmt: skip
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # raised again once the last answers are given
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[door])
