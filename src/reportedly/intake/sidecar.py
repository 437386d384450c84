"""What the user says of single files, in a table beside them: CSV with the column `file` and any of date, language,
outlet, title, url.

A row names its file as in the folder of the table; a row that cannot be understood is an error, never passed over.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from reportedly.intake.dates import check_date
from reportedly.intake.decode import decode
from reportedly.intake.options import Given, IntakeError

COLUMNS = ("outlet", "date", "language", "title", "url")
MOST_ROWS = 1_000_000


def read_sidecar(path: Path) -> dict[Path, Given]:
    """What is said of each file, by its full path. Raises IntakeError naming the line that cannot be used."""
    name = str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise IntakeError(name, f"cannot be opened ({error.strerror})", "check the name of the table") from error
    return parse_sidecar(decode(data, name).text, name, path.parent)


def parse_sidecar(text: str, name: str, folder: Path) -> dict[Path, Given]:
    """The rows of a table that lies in `folder`."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    found: dict[Path, Given] = {}
    try:
        columns = [(column or "").strip().casefold() for column in reader.fieldnames or ()]
        if "file" not in columns:
            raise IntakeError(
                name, "has no column named file", f"its first line names file and any of {', '.join(COLUMNS)}"
            )
        reader.fieldnames = columns
        for row in reader:
            file = (row.get("file") or "").strip()
            if not file or "\0" in file or len(found) >= MOST_ROWS:
                raise IntakeError(name, f"line {reader.line_num}: no file is named", "fill it in or delete the row")
            found[(folder / file).resolve()] = _given(row, f"{name}:{reader.line_num}")
    except csv.Error as error:
        raise IntakeError(name, f"is no CSV table ({error})", "save it as comma-separated text") from error
    return found


def _given(row: dict[str, str], where: str) -> Given:
    values = {key: value.strip() for key in COLUMNS if isinstance(value := row.get(key), str) and value.strip()}
    if "date" in values:
        try:
            values["date"] = check_date(values["date"])
        except ValueError as error:
            raise IntakeError(where, str(error)) from error
    return Given(**values)
