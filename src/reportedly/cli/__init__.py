"""The command line. Each command group is a file; `main` is what the `reportedly` script runs."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from reportedly.cli.app import app

    app()
