"""How many point lookups a second, none asked before, beside the native server: `python -m tests.bench.lookups`.

Both services run at the same time and are asked in turn, so that other work on the machine meets both. The ratio is the
median of those of the runs. Printed besides is what a lookup costs each of the processes: microseconds of processor
time, which other work does not change, and how often the kernel switched to another.
"""

import argparse
import contextlib
import os
import platform
import statistics
import tempfile
from collections import Counter
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from tests.bench.measure import Client, Figures, measure
from tests.bench.services import Service, default_graph, service
from tests.bench.workloads import subjects
from tests.processes import family

from unmandates.engine.processes import status_of
from unmandates.release.release import NQUADS, current

NAMES = ("unmandates", "oxigraph")


def main() -> None:
    """Print a table of throughput and one of what a lookup costs."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.lookups", description=__doc__)
    parser.add_argument("--seconds", type=float, default=4, help="seconds for each run (4)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each service, in turn (5)")
    options = parser.parse_args()
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} processors, Python "
        f"{platform.python_version()}, load before the start {os.getloadavg()[0]:.1f}; {options.runs} runs of "
        f"{options.seconds:g} seconds, medians.\n"
    )
    found: dict[tuple[str, int], list[Figures]] = {}
    costs: dict[tuple[str, int], Counter] = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        triples = default_graph(current().folder / NQUADS, folder)
        texts = _texts(subjects(triples))
        with service("unmandates", triples, folder) as ours, service("oxigraph", triples, folder) as native:
            for clients in (1, 8):
                for _ in range(options.runs):
                    for running in (ours, native):
                        before = _spent(running)
                        figures = measure(lambda at=running: Client(at.endpoint).ask, texts, clients, options.seconds)
                        found.setdefault((running.name, clients), []).append(figures)
                        spent = costs.setdefault((running.name, clients), Counter())
                        spent.update(_spent(running))
                        spent.subtract(before)
    print("| clients | service | a second | p50 ms | p99 ms | failed | of the native server |\n" + "|---" * 7 + "|")
    for clients in (1, 8):
        for name in NAMES:
            runs, beside = found[name, clients], found["oxigraph", clients]
            ratio = statistics.median(a.throughput / b.throughput for a, b in zip(runs, beside, strict=True))
            middle = [statistics.median(getattr(run, field) for run in runs) for field in ("throughput", "p50", "p99")]
            print(
                f"| {clients} | {name} | {middle[0]:,.0f} | {1000 * middle[1]:.2f} | {1000 * middle[2]:.2f} "
                f"| {sum(run.failed for run in runs)} | {ratio:.2f} |"
            )
    print("\n| clients | service | process | µs a lookup | switches a lookup |\n" + "|---" * 5 + "|")
    for (name, clients), spent in sorted(costs.items(), key=lambda item: item[0][1]):
        asked = sum(run.count for run in found[name, clients])
        for process in sorted(process for process, unit in spent if unit == "seconds" and spent[process, unit] > 0):
            print(
                f"| {clients} | {name} | {process} | {1e6 * spent[process, 'seconds'] / asked:.0f} "
                f"| {spent[process, 'switches'] / asked:.1f} |"
            )


def _texts(names: list[str]):
    """Yield lookups of one thing after the other; no two have the same text."""
    for number in count():
        yield f"SELECT ?p ?o {{ {names[number % len(names)]} ?p ?o }} # {number}"


def _spent(running: Service) -> Counter:
    """Return the processor time and the switches so far of the processes of a service, added up by their names."""
    spent: Counter = Counter()
    for pid in (running.pid, *family(running.pid)):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            name = Path(f"/proc/{pid}/comm").read_text().strip()
            user, system = status_of(pid)[11:13]
            spent[name, "seconds"] += (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
            for status in Path(f"/proc/{pid}/task").glob("*/status"):
                lines = status.read_text().splitlines()
                spent[name, "switches"] += sum(int(line.split()[1]) for line in lines if "_switches" in line)
    return spent


if __name__ == "__main__":
    main()
