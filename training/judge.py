"""How a fitted forest reads hands that it has not seen: the measures of `score_wire.py`, by hand.

Names are taken from the mentions alone: a pronoun or a description is called by what it points back to.  The reader does
more (its knowledge, its cast); what is compared here is networks.
"""

import importlib.util
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import torch
from reportedly_tagger_en.windows import Window, pack
from tokenizers import Tokenizer

from reportedly.reading.forest import Decoded, Scores, Settings, decode

from .forest import CLASSES, POINTERS, PRONOUNS
from .forest_network import ForestNetwork
from .passages import ACTS, CERTAINTIES, Passage, record

KEPT = (
    "chain_exact", "chain_exact_p", "chain_exact_1", "chain_exact_2", "chain_exact_3", "origin_exact", "attributed_f1", "claim_f1",
    "certainty_macro_f1", "act_f1", "anonymous_f1", "custody_f1", "own_voice_r", "false_attribution",
)  # fmt: skip

Row = dict[str, Any]


def load_scorer(path: Path) -> ModuleType:
    """The scorer of attributed claims, a program of its own."""
    sys.path.insert(0, str(path.parent))
    spec = importlib.util.spec_from_file_location("score_wire", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@torch.no_grad()
def scores(network: ForestNetwork, window: Window) -> Scores:
    """What the network says of one window."""
    mask = torch.ones(1, 1, 1, len(window.ids), dtype=torch.bool)
    found = network(torch.tensor([window.ids]), torch.tensor([window.shapes]), torch.tensor([[0, *window.heads]]), mask)
    logs = {name: value[0].float().log_softmax(-1).numpy() for name, value in found.items()}
    return Scores(window.words, {n: logs[n] for n in CLASSES}, {n: logs[n] for n in POINTERS})


def claims(text: str, found: Decoded) -> list[Row]:
    """Decoded claims in the scorer's layout."""
    return [
        {
            "spans": [list(s) for s in one.spans],
            "certainty": CERTAINTIES[one.certainty],
            "act": ACTS[one.act - 1] if one.act else None,
            "chain": [link(text, found, step.mention) for step in one.chain],
        }
        for one in found.contents
    ]


def link(text: str, found: Decoded, mention: int | None) -> Row:
    if mention is None:
        return {"name": "unnamed source", "anonymous": True, "custody": False}
    number, seen = mention, {mention}
    words = text[slice(*found.mentions[number].span)]
    while refers(words) and (same := found.mentions[number].same) is not None and same not in seen:
        number = same
        seen.add(same)
        words = text[slice(*found.mentions[number].span)]
    at = found.mentions[number].named_at
    if refers(words) and at is not None:
        words = text[slice(*at)]
    who = found.mentions[number]
    return {"name": words, "anonymous": bool(who.unnamed), "custody": who.held}


def refers(words: str) -> bool:
    """Whether words only point back: a pronoun, or a description without a name."""
    return words.lower() in PRONOUNS or not any(w[:1].isupper() for w in words.split()[1:] or [words.lower()])


def predictions(
    network: ForestNetwork, passages: Sequence[Passage], pieces: Tokenizer, settings: Settings
) -> dict[str, Row]:
    """The network's claims of every passage."""
    out: dict[str, Row] = {}
    for passage in passages:
        row: Row = {"id": passage.id, "claims": []}
        for window in pack(passage.text, passage.paragraphs, pieces):
            row["claims"] += claims(
                passage.text, decode(passage.text, scores(network, window), passage.sentences, settings)
            )
        out[passage.id] = row
    return out


def judged(scorer: ModuleType, passages: Sequence[Passage], told: dict[str, Row]) -> dict[str, float]:
    """The measures of predictions against the labels."""
    gold = {p.id: json.loads(json.dumps(record(p))) for p in passages}
    total, _, _ = scorer.score(gold, told)
    return {key: round(float(total[key][0]), 3) for key in KEPT if total[key][1]}
