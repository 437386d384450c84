"""Train the tagger: ``python -m training --corpus POLNEAR/train --backbone MINILM --out FOLDER``.

First the trunk is fitted to the corpora, on all threads.  Then come rounds: branches (one a seed and thread) begin
where the last round ended, read the corpora and our own wire sentences, and their weights are averaged.  Then what
matters least is taken out of the network, and what is left is fitted with the whole one as its teacher.  Last, the heads of the
attribution forest are fitted to the hands, with upper layers of their own.

Every stage leaves a file whose hash is kept; a command that was interrupted and is given again skips the stages that are whole, and
the last one goes on at its last checkpoint.  ``--begin-with MODEL`` takes the network of a shipped model; the last stage goes on with it.
"""

import argparse
import hashlib
import logging
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from safetensors.torch import save_file

from . import events, layers
from .data import Sources, epochs
from .fit import Plan, fit, make_network, trained_state
from .forest_fit import EVENTS, ForestPlan, fitted, hands, only_events, pieces_of, planted
from .forest_network import ForestNetwork
from .heads import refitted
from .network import Network, read_size
from .ship import TUNED, costs, ship
from .shipped import open_shipped
from .slim import Slim, slimmed, weigh
from .soup import fit_branches, mean_state

log = logging.getLogger("training")

ROUNDS = (
    Plan(epochs=2, warm_up=0.04, rate=2e-4, head_rate=1e-3, processes=1),
    Plan(epochs=1, warm_up=0.04, rate=1.2e-4, head_rate=6e-4, processes=1),
)
"""The rounds after the trunk: shorter and gentler each time."""
SLIM_PLAN = Plan(epochs=4, warm_up=0.04, rate=2e-4, head_rate=4e-4, dropout=0.05, seed=31)
AGAIN = 2
"""How many more times an epoch reads a passage that is labelled with events: few are, and their heads begin with nothing."""
WEIGHED = 400
"""Windows on which the parts of the network are weighed."""


def arguments() -> argparse.Namespace:
    """The command line; README.md describes the two corpus layouts."""
    parser = argparse.ArgumentParser(prog="training", description=__doc__)
    parser.add_argument("--corpus", type=Path, action="append", default=[], help="a PolNeAR part")
    parser.add_argument("--json", type=Path, action="append", default=[], help="a corpus in our own JSON lines")
    parser.add_argument("--backbone", type=Path, required=True, help="config.json, model.safetensors, tokenizer.json")
    parser.add_argument("--out", type=Path, required=True, help="the folder for the graphs, their weights and settings")
    parser.add_argument("--work", type=Path, default=Path("training-work"), help="where weights are kept on the way")
    parser.add_argument("--epochs", type=int, default=2, help="epochs of the trunk (default 2)")
    parser.add_argument("--branches", type=int, default=2, help="branches in each round (default 2)")
    parser.add_argument("--float", action="store_true", help="keep float weights (to compare with int8)")
    parser.add_argument(
        "--begin-with", type=Path, help="a shipped model folder, in place of the stages before the last"
    )
    parser.add_argument("--reports", type=Path, help="the folder of corpora that layers/*.jsonl were made on")
    parser.add_argument(
        "--only-events",
        action="store_true",
        help="fit what an event is, its layers and heads, and leave the rest as it is",
    )
    parser.add_argument(
        "--only-heads",
        action="store_true",
        help="with --begin-with: fit again who speaks while held, and leave the rest as it is",
    )
    parser.add_argument(
        "--hold",
        type=float,
        default=0.0,
        metavar="WEIGHT",
        help="with --begin-with: hold what the model says of chains with this weight, while events are learned (2 is much)",
    )
    parser.add_argument("--steps", type=int, default=ForestPlan().steps, help="steps of the last stage")
    args = parser.parse_args()
    if not (args.corpus or args.json or args.begin_with):
        parser.error("a corpus is needed (--corpus or --json), or a model to begin with (--begin-with)")
    if args.only_heads and not args.begin_with:
        parser.error("--only-heads needs a model to begin with (--begin-with): it fits heads on layers that stay")
    if args.hold and not args.begin_with:
        parser.error("--hold needs a model to begin with (--begin-with): it holds what that model says")
    return args


def kept(out: Path, make: Callable[[], object]) -> Path:
    """The file of a stage: made now, or left from an earlier run whose hash it still has."""
    mark = out.with_suffix(".sha256")
    if out.exists() and mark.exists() and mark.read_text(encoding="utf-8").strip() == file_hash(out):
        log.info("%s is there already", out)
        return out
    make()
    mark.write_text(file_hash(out) + "\n", encoding="utf-8")
    return out


def file_hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


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


def fit_slim(args: argparse.Namespace, corpora: Sources, teacher: Path) -> Path:
    """Take out of the network what matters least, and fit the rest with the whole as its teacher; the file of its weights."""
    out: Path = args.work / "slim.safetensors"
    whole = make_network(read_size(args.backbone), args.backbone, Plan(begin=teacher))
    seen = epochs(corpora)(0)
    random.Random(0).shuffle(seen)
    thin = slimmed(whole, Slim(), weigh(whole, seen[:WEIGHED]))
    begin = args.work / "cut.safetensors"
    save_file({name: value.contiguous() for name, value in trained_state(thin).items()}, begin)
    fit(replace(SLIM_PLAN, begin=begin, teacher=teacher), thin.size, args.backbone, epochs(corpora), out)
    return out


def fit_first_stages(args: argparse.Namespace) -> Network:
    """The network of outermost attributions, slim."""
    tokenizer = args.backbone / "tokenizer.json"
    corpora = Sources(tuple(args.corpus), tuple(args.json), tokenizer, worn=0.25, copies=0)
    with_wire = replace(corpora, copies=3)
    trunk = kept(args.work / "trunk.safetensors", lambda: fit_trunk(args, corpora))
    last = args.work / f"round{len(ROUNDS)}-mean.safetensors"
    rounds = kept(last, lambda: fit_rounds(args, with_wire, trunk))
    slim = kept(args.work / "slim.safetensors", lambda: fit_slim(args, with_wire, rounds))
    size = replace(read_size(args.backbone), heads=Slim().heads, inner=Slim().inner)
    return make_network(size, args.backbone, Plan(begin=slim))


def fit_forest(args: argparse.Namespace) -> ForestNetwork:
    """The network with the forest's heads, fitted to the hands and, where their texts are there, to the layers."""
    network = open_shipped(args.begin_with, args.backbone) if args.begin_with else planted(fit_first_stages(args))
    passages = [p for hand in hands().values() for p in hand]
    if args.only_heads:
        return refitted(network, passages, pieces_of(args.backbone))
    if args.only_events:
        told = [p for p in passages if events.TAG in p.tags]
        plan, work = replace(EVENTS, steps=args.steps), args.work / "events.safetensors"
        return fitted(only_events(network), told, plan, pieces_of(args.backbone), work)
    if args.reports:
        passages += [p for path in sorted(layers.FOLDER.glob("*.jsonl")) for p in layers.read(path, args.reports)]
    passages += AGAIN * [p for p in passages if events.TAG in p.tags]
    plan = ForestPlan(steps=args.steps, hold=args.hold)
    return fitted(network, passages, plan, pieces_of(args.backbone), args.work / "forest.safetensors")


def main() -> None:
    """Fit every stage and write the model folder."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    args = arguments()
    args.work.mkdir(parents=True, exist_ok=True)
    network = fit_forest(args)
    ship(network, args.backbone / "tokenizer.json", args.out, costs(network.encoder, TUNED), int8=not args.float)
    log.info("the tagger is written: %s", args.out)


if __name__ == "__main__":
    main()
