"""The English tagger of `reportedly`: who says what in a report, as source, cue and content spans."""

from .attribution import Attribution
from .tagger import Tagger, load

__all__ = ["Attribution", "Tagger", "load"]
__version__ = "0.8.1"
