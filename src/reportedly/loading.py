"""JSON values as dataclasses, by their types: what makes the values of a type is made once and kept."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import cache
from itertools import repeat
from typing import Any, TypeVar

R = TypeVar("R")


def loaded(cls: type[R], data: Any) -> R:
    """The dataclass `cls` that JSON values describe. Raises ValueError naming the field that does not fit."""
    try:
        return typing.cast(R, _load_record(cls, data))
    except _MisfitError as misfit:
        raise ValueError(f"{cls.__name__}{misfit.where}: {misfit.said}") from None


@cache
def fields_of(cls: type) -> dict[str, tuple[str, Any]]:
    """The fields of a dataclass by their names in JSON, each with its own name and type."""
    hints = typing.get_type_hints(cls)
    return {f.name.rstrip("_"): (f.name, hints[f.name]) for f in dataclasses.fields(cls)}


class _MisfitError(Exception):
    """A value that does not fit, and where it stands in the record."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said, self.where = said, ""

    def within(self, where: str) -> _MisfitError:
        """The same, seen from the value that holds it."""
        self.where = where + self.where
        return self


@cache
def _loader(kind: Any) -> Callable[[Any], Any]:
    """What makes values of a type; made once a type, for whole stores are read with it."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return _union_loader(args)
    if origin is tuple:
        return _items_loader(args)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return lambda data: _load_record(kind, data)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _member_loader(kind)
    return lambda data: data if type(data) is kind else _load_value(kind, data)


def _member_loader(kind: type[StrEnum]) -> Callable[[Any], Any]:
    members = {member.value: member for member in kind}
    return lambda data: members[data] if type(data) is str and data in members else kind(data)


def _union_loader(args: tuple[Any, ...]) -> Callable[[Any], Any]:
    rest = [arg for arg in args if arg is not type(None)]
    given = _loader(rest[0])
    return (lambda data: None if data is None else given(data)) if len(rest) < len(args) else given


def _items_loader(args: tuple[Any, ...]) -> Callable[[Any], Any]:
    if args[-1] is Ellipsis:
        each = _loader(args[0])
        return lambda data: _load_items(data, repeat(each), None)
    loaders = tuple(_loader(arg) for arg in args)
    return lambda data: _load_items(data, loaders, len(loaders))


def _load_items(data: Any, loaders: Iterable[Callable[[Any], Any]], expected: int | None) -> tuple[Any, ...]:
    if not isinstance(data, (list, tuple)):
        raise _MisfitError(f"a list was expected, not {data!r:.60}")
    if expected not in (None, len(data)):
        raise _MisfitError(f"{expected} values were expected, not {len(data)}")
    found: list[Any] = []
    try:
        for load, item in zip(loaders, data, strict=False):
            found.append(load(item))
    except _MisfitError as misfit:
        raise misfit.within(f"[{len(found)}]") from None
    return tuple(found)


@cache
def _loaders(cls: type) -> dict[str, tuple[str, Callable[[Any], Any]]]:
    return {name: (field, _loader(kind)) for name, (field, kind) in fields_of(cls).items()}


@cache
def _required(cls: type) -> dict[str, None]:
    """The fields that have no default, in order."""
    return dict.fromkeys(f.name for f in dataclasses.fields(cls) if f.default is dataclasses.MISSING)


def _load_record(cls: type, data: Any) -> Any:
    if not isinstance(data, dict):
        raise _MisfitError(f"an object was expected, not {data!r:.60}")
    known, found = _loaders(cls), {}
    for key, value in data.items():
        if key in known:
            name, load = known[key]
            try:
                found[name] = load(value)
            except _MisfitError as misfit:
                raise misfit.within(f".{key}") from None
    if not found.keys() >= _required(cls).keys():
        raise _MisfitError(f"{', '.join(name for name in _required(cls) if name not in found)} missing")
    return cls(**found)


def _load_value(kind: Any, data: Any) -> Any:
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if kind is Any or (isinstance(data, kind) and (kind is bool or not isinstance(data, bool))):
        return data
    raise _MisfitError(f"{kind.__name__} was expected, not {data!r:.60}")
