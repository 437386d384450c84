"""Fitting: several one-thread processes read parts of each batch and average their gradients.

Every epoch draws the data anew (annotator, first cut, losses of marks, invented names), so an epoch is described
by its seed.  A running average of the weights (EMA) is what is kept: it scores above the last step.
"""

import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import torch
import torch.distributed as dist
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.multiprocessing.spawn import spawn

from .network import Network, Size, load_embeddings, load_layers, read_size
from .objective import Batch, collate, loss, taught_loss
from .targets import Example

EpochData = Callable[[int], list[Example]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how hard to fit.  `begin` is an earlier weights file, or None for the bare backbone.

    `teacher` is the weights file of a network of the backbone's size, which the fitted one is to be like.  `stop` ends the
    fit before its schedule: the rate is then still high, as befits a trunk that branches go on from.
    """

    epochs: int = 4
    stop: int | None = None
    batch: int = 8
    rate: float = 2.5e-4
    head_rate: float = 2.5e-3
    decay: float = 0.01
    warm_up: float = 0.08
    clip: float = 1.0
    dropout: float = 0.1
    average: float = 0.998
    seed: int = 1
    processes: int = 2
    begin: Path | None = None
    teacher: Path | None = None


def batches(examples: list[Example], size: int, draw: random.Random) -> Iterator[list[Example]]:
    """Batches of like lengths, in a drawn order: little padding, no order by length."""
    rows = sorted(examples, key=lambda e: (len(e.window.ids) + draw.randint(0, 12), draw.random()))
    groups = [rows[i : i + size] for i in range(0, len(rows), size)]
    draw.shuffle(groups)
    yield from groups


def rate_at(step: int, steps: int, warm_up: float) -> float:
    """Linear warm-up, then linear decay to zero."""
    rise = max(1, int(steps * warm_up))
    return (step + 1) / rise if step < rise else max(0.0, (steps - step) / max(1, steps - rise))


def average_gradients(parameters: Sequence[Tensor], weight: float) -> None:
    """Sum the processes' weighted gradients, in one exchange."""
    flat = torch.cat([p.grad.reshape(-1) if p.grad is not None else p.new_zeros(p.numel()) for p in parameters])
    flat *= weight
    dist.all_reduce(flat)
    at = 0
    for p in parameters:
        p.grad = flat[at : at + p.numel()].view_as(p).clone()
        at += p.numel()


def make_network(size: Size, backbone: Path, plan: Plan) -> Network:
    """A network with the backbone's weights, or those of an earlier fit; heads drawn from a fixed seed."""
    torch.manual_seed(0)
    network = Network(size, plan.dropout)
    load_embeddings(network, backbone)
    if plan.begin:
        network.load_state_dict(load_file(plan.begin), strict=False)
    else:
        load_layers(network, backbone)
    return network


def make_objective(network: Network, backbone: Path, plan: Plan) -> Callable[[Batch], Tensor]:
    """What is made small: the loss against the annotators, and with a teacher the distance from it besides."""
    if plan.teacher is None:
        return partial(loss, network)
    teacher = make_network(read_size(backbone), backbone, replace(plan, begin=plan.teacher)).eval()
    return partial(taught_loss, network, teacher)


def trained_state(network: Network) -> dict[str, Tensor]:
    """The weights that fitting changes (the frozen embeddings stay in the backbone's file)."""
    return {name: p.detach() for name, p in network.named_parameters() if p.requires_grad}


class Share:
    """One process's share of a fit: the network, its optimiser, and the running average of the weights."""

    def __init__(self, rank: int, plan: Plan, network: Network, objective: Callable[[Batch], Tensor]) -> None:
        self.rank, self.plan, self.network, self.objective = rank, plan, network, objective
        heads = network.head_parameters()
        known = {id(p) for p in heads}
        body = [p for p in network.parameters() if p.requires_grad and id(p) not in known]
        groups = [{"params": body, "lr": plan.rate}, {"params": heads, "lr": plan.head_rate}]
        self.fitted = body + heads
        self.optimiser = torch.optim.AdamW(groups, weight_decay=plan.decay)
        self.average = {name: p.clone() for name, p in trained_state(network).items()}
        self.step, self.started = 0, time.time()

    def run(self, data: EpochData, out: Path) -> None:
        """All epochs; the first process keeps the averaged weights in `out` as it goes."""
        steps = 0
        for epoch in range(self.plan.stop or self.plan.epochs):
            seed = self.plan.seed * 1000 + epoch
            rows = list(batches(data(seed), self.plan.batch, random.Random(seed)))
            steps = steps or len(rows) * self.plan.epochs
            total = self._epoch(rows, steps, out)
            if self.rank == 0:
                cpu = time.process_time() / 60
                print(f"epoch {epoch + 1}: loss {total / len(rows):.4f}, {cpu:.1f} CPU min a process", flush=True)
                self._save(out)

    def _epoch(self, rows: Sequence[list[Example]], steps: int, out: Path) -> float:
        """A step a batch; the sum of their losses."""
        self.network.train()
        total = 0.0
        for group in rows:
            total += self._step(group, steps)
            if self.rank == 0 and self.step % 100 == 0:
                print(f"step {self.step}/{steps} {time.time() - self.started:.0f} s", flush=True)
                self._save(out)
        return total

    def _step(self, group: list[Example], steps: int) -> float:
        """One step on this process's part of a batch; its loss, 0 where the batch is too small to have a part for it."""
        part = group[self.rank :: self.plan.processes]
        value = self._gradients(part)
        if self.plan.processes > 1:
            average_gradients(self.fitted, len(part) / len(group))
        torch.nn.utils.clip_grad_norm_(self.fitted, self.plan.clip)
        share = rate_at(self.step, steps, self.plan.warm_up)
        for held, rate in zip(self.optimiser.param_groups, (self.plan.rate, self.plan.head_rate), strict=True):
            held["lr"] = rate * share
        self.optimiser.step()
        self.step += 1
        keep = min(self.plan.average, self.step / (self.step + 10))
        for name, p in trained_state(self.network).items():
            self.average[name].lerp_(p, 1 - keep)
        return value

    def _gradients(self, part: list[Example]) -> float:
        """The gradients of a part of a batch, and its loss; none of an empty part."""
        self.optimiser.zero_grad(set_to_none=True)
        if not part:
            return 0.0
        value = self.objective(collate(part))
        value.backward()  # type: ignore[no-untyped-call]
        return value.item()

    def _save(self, out: Path) -> None:
        save_file({name: p.contiguous() for name, p in self.average.items()}, out)


def run(rank: int, plan: Plan, size: Size, backbone: Path, data: EpochData, out: Path, port: int) -> None:
    """One process of the fit; the first one keeps the averaged weights in `out` as it goes."""
    torch.set_num_threads(1)
    if plan.processes > 1:
        os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port))
        dist.init_process_group("gloo", rank=rank, world_size=plan.processes)
    network = make_network(size, backbone, plan)
    objective = make_objective(network, backbone, plan)
    torch.manual_seed(plan.seed * 100 + rank)
    Share(rank, plan, network, objective).run(data, out)
    if plan.processes > 1:
        dist.destroy_process_group()


def fit(plan: Plan, size: Size, backbone: Path, data: EpochData, out: Path, port: int = 29511) -> None:
    """Fit the network and write its averaged weights to `out`."""
    if plan.processes == 1:
        run(0, plan, size, backbone, data, out, port)
    else:
        spawn(run, (plan, size, backbone, data, out, port), nprocs=plan.processes)  # type: ignore[no-untyped-call]
