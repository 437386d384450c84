"""What is made to fill memory does not: a folder of it is listed and read into reports in less than a gigabyte."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

STORY = "Two barges sank off Quell on Friday, the harbour master said. Nine sailors were missing in the storm."
PROGRAM = """
import re, sys
from pathlib import Path
from intake_inputs import gather
from reportedly.records import Report
print(sum(isinstance(item, Report) and len(item.text) < 1_000 for item in gather(sys.argv[1:])))
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""
# Not getrusage: that also counts what the process that starts this one holds.
MOST = 1_000_000  # kilobytes


def write(folder: Path) -> int:
    """A file of each kind that is made to fill memory; how many good reports lie among them."""
    long = [{"text": STORY}, {"text": f"{STORY}\n" * 500_000}, {"text": STORY}]
    item = f"<item><title>Barges</title><description>{STORY}</description></item>"
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    swelling = f'<!DOCTYPE rss [<!ENTITY e0 "ha">{entities}]><rss><channel>{item}<item><title>&e11;</title></item></channel></rss>'
    (folder / "parts.xml").write_text(
        f"<rss><channel>{item}{item}<item>" + "<a b='c'/>" * 1_100_000 + "</item></channel></rss>"
    )
    (folder / "entities.xml").write_text(swelling)
    (folder / "parts.json").write_text('[{"text": "' + STORY + '"}, {"a": [' + "{}," * 600_000 + "{}]}]")
    (folder / "keys.jsonl").write_text(
        json.dumps(long[0]) + "\n{" + ",".join(f'"{n}":1' for n in range(1_050_000)) + "}\n"
    )
    (folder / "long.json").write_text(json.dumps({"articles": long}))
    (folder / "long.csv").write_text("text\n" + "".join(f'"{row["text"]}"\n' for row in long))
    packed = pyarrow.table({"text": pyarrow.DictionaryArray.from_arrays([0] + [1] * 200, [STORY, "x" * 21_000_000])})
    parquet.write_table(packed, folder / "packed.parquet", compression="zstd", dictionary_pagesize_limit=1 << 30)
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.txt", "a.html", "a.csv", "a.xml"):
            archive.writestr(name, b"<rss>" + b" " * 100_000_000)
        archive.writestr("z.txt", STORY)
    return 2 + 1 + 1 + 1 + 2 + 2 + 1 + 1


@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="the system does not say how much memory a process took"
)
def test_what_is_made_to_fill_memory_does_not(tmp_path: Path) -> None:
    good = write(tmp_path)
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent)
    found, kilobytes = map(int, done.stdout.split())
    assert found == good
    assert kilobytes < MOST
