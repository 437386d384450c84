"""Soups: the mean of the weights of several fits that began at the same place (Wortsman et al. 2022)."""

from collections.abc import Sequence
from pathlib import Path

from safetensors.torch import load_file
from torch import Tensor
from torch.multiprocessing.spawn import spawn

from .data import Sources, epochs
from .fit import Plan, fit
from .network import Size


def mean_state(files: Sequence[Path]) -> dict[str, Tensor]:
    """The mean of each weight over the files."""
    states = [load_file(file) for file in files]
    total = {name: sum((state[name] for state in states[1:]), states[0][name]) for name in states[0]}
    return {name: value / len(states) for name, value in total.items()}


def fit_one(number: int, plans: Sequence[Plan], size: Size, backbone: Path, sources: Sources, out: Path) -> None:
    """One of several fits that run side by side, each on one thread."""
    fit(plans[number], size, backbone, epochs(sources), branch(out, number))


def branch(out: Path, number: int) -> Path:
    """Where the fit with this number keeps its weights."""
    return out.with_name(f"{out.stem}-{number}{out.suffix}")


def fit_branches(plans: Sequence[Plan], size: Size, backbone: Path, sources: Sources, out: Path) -> list[Path]:
    """Run the plans side by side; the files of their weights."""
    spawn(fit_one, (plans, size, backbone, sources, out), nprocs=len(plans))  # type: ignore[no-untyped-call]
    return [branch(out, number) for number in range(len(plans))]
