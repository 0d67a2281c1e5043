"""Change curated values one at a time and see which changes the checks notice.

    python -m tests.mutation.mutate --count 500 --seed 1 --report tests/mutation/missed.md

Statements are drawn by lot from all files, the same number for each kind of change. A change is noticed when the gate
(`corpus.check`) or a competency question says something that it did not say before; there is no stored copy of the
data to compare with. Two questions know whole lists by a digest alone: what only they notice is counted apart. What
was missed is listed by kind. Judgements are kept in `build/mutation/`, so a run that was broken off goes on where it
was, as long as neither data nor checks have changed. Exit status 1 when fewer than 95 in a hundred were noticed.
"""

import argparse
import hashlib
import json
import logging
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.mutation.catcher import Catcher
from tests.mutation.mutations import Mutation, Mutator
from tests.mutation.report import Judgement, as_markdown, as_text
from tests.questions.question import FOLDER as QUESTIONS

from unmandates.corpus.files import read
from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.release.build import inputs_digest

STATE = TURTLE_ROOT / "build" / "mutation"
#: What must be noticed of all that was drawn.
ENOUGH = 0.95


def main() -> int:
    """Run the command; return 0 when 95 in a hundred mutations were noticed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report", type=Path, help="write the figures and what was missed to this Markdown file")
    parser.add_argument("--verbose", action="store_true", help="print each mutation and what caught it")
    options = parser.parse_args()
    began = time.monotonic()
    logging.getLogger("rdflib").setLevel(logging.ERROR)
    corpus = read()
    mutations = list(Mutator(corpus, random.Random(options.seed)).draw(options.count))
    state = STATE / f"{options.seed}-{_digest()[:12]}.jsonl"
    kept = _kept(state)
    left = [mutation for mutation in mutations if str(mutation) not in kept]
    if left:
        state.parent.mkdir(parents=True, exist_ok=True)
        with state.open("a", encoding="utf-8") as file:
            for judgement in _judgements(Catcher(corpus), left):
                kept[judgement.mutation] = judgement
                file.write(json.dumps(judgement.__dict__, ensure_ascii=False) + "\n")
                file.flush()
                if options.verbose:
                    print(judgement, flush=True)
    judgements = [kept[str(mutation)] for mutation in mutations]
    print(as_text(judgements), f"in {time.monotonic() - began:.0f} s", sep="\n")
    if options.report:
        options.report.write_text(as_markdown(judgements, options.seed), encoding="utf-8")
    return 0 if sum(judgement.noticed for judgement in judgements) >= ENOUGH * len(judgements) else 1


def _digest() -> str:
    """Return a digest of all that a judgement rests on: data and gate, questions, and what draws and judges."""
    judging = (Path(__file__).with_name(name) for name in ("catcher.py", "mutations.py", "reasoned.rq"))
    paths = [*sorted(QUESTIONS.glob("*.rq")), *sorted(QUESTIONS.glob("*.csv")), *judging]
    digest = hashlib.sha256(inputs_digest().encode())
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _kept(state: Path) -> dict[str, Judgement]:
    """Return the judgements of a run that was broken off; a line that is half written is none."""
    kept = {}
    for line in state.read_text(encoding="utf-8").splitlines() if state.exists() else ():
        try:
            judgement = Judgement(**json.loads(line))
        except ValueError:
            continue
        kept[judgement.mutation] = judgement
    return kept


def _judgements(catcher: Catcher, mutations: list[Mutation]) -> Iterator[Judgement]:
    """Yield the judgements as they are made; the processes that share the work copy the data by forking."""
    _FORKED.append((catcher, mutations))
    with multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
        yield from pool.imap_unordered(_judgement, range(len(mutations)))


#: What the forked processes find in their memory: stores cannot be sent to them.
_FORKED: list[tuple[Catcher, list[Mutation]]] = []


def _judgement(number: int) -> Judgement:
    catcher, mutations = _FORKED[-1]
    return Judgement.of(mutations[number], catcher.caught_by(mutations[number]))


if __name__ == "__main__":
    sys.exit(main())
