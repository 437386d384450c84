"""Times that count from another in English, lengths and repeated times. One function a pattern."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from reportedly.reading.lang.en.numbers import ordinal_of
from reportedly.reading.lang.en.time_words import (
    DAY_PARTS,
    DAY_WORDS,
    REPEATED,
    SEASONS,
    STEPS,
    WEEKDAYS,
    amount_of,
    day_code,
    group,
    part_in,
    unit_of,
    weekday_of,
)
from reportedly.reading.time_meaning import EARLIER_TIME, PUBLICATION, Context, Meaning, on_day, part_of, weekday_near
from reportedly.reading.timex import Interval, duration, interval, shift, value_of


def weekday(match: re.Match[str], context: Context) -> Meaning | None:
    number = weekday_of(match)
    relative, part = group(match, "rel"), group(match, "part") or group(match, "part0")
    if relative in ("each", "every"):
        return Meaning("SET", f"XXXX-WXX-{number + 1}")
    if context.published is None:
        return Meaning("TIME" if part else "DATE", f"XXXX-WXX-{number + 1}" + DAY_PARTS.get(part, ""), PUBLICATION)
    now, anchor = context.published, PUBLICATION
    if relative in ("the previous", "the following", "the next") and context.last:
        now, anchor = context.last.first, EARLIER_TIME
    return on_day(weekday_near(now, number, STEPS.get(relative), context.tense), day_code(part), anchor)


def day_word(match: re.Match[str], context: Context) -> Meaning | None:
    word = group(match, "word")
    night = word in ("tonight", "last night", "overnight")
    part = group(match, "part") or group(match, "part0") or ("night" if night else "")
    if context.published is None:
        return Meaning("TIME" if part else "DATE", None, PUBLICATION, granularity="time" if part else "day")
    day = context.published + timedelta(DAY_WORDS[word])
    meaning = on_day(day, day_code(part), PUBLICATION)
    return replace(meaning, days=(day - timedelta(1), day)) if word == "overnight" else meaning


def day_part(match: re.Match[str], context: Context) -> Meaning | None:
    relative, part = group(match, "rel"), group(match, "part")
    base = context.published if relative == "this" or context.last is None else context.last.first
    anchor = PUBLICATION if relative == "this" or context.last is None else EARLIER_TIME
    if (
        relative == "the"
        or base is None
        or (relative != "this" and context.last and context.last.granularity not in ("day", "time"))
    ):
        return None if relative == "the" else Meaning("TIME", None, anchor, granularity="time")
    return on_day(base + timedelta(STEPS.get(relative, 0)), day_code(part), anchor)


CLAUSE_ENDS = ("", *",.;:)")
FRIDAY = WEEKDAYS["friday"]
NARRATIVE = ("the previous", "the next", "the following", "the same", "that")


BARE = {"day", "decade", "century", "month"}  # "the day" alone is no time


def _base(last: Interval | None, context: Context) -> tuple[date | None, str]:
    """The day that a time counts from, and what day that is: the earlier time given, else publication."""
    return (last.first, EARLIER_TIME) if last else (context.published, PUBLICATION)


def unit(match: re.Match[str], context: Context) -> Meaning | None:
    """ "last week", "this month", "the following year", "that day": one unit, counted from the publication day or an
    earlier time.
    """
    relative, name, part = group(match, "rel"), group(match, "u"), part_in(match)
    if part is None and (relative == "past" or (relative == "the" and name in BARE)):
        return None
    last = context.last if relative in NARRATIVE else None
    if relative in NARRATIVE and name == "day" and not _of_a_day(last):
        return Meaning("DATE", None, EARLIER_TIME, granularity="day")
    base, anchor = _base(last, context)
    if base is None:
        return Meaning("DATE", None, anchor, granularity=name)
    there = shift(base, _step(relative, name, base, context), name)
    if there is None:
        return None
    value = value_of(there, name)
    return part_of(Meaning("DATE", value, anchor), interval(value), part, context)


def _step(relative: str, name: str, base: date, context: Context) -> int:
    """How many units away: early in the week, "over the weekend" is the last one."""
    gone = (relative, name) == ("the", "weekend") and base.weekday() < FRIDAY and context.tense != "future"
    return -1 if gone else STEPS.get(relative, 0)


def _of_a_day(last: Interval | None) -> bool:
    """Whether an earlier time is a day or a time of day."""
    return last is not None and last.granularity in ("day", "time")


def day_beside(match: re.Match[str], context: Context) -> Meaning | None:
    """ "the day before" as the end of a clause: nothing is told that it counts from but the last day."""
    if match.string[match.end() :].strip()[:1] not in CLAUSE_ENDS:
        return None
    if context.last is None or context.last.granularity not in ("day", "time"):
        return Meaning("DATE", None, EARLIER_TIME, granularity="day")
    return on_day(context.last.first + timedelta(-1 if group(match, "dir") == "before" else 1), "", EARLIER_TIME)


def in_unit(match: re.Match[str], context: Context) -> Meaning | None:
    if context.published is None:
        return Meaning("DATE", None, PUBLICATION, granularity=match["u"])
    value = value_of(context.published, match["u"].casefold())
    return part_of(Meaning("DATE", value, PUBLICATION), interval(value), part_in(match), context)


BRIEF = ("second", "minute", "hour", "night")
FROM_NOW = ("ago", "from now", "hence")
BACK = ("ago", "earlier", "before", "previously")


def ago(match: re.Match[str], context: Context) -> Meaning | None:
    """ "three days ago" counts from publication; "two days later" from an earlier time of the report."""
    name, direction = unit_of(match), group(match, "dir")
    amount, said = amount_of(match["n"] or ("a" if "a" in match.re.groupindex else ""))
    if name in BRIEF:
        return Meaning("DURATION", duration(amount, name), PUBLICATION if direction == "ago" else EARLIER_TIME)
    last = None if direction in FROM_NOW else context.last
    base, anchor = _base(last, context)
    if amount is not None and base is not None:
        amount = -amount if direction in BACK else amount
        return _counted(name, amount, base, Meaning("DATE", None, anchor), context, last)
    if not said:
        return Meaning("DURATION", duration(None, name), anchor)
    vague = "PAST_REF" if direction in BACK else "FUTURE_REF"
    return Meaning("DATE", vague if amount is None else None, anchor, granularity=name)


def _counted(
    name: str, amount: int, base: date, meaning: Meaning, context: Context, last: Interval | None
) -> Meaning | None:
    """So many units from a day; a year from a quarter is a quarter, a week from a day goes on from that day."""
    if name == "year" and abs(amount) == 1 and context.last and context.last.granularity == "quarter":
        there, name = shift(context.last.first, -1, "year"), "quarter"
    else:
        there = shift(base, amount, name)
    if there is None:
        return None
    from_day = name == "week" and last is not None and last.granularity == "day"
    onward = interval(there.isoformat()) if from_day else None
    return replace(meaning, value=value_of(there, name), carries=name not in ("quarter", "year"), onward=onward)


def after_event(match: re.Match[str], context: Context) -> Meaning | None:
    """ "two days after the attack": a length that counts from an event; the event's words are the anchor, no day is
    given.
    """
    amount, _ = amount_of(match["n"])
    return Meaning("DURATION", duration(amount, group(match, "u")), f"{match['dir']} {match['event']}".casefold())


def span(match: re.Match[str], context: Context) -> Meaning | None:
    """ "the past three weeks": a length that ends (or begins) on the publication day."""
    name = unit_of(match)
    amount, said = amount_of(match["n"] or "")
    ahead = group(match, "rel") in ("next", "coming", "following")
    if name in SEASONS:
        return Meaning("SET", f"XXXX-{SEASONS[name]}")
    now = context.published
    if group(match, "rel") in ("first", "latest", "previous", "final") or now is None:
        return Meaning("DURATION", duration(amount, name)) if said or group(match, "rel") == "recent" else None
    there = shift(now, (amount or 0) * (1 if ahead else -1), name)
    days = (now, there if amount else None) if ahead else (there if amount else None, now)
    return Meaning("DURATION", duration(amount, name), PUBLICATION, days, name)


def length(match: re.Match[str], context: Context) -> Meaning | None:
    name = unit_of(match)
    if group(match, "old") or (name == "second" and not match["n"][:1].isdigit()):
        return None
    amount, _ = amount_of(match["n"].split(" 1/2")[0])
    half = bool(group(match, "and")) or bool(group(match, "half"))
    whole = amount + 0.5 if half and amount is not None else 0.5 if group(match, "n").startswith("half") else amount
    return Meaning("DURATION", duration(whole, name))


def in_a_row(match: re.Match[str], context: Context) -> Meaning | None:
    name = unit_of(match)
    return Meaning("DURATION", duration(amount_of(match["n"])[0], name))


def nth_day(match: re.Match[str], context: Context) -> Meaning | None:
    number = ordinal_of(match["ord"])
    return Meaning("DURATION", duration(number, group(match, "u"))) if number else None


def vague_length(match: re.Match[str], context: Context) -> Meaning | None:
    name = unit_of(match)
    return None if name in ("second", "quarter") else Meaning("DURATION", duration(None, name))


def repeated(match: re.Match[str], context: Context) -> Meaning | None:
    return Meaning("SET", REPEATED[match[0].casefold()])


def every(match: re.Match[str], context: Context) -> Meaning | None:
    return Meaning("SET", duration(amount_of(match["n"] or "a")[0], group(match, "u")))


def every_part(match: re.Match[str], context: Context) -> Meaning | None:
    return Meaning("SET", "XXXX-XX-XX" + DAY_PARTS[group(match, "part")])


def reference(match: re.Match[str], context: Context) -> Meaning | None:
    return Meaning("DATE", match.lastgroup, PUBLICATION)
