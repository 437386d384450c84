"""What layout says of speech, laid over what an attributor finds in the words: turns, speeches that run on, sources told afterwards, one
voice for one source."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from reportedly.reading.afterwards import sourced
from reportedly.reading.carried import carried
from reportedly.reading.custody import in_custody
from reportedly.reading.layers import Attribution, Attributor, Heard, Naming
from reportedly.reading.one_source import united
from reportedly.reading.parse import Parse
from reportedly.reading.running import spoken
from reportedly.reading.tallied import with_tallies
from reportedly.reading.turns import in_turns
from reportedly.records import Outlet, Span


class Settled:
    """Finds who says what by another attributor, and settles it by layout and by the whole report."""

    def __init__(self, attributor: Attributor, naming: Naming) -> None:
        self.name = attributor.name
        self.tagger = attributor.tagger
        self._attributor = attributor
        self._naming = naming

    def annotate(self, parse: Parse, quotations: Sequence[Span]) -> list[Attribution]:
        """The other attributor's."""
        return self._attributor.annotate(parse, quotations)

    def heard(self, parse: Parse, quotations: Sequence[Span], outlet: Outlet | None) -> Heard:
        """Every content of the report with its chain, the outlet's own voice too."""
        heard = self._attributor.heard(parse, quotations, outlet)
        told = carried(united(in_turns(parse, sorted(heard.told, key=lambda one: one.content), self._naming)))
        told = sourced(parse, with_tallies(parse, told), self._naming)
        return dataclasses.replace(
            heard, told=tuple(in_custody(parse, united(spoken(parse, told, quotations, self._naming)), self._naming))
        )
