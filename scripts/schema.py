"""Writes `src/reportedly/schema.json` from the records. Run it after a record has gained a field."""

from __future__ import annotations

import json
from pathlib import Path

from reportedly.schema import json_schema

TARGET = Path(__file__).parent.parent / "src" / "reportedly" / "schema.json"

if __name__ == "__main__":
    TARGET.write_text(json.dumps(json_schema(), indent=1) + "\n", encoding="utf-8")
