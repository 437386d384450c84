"""Readings to incidents: who copied whom, what is one occurrence, and on how many independent origins it stands."""

from reportedly.linking.linked import Linked, link

__all__ = ["Linked", "link"]
