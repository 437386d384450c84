"""Two heads of a shipped network fitted again on layers that stay as they are: what a cue does, and who speaks while held.

The decoder adds up what such a head says of the words of a cue or mention, so the mean of their features decides; the best head that
stays near the shipped one is one convex problem: no draws, no rates, and the same weights each time.  `python -m training.heads MODEL
--backbone DIR HAND …` says how the named hands are read without and with it, each left out of its fit in turn; hands that the layers
have been fitted to tell nothing.
"""

import argparse
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from reportedly_tagger_en.windows import pack
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from .export import linear
from .forest import CLASSES, LABELS, Forest, inside
from .forest_fit import hands, pieces_of
from .forest_network import ForestNetwork
from .passages import CHOOSING, HELD_OUT, Passage, Span
from .shipped import open_shipped

log = logging.getLogger("training")

HEADS = ("act", "held")
"""The heads that are looked at."""
CHANGED = ("held",)
"""Those that a refit changes: with acts fitted again a charge of the bundled war was lost, and author B gained nothing (LOG.md)."""
PULL = 3e-3
"""What it costs a weight to leave its shipped value, squared; chosen among .0001 to .1 on left-out hands (LOG.md)."""
STEPS = 100


@dataclass(frozen=True, slots=True)
class Examples:
    """The mean features of the spans that a head is asked of, and its label at each."""

    features: Tensor
    labels: Tensor


def asked(passage: Passage) -> dict[str, dict[Span, int]]:
    """The spans of a passage that each head is asked of, with their labels."""
    forest = Forest(passage.claims)
    acts = forest.acts()
    links = (link for claim in forest.claims for link in claim.chain)
    held = {link.mention: int(link.source.custody) for link in links if link.mention}
    return {"act": {anchor: acts.get(anchor, 0) for anchor in forest.nodes}, "held": held}


@torch.no_grad()
def examples(network: ForestNetwork, passages: Iterable[Passage], pieces: Tokenizer) -> dict[str, Examples]:
    """What the layers make of all spans that the heads are asked of."""
    rows: dict[str, list[tuple[Tensor, int]]] = {name: [] for name in HEADS}
    for passage in passages:
        wanted = asked(passage)
        for window in pack(passage.text, passage.paragraphs, pieces):
            mask = torch.ones(1, 1, 1, len(window.ids), dtype=torch.bool)
            columns = torch.tensor([[0, *window.heads]])
            words = network.features(torch.tensor([window.ids]), torch.tensor([window.shapes]), columns, mask)[0][0, 1:]
            for name, spans in wanted.items():
                touched = ((inside(window, [span]), label) for span, label in spans.items())
                rows[name] += [(words[at].mean(0), label) for at, label in touched if at]
    return {
        name: Examples(torch.stack([x for x, _ in found]), torch.tensor([y for _, y in found]))
        for name, found in rows.items()
    }


def near(head: nn.Linear, told: Sequence[Examples]) -> nn.Linear:
    """The head that reads the examples best, every weight pulled towards where it was."""
    features, labels = torch.cat([one.features for one in told]), torch.cat([one.labels for one in told])
    before = [value.detach().clone() for value in (head.weight, head.bias)]
    now = [value.clone().requires_grad_() for value in before]
    search = torch.optim.LBFGS(now, max_iter=STEPS, history_size=20, line_search_fn="strong_wolfe")

    def cost() -> Tensor:
        search.zero_grad()
        gone = sum(((a - b) ** 2).sum() for a, b in zip(now, before, strict=True))
        value = functional.cross_entropy(functional.linear(features, *now), labels) + PULL * gone
        value.backward()  # type: ignore[no-untyped-call]
        return value

    search.step(cost)  # type: ignore[no-untyped-call]
    fitted = nn.Linear(head.in_features, head.out_features)
    fitted.load_state_dict({"weight": now[0].detach(), "bias": now[1].detach()})
    return fitted


def refitted(network: ForestNetwork, passages: Sequence[Passage], pieces: Tokenizer) -> ForestNetwork:
    """The network with its heads `CHANGED` fitted to the passages again; nothing else of it changes."""
    network.eval()
    found = examples(network, passages, pieces)
    for name, told in ((name, found[name]) for name in CHANGED):
        network.classes[name].load_state_dict(near(linear(network.classes, name), [told]).state_dict())
        log.info("%s: fitted again to %d spans", name, len(told.labels))
    return network


def f1(said: Tensor, labels: Tensor) -> tuple[float, list[float]]:
    """F1 over all classes but the first, and of each of them."""
    each = [((said == k) & (labels == k), (said == k), (labels == k)) for k in range(1, int(labels.max()) + 1)]
    sums = [[int(part.sum()) for part in one] for one in each]
    rates = [
        2 * hits / max(1, told + wanted) for hits, told, wanted in [*sums, [sum(c) for c in zip(*sums, strict=True)]]
    ]
    return rates[-1], rates[:-1]


@torch.no_grad()
def said(head: nn.Linear, told: Examples) -> Tensor:
    found: Tensor = head(told.features).argmax(1)
    return found


def main() -> None:
    """Print what fitting the heads again gives on hands left out of it."""
    parser = argparse.ArgumentParser(prog="training.heads", description=__doc__)
    parser.add_argument("model", type=Path, help="a shipped model folder")
    parser.add_argument("left", nargs="+", help="hands that its layers have not been fitted to")
    parser.add_argument("--backbone", type=Path, required=True, help="config.json, model.safetensors, tokenizer.json")
    args = parser.parse_args()
    if set(args.left) & set(HELD_OUT):
        parser.error(f"{' and '.join(HELD_OUT)} are held out: nothing is chosen on them")
    torch.set_num_threads(1)
    network, pieces = open_shipped(args.model, args.backbone).eval(), pieces_of(args.backbone)
    every = hands() | hands(CHOOSING)
    found = {name: examples(network, passages, pieces) for name, passages in every.items()}
    for name in HEADS:
        before = linear(network.classes, name)
        told = {hand: one[name] for hand, one in found.items()}
        after = {left: near(before, [one for hand, one in told.items() if hand != left]) for left in args.left}
        labels = torch.cat([told[left].labels for left in args.left])
        for label, heads in (("as it was", dict.fromkeys(args.left, before)), ("fitted again", after)):
            total, each = f1(torch.cat([said(heads[left], told[left]) for left in args.left]), labels)
            classes = dict(
                zip(LABELS.get(name, range(CLASSES[name]))[1:], (round(value, 3) for value in each), strict=False)
            )
            print(f"{name}, {label}: F1 {total:.3f} of {int((labels > 0).sum())} among {len(labels)}; {classes}")


if __name__ == "__main__":
    main()
