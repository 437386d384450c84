"""A slimmer network: the attention heads and inner neurons that matter least are taken out of every layer.

What a part matters is the mean size of the loss's slope at a gate on it (Michel, Levy and Neubig 2019); each layer keeps
the same number.  The slim network is then fitted with the whole one as its teacher (`objective.taught_loss`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn

from .network import Layer, Network
from .objective import collate, loss
from .targets import Example


@dataclass(frozen=True, slots=True)
class Slim:
    """How many attention heads and inner neurons each layer keeps."""

    heads: int = 8
    inner: int = 896


class Gate:
    """Sums up how the loss would change with a gate on each feature that enters a linear layer."""

    def __init__(self, layer: nn.Linear) -> None:
        self.total = torch.zeros(layer.in_features)
        layer.register_forward_pre_hook(self.watch)

    def watch(self, _: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        """Catch the slope at what goes in."""
        value = inputs[0]
        value.register_hook(lambda slope: self.add(value.detach() * slope))

    def add(self, slope: Tensor) -> None:
        """Add one example's slope at the gates: (batch, pieces, features) summed over the pieces."""
        self.total += slope.float().sum(dim=1).abs().sum(dim=0)


def weigh(network: Network, examples: Iterable[Example]) -> list[tuple[Tensor, Tensor]]:
    """For each layer, how much its heads and its inner neurons matter to the loss on the examples."""
    network.eval()
    gates = [(Gate(layer.out), Gate(layer.outer)) for layer in layers_of(network)]
    for example in examples:
        loss(network, collate([example])).backward()  # type: ignore[no-untyped-call]
    size = network.size
    return [(out.total.view(size.heads, size.head_width).sum(dim=1), outer.total) for out, outer in gates]


def slimmed(network: Network, slim: Slim, weights: list[tuple[Tensor, Tensor]]) -> Network:
    """A network with the parts of each layer that matter most."""
    thin = Network(replace(network.size, heads=slim.heads, inner=slim.inner), network.dropout)
    shared = {name: value for name, value in network.state_dict().items() if not name.startswith("layers.")}
    thin.load_state_dict(shared, strict=False)
    for whole, part, (heads, inner) in zip(layers_of(network), layers_of(thin), weights, strict=True):
        keep_heads(whole, part, top(heads, slim.heads))
        keep_inner(whole, part, top(inner, slim.inner))
        part.norm1.load_state_dict(whole.norm1.state_dict())
        part.norm2.load_state_dict(whole.norm2.state_dict())
    return thin


def layers_of(network: Network) -> list[Layer]:
    """The encoder's layers."""
    return [layer for layer in network.layers if isinstance(layer, Layer)]


def top(weights: Tensor, count: int) -> Tensor:
    """The numbers of the heaviest parts, in order."""
    return weights.topk(count).indices.sort().values


def keep_heads(whole: Layer, part: Layer, heads: Tensor) -> None:
    """Copy the chosen heads' rows of query, key and value, and their columns of the output."""
    width = whole.head_width
    features = (heads[:, None] * width + torch.arange(width)).flatten()
    rows = torch.cat([features + number * whole.heads * width for number in range(3)])
    part.qkv.weight.data.copy_(whole.qkv.weight[rows])
    part.qkv.bias.data.copy_(whole.qkv.bias[rows])
    part.out.weight.data.copy_(whole.out.weight[:, features])
    part.out.bias.data.copy_(whole.out.bias)


def keep_inner(whole: Layer, part: Layer, neurons: Tensor) -> None:
    """Copy the chosen inner neurons: their rows of the inner layer and columns of the outer."""
    part.inner.weight.data.copy_(whole.inner.weight[neurons])
    part.inner.bias.data.copy_(whole.inner.bias[neurons])
    part.outer.weight.data.copy_(whole.outer.weight[:, neurons])
    part.outer.bias.data.copy_(whole.outer.bias)
