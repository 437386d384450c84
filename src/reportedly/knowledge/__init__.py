"""Facts as data files, and one small loader; a user's own files lie over ours."""

from reportedly.knowledge.loader import Cue, Entity, Knowledge, KnowledgeError, SourceWord

__all__ = ["Cue", "Entity", "Knowledge", "KnowledgeError", "SourceWord"]
