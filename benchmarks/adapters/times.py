"""Times of a TIMEX3 corpus: our records as the lines that the time scorer reads.

Input: one JSON object a line with id, published (ISO date) and text. Output: {"id", "times": [{"start", "end",
"type", "value"}]}.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

from reportedly.reading.parse import SpacyParser
from reportedly.reading.times import find_times
from reportedly.records import Span


def paragraphs(text: str) -> list[Span]:
    """Blocks of a text: runs of lines between empty ones."""
    return [match.span() for match in re.finditer(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]*)*", text)]


def main(source: str, target: str) -> None:
    """Writes the times of every text of `source` to `target` and says what they cost."""
    parser, spent, words = SpacyParser(), 0.0, 0
    with open(target, "w", encoding="utf-8") as out:
        for line in Path(source).read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            parse = parser.parse(article["text"], paragraphs(article["text"]))
            begin = time.process_time()
            found = find_times(parse, article["published"])
            spent += time.process_time() - begin
            words += len(article["text"].split())
            times = [{"start": t.span[0], "end": t.span[1], "type": t.type, "value": t.value} for t in found]
            out.write(json.dumps({"id": article["id"], "times": times}) + "\n")
    print(f"{1e6 * spent / words:.1f} ms CPU per 1k words beyond the parse")


if __name__ == "__main__":
    main(*sys.argv[1:3])
