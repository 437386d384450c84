"""Train the tagger: ``python -m training --corpus POLNEAR/train --backbone MINILM --out FOLDER``.

Two stages.  The trunk is fitted to the corpora.  Then branches (one a seed) begin at the trunk, read the corpora and
our own wire sentences, and their weights are averaged.
"""

import argparse
import logging
from pathlib import Path

from .data import Sources, epochs
from .fit import Plan, fit, make_network
from .network import read_size
from .ship import TUNED, costs, ship
from .soup import fit_branches, pour

log = logging.getLogger("training")


def arguments() -> argparse.Namespace:
    """The command line; README.md describes the two corpus layouts."""
    parser = argparse.ArgumentParser(prog="training", description=__doc__)
    parser.add_argument("--corpus", type=Path, action="append", default=[], help="a PolNeAR part")
    parser.add_argument("--json", type=Path, action="append", default=[], help="a corpus in our own JSON lines")
    parser.add_argument("--backbone", type=Path, required=True, help="config.json, model.safetensors, tokenizer.json")
    parser.add_argument("--out", type=Path, required=True, help="the folder for tagger.onnx and its settings")
    parser.add_argument("--work", type=Path, default=Path("training-work"), help="where weights are kept on the way")
    parser.add_argument("--epochs", type=int, default=3, help="epochs of the trunk (default 3)")
    parser.add_argument("--branch-epochs", type=int, default=4, help="epochs of each branch (default 4)")
    parser.add_argument("--seeds", type=int, nargs="+", default=[11, 12], help="one branch a seed (default 11 12)")
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
    trunk = args.work / "trunk.safetensors"
    corpora = Sources(tuple(args.corpus), tuple(args.json), tokenizer, worn=0.25, copies=0)
    fit(Plan(epochs=args.epochs + 1, stop=args.epochs, seed=1), size, args.backbone, epochs(corpora), trunk)
    log.info("the trunk is fitted: %s", trunk)
    plans = [
        Plan(epochs=args.branch_epochs, rate=1.5e-4, head_rate=1e-3, seed=seed, processes=1, begin=trunk)
        for seed in args.seeds
    ]
    with_wire = Sources(corpora.polnear, corpora.json, tokenizer, worn=0.25, copies=2)
    files = fit_branches(plans, size, args.backbone, with_wire, args.work / "branch.safetensors")
    network = pour(make_network(size, args.backbone, Plan()), files)
    ship(network, tokenizer, args.out, costs(network, TUNED), int8=not args.float)
    log.info("the tagger is written: %s", args.out)


if __name__ == "__main__":
    main()
