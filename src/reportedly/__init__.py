"""Reads news reports into attributed claims: what is said to have happened, who says so, through which chain.

import reportedly

reading = reportedly.read("article.txt")           # or the text itself
for claim in reading.claims:
    print(claim.certainty, [source.name for source in claim.chain], claim.text)
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if sys.platform == "win32":
    raise ImportError(
        "reportedly does not run on Windows itself: pages are read in a process that the system keeps within limits, and "
        "Windows has no such limits. It runs in WSL, the Linux that comes with Windows: `wsl --install`, then install it there."
    )

if TYPE_CHECKING:
    from reportedly.records import Certainty, Claim, Reading, Report, Source, from_json, to_json
    from reportedly.workspace import Workspace

__version__ = "0.1.0"

__all__ = ["Certainty", "Claim", "Reading", "Report", "Source", "from_json", "open_workspace", "read", "to_json"]


def __getattr__(name: str) -> object:
    """The records, loaded when one is asked for: help and completion answer without them."""
    if name not in __all__:
        raise AttributeError(f"module 'reportedly' has no attribute {name!r}")
    from reportedly import records

    return getattr(records, name)


def read(
    report: str | Path, *, outlet: str | None = None, date: str | None = None, language: str | None = None
) -> Reading:
    """The reading of one report: a `Path` or the name of a file that exists is read from there, any other string is
    the text itself.

    What is given wins over what is found in it. Raises ValueError, saying why, when no report can be made of it.
    """
    from reportedly.workspace import Failure, Given, open_workspace

    given = Given(outlet=outlet, date=date, language=language)
    workspace = open_workspace()
    if isinstance(report, str) and not _is_named(report):
        return workspace.read_text(report, given)
    (found,) = workspace.read([report], given)
    if isinstance(found, Failure):
        raise ValueError(str(found))
    return found


def open_workspace(home: Path | None = None) -> Workspace:
    """The workspace in a folder, or the user's own: for many reports at once, and for knowledge of one's own."""
    from reportedly import workspace

    return workspace.open_workspace(home)


def _is_named(text: str) -> bool:
    """Whether a string names a report, as a file or an address; what is too long for a name is none."""
    if "\n" in text or "\0" in text:
        return False
    try:
        return text.startswith(("http://", "https://")) or Path(text).is_file()
    except OSError:  # no system has names of this length
        return False
