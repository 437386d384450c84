"""How far two people label the same passages alike: `blind/NAME.txt` against the hand, by the measures of `score_wire.py`.

A tenth of every hand was labelled again by somebody who saw only its text and the rulebook; `blind/events/NAME.txt` are second labels of
the events of the hands that measure them.
"""

import argparse
from pathlib import Path

from .event_scores import MEASURES, Tally
from .judge import judged, load_scorer
from .passages import FOLDER, read_file, read_hand, record

BLIND = Path(__file__).parent / "blind"
SHOWN = (
    "attributed_f1",
    "chain_exact",
    "origin_exact",
    "certainty_macro_f1",
    "act_f1",
    "anonymous_f1",
    "custody_f1",
    "own_voice_r",
)


def agreement(scorer_path: Path, name: str, hands: Path) -> dict[str, float]:
    """The measures of the blind labels of one hand against the hand's own, where both stand on the same text."""
    blind, slips = read_file(BLIND / f"{name}.txt")
    if slips:
        raise ValueError(f"{len(slips)} slips, the first: {slips[0]}")
    texts = {p.id: p.text for p in blind}
    kept = [p for p in read_hand(hands / name)[0] if texts.get(p.id) == p.text]
    told = {p.id: record(p) for p in blind}
    return judged(load_scorer(scorer_path), kept, told)


def event_agreement(name: str, hands: Path) -> dict[str, float]:
    """The measures of the blind labels of one hand's events against the hand's own."""
    blind = {p.id: p for p in read_file(BLIND / "events" / f"{name}.txt")[0]}
    tally = Tally()
    for passage in read_hand(hands / name)[0]:
        if passage.id in blind and blind[passage.id].text == passage.text:
            tally.add(blind[passage.id].events, passage.events)
    return tally.measures()


def main() -> None:
    """Print two Markdown tables, a row a hand."""
    parser = argparse.ArgumentParser(prog="training.agreement", description=__doc__)
    parser.add_argument("--scorer", type=Path, required=True, help="score_wire.py")
    parser.add_argument(
        "--hands", type=Path, default=FOLDER, help="the hands as they were at some time (default: as they are)"
    )
    args = parser.parse_args()
    print("| hand | passages | " + " | ".join(SHOWN) + " |\n" + "| --- " * (2 + len(SHOWN)) + "|")
    for path in sorted(BLIND.glob("*.txt")):
        found = agreement(args.scorer, path.stem, args.hands)
        cells = [f"{found[key]:.2f}" if key in found else "–" for key in SHOWN]
        print(f"| {path.stem} | {len(read_file(path)[0])} | " + " | ".join(cells) + " |")
    print("\n| hand | " + " | ".join(MEASURES) + " |\n" + "| --- " * (1 + len(MEASURES)) + "|")
    for path in sorted((BLIND / "events").glob("*.txt")):
        found = event_agreement(path.stem, args.hands)
        print(f"| {path.stem} | " + " | ".join(f"{found[f'{key}_f1']:.2f}" for key in MEASURES) + " |")


if __name__ == "__main__":
    main()
