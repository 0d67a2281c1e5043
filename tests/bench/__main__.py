"""`make bench`: this service, the native server and rdflib-endpoint, side by side in one run.

python -m tests.bench [--seconds S] [--synthetic N] [--out FILE]. Writes a Markdown table with its date and machine.
Everything runs on one machine, the clients too, so ratios say more than figures.
"""

import argparse
import os
import platform
import tempfile
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from tests.bench import synthetic
from tests.bench.answerable import answerable
from tests.bench.measure import Client, Figures, measure
from tests.bench.protection import attackers_beside_small_queries, cost_of_being_killable
from tests.bench.services import default_graph, service
from tests.bench.workloads import subjects, workloads

from unmandates.release.examples import Example, examples
from unmandates.release.release import current

SERVICES = ("unmandates", "oxigraph", "rdflib-endpoint")
_PATIENCE = 5  #: seconds in which every service must be able to answer an example for it to be in the mix
_HEADER = "| data | query | clients | service | per second | p50 ms | p99 ms | failed | of native |"


def main() -> None:
    """Run all and write the report."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--seconds", type=float, default=5, help="seconds for each figure (5)")
    parser.add_argument("--synthetic", type=int, default=2_000_000, help="triples of the synthetic data; 0: none")
    parser.add_argument("--out", type=Path, default=Path("build/bench.md"))
    options = parser.parse_args()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        directory = Path(name)
        lines = [*_title(options.seconds), _HEADER, "|---" * 9 + "|"]
        memory = ["| data | service | peak memory MiB |", "|---|---|---|"]
        release = current().folder
        for label, quads in _data(release, options.synthetic, directory):
            folder = directory / label
            folder.mkdir()
            triples = default_graph(quads, folder)
            size = sum(1 for _ in triples.open("rb"))
            mix = answerable(triples, _PATIENCE) if label == "release" else []
            rows, peaks = _compare(f"{label} ({size:,})", triples, folder, options.seconds, mix)
            lines += rows
            memory += peaks
            print(*rows, sep="\n", flush=True)
            if label == "release":
                notes = [
                    f"The examples: the {len(mix)} of {len(examples())} that need no named graph and that every "
                    f"service answers within {_PATIENCE} s.",
                    "",
                    *cost_of_being_killable(triples),
                    *attackers_beside_small_queries(triples, folder),
                ]
        lines += ["", *memory, "", *notes, ""]
    options.out.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


def _title(seconds: float) -> list[str]:
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return [
        f"Measured on {datetime.now(UTC):%Y-%m-%d} with {os.cpu_count()} processors ({platform.machine()}, Python "
        f"{platform.python_version()}), {seconds:g} seconds a figure; clients on the same machine, each a process; "
        f"load before the start {load}.",
        "",
    ]


def _data(release: Path, size: int, directory: Path):
    yield "release", release / "unmandates.nq"
    if size:
        out = directory / "synthetic.nq"
        synthetic.write(release, size, out)
        yield "synthetic", out


def _compare(
    label: str, triples: Path, folder: Path, seconds: float, mix: list[Example]
) -> tuple[list[str], list[str]]:
    # rdflib needs minutes and gigabytes for millions of triples, and minutes for one join over them; some of the
    # examples, which ask about the curated data, keep the native server busy for minutes too.
    chosen = SERVICES if mix else SERVICES[:2]
    kinds = workloads(subjects(triples), mix)
    found: dict[tuple[str, int, str], Figures] = {}
    peaks = []
    for name in chosen:
        with service(name, triples, folder) as running:
            for kind, series in kinds.items():
                for clients in (1, 8):
                    if kind.endswith("repeated"):
                        client = Client(running.endpoint)
                        for text in islice(series(), 100):
                            client.ask(text)
                    found[kind, clients, name] = measure(
                        lambda: Client(running.endpoint).ask, series(), clients, seconds
                    )
                    running.look()
            peaks.append(f"| {label} | {name} | {running.peak / 2**20:,.0f} |")
    rows = []
    for kind in kinds:
        for clients in (1, 8):
            native = found[kind, clients, "oxigraph"]
            for name in chosen:
                f = found[kind, clients, name]
                # An error is given sooner than an answer: where one failed, there is nothing to compare.
                ratio = "—" if f.failed or native.failed else f"{f.throughput / native.throughput:.2f}"
                rows.append(
                    f"| {label} | {kind} | {clients} | {name} | {f.throughput:,.1f} | {1000 * f.p50:,.2f} | "
                    f"{1000 * f.p99:,.2f} | {f.failed} | {ratio} |"
                )
    return rows, peaks


if __name__ == "__main__":
    main()
