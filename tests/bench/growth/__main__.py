"""How import, build, disk and service grow with what was published, and how far a store alone goes.

`python -m tests.bench.growth runs FOLDER --work W [--sizes 0.1 0.333 1 3]` imports, builds, checks and serves a tenth,
a third, the whole and three times the AKN4UN samples in a folder (or in UNMANDATES_SAMPLES). Each run is kept as a line
of `runs.jsonl` in the working folder, and one that is there is not made again: after an interruption the same command
goes on. Printed are the figures as a table, where they stop being linear, and what they come to at sizes that nobody
has measured.

`python -m tests.bench.growth store --work W [--hours 1] [--disk 40]` loads made-up imports into a store in steps of 1,
3, 10, 30 million statements and so on, and tells time, size and look-ups at each.
"""

import argparse
import datetime
import json
import os
import platform
import sys
from pathlib import Path

from tests.bench.growth import figures, filling, runs

_RUNS = "runs.jsonl"


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.growth", description=__doc__.splitlines()[0])
    verbs = parser.add_subparsers(required=True)
    verb = verbs.add_parser("runs", help="import, build, check and serve the samples in several sizes")
    verb.add_argument("samples", nargs="?", type=Path, default=os.environ.get("UNMANDATES_SAMPLES"))
    verb.add_argument("--work", type=Path, required=True, help="the working folder, where finished runs are kept")
    verb.add_argument("--sizes", nargs="+", type=float, default=[0.1, 1 / 3, 1, 3], help="shares, and 3 (0.1 1/3 1 3)")
    verb.add_argument("--fresh", action="store_true", help="forget the runs that are kept")
    verb.add_argument("--keep", action="store_true", help="leave what was imported and built")
    verb.set_defaults(run=_runs)
    verb = verbs.add_parser("store", help="load a store alone, until time or disk are used up")
    verb.add_argument("--work", type=Path, required=True, help="the working folder; the store is removed at the end")
    verb.add_argument("--hours", type=float, default=1)
    verb.add_argument("--disk", type=float, default=40, help="gigabytes")
    verb.set_defaults(run=_store)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    print(
        f"{datetime.date.today()}, {platform.machine()}, {os.cpu_count()} processors, load before the start {load:.1f}"
    )
    return options.run(options)


def _runs(options: argparse.Namespace) -> int:
    if not options.samples or not Path(options.samples).is_dir():
        print("name the folder of the samples, or set UNMANDATES_SAMPLES", file=sys.stderr)
        return 2
    options.work.mkdir(parents=True, exist_ok=True)
    kept = options.work / _RUNS
    if options.fresh:
        kept.unlink(missing_ok=True)
    done = _read(kept)
    for size in sorted({round(size, 3) for size in options.sizes} - done.keys()):
        print(f"{size:g} of the samples …", file=sys.stderr, flush=True)
        done[size] = runs.run(Path(options.samples), size, options.work / f"run-{size:g}", options.keep)
        with kept.open("a", encoding="utf-8") as file:
            file.write(json.dumps(done[size]) + "\n")
    found = [done[size] for size in sorted(done)]
    print(*figures.table(found), "", sep="\n")
    if len(found) > 1:
        print(*figures.bends(found), "", *figures.worked_out(found), sep="\n")
    return 0


def _read(kept: Path) -> dict[float, dict]:
    """Return the runs that are kept, by size; a last line that was cut off is none."""
    found = {}
    for line in kept.read_text(encoding="utf-8").splitlines() if kept.is_file() else ():
        try:
            run = json.loads(line)
        except ValueError:
            continue
        found[run["size"]] = run
    return found


def _store(options: argparse.Namespace) -> int:
    for line in filling.fill(options.work, options.hours * 3600, options.disk * 1e9):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
