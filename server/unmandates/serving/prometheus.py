"""The counts in the text format of Prometheus (https://prometheus.io/docs/instrumenting/exposition_formats/).

By hand, as the counts are (`counters.py` says why): for the format alone a library would be much.
"""

from collections.abc import Iterable, Mapping

from unmandates import __version__
from unmandates.serving.counters import BOUNDS, outcomes
from unmandates.serving.noticeboard import Notice

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})


def exposition(sums: Mapping[tuple[str, ...], float], engine: Mapping | None, notice: Notice) -> str:
    """Return all metrics: `sums` are those of the web processes, `engine` what the supervisor says (None: nothing)."""
    lines: list[str] = []
    _family(lines, "queries_total", "counter", "Queries by how they ended.",
            (({"outcome": kind}, sums["queries", kind]) for kind in outcomes()))  # fmt: skip
    _histogram(lines, sums)
    _family(lines, "result_bytes_total", "counter", "Bytes of results, before compression.",
            [({}, sums["bytes", "sum"])])  # fmt: skip
    _family(lines, "cache_requests_total", "counter", "Queries that could have come from the cache, and whether so.",
            (({"result": name}, sums["cache", name]) for name in ("hit", "miss")))  # fmt: skip
    _family(lines, "http_requests_total", "counter", "Answers by area of the service and class of status.",
            (({"area": n[1], "status": n[2]}, value) for n, value in sums.items() if n[0] == "requests"))  # fmt: skip
    _family(lines, "release_info", "gauge", "The release in service.",
            [({"release": notice.name, "digest": notice.digest, "version": __version__}, 1)])  # fmt: skip
    _family(lines, "release_changes_total", "counter", "Releases that took over since the start.",
            [({}, notice.generation)])  # fmt: skip
    _family(lines, "release_refused", "gauge", "Whether the newest release was refused.",
            [({}, 1 if notice.refused else 0)])  # fmt: skip
    _family(lines, "engine_up", "gauge", "Whether the engine's supervisor answers.", [({}, 1 if engine else 0)])
    if engine:
        _family(lines, "engine_kills_total", "counter", "Workers that were ended, or ended by themselves, by reason.",
                (({"reason": reason}, count) for reason, count in engine["ends"].items()))  # fmt: skip
        _family(lines, "engine_promotions_total", "counter", "Queries that turned out to be long.",
                [({}, engine["promotions"])])  # fmt: skip
        _family(lines, "engine_workers", "gauge", "Workers by lane, and whether they have a query.",
                (({"lane": lane, "state": state}, count) for lane, states in engine["workers"].items()
                 for state, count in states.items()))  # fmt: skip
        _family(lines, "engine_waiting", "gauge", "Queries that wait for a worker, by lane.",
                (({"lane": lane}, count) for lane, count in engine["waiting"].items()))  # fmt: skip
    return "\n".join(lines) + "\n"


def _histogram(lines: list[str], sums: Mapping[tuple[str, ...], float]) -> None:
    count, samples = 0.0, []
    for bound in (*BOUNDS, "+Inf"):
        count += sums["seconds", str(bound)]
        samples.append(({"le": str(bound)}, count))
    name = "query_duration_seconds"
    _family(lines, name, "histogram", "Seconds of evaluation of one query.", samples, "_bucket")
    lines.append(f"unmandates_{name}_sum {sums['seconds', 'sum']!r}")
    lines.append(f"unmandates_{name}_count {count:g}")


def _family(lines: list[str], name: str, kind: str, words: str, samples: Iterable, suffix: str = "") -> None:
    lines += [f"# HELP unmandates_{name} {words}", f"# TYPE unmandates_{name} {kind}"]
    for labels, value in samples:
        inside = ",".join(f'{label}="{str(text).translate(_ESCAPES)}"' for label, text in labels.items())
        lines.append(f"unmandates_{name}{suffix}{'{' + inside + '}' if inside else ''} {value:.15g}")
