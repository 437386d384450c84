"""The encoder with the heads of the attribution forest, and what they are asked for (`forest.py` says what each head means)."""

import copy
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from . import events
from .forest import CLASSES, DENSE, MASKED, POINTERS, Targets
from .network import Network

WIDTH = 128
"""Width of a pointer's query and key."""
SHARES = {
    "tag": 1.0, "bio": 1.0, "gov": 1.0, "who": 0.7, "src": 0.5, "car": 0.3, "up": 0.6, "same": 0.3,
    "cert": 0.5, "act": 0.5, "anon": 0.3, "held": 0.3, "kind": 0.3,
    "happens": 3.0, "standing": 1.0, "role": 2.0, "count": 2.0, "event": 1.5,
}  # fmt: skip
"""Weight of each head's loss."""
SELDOM = {"happens": 2.0, "role": 2.0, "count": 2.0}
"""How much more a word that tells of an event, or takes part in one, weighs than one that does not: with the same weight the rarer kinds
were all read as the commonest."""
MASK_PIECE, SPECIAL = 103, (101, 102)
FAR = -1e4
APART = 3
"""The first layer, from below, that a fit of what an event is does not share with chains."""
TOLD = ("happens", "standing")
"""Heads with layers of their own from there on: which word tells of an event, of which kind, and whether it happened."""

Scores = dict[str, Tensor]


class ForestNetwork(nn.Module):
    """The lower layers of an encoder that stays as it is, upper layers of the forest's own, and its heads.

    What the encoder was fitted to before (outermost attributions) reads on as it did: nothing of it is changed here.
    From layer `fork` on, the heads `TOLD` have layers of their own: what they learn costs chains nothing.
    Class scores are (batch, words, classes), pointer scores (batch, words, 1 + words; column 0 is "to none").
    """

    def __init__(self, encoder: Network, shared: int, fork: int = APART) -> None:
        super().__init__()
        self.encoder: Network = encoder
        self.encoder.requires_grad_(False)
        self.shared, self.fork = shared, fork
        self.upper = nn.ModuleList(copy.deepcopy(layer) for layer in encoder.layers[shared:]).requires_grad_(True)
        self.telling = copy.deepcopy(self.upper[self.fork :])
        width = encoder.size.width
        self.classes = nn.ModuleDict({name: nn.Linear(width, size) for name, size in CLASSES.items()})
        self.queries = nn.ModuleDict({name: nn.Linear(width, WIDTH) for name in POINTERS})
        self.keys = nn.ModuleDict({name: nn.Linear(width, WIDTH) for name in POINTERS})

    def part_events(self) -> None:
        """Let the layers of what an event is begin where those of chains are."""
        self.telling.load_state_dict(self.upper[self.fork :].state_dict())

    def tells_apart(self) -> bool:
        """Whether the layers of what an event is have learned anything of their own."""
        chains = self.upper[self.fork :].state_dict()
        return any(not torch.equal(held, chains[name]) for name, held in self.telling.state_dict().items())

    def begin_from_outermost(self) -> None:
        """Let the heads begin where those for outermost attributions ended: they know cues, sources and contents."""
        known = self.encoder.tag
        for name, rows in (("tag", [0, 3, 4, 1, 2]), ("bio", [0, 5, 6])):
            head = self.classes[name]
            head.weight.data.copy_(known.weight.data[rows])
            head.bias.data.copy_(known.bias.data[rows])
        for name, old in (("gov", "cue"), ("who", "cue"), ("src", "source"), ("car", "source")):
            self.queries[name].load_state_dict(getattr(self.encoder, f"{old}_query").state_dict())
            self.keys[name].load_state_dict(getattr(self.encoder, f"{old}_key").state_dict())

    def forward(self, ids: Tensor, shapes: Tensor, columns: Tensor, mask: Tensor) -> Scores:
        """What every head says of every word."""
        x, told = self.features(ids, shapes, columns, mask)
        scores = {name: head((told if name in TOLD else x)[:, 1:]) for name, head in self.classes.items()}
        for name in POINTERS:
            scores[name] = self.queries[name](x[:, 1:]) @ self.keys[name](x).transpose(1, 2) * WIDTH**-0.5
        return scores

    def features(self, ids: Tensor, shapes: Tensor, columns: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """What the heads read of [CLS] and every word: those of chains, and those `TOLD`."""
        with torch.no_grad():
            x = self.encoder.encode(ids, shapes, mask, layers=self.shared)[-1]
        for layer in self.upper[: self.fork]:
            x = layer(x, mask)
        chains, told = (self._columns(x, mask, columns, layers) for layers in (self.upper[self.fork :], self.telling))
        return chains, told

    def _columns(self, x: Tensor, mask: Tensor, columns: Tensor, layers: Iterable[nn.Module]) -> Tensor:
        """What the layers make of the pieces that stand for [CLS] and the words."""
        for layer in layers:
            x = layer(x, mask)
        x = x.gather(1, columns[:, :, None].expand(-1, -1, x.shape[2]))
        return functional.dropout(x, self.encoder.dropout, self.training)

    def head_parameters(self) -> list[nn.Parameter]:
        return [*self.classes.parameters(), *self.queries.parameters(), *self.keys.parameters()]


@dataclass(slots=True)
class Batch:
    """Padded tensors: pieces, columns of words, and what is wanted of each head with its weight."""

    ids: Tensor
    shapes: Tensor
    columns: Tensor
    mask: Tensor
    live: Tensor
    classes: Mapping[str, Tensor]
    weights: Mapping[str, Tensor]
    pointers: Mapping[str, Tensor]
    loose: Tensor


def collate(rows: Sequence[Targets], dropped: float = 0.0, draw: random.Random | None = None) -> Batch:
    """Pad to one size; a share of the pieces is hidden behind [MASK], so that no single word decides."""
    count = len(rows)
    pieces = max(len(t.window.ids) for t in rows)
    words = max(len(t.window.words) for t in rows)
    batch = Batch(
        torch.zeros(count, pieces, dtype=torch.long),
        torch.zeros(count, pieces, dtype=torch.long),
        torch.zeros(count, 1 + words, dtype=torch.long),
        torch.zeros(count, 1, 1, pieces, dtype=torch.bool),
        torch.zeros(count, 1 + words, dtype=torch.bool),
        {name: torch.full((count, words), MASKED) for name in CLASSES},
        {name: torch.zeros(count, words) for name in CLASSES if name not in DENSE},
        {name: torch.zeros(count, words, 1 + words, dtype=torch.bool) for name in POINTERS},
        torch.zeros(count, words, dtype=torch.bool),
    )
    for row, wanted in enumerate(rows):
        ids = wanted.window.ids
        if dropped and draw:
            ids = [MASK_PIECE if i not in SPECIAL and draw.random() < dropped else i for i in ids]
        _fill(batch, row, wanted, ids)
    return batch


def _fill(batch: Batch, row: int, wanted: Targets, ids: list[int]) -> None:
    size, words = len(ids), len(wanted.window.words)
    batch.ids[row, :size] = torch.tensor(ids)
    batch.shapes[row, :size] = torch.tensor(wanted.window.shapes)
    batch.columns[row, 1 : 1 + words] = torch.tensor(wanted.window.heads)
    batch.mask[row, 0, 0, :size] = True
    batch.live[row, : 1 + words] = True
    for name, values in wanted.classes.items():
        batch.classes[name][row, :words] = torch.tensor(values)
    for name, weights in wanted.weights.items():
        batch.weights[name][row, :words] = torch.tensor(weights)
    for name, pointer in wanted.pointers.items():
        for word, others in pointer.items():
            batch.pointers[name][row, word, [1 + o for o in others] or [0]] = True
    batch.loose[row, wanted.loose] = True


def losses(scores: Scores, batch: Batch) -> Scores:
    """Each head's loss: cross entropy of classes, minus the log of what a pointer puts on its gold words."""
    found: Scores = {}
    for name, wanted in batch.classes.items():
        live = wanted >= 0
        if bool(live.any()):
            each = functional.cross_entropy(scores[name][live], wanted[live], reduction="none")
            weight = (
                batch.weights[name][live]
                if name in batch.weights
                else 1 + (wanted[live] > 0) * (SELDOM.get(name, 1.0) - 1)
            )
            found[name] = (each * weight).sum() / weight.sum()
    if bool(batch.loose.any()):
        shares = scores["anon"][batch.loose].log_softmax(-1)
        found["anon"] = found.get("anon", torch.zeros(())) - torch.logsumexp(shares[:, 1:], 1).mean()
    for name, target in batch.pointers.items():
        asked = target.any(2)
        if bool(asked.any()):
            rows = scores[name].masked_fill(~batch.live[:, None, :], FAR)[asked]
            gold = torch.logsumexp(rows.masked_fill(~target[asked], FAR), 1)
            found[name] = (torch.logsumexp(rows, 1) - gold).mean()
    return found


def held_losses(scores: Scores, teacher: Scores, batch: Batch) -> Scores:
    """How far each head of chains has gone from a teacher's, at the words that its loss looks at (Li and Hoiem 2016)."""
    found: Scores = {}
    for name, wanted in batch.classes.items():
        live = wanted >= 0
        if name not in events.CLASSES and bool(live.any()):
            found[name] = _divergence(scores[name][live], teacher[name][live])
    for name, target in batch.pointers.items():
        asked = target.any(2)
        if name != events.POINTER and bool(asked.any()):
            dead = ~batch.live[:, None, :]
            found[name] = _divergence(*(s[name].masked_fill(dead, FAR)[asked] for s in (scores, teacher)))
    return found


def _divergence(scores: Tensor, teacher: Tensor) -> Tensor:
    """Kullback and Leibler's, of rows of scores, in nats a row."""
    logs = (values.log_softmax(-1) for values in (scores, teacher))
    return functional.kl_div(*logs, reduction="batchmean", log_target=True)


def total(each: Scores) -> Tensor:
    """The sum of all heads' losses, each by its share."""
    return sum((SHARES[name] * value for name, value in each.items()), torch.zeros(()))
