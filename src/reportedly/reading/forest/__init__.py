"""From a network's scores to claims and events: the attribution forest, decoded without a word, tag or relation of any language.

Invariant: the claims of a window are a function of its scores and its sentences.  Attributions form a forest: a claim's chain is the way
from a root (nearest the reader) to the mention of its origin.
"""

from reportedly.reading.forest.decode import Content, Decoded, Link, Mentioned, decode
from reportedly.reading.forest.happened import Seen, happened
from reportedly.reading.forest.nodes import PLAIN, Settings
from reportedly.reading.forest.scores import Floats, Scores, Words

__all__ = [
    "PLAIN", "Content", "Decoded", "Floats", "Link", "Mentioned", "Scores", "Seen", "Settings", "Words", "decode", "happened",
]  # fmt: skip
