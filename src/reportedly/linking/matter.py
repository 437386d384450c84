"""What an incident is about, as its mentions tell it: kinds, days and places that an event must fit to be one of it.

What an event leaves open speaks neither way; what does not fit is another occurrence, however near it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportedly.linking.incidents import FAR_KM, exact, kilometres
from reportedly.linking.mentions import UNMEANT, Days, Mention, days_between, happened, place_key
from reportedly.records import Claim, Event, Place, Reading

HARM = UNMEANT | {"ASSAULT", "COERCE"}
DAYS_OFF = 1  # days between an incident and an event of it: "overnight", another time zone


class Matter:
    """The kinds, days and places of the mentions of one incident."""

    def __init__(self, told: Sequence[Mention]) -> None:
        self._kinds = main_kinds(kind for mention in told for kind, _ in mention.kinds)
        self._days = [mention.days for mention in told if mention.days]
        scenes = {place_key(place): place for mention in told for place in mention.scene}
        self._places = scenes or {place_key(place): place for mention in told for place in mention.places}
        self._day = {mention.report: mention.days for mention in told}
        self.figures = {figure for mention in told for figure in mention.figures}

    def holds(self, event: Event, reading: Reading) -> bool:
        """Whether an event is told as having happened and fits the incident."""
        return happened(event) and self.fits(event, reading)

    def fits(self, event: Event, reading: Reading) -> bool:
        """Whether an event fits the incident in kind, place and day, told as having happened or not."""
        return self._of_kind(event) and self.may_be(event, reading)

    def may_be(self, event: Event, reading: Reading) -> bool:
        """Whether an event, whatever its kind, may be at a place and on a day of the incident."""
        return self._there(event, reading) and self._then(event, reading)

    def on_the_day(self, event: Event, reading: Reading) -> bool | None:
        """Whether something happened on the day that its report is on; null where that names none."""
        days, day = day_of(event, reading), self._day.get(reading.report.id)
        return happened(event) and days.gap(day) == 0 if days and day else None

    def told_before(self, claim: Claim, reading: Reading) -> bool:
        """Whether a claim was made on days before those of the incident ("confirmed last week that …")."""
        cue = claim.chain[-1].cue if claim.chain else None
        start = claim.spans[0][0]
        between = (time for time in reading.times if cue and cue[1] <= time.span[0] and time.span[1] <= start)
        days = [said for time in between if (said := days_between(time.start, time.end))]
        return bool(days and self._days) and max(said.end for said in days) < min(one.start for one in self._days)

    def _of_kind(self, event: Event) -> bool:
        """What one calls an attack may be an accident to another; of bare deaths nobody says what they were."""
        harm = self._kinds & HARM and (event.type == "ASSAULT" or _bare(event))
        return not self._kinds or event.type in self._kinds or bool(harm)

    def elsewhere(self, claim: Claim, reading: Reading) -> bool:
        """Whether a claim names spots, and none that is one of the incident or near it."""
        named = [place for s, e in claim.spans for place in reading.places if s <= place.span[0] < e]
        spots = [place for place in named if exact(place)]
        return bool(spots) and not any(self._near(place) for place in spots)

    def _there(self, event: Event, reading: Reading) -> bool:
        return event.place is None or self._near(reading.places[event.place])

    def _near(self, place: Place) -> bool:
        """Whether a place is one of the incident or near it; a wide one, or an incident without a spot, is."""
        if place_key(place) in self._places or not exact(place):
            return True
        known = [other for other in self._places.values() if exact(other)]
        return not known or min(kilometres(place, other) for other in known) < FAR_KM

    def _then(self, event: Event, reading: Reading) -> bool:
        days = day_of(event, reading)
        return days is None or not self._days or min(days.gap(other) for other in self._days) <= DAYS_OFF


def _bare(event: Event) -> bool:
    """Whether an event is only that people came to harm, by whatever: "ten people died"."""
    return event.type == "ACCIDENT" and bool(event.counts)


def main_kinds(kinds: Iterable[str]) -> frozenset[str]:
    """The kinds that an incident is about: where somebody or something was harmed, the harm."""
    given = frozenset(kinds)
    return given & HARM or given


def day_of(event: Event, reading: Reading) -> Days | None:
    """The days that an event names, where they are known."""
    time = reading.times[event.time] if event.time is not None else None
    return days_between(time.start, time.end) if time else None
