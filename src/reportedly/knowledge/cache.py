"""Where built knowledge is kept: one folder a user, which may be deleted at any time and is then built again."""

from __future__ import annotations

import os
import sys
from pathlib import Path

VARIABLE = "REPORTEDLY_CACHE"


def folder() -> Path:
    """The cache folder: REPORTEDLY_CACHE if set, else the platform's own place for caches. It is made when missing."""
    if told := os.environ.get(VARIABLE):
        path = Path(told)
    elif sys.platform == "darwin":
        path = Path.home() / "Library" / "Caches" / "reportedly"
    else:
        path = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "reportedly"
    path.mkdir(parents=True, exist_ok=True)
    return path
