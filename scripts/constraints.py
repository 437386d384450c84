"""Print the installed versions, one `name==version` a line: what `constraints.txt` holds.

The parts of the project itself and the installers are left out, so that the file names no place and no tool.
"""

from __future__ import annotations

import sys
from importlib.metadata import distributions

LEFT_OUT = {"pip", "setuptools", "wheel", "uv", "reportedly", "reportedly-tagger-en"}


def pins() -> list[str]:
    """The pins, sorted by name."""
    found = {d.metadata["Name"].lower().replace("_", "-"): d.version for d in distributions()}
    return [f"{name}=={version}" for name, version in sorted(found.items()) if name not in LEFT_OUT]


if __name__ == "__main__":
    sys.stdout.write("\n".join(pins()) + "\n")
