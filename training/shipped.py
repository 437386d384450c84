"""The float weights of a shipped model, read back out of its ONNX graphs: where a fit may begin without the corpora behind it.

What int8 has lost stays lost (under .5 % of the attributions); tensors are taken in the order in which `export.py` writes them.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import nn

from .forest_network import APART, WIDTH, ForestNetwork
from .network import POINTER, Layer, Network, load_embeddings, read_size

Tensors = Iterator[NDArray[np.generic]]
EMBEDDINGS = 8  # tensors of a graph before its first layer
BANNED = -1e3  # a transition below it is forbidden


def open_shipped(model: Path, backbone: Path, heads: int = 8, inner: int = 896) -> ForestNetwork:
    """The network of a model folder; `backbone` gives sizes and the position table beyond what was shipped.

    Heads that the shipped forest did not have yet are as a new network has them.
    """
    encoder = _outermost(_tensors(onnx.load(str(model / "outermost.onnx"))), model, backbone, heads, inner)
    graph = onnx.load(str(model / "forest.onnx"))
    held = _tensors(graph)
    _skip(held, EMBEDDINGS)
    torch.manual_seed(0)
    own = sum(node.op_type == "Softmax" for node in graph.graph.node) - len(encoder.layers)
    apart = own > 0
    forest = ForestNetwork(encoder, 0, len(encoder.layers) - own if apart else APART)
    for layer in (*forest.upper, *(forest.telling if apart else ())):
        assert isinstance(layer, Layer)
        _layer(layer, held)
    if not apart:
        forest.part_events()
    _skip(held, 6 if apart else 3)  # the bounds of the words
    for name in [output.name for output in graph.graph.output]:
        if name in forest.classes:
            _linear(forest.classes[name], held)
        else:
            _linear(forest.keys[name], held)
            _linear(forest.queries[name], held, WIDTH**-0.5)
    return forest


def _tensors(model: onnx.ModelProto) -> Tensors:
    return iter([numpy_helper.to_array(tensor) for tensor in model.graph.initializer])


def _outermost(held: Tensors, model: Path, backbone: Path, heads: int, inner: int) -> Network:
    """The embeddings, the encoder and the heads of outermost attributions."""
    network = Network(replace(read_size(backbone), heads=heads, inner=inner), 0.1)
    load_embeddings(network, backbone)
    _skip(held, 2)
    words, scale = next(held).astype(np.float32), next(held).astype(np.float32)
    network.word.weight.data.copy_(torch.tensor(words * scale.reshape(-1, 1)))
    places = torch.tensor(next(held).astype(np.float32))
    network.position.weight.data[: len(places)] = places - network.segment.data
    network.shape.weight.data.copy_(torch.tensor(next(held)))
    _norm(network.norm, held)
    for layer in network.layers:
        assert isinstance(layer, Layer)
        _layer(layer, held)
    _skip(held, 3)
    _linear(network.tag, held)
    for key, query in ((network.cue_key, network.cue_query), (network.source_key, network.source_query)):
        _linear(key, held)
        _linear(query, held, POINTER**-0.5)
    settings = json.loads((model / "settings.json").read_text(encoding="utf-8"))
    network.transitions.data.copy_(_unbanned(settings["transitions"]))
    network.start.data.copy_(_unbanned(settings["start"]))
    return network


def _unbanned(values: list[float]) -> torch.Tensor:
    """Transitions without what `objective.allowed` puts on those that are forbidden: it is put on again when they are shipped."""
    found = torch.tensor(values)
    return found.where(found > BANNED, 0.0)


def _layer(layer: Layer, held: Tensors) -> None:
    _linear(layer.qkv, held)
    _skip(held, 6)  # the shape of heads, their numbers, the scale
    _linear(layer.out, held)
    _norm(layer.norm1, held)
    _linear(layer.inner, held)
    _skip(held, 3)  # the constants of GELU
    _linear(layer.outer, held)
    _norm(layer.norm2, held)


def _skip(held: Tensors, count: int) -> None:
    for _ in range(count):
        next(held)


def _linear(layer: nn.Module, held: Tensors, scale: float = 1.0) -> None:
    """A matrix as one or two int8 parts, each behind its zero points and before its scale; then the bias."""
    assert isinstance(layer, nn.Linear)
    total = np.zeros((), dtype=np.float32)
    part = next(held)
    while part.dtype == np.int8:
        packed, fine = next(held), next(held)
        total = total + packed.astype(np.float32) * fine.astype(np.float32)
        part = next(held)
    layer.weight.data.copy_(torch.tensor(total).T / scale)
    layer.bias.data.copy_(torch.tensor(part.astype(np.float32)) / scale)


def _norm(layer: nn.LayerNorm, held: Tensors) -> None:
    layer.weight.data.copy_(torch.tensor(next(held)))
    layer.bias.data.copy_(torch.tensor(next(held)))
