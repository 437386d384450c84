"""Fitting the attribution forest to hands; a fit goes on where it was stopped.

Every step draws from its own seed, so a fit that was interrupted and goes on from its checkpoint ends where an uninterrupted one
ends.  The running average of the weights is what is kept.  A checkpoint is one safetensors file: weights, averages and
moments of the optimiser by name, the step in its metadata, and a hash of the texts it was fitted on.
"""

import copy
import hashlib
import json
import logging
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from reportedly_tagger_en.windows import pack
from safetensors import safe_open
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor

from .forest import Targets, targets
from .forest_network import TOLD, Batch, ForestNetwork, Scores, collate, held_losses, losses, total
from .losses import worn_passage
from .network import Network, load_embeddings, load_layers, read_size
from .passages import CHOOSING, FOLDER, HELD_OUT, Passage, read_hand
from .swaps import Pool, pool, swapped

log = logging.getLogger("training")
SHARED = 0
"""Layers, from below, that the forest shares with the reading of outermost attributions.  With three of them shared it lost .04 of the
exact chains on the held-out author; it has all of its own, and the embeddings in common."""


@dataclass(frozen=True, slots=True)
class ForestPlan:
    """How long and how hard to fit."""

    steps: int = 1500
    batch: int = 16
    rate: float = 1.5e-4
    head_rate: float = 1.5e-3
    decay: float = 0.01
    warm_up: float = 0.08
    clip: float = 1.0
    dropped: float = 0.05
    average: float = 0.995
    hold: float = 0.0
    """How much the heads of chains are held to what they said before the fit: the weight of their divergence from it."""
    seed: int = 1


def hands(names: Sequence[str] = (), folder: Path = FOLDER) -> dict[str, list[Passage]]:
    """The passages of the named hands (of all that may be fitted, if none is named).  Raises ValueError at a slip."""
    kept_out = {*HELD_OUT, *CHOOSING}
    wanted = names or [p.name for p in sorted(folder.iterdir()) if p.is_dir() and p.name not in kept_out]
    found = {}
    for name in wanted:
        found[name], slips = read_hand(folder / name)
        if slips:
            raise ValueError(f"{len(slips)} slips, the first: {slips[0]}")
    return found


def pieces_of(folder: Path) -> Tokenizer:
    """The tokenizer of a backbone or model folder."""
    pieces = Tokenizer.from_file(str(folder / "tokenizer.json"))
    pieces.no_truncation()
    pieces.no_padding()
    return pieces


def windows(passages: Sequence[Passage], pieces: Tokenizer) -> list[Targets]:
    """The targets of all windows of the passages."""
    return [targets(p, w) for p in passages for w in pack(p.text, p.paragraphs, pieces)]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The passages of a fit; every epoch draws anew which sources are swapped and what feeds have lost."""

    passages: Sequence[Passage]
    pieces: Tokenizer
    phrases: Pool
    swap: float = 0.5
    worn: float = 0.3

    def epoch(self, seed: int) -> list[Targets]:
        """One window of every passage: the same number in each epoch, so that a fit can go on anywhere."""
        draw = random.Random(seed)
        rows = []
        for passage in self.passages:
            text = swapped(passage, self.phrases, draw.choice((0.0, self.swap)), draw)
            text = worn_passage(text, self.worn, draw)
            found = windows([text], self.pieces)
            rows.append(draw.choice(found))
        return rows


def digest(passages: Sequence[Passage]) -> str:
    """A hash of texts and labels."""
    total = hashlib.sha256()
    for passage in passages:
        total.update(repr((passage.text, passage.claims, passage.events)).encode())
    return total.hexdigest()


def planted(encoder: Network) -> ForestNetwork:
    """The heads of the forest on an encoder that reads outermost attributions."""
    torch.manual_seed(0)
    network = ForestNetwork(encoder, SHARED)
    network.begin_from_outermost()
    return network


def bare(backbone: Path) -> ForestNetwork:
    """The heads of the forest on the bare backbone: no corpus behind it."""
    torch.manual_seed(0)
    encoder = Network(read_size(backbone), 0.1)
    load_embeddings(encoder, backbone)
    load_layers(encoder, backbone)
    return ForestNetwork(encoder, 0)


EVENTS = ForestPlan(rate=2e-4, head_rate=1e-3, dropped=0.1, seed=21)
"""A fit of what an event is, alone."""


def only_events(network: ForestNetwork) -> ForestNetwork:
    """The network with everything but the layers and heads of what an event is held as it is: what it reads of chains does not change."""
    network.requires_grad_(False)
    network.telling.requires_grad_(True)
    for name in TOLD:
        network.classes[name].requires_grad_(True)
    return network


def rate_at(step: int, plan: ForestPlan) -> float:
    """Linear warm-up, then linear decay to zero."""
    rise = max(1.0, plan.warm_up * plan.steps)
    return min((step + 1) / rise, (plan.steps - step) / (plan.steps - rise))


def batches(rows: Sequence[Targets], size: int, seed: int) -> list[list[int]]:
    """One epoch's batches, as numbers of rows of like lengths."""
    draw = random.Random(seed)
    order = sorted(range(len(rows)), key=lambda i: (len(rows[i].window.ids) + draw.randint(0, 25), draw.random()))
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    draw.shuffle(groups)
    return groups


def said(network: ForestNetwork, batch: Batch) -> Scores:
    return network(batch.ids, batch.shapes, batch.columns, batch.mask)  # type: ignore[no-any-return]


class Fit:
    """A fit that can be stopped after any step."""

    def __init__(self, network: ForestNetwork, plan: ForestPlan, texts: str) -> None:
        self.network, self.plan, self.texts = network, plan, texts
        self.before = copy.deepcopy(network).requires_grad_(False).eval() if plan.hold else None
        heads = network.head_parameters()
        groups = [
            {"params": [*network.upper.parameters(), *network.telling.parameters()], "lr": plan.rate},
            {"params": heads, "lr": plan.head_rate},
        ]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=plan.decay)
        self.fitted = {name: p for name, p in network.named_parameters() if p.requires_grad}
        self.mean = {name: p.detach().clone() for name, p in self.fitted.items()}
        self.step = 0

    def run(self, drawn: Drawn, checkpoint: Path | None = None) -> None:
        """Take the steps that are left."""
        began = time.process_time()
        while self.step < self.plan.steps:
            number, at = divmod(self.step, -(-len(drawn.passages) // self.plan.batch))
            rows = drawn.epoch(self.plan.seed * 1000 + number)
            for group in batches(rows, self.plan.batch, self.plan.seed * 1000 + number)[at:]:
                if self.step >= self.plan.steps:
                    break
                value = self._step([rows[i] for i in group])
                if self.step % 100 == 0:
                    log.info(
                        "step %d of %d: loss %.3f, %.1f CPU min",
                        self.step,
                        self.plan.steps,
                        value,
                        (time.process_time() - began) / 60,
                    )
                    if checkpoint:
                        self.save(checkpoint)

    def _step(self, rows: Sequence[Targets]) -> float:
        torch.manual_seed(self.plan.seed * 100_000 + self.step)
        self.network.train()
        self.optimiser.zero_grad(set_to_none=True)
        value = self._loss(collate(rows, self.plan.dropped, random.Random(self.plan.seed * 100_000 + self.step)))
        value.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(list(self.fitted.values()), self.plan.clip)
        for group, rate in zip(self.optimiser.param_groups, (self.plan.rate, self.plan.head_rate), strict=True):
            group["lr"] = rate * rate_at(self.step, self.plan)
        self.optimiser.step()
        self.step += 1
        keep = min(self.plan.average, self.step / (self.step + 10))
        with torch.no_grad():
            for name, p in self.fitted.items():
                self.mean[name].lerp_(p, 1 - keep)
        return value.item()

    def _loss(self, batch: Batch) -> Tensor:
        scores = said(self.network, batch)
        value = total(losses(scores, batch))
        if self.before is None:
            return value
        with torch.no_grad():
            before = said(self.before, batch)
        return value + self.plan.hold * total(held_losses(scores, before, batch))

    def averaged(self) -> ForestNetwork:
        """The network with the averaged weights."""
        with torch.no_grad():
            for name, p in self.fitted.items():
                p.copy_(self.mean[name])
        return self.network.eval()

    def save(self, path: Path) -> None:
        """Write everything that going on needs, whole or not at all."""
        held: dict[str, Tensor] = {f"weight/{n}": p.detach() for n, p in self.fitted.items()}
        held |= {f"mean/{n}": p for n, p in self.mean.items()}
        for name, p in self.fitted.items():
            state = self.optimiser.state.get(p, {})
            held |= {f"moment/{name}/{kind}": value for kind, value in state.items() if isinstance(value, Tensor)}
        part = path.with_suffix(".part")
        about = {"step": str(self.step), "plan": json.dumps(asdict(self.plan)), "texts": self.texts}
        save_file({n: v.contiguous() for n, v in held.items()}, part, about)
        part.replace(path)

    def load(self, path: Path) -> bool:
        """Go on from a checkpoint of the same plan and texts; false where there is none or it is of another fit."""
        if not path.exists():
            return False
        with safe_open(path, "pt") as file:
            about = file.metadata()
            if about["texts"] != self.texts or json.loads(about["plan"]) != asdict(self.plan):
                return False
            self.step = int(about["step"])
            with torch.no_grad():
                for name, p in self.fitted.items():
                    p.copy_(file.get_tensor(f"weight/{name}"))
                    self.mean[name] = file.get_tensor(f"mean/{name}")
                    kinds = ("step", "exp_avg", "exp_avg_sq")
                    self.optimiser.state[p] = {k: file.get_tensor(f"moment/{name}/{k}") for k in kinds}
        return True


def fitted(
    network: ForestNetwork,
    passages: Sequence[Passage],
    plan: ForestPlan,
    pieces: Tokenizer,
    checkpoint: Path | None = None,
) -> ForestNetwork:
    """Fit a network to the passages, from a checkpoint on where one lies."""
    fit = Fit(network, plan, digest(passages))
    if checkpoint and fit.load(checkpoint):
        log.info("%s: goes on at step %d", checkpoint, fit.step)
    fit.run(Drawn(passages, pieces, pool(passages)), checkpoint)
    if checkpoint:
        fit.save(checkpoint)
    return fit.averaged()
