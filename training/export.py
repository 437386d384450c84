"""From trained weights to what the tagger ships: an ONNX graph whose matrices are int8 and whose arithmetic is float.

Every matrix column (every row of the word table) has its own scale.  What int8 leaves of a matrix is kept as int8 again:
with one part alone 2.1 % of the attributions on dev differed from float, with two 0.5 %.  The weights are unpacked to
float when a session opens; nothing is quantised while it runs: dynamic int8 changed 5 % of the attributions, and its
results hung on what stood in the same batch.
"""

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from reportedly_tagger_en.windows import LIMIT
from torch import nn

from .network import POINTER, Layer, Network

OPSET = 17
Array = NDArray[np.float32]


class Graph:
    """An ONNX graph in the making; every method adds nodes and returns the name of their output."""

    def __init__(self, int8: bool) -> None:
        self.int8 = int8
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
        """Store a matrix (in, out): float, or int8 with a scale a column and int8 again for what that leaves."""
        if not self.int8:
            return self.constant(value)
        packed, scale = pack_int8(value, axis=1)
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


def encoder(graph: Graph, network: Network) -> str:
    """Embeddings and layers; the output is (pieces, width)."""
    zero = graph.constant(np.array(0, dtype=np.int64))
    one = graph.constant(np.array(1, dtype=np.int64))
    length = graph.node("Gather", graph.node("Shape", "ids"), zero)
    places = graph.node("Range", zero, length, one)
    table = (network.position.weight[:LIMIT] + network.segment).detach().numpy()
    x = graph.rows(network.word.weight.detach().numpy(), "ids")
    x = graph.node("Add", x, graph.node("Gather", graph.constant(table), places))
    x = graph.node("Add", x, graph.node("Gather", graph.constant(network.shape.weight.detach().numpy()), "shapes"))
    x = graph.norm(x, network.norm)
    for layer in network.layers:
        assert isinstance(layer, Layer)
        x = graph.norm(graph.node("Add", x, attend(graph, x, layer)), layer.norm1)
        inner = graph.gelu(graph.linear(x, layer.inner))
        x = graph.norm(graph.node("Add", x, graph.linear(inner, layer.outer)), layer.norm2)
    return x


def to_onnx(network: Network, int8: bool) -> onnx.ModelProto:
    """The graph of a network: ids and shapes (pieces), columns (1 + words) -> tags, to_cue, to_source (by word)."""
    graph = Graph(int8)
    columns = graph.node("Gather", encoder(graph, network), "columns", axis=0)
    first = graph.constant(np.array([1], dtype=np.int64))
    last = graph.constant(np.array([2**31], dtype=np.int64))
    words = graph.node("Slice", columns, first, last, graph.constant(np.array([0], dtype=np.int64)))
    outputs = {"tags": graph.linear(words, network.tag)}
    for name, query, key in (
        ("to_cue", network.cue_query, network.cue_key),
        ("to_source", network.source_query, network.source_key),
    ):
        keys = graph.node("Transpose", graph.linear(columns, key), perm=[1, 0])
        outputs[name] = graph.node("MatMul", graph.linear(words, query, POINTER**-0.5), keys)
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
