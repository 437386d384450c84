"""Writing the folder that the tagger loads: its graphs with their weights, tokenizer.json and settings.json."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from reportedly_tagger_en.decode import Costs
from torch import Tensor

from .export import graphs, save
from .forest import LABELS
from .forest_network import ForestNetwork
from .network import Network
from .objective import allowed, allowed_start


@dataclass(frozen=True, slots=True)
class Tuned:
    """The decoding costs that are tuned and not trained; see `reportedly_tagger_en.decode.Costs`."""

    leave: float
    none_cue: float
    none_source: float
    begin: float


TUNED = Tuned(leave=1.0, none_cue=-1.0, none_source=-1.0, begin=0.6)


def rounded(values: Tensor) -> tuple[float, ...]:
    """A row of a tensor, rounded for the settings file."""
    return tuple(round(value, 4) for value in values.tolist())


def costs(network: Network, tuned: Tuned) -> Costs:
    """The trained transitions with the tuned costs."""
    return Costs(
        transitions=tuple(rounded(row) for row in allowed(network.transitions.detach())),
        start=rounded(allowed_start(network.start.detach())),
        **asdict(tuned),
    )


def ship(forest: ForestNetwork, tokenizer: Path, out: Path, decoding: Costs, int8: bool = True) -> None:
    """Write a model folder."""
    out.mkdir(parents=True, exist_ok=True)
    save(graphs(forest, int8), out)
    held = json.loads(tokenizer.read_text(encoding="utf-8"))
    held["truncation"] = held["padding"] = None
    (out / "tokenizer.json").write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
    (out / "settings.json").write_text(
        json.dumps(asdict(decoding) | {"labels": LABELS}, indent=1) + "\n", encoding="utf-8"
    )
