"""How long checking and building the corpus takes: `python -m tests.bench.corpus`, three runs each, in seconds."""

import statistics
import subprocess
import sys
import tempfile
import time

from unmandates.corpus.files import read

RUNS = 3


def measure(verb: list[str], releases: str) -> list[float]:
    """Return the wall-clock seconds of each run of a verb of the command."""
    seconds = []
    for _ in range(RUNS):
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "unmandates.cli", *verb],
            check=True,
            stdout=subprocess.DEVNULL,
            env={"UNMANDATES_RELEASES": releases, "PATH": ""},
        )
        seconds.append(time.perf_counter() - began)
    return seconds


def main() -> None:
    """Print a table of median, least and most."""
    print(f"{len(read().curated())} curated statements, {RUNS} runs each\n")
    print("| command | median s | least | most |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as releases:
        for verb in (["check"], ["build", "--force"]):
            seconds = measure(verb, releases)
            print(
                f"| `unmandates {' '.join(verb)}` | {statistics.median(seconds):.1f} "
                f"| {min(seconds):.1f} | {max(seconds):.1f} |"
            )


if __name__ == "__main__":
    main()
