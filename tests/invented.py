"""An invented report of an invented country, and a reading of it built by hand: what every view of a reading is tested
on.
"""

from __future__ import annotations

from dataclasses import replace

from reportedly.records import (
    Act,
    By,
    Certainty,
    Claim,
    Count,
    Event,
    Form,
    Hedge,
    Notice,
    Outlet,
    Place,
    Reading,
    Report,
    Role,
    Source,
    SourceType,
    Span,
    Status,
    Time,
    Trace,
    Unnamed,
    claim_id,
    cut,
    report_id,
    version_of,
)

TITLE = "Army jets wipe out depots in Upper Tesk"
PARAGRAPHS = (
    TITLE,
    "DELLIN (OPB) – Army jets reportedly destroyed three weapons depots in the province of Upper Tesk late on Tuesday.",
    "The Osmara Press Bureau, citing a field commander who spoke on condition of anonymity, said the jets carried out "
    "nine strikes around the town of Marrow Ford. “The depots were full,” the commander added, “and the fire burned "
    "until morning.”",
    "Tesk Valley Watch, a monitoring group, said at least 14 fighters of the Iron Heron Brigade and two shepherds were "
    "killed. Residents of Marrow Ford said that the hospital had received more than 30 wounded people.",
    "Two captured brigade members confessed on state television to moving rockets through the Anselt pass.",
    "The Defence Ministry accused Brevia of arming the brigade and said that it will close the crossing at Anselt on "
    "Friday. A spokesman for the brigade denied that any depot was hit.",
    "The strikes are the heaviest in Upper Tesk since March.",
    "More from Corriden Daily",
)
TEXT = "\n\n".join(PARAGRAPHS) + "\n"


def at(words: str, nth: int = 0, text: str = TEXT) -> Span:
    """The span of the nth occurrence of the words."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


VERSION = version_of(TEXT.encode())
BUREAU = Source("Osmara Press Bureau", SourceType.AGENCY, "osm-opb", at("The Osmara Press Bureau"), at("citing"))
COMMANDER = Source(
    "field commander",
    SourceType.MILITARY,
    None,
    at("a field commander"),
    at("said"),
    Unnamed.WITHHELD,
    "on condition of anonymity",
)
WATCH = Source("Tesk Valley Watch", SourceType.MONITOR, "osm-tvw", at("Tesk Valley Watch"), at("said", 1))
RESIDENTS = Source(
    "residents of Marrow Ford",
    SourceType.RESIDENT,
    None,
    at("Residents of Marrow Ford"),
    at("said", 2),
    Unnamed.COLLECTIVE,
)
TELEVISION = Source("state television", SourceType.MEDIA, "osm-tv", at("state television"), at("confessed"))
CAPTIVES = Source(
    "captured brigade members",
    SourceType.DETAINEE,
    None,
    at("Two captured brigade members"),
    at("confessed"),
    Unnamed.COLLECTIVE,
    custody=True,
)
MINISTRY = Source("Defence Ministry", SourceType.GOVERNMENT, "osm-mod", at("The Defence Ministry"), at("accused"))
SPOKESMAN = Source(
    "Iron Heron Brigade", SourceType.ARMED_GROUP, "osm-ihb", at("A spokesman for the brigade"), at("denied")
)

STRIKES = Event(
    "ASSAULT",
    at("strikes"),
    "aerial",
    place=1,
    time=None,
    roles=(Role("actor", at("the jets"), "the jets"),),
    counts=(Count("strikes", at("nine"), None, 9, 9),),
    by="events@1",
)
DEPOTS = Event(
    "ASSAULT",
    at("destroyed"),
    "aerial",
    place=0,
    time=0,
    counts=(Count("destroyed", at("three weapons depots"), "weapons depots", 3, 3),),
)
KILLED = Event(
    "ASSAULT",
    at("killed"),
    None,
    place=None,
    time=None,
    roles=(Role("target", at("Iron Heron Brigade"), "Iron Heron Brigade"),),
    counts=(
        Count("killed", at("at least 14 fighters"), "fighters", 14, None),
        Count("killed", at("two shepherds"), "shepherds", 2, 2),
    ),
)
CLOSING = Event("SANCTION", at("close"), None, Status.FUTURE, place=2, time=1)


def _claim(
    spans: tuple[Span, ...],
    chain: tuple[Source, ...] = (),
    certainty: Certainty = Certainty.ASSERTED,
    where: str = "body",
    form: Form = Form.INDIRECT,
    act: Act | None = None,
    polarity: str = "positive",
    hedge: Hedge | None = None,
    events: tuple[Event, ...] = (),
    trace: tuple[Trace, ...] = (),
) -> Claim:
    return Claim(
        claim_id("r1", VERSION, spans, chain),
        where,
        spans,
        cut(TEXT, spans),
        form,
        certainty,
        chain,
        act,
        polarity,
        hedge,
        events,
        trace,
    )


CLAIMS = (
    _claim((at(TITLE),), where="headline"),
    _claim(
        (at(PARAGRAPHS[1][len("DELLIN (OPB) – ") : -1]),),
        (replace(BUREAU, mention=at("OPB"), cue=None),),
        Certainty.HEDGED,
        hedge=Hedge(None, at("reportedly")),
        events=(DEPOTS,),
    ),
    _claim(
        (at("the jets carried out nine strikes around the town of Marrow Ford"),),
        (BUREAU, COMMANDER),
        events=(STRIKES,),
        trace=(
            Trace("attribution", "subject-cue-clause", at("said"), "cues.en.tsv: say VERB speech"),
            Trace("chains", "citing", at("citing"), "cues.en.tsv: cite VERB relay"),
            Trace("sources", "body", at("The Osmara Press Bureau"), "osm-opb"),
        ),
    ),
    _claim(
        (at("“The depots were full,”"), at("“and the fire burned until morning.”")),
        (BUREAU, replace(COMMANDER, mention=at("the commander"), cue=at("added"))),
        form=Form.DIRECT,
    ),
    _claim(
        (at("at least 14 fighters of the Iron Heron Brigade and two shepherds were killed"),),
        (WATCH,),
        events=(KILLED,),
    ),
    _claim((at("the hospital had received more than 30 wounded people"),), (RESIDENTS,)),
    _claim((at("moving rockets through the Anselt pass"),), (TELEVISION, CAPTIVES)),
    _claim((at("Brevia of arming the brigade"),), (MINISTRY,), act=Act.ACCUSE),
    _claim(
        (at("it will close the crossing at Anselt on Friday"),),
        (replace(MINISTRY, cue=at("said", 3)),),
        Certainty.PLANNED,
        events=(CLOSING,),
    ),
    _claim((at("any depot was hit"),), (SPOKESMAN,), Certainty.DENIED, act=Act.DENY, polarity="negative"),
    _claim((at("The strikes are the heaviest in Upper Tesk since March"),)),
)

PLACES = (
    Place(at("Upper Tesk", 1), "Upper Tesk", "Upper Tesk", "admin1", "OX", -41.2, -123.1, 4, "invented:1"),
    Place(at("Marrow Ford"), "Marrow Ford", "Marrow Ford", "city", "OX", -41.31, -122.42, 1, "invented:2"),
    Place(at("Anselt", 1), "Anselt", no_match=True),
)
TIMES = (
    Time(at("late on Tuesday"), "DATE", "2031-05-06", "2031-05-06", "2031-05-06", "day", "published"),
    Time(at("on Friday"), "DATE", None, None, None, "day", None),
)
NOTICES = (
    Notice("headline_drops_hedge", (at(TITLE), at("reportedly")), "reportedly"),
    Notice("no_statement", (at("accused Brevia"),), "Brevia"),
)


def report(**changed: object) -> Report:
    """The invented report, with any field changed."""
    made = Report(
        report_id(None, "corriden.txt"),
        VERSION,
        "corriden.txt",
        TEXT,
        Outlet("Corriden Daily"),
        title=TITLE,
        published="2031-05-07",
        published_from="given",
        dateline="DELLIN",
        byline_agency="OPB",
        language="en",
        headline=at(TITLE),
        furniture=(at("More from Corriden Daily"),),
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def reading(**changed: object) -> Reading:
    """The reading of the invented report, with any field of the reading changed."""
    return replace(Reading(report(), By("rules@1", None, "2031.05"), CLAIMS, PLACES, TIMES, NOTICES), **changed)  # type: ignore[arg-type]


ARABIC = (
    "طائرات الجيش تدمر مستودعات في أعالي تسك",
    "قال مرصد وادي تسك إن 14 مقاتلا على الأقل قتلوا في الغارات.",
    "وأضاف مصدر عسكري طلب عدم الكشف عن اسمه أن الطائرات نفذت تسع غارات قرب بلدة مارو، وفق ما نقلته وكالة أوسمارا OPB.",
    "واعترف أسيران من اللواء بنقل صواريخ عبر ممر أنسلت.",
)


def arabic() -> Reading:
    """An invented report in a right-to-left script, as another reader may have read it."""
    text = "\n\n".join(ARABIC)
    watch = Source(
        "مرصد وادي تسك", SourceType.MONITOR, mention=at("مرصد وادي تسك", text=text), cue=at("قال", text=text)
    )
    agency = Source(
        "وكالة أوسمارا OPB",
        SourceType.AGENCY,
        mention=at("وكالة أوسمارا OPB", text=text),
        cue=at("وفق ما نقلته", text=text),
    )
    officer = Source(
        "مصدر عسكري", SourceType.MILITARY, None, at("مصدر عسكري", text=text), at("أضاف", text=text), Unnamed.WITHHELD
    )
    captives = Source(
        "أسيران من اللواء",
        SourceType.DETAINEE,
        None,
        at("أسيران من اللواء", text=text),
        at("اعترف", text=text),
        Unnamed.COLLECTIVE,
        custody=True,
    )
    told = (
        (at(ARABIC[0], text=text), ()),
        (at("14 مقاتلا على الأقل قتلوا في الغارات", text=text), (watch,)),
        (at("الطائرات نفذت تسع غارات قرب بلدة مارو", text=text), (agency, officer)),
        (at("نقل صواريخ عبر ممر أنسلت", text=text), (captives,)),
    )
    claims = tuple(
        Claim(
            claim_id("r2", "ar", (span,), chain),
            "body" if chain else "headline",
            (span,),
            cut(text, (span,)),
            Form.INDIRECT,
            Certainty.ASSERTED,
            chain,
        )
        for span, chain in told
    )
    made = Report(
        report_id(None, "ar.txt"),
        "ar",
        "ar.txt",
        text,
        Outlet("يومية كوريدن"),
        title=ARABIC[0],
        published="2031-05-07",
        language="ar",
        headline=at(ARABIC[0], text=text),
    )
    return Reading(made, By("invented", None, "none"), claims)
