"""What the network is asked for: the gold tag path (CRF), and the gold end of every pointer.

A word inside a content may point to any word of its cue, and a cue's word to any word of its source: the loss
is minus the log of their summed probability.  A cue without a source in the window points to ``[CLS]``.
"""

from dataclasses import dataclass

import torch
from reportedly_tagger_en.decode import TAGS
from torch import Tensor
from torch.nn import functional

from .network import Network, Scores
from .targets import Example, Links

POINTER_SHARE = 0.3
"""Weight of each pointer loss beside the tag loss."""
TAUGHT_SHARE = 2.0
"""Weight of the distance from a teacher's scores beside the loss against the annotators."""


@dataclass(slots=True)
class Batch:
    """Padded tensors of some examples; see `network.Network` for the shapes."""

    ids: Tensor
    shapes: Tensor
    columns: Tensor
    mask: Tensor
    tags: Tensor
    lengths: Tensor
    to_cue: Tensor
    to_source: Tensor


def collate(examples: list[Example]) -> Batch:
    """Pad examples to one size; the mask keeps attention off the padding."""
    pieces = max(len(e.window.ids) for e in examples)
    words = max(len(e.tags) for e in examples)
    count = len(examples)
    ids = torch.zeros(count, pieces, dtype=torch.long)
    shapes = torch.zeros(count, pieces, dtype=torch.long)
    columns = torch.zeros(count, 1 + words, dtype=torch.long)
    mask = torch.zeros(count, 1, 1, pieces, dtype=torch.bool)
    tags = torch.zeros(count, words, dtype=torch.long)
    lengths = torch.tensor([len(e.tags) for e in examples])
    to_cue = torch.zeros(count, words, 1 + words, dtype=torch.bool)
    to_source = torch.zeros(count, words, 1 + words, dtype=torch.bool)
    for row, e in enumerate(examples):
        length = len(e.window.ids)
        ids[row, :length] = torch.tensor(e.window.ids)
        shapes[row, :length] = torch.tensor(e.window.shapes)
        columns[row, 1 : 1 + len(e.tags)] = torch.tensor(e.window.heads)
        mask[row, 0, 0, :length] = True
        tags[row, : len(e.tags)] = torch.tensor(e.tags)
        point(to_cue[row], e.to_cue)
        point(to_source[row], e.to_source)
    return Batch(ids, shapes, columns, mask, tags, lengths, to_cue, to_source)


def point(target: Tensor, links: Links) -> None:
    """Mark the columns that each word may point to; column 0 is none."""
    for word, others in links.items():
        if others:
            target[word, [1 + o for o in others]] = True
        else:
            target[word, 0] = True


def allowed(transitions: Tensor) -> Tensor:
    """The transitions with those that BIO forbids (into an I from another span) out of reach."""
    ban = torch.zeros(TAGS, TAGS)
    for tag in range(2, TAGS, 2):
        ban[:, tag] = -1e4
        ban[tag - 1, tag] = ban[tag, tag] = 0.0
    return transitions + ban


def allowed_start(start: Tensor) -> Tensor:
    """The first tag is never an I."""
    ban = torch.zeros(TAGS)
    ban[2::2] = -1e4
    return start + ban


def crf_loss(scores: Tensor, tags: Tensor, lengths: Tensor, transitions: Tensor, start: Tensor) -> Tensor:
    """Minus the log-likelihood of the gold paths, by word (Lafferty, McCallum and Pereira 2001)."""
    words = scores.shape[1]
    live = torch.arange(words)[None, :] < lengths[:, None]
    gold = scores.gather(2, tags[:, :, None])[:, :, 0]
    steps = transitions[tags[:, :-1], tags[:, 1:]]
    gold_score = (gold * live).sum() + start[tags[:, 0]].sum() + (steps * live[:, 1:]).sum()
    alpha = start + scores[:, 0]
    for i in range(1, words):
        reach = torch.logsumexp(alpha[:, :, None] + transitions, dim=1) + scores[:, i]
        alpha = torch.where(live[:, i, None], reach, alpha)
    total = torch.logsumexp(alpha, dim=1).sum()
    return (total - gold_score) / lengths.sum()


def pointer_loss(scores: Tensor, target: Tensor, columns_live: Tensor) -> Tensor:
    """Minus the log of the probability that lies on the gold columns, mean over the words that point."""
    scores = scores.masked_fill(~columns_live[:, None, :], -1e4)
    asked = target.any(dim=2)
    if not bool(asked.any()):
        return scores.sum() * 0.0
    rows, wanted = scores[asked], target[asked]
    inside = torch.logsumexp(rows.masked_fill(~wanted, -1e4), dim=1)
    return (torch.logsumexp(rows, dim=1) - inside).mean()


def gold_loss(network: Network, scores: Scores, batch: Batch) -> Tensor:
    """The loss of a batch's scores against the annotators: tags and both pointers."""
    tags, to_cue, to_source = scores
    live = live_columns(batch)
    path = crf_loss(tags, batch.tags, batch.lengths, allowed(network.transitions), allowed_start(network.start))
    pointers = pointer_loss(to_cue, batch.to_cue, live) + pointer_loss(to_source, batch.to_source, live)
    return path + POINTER_SHARE * pointers


def loss(network: Network, batch: Batch) -> Tensor:
    """The loss of a batch."""
    return gold_loss(network, network(batch.ids, batch.shapes, batch.columns, batch.mask), batch)


def taught_loss(network: Network, teacher: Network, batch: Batch) -> Tensor:
    """The loss of a batch, and how far the network's layers and scores are from those of its teacher.

    Layer by layer and score by score, as in TinyBERT (Jiao et al. 2020); both networks have the same layers and width.
    """
    states = network.encode(batch.ids, batch.shapes, batch.mask)[1:]
    scores = network.read(states[-1], batch.columns)
    with torch.no_grad():
        wanted = teacher.encode(batch.ids, batch.shapes, batch.mask)[1:]
        wanted_scores = teacher.read(wanted[-1], batch.columns)
    live = batch.mask[:, 0, 0]
    far = sum((distance(a[live], b[live]) for a, b in zip(states, wanted, strict=True)), torch.zeros(()))
    return gold_loss(network, scores, batch) + TAUGHT_SHARE * unlike(scores, wanted_scores, batch) + far / len(states)


def distance(one: Tensor, other: Tensor) -> Tensor:
    """Mean squared difference, in units of the other's variance."""
    return (one - other).square().mean() / other.var()


def unlike(scores: Scores, wanted: Scores, batch: Batch) -> Tensor:
    """Kullback-Leibler divergence of the scores from the wanted ones: tags, and in their share both pointers."""
    live = live_columns(batch)
    off = torch.zeros(live.shape).masked_fill(~live, -1e4)[:, None, :]
    words = live[:, 1:]
    tags = divergence(scores[0][words], wanted[0][words])
    pointers = [divergence((a + off)[words], (b + off)[words]) for a, b in zip(scores[1:], wanted[1:], strict=True)]
    return tags + POINTER_SHARE * (pointers[0] + pointers[1])


def divergence(scores: Tensor, wanted: Tensor) -> Tensor:
    """Mean divergence of rows of scores from the wanted rows."""
    return functional.kl_div(
        functional.log_softmax(scores, dim=1),
        functional.log_softmax(wanted, dim=1),
        reduction="batchmean",
        log_target=True,
    )


def live_columns(batch: Batch) -> Tensor:
    """Which columns hold [CLS] or a word and not padding."""
    return torch.arange(batch.columns.shape[1])[None, :] <= batch.lengths[:, None]
