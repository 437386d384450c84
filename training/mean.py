"""A model whose weights lie between those of two others: `python -m training.mean ONE OTHER --share .6 --backbone DIR --out DIR`.

Two fits that begin at the same weights often read better in their middle (Wortsman et al. 2022, "Model soups").
"""

import argparse
from pathlib import Path

import torch

from .ship import TUNED, costs, ship
from .shipped import open_shipped


def main() -> None:
    """Write the mean of two model folders."""
    parser = argparse.ArgumentParser(prog="training.mean", description=__doc__)
    parser.add_argument("one", type=Path, help="a model folder; its outermost reading is kept")
    parser.add_argument("other", type=Path, help="a model folder fitted from the same weights")
    parser.add_argument("--share", type=float, default=0.5, help="the share of the other's weights")
    parser.add_argument("--backbone", type=Path, required=True, help="config.json, model.safetensors, tokenizer.json")
    parser.add_argument("--out", type=Path, required=True, help="the folder for the graphs, their weights and settings")
    args = parser.parse_args()
    network, other = (open_shipped(folder, args.backbone) for folder in (args.one, args.other))
    far = other.state_dict()
    with torch.no_grad():
        for name, value in network.state_dict().items():
            if value.is_floating_point():
                value.lerp_(far[name], args.share)
    ship(network.eval(), args.backbone / "tokenizer.json", args.out, costs(network.encoder, TUNED))


if __name__ == "__main__":
    main()
