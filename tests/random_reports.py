"""Random texts for property tests: news put together from fragments, and texts of any characters at all."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

FEW = settings(max_examples=max(30, settings().max_examples // 5))  # where every example is parsed

SPEAKERS = (
    "the Jullick army", "Governor Mirel Okandu", "a medical source", "residents of Umbrel", "he", "it", "they", "Radio Ambry",
    "the Sornet news agency", "the Ellory Rescue Society", "two captured fighters", "Ana Brisk, a spokeswoman for the army,",
    "a nurse, who asked not to be named because she feared for her job,", "the source", "an internal circular", "SSWU",
)  # fmt: skip
CUES = (
    "said", "told Radio Ambry", "denied", "confirmed", "accused Jullick of", "claimed responsibility for", "warned", "demanded",
    "said in a statement carried by the Sornet news agency", "was quoted by Radio Ambry as saying", "reportedly",
    "could not verify", "did not say", "threatened to", "according to", "citing a port pilot, reported", "called up",
)  # fmt: skip
CONTENTS = (
    "that two barges had sunk", "“the wells are dry. Nobody came”", '"it may rain"', "the raid on Dorrin", "4,000 reservists",
    "that it will close the tunnel on 3 May", "that villagers had blamed the Front for the fire", "burn the depots",
    "that 12 people, including three children, were allegedly killed", "when the border would reopen", "no comment",
)  # fmt: skip
MARKS = (". ", ", ", "; ", ".\n", "\n\n", " - ", ": ", "? ", " ", "” ", "“", '"', " (Sornet) ", "… ")

CLAUSES = st.builds(
    lambda who, cue, what, mark: f"{who[0].upper()}{who[1:]} {cue} {what}{mark}",
    st.sampled_from(SPEAKERS), st.sampled_from(CUES), st.sampled_from(CONTENTS), st.sampled_from(MARKS),
)  # fmt: skip
PIECES = st.one_of(
    CLAUSES, CLAUSES, st.builds(lambda what, who, mark: f"{what}, said {who}{mark}", st.sampled_from(CONTENTS),
                                st.sampled_from(SPEAKERS), st.sampled_from(MARKS)),
    st.sampled_from((*SPEAKERS, *CUES, *CONTENTS, *MARKS)), CLAUSES.map(str.upper), st.text(max_size=12),
)  # fmt: skip
NEWS = st.lists(PIECES, min_size=1, max_size=8).map("".join)
WILD = st.text(max_size=120)
TEXTS = st.one_of(NEWS, NEWS, WILD)
