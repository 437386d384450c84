"""Which addresses came before in one file: two reports of one address with different texts are not two reports.

What was seen lies in a temporary database, so that a file of millions of rows takes no more memory than one of ten.
"""

from __future__ import annotations

import sqlite3

from reportedly.intake.options import IntakeError
from reportedly.records import Report


class Repeated:
    """The addresses seen so far, where each stood first, and with which text."""

    def __init__(self) -> None:
        self._seen = sqlite3.connect("")
        self._seen.execute("CREATE TABLE seen (report TEXT PRIMARY KEY, version TEXT, place TEXT) WITHOUT ROWID")

    def checked(self, report: Report, name: str, hint: str) -> Report:
        """The report, now seen. Raises IntakeError where its address came before with another text."""
        if report.url is None:
            return report
        found = self._seen.execute("SELECT version, place FROM seen WHERE report = ?", (report.id,)).fetchone()
        if found is None:
            self._seen.execute("INSERT INTO seen VALUES (?, ?, ?)", (report.id, report.version, name))
        elif found[0] != report.version:
            raise IntakeError(name, f"has the address of {found[1]} and another text", hint)
        return report
