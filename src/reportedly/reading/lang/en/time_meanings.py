"""Which function reads the matches of which pattern of `knowledge/data/time_patterns.en.tsv`; every pattern has one."""

from __future__ import annotations

from reportedly.reading.lang.en import time_calendar, time_relative
from reportedly.reading.lang.en.time_meaning import Reading

MEANINGS: dict[str, Reading] = {
    "iso": time_calendar.iso,
    "slashed": time_calendar.slashed,
    "date": time_calendar.calendar_date,
    "spoken_date": time_calendar.spoken_date,
    "month": time_calendar.month,
    "weekday": time_relative.weekday,
    "day_word": time_relative.day_word,
    "day_part": time_relative.day_part,
    "unit": time_relative.unit,
    "in_unit": time_relative.in_unit,
    "week_of": time_calendar.week_of,
    "ago": time_relative.ago,
    "year_ago": time_calendar.year_ago,
    "after_event": time_relative.after_event,
    "span": time_relative.span,
    "in_a_row": time_relative.in_a_row,
    "nth_day": time_relative.nth_day,
    "length": time_relative.length,
    "vague_length": time_relative.vague_length,
    "set": time_relative.repeated,
    "every": time_relative.every,
    "every_part": time_relative.every_part,
    "year": time_calendar.year,
    "years": time_calendar.years,
    "decade": time_calendar.decade,
    "century": time_calendar.century,
    "spoken_year": time_calendar.spoken_year,
    "quarter": time_calendar.quarter,
    "this_quarter": time_calendar.this_quarter,
    "half": time_calendar.half,
    "season": time_calendar.season,
    "clock": time_calendar.clock,
    "noon": time_calendar.noon,
    "year_end": time_calendar.year_end,
    "holiday": time_calendar.holiday,
    "ref": time_relative.reference,
}
