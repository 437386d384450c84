"""`python -m benchmarks [NAME …]`: our rows beside the peers' and the constants.

The corpora are where REPORTEDLY_CORPORA says, or `--corpora`; the scorers lie beside them. `--every N` reads one
article
in N of the large corpora, `--pin` writes what was measured into floors.toml where that raises a floor.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import floors
from benchmarks.benches import BENCHES
from benchmarks.tables import peers, table
from benchmarks.workbench import Workbench


def main() -> None:
    """Run the benchmarks asked for, all by default, and print a table for each."""
    asked = arguments()
    chosen = [bench for bench in BENCHES if not asked.names or bench.name in asked.names]
    with tempfile.TemporaryDirectory() as folder:
        for bench in chosen:
            begin = time.process_time()
            every = asked.every or (bench.every if asked.pin else 1)
            kept = asked.keep or Path(folder)
            ours = {reader: bench.measure(Workbench(asked.corpora, kept, reader, every)) for reader in bench.readers}
            shown = {f"reportedly, {reader}": row for reader, row in ours.items()}
            sys.stdout.write(table(bench.question, shown, peers(bench.name)) + "\n")
            sys.stderr.write(f"({bench.name}: {time.process_time() - begin:.0f} s CPU)\n")
            if asked.pin:
                floors.pin(bench, ours, asked.corpora)


def arguments() -> argparse.Namespace:
    """The command line; says what is missing where the corpora are not there."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(bench.name for bench in BENCHES))
    parser.add_argument("--corpora", type=Path, default=os.environ.get("REPORTEDLY_CORPORA"))
    parser.add_argument("--every", type=int, default=0, help="read one article in N of the large corpora")
    parser.add_argument("--keep", type=Path, help="a folder for the predictions")
    parser.add_argument("--pin", action="store_true", help="raise the floors to what is measured")
    asked = parser.parse_args()
    needed = not asked.names or any(bench.name in asked.names and not bench.root for bench in BENCHES)
    if needed and not (asked.corpora and Path(asked.corpora).is_dir()):
        parser.error("no corpora: set REPORTEDLY_CORPORA to their folder, or give --corpora")
    asked.corpora = Path(asked.corpora or "").resolve()
    return asked


if __name__ == "__main__":
    main()
