"""From trained weights to what the tagger ships: two ONNX graphs whose matrices are int8 and whose arithmetic is float.

Every matrix column (every row of the word table) has its own scale.  What int8 leaves of a matrix is kept as int8 again:
with one part alone 2.1 % of the attributions on dev differed from float, with two 0.5 %.  The weights are unpacked to
float when a session opens; nothing is quantised while it runs: dynamic int8 changed 5 % of the attributions, and its
results hung on what stood in the same batch.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnx.external_data_helper import set_external_data
from reportedly_tagger_en.windows import LIMIT
from torch import nn

from .forest import CLASSES, POINTERS
from .forest_network import TOLD, ForestNetwork
from .network import POINTER, Layer, Network

OPSET = 17
WEIGHTS = "weights.bin"
LARGE = 1024  # bytes
Array = NDArray[np.float32]


class Graph:
    """An ONNX graph in the making; every method adds nodes and returns the name of their output."""

    def __init__(self, int8: bool) -> None:
        self.int8 = int8
        self.coarse = False
        self.nodes: list[onnx.NodeProto] = []
        self.held: list[onnx.TensorProto] = []

    def name(self) -> str:
        """A name that is not in use."""
        return f"n{len(self.nodes)}_{len(self.held)}"

    def constant(self, value: NDArray[np.generic]) -> str:
        """Store a tensor."""
        name = self.name()
        self.held.append(numpy_helper.from_array(value.copy(order="C"), name))
        return name

    def node(self, kind: str, *inputs: str, **attributes: object) -> str:
        """Add an operation with one output."""
        name = self.name()
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))  # type: ignore[arg-type]
        return name

    def matrix(self, value: Array) -> str:
        """Store a matrix (in, out): float, or int8 with a scale a column, and int8 again for what that leaves unless `coarse`."""
        if not self.int8:
            return self.constant(value)
        packed, scale = pack_int8(value, axis=1)
        if self.coarse:
            return self.unpacked(packed, scale)
        rest, fine = pack_int8(np.asarray(value - packed * scale, dtype=np.float32), axis=1)
        return self.node("Add", self.unpacked(packed, scale), self.unpacked(rest, fine))

    def unpacked(self, packed: NDArray[np.int8], scale: Array) -> str:
        """A stored int8 matrix as float."""
        zero = self.constant(np.zeros(len(scale), dtype=np.int8))
        return self.node("DequantizeLinear", self.constant(packed), self.constant(scale), zero, axis=1)

    def linear(self, x: str, layer: nn.Linear, scale: float = 1.0) -> str:
        """x @ weight + bias."""
        weight = layer.weight.detach().numpy().T * scale
        bias = layer.bias.detach().numpy() * scale
        return self.node("Add", self.node("MatMul", x, self.matrix(weight.astype(np.float32))), self.constant(bias))

    def norm(self, x: str, layer: nn.LayerNorm) -> str:
        """Layer normalisation over the width."""
        weight, bias = self.constant(layer.weight.detach().numpy()), self.constant(layer.bias.detach().numpy())
        return self.node("LayerNormalization", x, weight, bias, axis=-1, epsilon=layer.eps)

    def rows(self, table: Array, ids: str) -> str:
        """The rows of a table, unpacked after they are looked up."""
        if not self.int8:
            return self.node("Gather", self.constant(table), ids)
        packed, scale = pack_int8(table, axis=0)
        rows = self.node("Cast", self.node("Gather", self.constant(packed), ids), to=TensorProto.FLOAT)
        return self.node("Mul", rows, self.node("Gather", self.constant(scale[:, None]), ids))

    def gelu(self, x: str) -> str:
        """The exact GELU."""
        half, one = self.constant(np.float32(0.5).reshape(1)), self.constant(np.float32(1).reshape(1))
        root = self.constant(np.float32(2**0.5).reshape(1))
        erf = self.node("Add", self.node("Erf", self.node("Div", x, root)), one)
        return self.node("Mul", self.node("Mul", x, erf), half)


def pack_int8(value: Array, axis: int) -> tuple[NDArray[np.int8], Array]:
    """Symmetric int8 with one scale for each index of `axis`."""
    top = np.abs(value).max(axis=1 - axis, keepdims=True)
    scale = np.where(top == 0, np.float32(1), top / 127).astype(np.float32)
    packed = np.clip(np.rint(value / scale), -127, 127).astype(np.int8)
    return packed, scale.reshape(-1)


def attend(graph: Graph, x: str, layer: Layer) -> str:
    """Attention of one layer, for a batch of one."""
    size = layer.head_width
    qkv = graph.linear(x, layer.qkv)
    shaped = graph.node("Reshape", qkv, graph.constant(np.array([1, -1, 3, layer.heads, size], dtype=np.int64)))
    query, key, value = (
        graph.node("Gather", shaped, graph.constant(np.array(i, dtype=np.int64)), axis=2) for i in range(3)
    )
    query = graph.node("Transpose", query, perm=[0, 2, 1, 3])
    key = graph.node("Transpose", key, perm=[0, 2, 3, 1])
    value = graph.node("Transpose", value, perm=[0, 2, 1, 3])
    scale = graph.constant(np.float32(size**-0.5).reshape(1))
    weights = graph.node("Softmax", graph.node("MatMul", graph.node("Mul", query, scale), key), axis=-1)
    held = graph.node("Transpose", graph.node("MatMul", weights, value), perm=[0, 2, 1, 3])
    joined = graph.node("Reshape", held, graph.constant(np.array([-1, layer.heads * size], dtype=np.int64)))
    return graph.linear(joined, layer.out)


def embedded(graph: Graph, network: Network) -> str:
    """The embeddings: (pieces, width)."""
    zero = graph.constant(np.array(0, dtype=np.int64))
    one = graph.constant(np.array(1, dtype=np.int64))
    length = graph.node("Gather", graph.node("Shape", "ids"), zero)
    places = graph.node("Range", zero, length, one)
    table = (network.position.weight[:LIMIT] + network.segment).detach().numpy()
    x = graph.rows(network.word.weight.detach().numpy(), "ids")
    rows = graph.node("Gather", graph.constant(table.astype(np.float16)), places)
    x = graph.node("Add", x, graph.node("Cast", rows, to=TensorProto.FLOAT))
    x = graph.node("Add", x, graph.node("Gather", graph.constant(network.shape.weight.detach().numpy()), "shapes"))
    return graph.norm(x, network.norm)


def layered(graph: Graph, x: str, layers: Iterable[nn.Module]) -> str:
    """Encoder layers one after the other: (pieces, width)."""
    for layer in layers:
        assert isinstance(layer, Layer)
        x = graph.norm(graph.node("Add", x, attend(graph, x, layer)), layer.norm1)
        inner = graph.gelu(graph.linear(x, layer.inner))
        x = graph.norm(graph.node("Add", x, graph.linear(inner, layer.outer)), layer.norm2)
    return x


def of_words(graph: Graph, x: str) -> tuple[str, str]:
    """The columns ([CLS] and the words) of what the last layer made, and the words alone."""
    columns = graph.node("Gather", x, "columns", axis=0)
    first = graph.constant(np.array([1], dtype=np.int64))
    last = graph.constant(np.array([2**31], dtype=np.int64))
    return columns, graph.node("Slice", columns, first, last, graph.constant(np.array([0], dtype=np.int64)))


def pointer(graph: Graph, words: str, columns: str, query: nn.Linear, key: nn.Linear) -> str:
    """What each word gives each column."""
    keys = graph.node("Transpose", graph.linear(columns, key), perm=[1, 0])
    return graph.node("MatMul", graph.linear(words, query, POINTER**-0.5), keys)


def outermost_heads(graph: Graph, network: Network, x: str) -> dict[str, str]:
    """The heads that read outermost attributions."""
    columns, words = of_words(graph, x)
    return {
        "tags": graph.linear(words, network.tag),
        "to_cue": pointer(graph, words, columns, network.cue_query, network.cue_key),
        "to_source": pointer(graph, words, columns, network.source_query, network.source_key),
    }


def forest_heads(graph: Graph, forest: ForestNetwork, x: str, told: str) -> dict[str, str]:
    """The heads of the attribution forest, and those of events with layers of their own; they go by the names of `forest.py`."""
    columns, words = of_words(graph, x)
    telling = of_words(graph, told)[1] if told != x else words
    heads = {name: graph.linear(telling if name in TOLD else words, linear(forest.classes, name)) for name in CLASSES}
    for name in POINTERS:
        heads[name] = pointer(graph, words, columns, linear(forest.queries, name), linear(forest.keys, name))
    return heads


def linear(heads: nn.ModuleDict, name: str) -> nn.Linear:
    found = heads[name]
    assert isinstance(found, nn.Linear)
    return found


def graphs(forest: ForestNetwork, int8: bool) -> dict[str, onnx.ModelProto]:
    """The two readings as a graph each: ids and shapes (pieces), columns (1 + words) -> the reading's heads by word.

    Two graphs, for onnxruntime computes all of a graph whichever outputs are asked for.  Both hold the embeddings and the layers
    that the forest has not made its own; `save` writes those once.  Layers that are not shared are one int8 part: with two of them the
    package would be larger than it may be.
    """
    return {"outermost": outermost(forest, Graph(int8)), "forest": attribution_forest(forest, Graph(int8))}


def outermost(forest: ForestNetwork, graph: Graph) -> onnx.ModelProto:
    """The graph that reads outermost attributions."""
    network = forest.encoder
    shared = layered(graph, embedded(graph, network), network.layers[: forest.shared])
    graph.coarse = True
    own = layered(graph, shared, network.layers[forest.shared :])
    graph.coarse = False
    return model_of(graph, outermost_heads(graph, network, own))


def attribution_forest(forest: ForestNetwork, graph: Graph) -> onnx.ModelProto:
    """The graph that reads the attribution forest."""
    network = forest.encoder
    shared = layered(graph, embedded(graph, network), network.layers[: forest.shared])
    graph.coarse = True
    common = layered(graph, shared, forest.upper[: forest.fork])
    chains = layered(graph, common, forest.upper[forest.fork :])
    told = layered(graph, common, forest.telling) if forest.tells_apart() else chains
    return model_of(graph, forest_heads(graph, forest, chains, told))


def model_of(graph: Graph, outputs: dict[str, str]) -> onnx.ModelProto:
    """A graph as a model whose outputs go by the names of the heads."""
    for name, value in outputs.items():
        graph.nodes.append(helper.make_node("Identity", [value], [name]))
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, [n]) for n in ("ids", "shapes", "columns")]
    typed = [helper.make_tensor_value_info(n, TensorProto.FLOAT, ["words", None]) for n in outputs]
    model = helper.make_model(
        helper.make_graph(graph.nodes, "tagger", inputs, typed, graph.held),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=8,
    )
    onnx.checker.check_model(model)
    return model


def save(models: Mapping[str, onnx.ModelProto], folder: Path) -> None:
    """Each model as NAME.onnx.  Tensors of a kilobyte and more stand in `WEIGHTS` beside them, once however many models hold them."""
    places: dict[bytes, tuple[int, int]] = {}
    with (folder / WEIGHTS).open("wb") as weights:
        for model in models.values():
            for tensor in model.graph.initializer:
                if len(tensor.raw_data) < LARGE:
                    continue
                digest = hashlib.sha256(tensor.raw_data).digest()
                if digest not in places:
                    places[digest] = (weights.tell(), weights.write(tensor.raw_data))
                offset, length = places[digest]
                set_external_data(tensor, WEIGHTS, offset, length)
                tensor.ClearField("raw_data")
    for name, model in models.items():
        onnx.save(model, folder / f"{name}.onnx")
