"""What was handed over to be taken in, on the disk until that is done: a server that ends before loses none of it.

An uploaded file lies in a folder that is named by its bytes, so that the same file is the same report again; what is to be
done with it stands in a small file beside that folder, which is written last and goes first.

One server at a time writes and carries out the orders of a folder: it holds the folder, and whatever ends it lets go.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from reportedly.repeats import RequestKey
from reportedly.workspace import Given, StoreError

OF_ONE = ".json"


@dataclass(frozen=True, slots=True)
class Order:
    """One input to take in: what people call it, where it lies, what they say of it, how often it was begun, and the key of the
    request that asked for it, null where it has none.
    """

    key: str
    name: str
    source: str
    given: Given
    begun: int = 0
    asked: RequestKey | None = None


class Orders:
    """The orders that lie in a folder. Raises StoreError where the folder cannot be written to."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: int | None = None  # the folder, opened, while it is ours

    def hold(self) -> bool:
        """Makes the folder ours until `let_go`; false where another server has it."""
        if self._held is not None:
            return True
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            opened = os.open(self._folder, os.O_RDONLY)
        except OSError as error:
            raise StoreError(f"{self._folder}: cannot be used ({error.strerror})") from error
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(opened)
            return False
        self._held = opened
        return True

    def let_go(self) -> None:
        """Leaves the folder to whoever comes next."""
        if self._held is not None:
            os.close(self._held)
            self._held = None

    @property
    def some(self) -> bool:
        """Whether anything lies there, be it another server's."""
        return next(self._folder.glob("*"), None) is not None

    def of_upload(self, name: str, data: bytes, given: Given, asked: RequestKey | None = None) -> Order:
        """The order to take in an uploaded file, which is kept."""
        key, called = _key(data), safe_name(name)
        file = self._folder / key / called
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        except OSError as error:
            raise StoreError(f"{file}: the upload could not be kept ({error.strerror})") from error
        return self._kept(Order(key, called, str(file), given, asked=asked))

    def of_source(self, name: str, given: Given, asked: RequestKey | None = None) -> Order:
        """The order to take in a folder, a file or an address."""
        return self._kept(Order(_key(name.encode("utf-8", "replace")), name, name, given, asked=asked))

    def begun(self, order: Order) -> Order:
        """The order, which is begun once more."""
        return self._kept(replace(order, begun=order.begun + 1))

    def put_back(self, order: Order) -> None:
        """Keeps an order for the next server: nothing was wrong with it."""
        self._kept(replace(order, begun=0))

    def done(self, order: Order) -> None:
        """Forgets an order, with its upload."""
        (self._folder / f"{order.key}{OF_ONE}").unlink(missing_ok=True)
        shutil.rmtree(self._folder / order.key, ignore_errors=True)

    def left(self) -> list[Order]:
        """What a server left when it ended, the oldest first. Whatever else lies there goes: uploads that never came whole."""
        found = list(self._found())
        wanted = {name for order in found for name in (order.key, f"{order.key}{OF_ONE}")}
        for path in self._folder.glob("*"):
            if path.name not in wanted:
                shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
        return found

    def _found(self) -> Iterator[Order]:
        written = [(path.stat().st_mtime_ns, path) for path in self._folder.glob(f"*{OF_ONE}")]
        for _, path in sorted(written):
            try:
                told = json.loads(path.read_text(encoding="utf-8"))
                asked = RequestKey(**told["asked"]) if told.get("asked") else None
                yield Order(path.stem, told["name"], told["source"], Given(**told["given"]), told["begun"], asked)
            except (OSError, ValueError, TypeError, KeyError):
                continue  # it is none of ours, or never came whole

    def _kept(self, order: Order) -> Order:
        told = {name: value for name, value in asdict(order).items() if name != "key"}
        file = self._folder / f"{order.key}{OF_ONE}"
        part = file.with_suffix(".part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(told), encoding="utf-8")
            part.replace(file)
        except OSError as error:
            raise StoreError(f"{file}: cannot be written ({error.strerror})") from error
        return order


def _key(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def safe_name(name: str) -> str:
    """The last part of a file's name, without what could lead elsewhere."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(sign if sign.isalnum() or sign in "-_. " else "_" for sign in last).strip(" .")
    return kept[-100:].strip(" .") or "upload.txt"
