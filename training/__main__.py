"""Train the tagger: ``python -m training --corpus POLNEAR/train --backbone MINILM --out FOLDER``.

First the trunk is fitted to the corpora, on all threads.  Then come rounds: branches (one a seed and thread) begin
where the last round ended, read the corpora and our own wire sentences, and their weights are averaged.
"""

import argparse
import logging
from dataclasses import replace
from pathlib import Path

from safetensors.torch import save_file

from .data import Sources, epochs
from .fit import Plan, fit, make_network
from .network import read_size
from .ship import TUNED, costs, ship
from .soup import fit_branches, mean_state, pour

log = logging.getLogger("training")

ROUNDS = (
    Plan(epochs=2, warm_up=0.04, rate=2e-4, head_rate=1e-3, processes=1),
    Plan(epochs=1, warm_up=0.04, rate=1.2e-4, head_rate=6e-4, processes=1),
)
"""The rounds after the trunk: shorter and gentler each time."""


def arguments() -> argparse.Namespace:
    """The command line; README.md describes the two corpus layouts."""
    parser = argparse.ArgumentParser(prog="training", description=__doc__)
    parser.add_argument("--corpus", type=Path, action="append", default=[], help="a PolNeAR part")
    parser.add_argument("--json", type=Path, action="append", default=[], help="a corpus in our own JSON lines")
    parser.add_argument("--backbone", type=Path, required=True, help="config.json, model.safetensors, tokenizer.json")
    parser.add_argument("--out", type=Path, required=True, help="the folder for tagger.onnx and its settings")
    parser.add_argument("--work", type=Path, default=Path("training-work"), help="where weights are kept on the way")
    parser.add_argument("--epochs", type=int, default=2, help="epochs of the trunk (default 2)")
    parser.add_argument("--branches", type=int, default=2, help="branches in each round (default 2)")
    parser.add_argument("--float", action="store_true", help="keep float weights (to compare with int8)")
    args = parser.parse_args()
    if not args.corpus and not args.json:
        parser.error("a corpus is needed: --corpus or --json")
    return args


def main() -> None:
    """Fit the trunk and the branches, average the branches, write the model folder."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    args = arguments()
    args.work.mkdir(parents=True, exist_ok=True)
    size = read_size(args.backbone)
    tokenizer = args.backbone / "tokenizer.json"
    corpora = Sources(tuple(args.corpus), tuple(args.json), tokenizer, worn=0.25, copies=0)
    begin = args.work / "trunk.safetensors"
    trunk = Plan(epochs=2 * args.epochs, stop=args.epochs, seed=1)
    fit(trunk, size, args.backbone, epochs(corpora), begin)
    log.info("the trunk is fitted: %s", begin)
    for number, plan in enumerate(ROUNDS, 1):
        plans = [replace(plan, begin=begin, seed=10 * number + branch) for branch in range(1, args.branches + 1)]
        files = fit_branches(
            plans, size, args.backbone, replace(corpora, copies=3), args.work / f"round{number}.safetensors"
        )
        begin = args.work / f"round{number}-mean.safetensors"
        save_file({name: value.contiguous() for name, value in mean_state(files).items()}, begin)
        log.info("round %d is fitted: %s", number, begin)
    network = pour(make_network(size, args.backbone, Plan()), [begin])
    ship(network, tokenizer, args.out, costs(network, TUNED), int8=not args.float)
    log.info("the tagger is written: %s", args.out)


if __name__ == "__main__":
    main()
