"""The network: a BERT encoder (MiniLM-L6 by default), a tag layer read as a linear-chain CRF, and two pointers.

A slim network has fewer attention heads and inner neurons in every layer than its backbone (`slim.py`).  Word and position
embeddings stay as they were pre-trained; a small embedding of capitals, which the uncased pieces lack, starts at zero.
Shapes: `ids` and `shapes` (batch, pieces); `columns` (batch, 1 + words), the piece of ``[CLS]`` and of each word's head.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from reportedly_tagger_en.decode import TAGS
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

POINTER = 128
SHAPES = 3


@dataclass(frozen=True, slots=True)
class Size:
    """The measures of a BERT encoder, from its config.json."""

    layers: int
    width: int
    heads: int
    head_width: int
    inner: int
    vocabulary: int
    positions: int
    epsilon: float


def read_size(folder: Path) -> Size:
    """The measures in a backbone's config.json."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return Size(
        layers=config["num_hidden_layers"],
        width=config["hidden_size"],
        heads=config["num_attention_heads"],
        head_width=config["hidden_size"] // config["num_attention_heads"],
        inner=config["intermediate_size"],
        vocabulary=config["vocab_size"],
        positions=config["max_position_embeddings"],
        epsilon=config["layer_norm_eps"],
    )


class Layer(nn.Module):
    """One encoder layer: attention, then the inner layer, each with its sum and norm."""

    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        self.heads = size.heads
        self.head_width = size.head_width
        self.dropout = dropout
        self.qkv = nn.Linear(size.width, 3 * size.heads * size.head_width)
        self.out = nn.Linear(size.heads * size.head_width, size.width)
        self.norm1 = nn.LayerNorm(size.width, eps=size.epsilon)
        self.inner = nn.Linear(size.width, size.inner)
        self.outer = nn.Linear(size.inner, size.width)
        self.norm2 = nn.LayerNorm(size.width, eps=size.epsilon)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        qkv = self.qkv(x).view(batch, length, 3, self.heads, self.head_width).permute(2, 0, 3, 1, 4)
        # no dropout on the attention weights: it doubles the cost of a step on a CPU
        held = functional.scaled_dot_product_attention(qkv[0], qkv[1], qkv[2], attn_mask=mask)
        held = self.out(held.transpose(1, 2).flatten(2))
        x = self.norm1(x + functional.dropout(held, self.dropout, self.training))
        held = self.outer(functional.gelu(self.inner(x)))
        out: Tensor = self.norm2(x + functional.dropout(held, self.dropout, self.training))
        return out


Scores = tuple[Tensor, Tensor, Tensor]
"""Tag scores (batch, words, 7) and pointer scores (batch, words, 1 + words), content->cue and cue->source."""


class Network(nn.Module):
    """Encoder, tag layer, pointers, and the transitions between tags."""

    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        self.size = size
        self.dropout = dropout
        self.word = nn.Embedding(size.vocabulary, size.width)
        self.position = nn.Embedding(size.positions, size.width)
        self.segment = nn.Parameter(torch.zeros(size.width))
        self.shape = nn.Embedding(SHAPES, size.width)
        self.norm = nn.LayerNorm(size.width, eps=size.epsilon)
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(size.layers))
        self.tag = nn.Linear(size.width, TAGS)
        self.cue_query = nn.Linear(size.width, POINTER)
        self.cue_key = nn.Linear(size.width, POINTER)
        self.source_query = nn.Linear(size.width, POINTER)
        self.source_key = nn.Linear(size.width, POINTER)
        self.transitions = nn.Parameter(torch.zeros(TAGS, TAGS))
        self.start = nn.Parameter(torch.zeros(TAGS))
        nn.init.zeros_(self.shape.weight)
        for frozen in (self.word.weight, self.position.weight, self.segment):
            frozen.requires_grad_(False)

    def forward(self, ids: Tensor, shapes: Tensor, columns: Tensor, mask: Tensor) -> Scores:
        """The scores of every word."""
        return self.read(self.encode(ids, shapes, mask)[-1], columns)

    def encode(self, ids: Tensor, shapes: Tensor, mask: Tensor, layers: int | None = None) -> list[Tensor]:
        """What the embeddings, and each of the first `layers`, make of the pieces: (batch, pieces, width), the last one last."""
        place = self.position.weight[: ids.shape[1]]
        x = self.norm(self.word(ids) + place + self.segment + self.shape(shapes))
        x = functional.dropout(x, self.dropout, self.training)
        states = [x]
        for layer in self.layers[:layers]:
            x = layer(x, mask)
            states.append(x)
        return states

    def read(self, x: Tensor, columns: Tensor) -> Scores:
        """The heads' scores over what the last layer made."""
        columns = columns[:, :, None].expand(-1, -1, x.shape[2])
        x = functional.dropout(x.gather(1, columns), self.dropout, self.training)
        words = x[:, 1:]
        scale = POINTER**-0.5
        to_cue = self.cue_query(words) @ self.cue_key(x).transpose(1, 2) * scale
        to_source = self.source_query(words) @ self.source_key(x).transpose(1, 2) * scale
        return self.tag(words), to_cue, to_source

    def head_parameters(self) -> list[nn.Parameter]:
        """What starts from nothing and learns faster than the encoder."""
        encoder = {id(p) for p in (*self.layers.parameters(), *self.norm.parameters())}
        return [p for p in self.parameters() if p.requires_grad and id(p) not in encoder]


def load_embeddings(network: Network, folder: Path) -> None:
    """Fill the frozen embeddings, and the norm over them, from a BERT model.safetensors."""
    held = backbone_state(folder)
    network.word.weight.data.copy_(held["embeddings.word_embeddings.weight"])
    network.position.weight.data.copy_(held["embeddings.position_embeddings.weight"])
    network.segment.data.copy_(held["embeddings.token_type_embeddings.weight"][0])
    put(network.norm, held, "embeddings.LayerNorm")


def load_layers(network: Network, folder: Path) -> None:
    """Fill the layers from a BERT model.safetensors of the same size."""
    held = backbone_state(folder)
    for number, layer in enumerate(network.layers):
        assert isinstance(layer, Layer)
        at = f"encoder.layer.{number}"
        for kind in ("weight", "bias"):
            parts = [held[f"{at}.attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
            getattr(layer.qkv, kind).data.copy_(torch.cat(parts))
        put(layer.out, held, f"{at}.attention.output.dense")
        put(layer.norm1, held, f"{at}.attention.output.LayerNorm")
        put(layer.inner, held, f"{at}.intermediate.dense")
        put(layer.outer, held, f"{at}.output.dense")
        put(layer.norm2, held, f"{at}.output.LayerNorm")


def backbone_state(folder: Path) -> dict[str, Tensor]:
    """The tensors of a BERT model.safetensors, by their names below "bert."."""
    held = load_file(folder / "model.safetensors")
    return {name.removeprefix("bert."): value.float() for name, value in held.items()}


def put(part: nn.Module, held: dict[str, Tensor], name: str) -> None:
    """Copy the tensors of that name into a part of the network."""
    for kind, target in part.named_parameters():
        target.data.copy_(held[f"{name}.{kind}"])
