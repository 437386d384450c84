"""An attribution in a text: somebody (source) says (cue) something (content), after Pareti (2015)."""

from dataclasses import dataclass

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source-cue-content relation; offsets are Unicode code points into the text that was tagged.

    `source` is empty where the text names none ("reportedly"); `content` has several spans where the
    cue interrupts it.  The spans of a role are in text order and never overlap.
    """

    source: Spans
    cue: Spans
    content: Spans
