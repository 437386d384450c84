"""What an event is, read by fewer layers: `python -m training.distil MODEL --backbone DIR --corpus POLNEAR/train --out DIR`.

The layers of a model's own for events are put in place by the last of them, which now stands on a later layer of chains and is fitted,
with its heads, to say of unlabelled texts what all of them said (Hinton et al. 2015).  Chains are read as before, to the bit.
"""

import argparse
import logging
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

import onnx
import torch
from reportedly_tagger_en.windows import READ, Window, pack
from torch import Tensor, nn
from torch.nn import functional

from .corpus import read_polnear
from .export import Graph, attribution_forest, save
from .forest_fit import hands, pieces_of
from .forest_network import TOLD, ForestNetwork
from .shipped import open_shipped

log = logging.getLogger("training")


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how hard to fit; `fork` is the number of layers of chains on which the layers of events stand.

    Of two layers (`fork` 4) a rate of 1.2e-3 loses what they begin with; 4e-4 does not.
    """

    fork: int = 5
    pieces: int = 320_000
    epochs: int = 6
    batch: int = 2048
    rate: float = 1.5e-3
    warm_up: float = 0.05
    event: float = 20.0
    states: float = 1.0
    left_out: int = 20
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Example:
    """One window: what the layer below says of its pieces, which of them speak for words, and what the teacher says of those."""

    below: Tensor
    words: Tensor
    states: Tensor
    logits: tuple[Tensor, ...]


def texts(corpora: Sequence[Path], backbone: Path) -> Iterator[Window]:
    """The windows of the hands that may be fitted, and of the articles of the corpora: words alone, no label is looked at."""
    pieces = pieces_of(backbone)
    for hand in hands().values():
        for passage in hand:
            yield from pack(passage.text, passage.paragraphs, pieces, limit=READ)
    for folder in corpora:
        for article in read_polnear(folder):
            yield from pack(article.text, article.paragraphs, pieces, limit=READ)


def some(windows: Sequence[Window], plan: Plan) -> list[Window]:
    """As many of the windows, drawn by chance, as hold the pieces of the plan."""
    drawn = random.Random(plan.seed).sample(windows, len(windows))
    sizes = accumulate(len(window.ids) for window in drawn)
    return [window for window, size in zip(drawn, sizes, strict=True) if size <= plan.pieces]


@torch.no_grad()
def taught(teacher: ForestNetwork, window: Window, fork: int) -> Example:
    """What the teacher makes of a window, kept at half precision."""
    mask = torch.ones(1, 1, 1, len(window.ids), dtype=torch.bool)
    x = teacher.encoder.encode(torch.tensor([window.ids]), torch.tensor([window.shapes]), mask, layers=0)[-1]
    below = told = x
    for number, layer in enumerate(teacher.upper[:fork], 1):
        below = layer(below, mask)
        told = below if number == teacher.fork else told
    for layer in teacher.telling:
        told = layer(told, mask)
    words = torch.tensor(window.heads)
    states = told[0, words]
    return Example(below[0].half(), words, states.half(), tuple(teacher.classes[name](states).half() for name in TOLD))


@dataclass(frozen=True, slots=True)
class Padded:
    """Examples of one batch: `below` and `mask` padded, the rest of all words in a row."""

    below: Tensor
    mask: Tensor
    at: tuple[Tensor, Tensor]
    states: Tensor
    logits: tuple[Tensor, ...]


def padded(rows: Sequence[Example]) -> Padded:
    """The examples side by side."""
    longest = max(len(row.below) for row in rows)
    below = torch.zeros(len(rows), longest, rows[0].below.shape[1])
    mask = torch.zeros(len(rows), 1, 1, longest, dtype=torch.bool)
    for number, row in enumerate(rows):
        below[number, : len(row.below)] = row.below.float()
        mask[number, ..., : len(row.below)] = True
    numbers = torch.cat([torch.full((len(row.words),), number) for number, row in enumerate(rows)])
    return Padded(
        below,
        mask,
        (numbers, torch.cat([row.words for row in rows])),
        torch.cat([row.states for row in rows]).float(),
        tuple(torch.cat(logits).float() for logits in zip(*(row.logits for row in rows), strict=True)),
    )


def told(student: ForestNetwork, batch: Padded) -> Tensor:
    """What the student's own layers make of the words."""
    x = batch.below
    for layer in student.telling:
        x = layer(x, batch.mask)
    return x[batch.at]


def batches(rows: Sequence[Example], size: int, draw: random.Random) -> list[list[Example]]:
    """The rows in batches of like lengths, each of about `size` pieces."""
    groups: list[list[Example]] = []
    room = 0
    for row in sorted(rows, key=lambda row: len(row.below) + draw.random() * 30):
        if not groups or room < len(row.below):
            groups.append([])
            room = size
        groups[-1].append(row)
        room -= len(row.below)
    draw.shuffle(groups)
    return groups


def distance(student: ForestNetwork, batch: Padded, plan: Plan) -> Tensor:
    """How far the student is from the teacher: its states, and its heads, above all at words that may tell of an event."""
    states = told(student, batch)
    value = plan.states * functional.mse_loss(states, batch.states)
    weight = 1 + plan.event * (1 - batch.logits[0].softmax(-1)[:, 0])
    for name, wanted in zip(TOLD, batch.logits, strict=True):
        logs = student.classes[name](states).log_softmax(-1)
        each = functional.kl_div(logs, wanted.log_softmax(-1), reduction="none", log_target=True).sum(-1)
        value = value + (each * weight).sum() / weight.sum()
    return value


@torch.no_grad()
def agreement(student: ForestNetwork, rows: Sequence[Example], plan: Plan) -> dict[str, float]:
    """The share of words at which both say the same: kinds where either sees an event, status where the teacher does."""
    right, asked = dict.fromkeys(TOLD, 0), dict.fromkeys(TOLD, 0)
    for group in batches(rows, plan.batch, random.Random(0)):
        batch = padded(group)
        states = told(student, batch)
        happens = student.classes[TOLD[0]](states).argmax(-1), batch.logits[0].argmax(-1)
        events = (happens[0] > 0) | (happens[1] > 0), happens[1] > 0
        for name, wanted, at in zip(TOLD, batch.logits, events, strict=True):
            same = student.classes[name](states).argmax(-1) == wanted.argmax(-1)
            right[name] += int(same[at].sum())
            asked[name] += int(at.sum())
    return {name: right[name] / max(1, asked[name]) for name in TOLD}


def forked(teacher: ForestNetwork, fork: int) -> ForestNetwork:
    """The teacher with fewer layers of its own for events: the last ones, from `fork` on."""
    student = ForestNetwork(teacher.encoder, teacher.shared, fork)
    student.load_state_dict(
        {name: value for name, value in teacher.state_dict().items() if not name.startswith("telling.")}, strict=False
    )
    for layer, last in zip(student.telling, teacher.telling[-len(student.telling) :], strict=True):
        layer.load_state_dict(last.state_dict())
    return student.requires_grad_(False).eval()


def fit(student: ForestNetwork, rows: Sequence[Example], plan: Plan) -> None:
    """Fit the layers and heads of events to what the teacher said."""
    draw = random.Random(plan.seed)
    heads = [parameter for name in TOLD for parameter in student.classes[name].parameters()]
    fitted = [*student.telling.parameters(), *heads]
    for parameter in fitted:
        parameter.requires_grad_(True)
    groups = [group for _ in range(plan.epochs) for group in batches(rows, plan.batch, draw)]
    optimiser = torch.optim.AdamW(
        [{"params": [*student.telling.parameters()], "lr": plan.rate}, {"params": heads, "lr": plan.rate / 2}]
    )
    rise = plan.warm_up * len(groups)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / rise, (len(groups) - step) / (len(groups) - rise))
    )
    for step, group in enumerate(groups):
        optimiser.zero_grad(set_to_none=True)
        value = distance(student, padded(group), plan)
        value.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(fitted, 1.0)
        optimiser.step()
        schedule.step()
        if step % 100 == 0:
            log.info("step %d of %d: %.4f", step, len(groups), value.item())


def write(student: ForestNetwork, model: Path, out: Path) -> None:
    """The model's folder with the student's forest in place of its own; the rest as it is."""
    out.mkdir(parents=True, exist_ok=True)
    outermost = {"outermost": onnx.load(str(model / "outermost.onnx"))}
    save({**outermost, "forest": attribution_forest(student, Graph(int8=True))}, out)
    for name in ("tokenizer.json", "settings.json"):
        (out / name).write_bytes((model / name).read_bytes())


def main() -> None:
    """Write the model with fewer layers."""
    parser = argparse.ArgumentParser(prog="training.distil", description=__doc__)
    parser.add_argument("model", type=Path, help="the model folder that is the teacher")
    parser.add_argument("--backbone", type=Path, required=True, help="config.json, model.safetensors, tokenizer.json")
    parser.add_argument(
        "--corpus", type=Path, action="append", default=[], help="a PolNeAR part, of which only the texts are read"
    )
    parser.add_argument("--out", type=Path, required=True, help="the folder for the graphs, their weights and settings")
    parser.add_argument(
        "--fork", type=int, default=Plan().fork, help="layers of chains below those of events (default 5: one is left)"
    )
    parser.add_argument("--pieces", type=int, default=Plan().pieces, help="word pieces of text (default 320,000)")
    parser.add_argument("--epochs", type=int, default=Plan().epochs, help="how often each text is read (default 6)")
    parser.add_argument("--rate", type=float, default=Plan().rate, help="of the layers; the heads have half of it")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    plan = replace(Plan(), fork=args.fork, pieces=args.pieces, epochs=args.epochs, rate=args.rate)
    teacher = open_shipped(args.model, args.backbone).eval()
    if not teacher.fork < plan.fork < len(teacher.upper):
        parser.error(
            f"the layers of events of {args.model} stand on {teacher.fork} of {len(teacher.upper)}: --fork lies between"
        )
    windows = some(list(texts(args.corpus, args.backbone)), plan)
    rows = [taught(teacher, window, plan.fork) for window in windows]
    watched, rows = rows[:: plan.left_out], [row for number, row in enumerate(rows) if number % plan.left_out]
    student = forked(teacher, plan.fork)
    fit(student, rows, plan)
    log.info("agreement on %d windows left out: %s", len(watched), agreement(student, watched, plan))
    write(student, args.model, args.out)


if __name__ == "__main__":
    main()
