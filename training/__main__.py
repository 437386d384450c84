"""Train the tagger: ``python -m training --corpus POLNEAR/train --backbone MINILM --out FOLDER``.

First the trunk is fitted to the corpora, on all threads.  Then come rounds: branches (one a seed and thread) begin
where the last round ended, read the corpora and our own wire sentences, and their weights are averaged.  Last, what
matters least is taken out of the network, and what is left is fitted with the whole one as its teacher.
"""

import argparse
import logging
import random
from dataclasses import replace
from pathlib import Path

from safetensors.torch import save_file

from .data import Sources, epochs
from .fit import Plan, fit, make_network, trained_state
from .network import Network, read_size
from .ship import TUNED, costs, ship
from .slim import Slim, slimmed, weigh
from .soup import fit_branches, mean_state

log = logging.getLogger("training")

ROUNDS = (
    Plan(epochs=2, warm_up=0.04, rate=2e-4, head_rate=1e-3, processes=1),
    Plan(epochs=1, warm_up=0.04, rate=1.2e-4, head_rate=6e-4, processes=1),
)
"""The rounds after the trunk: shorter and gentler each time."""
SLIM_PLAN = Plan(epochs=4, warm_up=0.04, rate=2e-4, head_rate=4e-4, dropout=0.05, seed=31)
WEIGHED = 400
"""Windows on which the parts of the network are weighed."""


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


def fit_trunk(args: argparse.Namespace, corpora: Sources) -> Path:
    """Fit the trunk to the corpora alone; the file of its weights."""
    out: Path = args.work / "trunk.safetensors"
    plan = Plan(epochs=2 * args.epochs, stop=args.epochs, seed=1)
    fit(plan, read_size(args.backbone), args.backbone, epochs(corpora), out)
    log.info("the trunk is fitted: %s", out)
    return out


def fit_rounds(args: argparse.Namespace, corpora: Sources, begin: Path) -> Path:
    """Fit the rounds of branches from the trunk on; the file of the last mean of weights."""
    for number, plan in enumerate(ROUNDS, 1):
        plans = [replace(plan, begin=begin, seed=10 * number + branch) for branch in range(1, args.branches + 1)]
        out = args.work / f"round{number}.safetensors"
        files = fit_branches(plans, read_size(args.backbone), args.backbone, corpora, out)
        begin = args.work / f"round{number}-mean.safetensors"
        save_file({name: value.contiguous() for name, value in mean_state(files).items()}, begin)
        log.info("round %d is fitted: %s", number, begin)
    return begin


def fit_slim(args: argparse.Namespace, corpora: Sources, teacher: Path) -> Network:
    """Take out of the network what matters least, and fit the rest with the whole as its teacher."""
    whole = make_network(read_size(args.backbone), args.backbone, Plan(begin=teacher))
    seen = epochs(corpora)(0)
    random.Random(0).shuffle(seen)
    thin = slimmed(whole, Slim(), weigh(whole, seen[:WEIGHED]))
    begin, out = args.work / "cut.safetensors", args.work / "slim.safetensors"
    save_file({name: value.contiguous() for name, value in trained_state(thin).items()}, begin)
    fit(replace(SLIM_PLAN, begin=begin, teacher=teacher), thin.size, args.backbone, epochs(corpora), out)
    log.info("the slim network is fitted: %s", out)
    return make_network(thin.size, args.backbone, Plan(begin=out)).eval()


def main() -> None:
    """Fit the trunk, the rounds and the slim network, and write the model folder."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    args = arguments()
    args.work.mkdir(parents=True, exist_ok=True)
    tokenizer = args.backbone / "tokenizer.json"
    corpora = Sources(tuple(args.corpus), tuple(args.json), tokenizer, worn=0.25, copies=0)
    with_wire = replace(corpora, copies=3)
    network = fit_slim(args, with_wire, fit_rounds(args, with_wire, fit_trunk(args, corpora)))
    ship(network, tokenizer, args.out, costs(network, TUNED), int8=not args.float)
    log.info("the tagger is written: %s", args.out)


if __name__ == "__main__":
    main()
