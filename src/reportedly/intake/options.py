"""What the user says about an input, and what is said when an input cannot be read.

What the user says always wins over what is found. A failure names its input, its reason and what to do about it:
nothing is lost silently.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Given:
    """What the user states of a report: outlet, publication date (ISO), language (two letters), title, address. Null
    leaves it to be found.
    """

    outlet: str | None = None
    date: str | None = None
    language: str | None = None
    title: str | None = None
    url: str | None = None

    def over(self, other: Given) -> Given:
        """These statements, and those of `other` where this one says nothing."""
        silent = [f.name for f in fields(self) if getattr(self, f.name) is None]
        return replace(self, **{name: getattr(other, name) for name in silent})


NOTHING = Given()


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no report: as it was named, why, and what to do."""

    input: str
    reason: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.input}: {self.reason}" + (f"; {self.hint}" if self.hint else "")


class IntakeError(ValueError):
    """An input cannot be made a report; carries the `failure` that says so."""

    def __init__(self, input_name: str, reason: str, hint: str = "") -> None:
        self.failure = Failure(input_name, reason, hint)
        super().__init__(str(self.failure))
