"""Figures of runs as a table, how they grow, and what they come to where nobody has measured."""

import math
from collections.abc import Iterator

#: Documents for which figures are worked out.
_MANY = 1_000_000
#: How much faster than the number of acts something may grow and still be called linear.
_LINEAR = 1.15
#: What takes less is not judged by how it grows: seconds, milliseconds, MiB.
_LITTLE = 5.0
Rows = dict[str, float]


def rows(found: dict) -> Rows:
    """Return the figures of a run, by their names with units, in the order of the table."""
    steps = {f"build: {step['name']}, s": step["seconds"] for step in found["build"]}
    (imported,), served, disk = found["import"], found["served"], found["disk"]
    memory = [step["memory"] or 0 for step in found["build"]]
    return {
        "files": found["files"],
        "acts": found["acts"],
        "statements, all graphs": found["counts"]["quads"],
        "graphs": found["counts"]["graphs"],
        "import, s": imported["seconds"],
        "import, s of processors": imported["worked"],
        "import, most memory, MiB": _mib(imported["memory"] or 0),
        **steps,
        "build, s": sum(step["seconds"] for step in found["build"]),
        "build, s of processors": sum(step["worked"] for step in found["build"]),
        "build, most memory, MiB": _mib(max(memory)),
        **{f"on disk: {name}, MiB": _mib(size) for name, size in disk.items()},
        "opened, s": served["opened"],
        **{
            f"{what}, {share} ms": 1000 * served[what][share]
            for what in ("queries", "pages")
            for share in ("p50", "p99")
        },
        "queries and pages that failed": served["queries"]["failed"] + served["pages"]["failed"],
        "memory of the service, MiB": _mib(served["memory"]),
    }


def _mib(size: int) -> float:
    return size / 2**20


def table(runs: list[dict]) -> Iterator[str]:
    """Yield the lines of a Markdown table: a column for each run, and the power by which the last two grow."""
    found = [rows(run) for run in runs]
    yield "| | " + " | ".join(_named(run["size"]) for run in runs) + " | grows with acts to the power of |"
    yield "|---" * (len(runs) + 2) + "|"
    for name in found[-1]:
        cells = [_number(one.get(name)) for one in found]
        power = _power(found, name)
        yield f"| {name} | {' | '.join(cells)} | {'' if power is None else f'{power:.2f}'} |"


def worked_out(runs: list[dict]) -> Iterator[str]:
    """Yield the lines of a table of what the figures come to with ten and a hundred times the acts, and a million.

    Worked out from the two largest runs: along the line through both, or, of what grows faster than the acts, by the
    power by which it grew. What did not grow is taken to stay.
    """
    found = [rows(run) for run in runs]
    whole = next((one["acts"] for run, one in zip(runs, found, strict=True) if run["size"] == 1), None)
    whole = whole or found[-1]["acts"] / runs[-1]["size"]
    acts = [10 * whole, 100 * whole, _MANY]
    yield "| worked out, not measured | " + " | ".join(f"{many:,.0f} acts" for many in acts) + " |"
    yield "|---" * (len(acts) + 1) + "|"
    for name in found[-1]:
        if name not in ("files", "acts") and not name.startswith(("build: ", "queries and pages")):
            yield f"| {name} | {' | '.join(_number(_at(found, name, many)) for many in acts)} |"


def bends(runs: list[dict]) -> Iterator[str]:
    """Yield a sentence for each figure and two runs between which it grew faster than the acts."""
    found = [rows(run) for run in runs]
    for place in range(1, len(found)):
        for name in found[place]:
            power = _power(found[: place + 1], name)
            if power is not None and power > _LINEAR and found[place][name] > _LITTLE:
                sizes = " to ".join(_named(run["size"]) for run in runs[place - 1 : place + 1])
                yield f"Not linear from {sizes}: {name} grew with the acts to the power of {power:.2f}."


def _power(found: list[Rows], name: str) -> float | None:
    if len(found) < 2 or not (found[-2].get(name) and found[-1][name]):
        return None
    return math.log(found[-1][name] / found[-2][name]) / math.log(found[-1]["acts"] / found[-2]["acts"])


def _at(found: list[Rows], name: str, acts: float) -> float | None:
    power = _power(found, name)
    if power is None:
        return None
    before, last = found[-2], found[-1]
    if power > 1:
        return last[name] * (acts / last["acts"]) ** power
    slope = (last[name] - before[name]) / (last["acts"] - before["acts"])
    return last[name] + max(0.0, slope) * (acts - last["acts"])


def _named(size: float) -> str:
    names = {1: "the whole", 3: "three times"}
    return names.get(size) or f"1 in {1 / size:.0f}"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.1f}"
