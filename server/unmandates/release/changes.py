"""What changed from one release to a later one: the statements that went and came, and a table of things.

A release brings the comparisons with the releases at hand before it, made once at the build, graph by graph, so
that whoever shows them only reads. Below `changes/<name of the older release>/` lie
`removed.nq` and `added.nq`, sorted as the dumps are, and `things.csv`, a line for each thing.

Compared is what somebody said: the curated and official graphs, the ontology and the shapes. What follows from it, what
describes it, and the examples are left out. A statement with a blank node (they stand in the ontology and the shapes
only) counts as the same when all but the names of its blank nodes is the same: these names change from one release to
the next. Of what was imported and came or went as a whole graph the table alone tells, not the statements: a session
that is taken in would be written here once more.
"""

import csv
import mmap
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from unmandates.rdf import canonical, graphs
from unmandates.rdf.names import whole_of
from unmandates.rdf.namespaces import ID
from unmandates.release.digests import read_table as graph_table
from unmandates.release.release import NQUADS

FOLDER, REMOVED, ADDED, THINGS = "changes", "removed.nq", "added.nq", "things.csv"
#: What can happen to a thing.
KINDS = ("added", "changed", "removed")
_BLANK = re.compile(rb"_:\S+")
_LEFT_OUT = {graphs.VOID, graphs.EXAMPLES}


@dataclass(frozen=True, order=True)
class Change:
    """A thing (an IRI), what happened to it (`added`, `removed`, `changed`), and how many statements came and went."""

    thing: str
    kind: str
    added: int
    removed: int


def compare(older: Path, newer: Path, folder: Path) -> dict[str, int]:
    """Write what changed between two releases' folders to another; return how many things and statements did.

    Graphs with the same digest are not read.
    """
    folder.mkdir(parents=True)
    lines: tuple[list, list] = [], []
    blank: tuple[Counter, Counter] = Counter(), Counter()
    shown: dict[bytes, bytes] = {}
    kept: set[str] = set()
    sizes: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    sides = _Dumps(older), _Dumps(newer)
    for graph in sorted({*sides[0].digests, *sides[1].digests}):
        if graph in _LEFT_OUT or graphs.standing(graph) == "inferred":
            continue
        if sides[0].digests.get(graph) == sides[1].digests.get(graph):
            kept.add(graphs.thing_of(graph))
            continue
        if graphs.source_of(graph) and not all(graph in side.digests for side in sides):
            side = 1 if graph in sides[1].digests else 0
            for line in sides[side].lines(graph):
                sizes[thing_of(line)][side] += 1
            continue
        said = tuple(side.lines(graph) for side in sides)
        kept.update(map(thing_of, said[0] & said[1]))
        for side in (0, 1):
            for line in said[side] - said[1 - side]:
                if _has_blank(line):
                    masked = _BLANK.sub(b"_:", line)
                    blank[side][masked] += 1
                    shown[masked] = line
                else:
                    lines[side].append(line)
    for side, name in enumerate((REMOVED, ADDED)):
        lines[side].extend(shown[masked] for masked in (blank[side] - blank[1 - side]).elements())
        lines[side].sort()
        (folder / name).write_bytes(b"".join(lines[side]))
        for line in lines[side]:
            sizes[thing_of(line)][side] += 1
    kept |= {thing_of(shown[masked]) for masked in blank[0] & blank[1]}
    changes = sorted(
        Change(thing, "changed" if thing in kept or (gone and came) else "added" if came else "removed", came, gone)
        for thing, (gone, came) in sizes.items()
    )
    _write_table(changes, folder / THINGS)
    kinds = Counter(change.kind for change in changes)
    statements = {"came": sum(change.added for change in changes), "went": sum(change.removed for change in changes)}
    return {kind: kinds[kind] for kind in KINDS} | statements


def read_table(path: Path) -> Iterator[Change]:
    """Yield the changes of a comparison, by thing, from the table of that name."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Change(row["thing"], row["change"], int(row["added"]), int(row["removed"]))


def statements_about(file: Path, thing: str, most: int) -> list[bytes]:
    """Return up to `most` lines of a sorted file of statements about a thing and its parts, found by halving."""
    if not file.is_file() or file.stat().st_size == 0:
        return []
    name = b"<" + thing.encode()
    prefixes = (name + b"> ", name + b"/") if thing.startswith(ID) else (name + b"> ",)
    if thing.startswith(graphs.GRAPH):
        prefixes = (b"_:",)  # what is said of blank nodes is told of their graph
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as text:
        found = chain.from_iterable(_with_prefix(text, prefix, most) for prefix in prefixes)
        return [line for line in found if thing_of(line) == thing or thing.startswith(ID)][:most]


def thing_of(line: bytes) -> str:
    """Return the IRI of the thing that a statement is about: the whole of a part; of a blank node, its graph."""
    if line.startswith(b"_:"):
        return _graph(line)
    iri = line[1 : line.index(b">")].decode()
    return whole_of(iri)


class _Dumps:
    """The dumps of a release in its folder, graph by graph; of one of 0.1, which has no table, all at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows = {row.graph: row for row in graph_table(folder)}
        self.digests = {graph: row.sha256 for graph, row in self._rows.items()}
        self._lines: dict[str, set[bytes]] = defaultdict(set)
        if not self._rows:
            with (folder / NQUADS).open("rb") as dump:
                for line in dump:
                    self._lines[_graph(line)].add(line)
            self.digests = {graph: canonical.digest(sorted(found)) for graph, found in self._lines.items()}

    def lines(self, graph: str) -> set[bytes]:
        """Return the lines of a graph, none if it is not there."""
        if graph in self._rows:
            return set(self._rows[graph].lines(self._folder).splitlines(keepends=True))
        return self._lines.get(graph, set())


def _graph(line: bytes) -> str:
    return line.rsplit(b" ", 2)[1].strip(b"<>").decode()


def _has_blank(line: bytes) -> bool:
    subject, _, rest = line.split(b" ", 2)
    return subject.startswith(b"_:") or rest.startswith(b"_:")


def _write_table(changes: Iterable[Change], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("thing", "change", "added", "removed"))
        writer.writerows((change.thing, change.kind, change.added, change.removed) for change in changes)


def _with_prefix(text: mmap.mmap, prefix: bytes, most: int) -> Iterator[bytes]:
    """Yield the lines of a sorted text that begin with the prefix."""
    low, high = 0, len(text)
    while low < high:  # the first line that is not less than the prefix begins in low … high
        middle = (low + high) // 2
        start = text.rfind(b"\n", 0, middle) + 1
        end = text.find(b"\n", middle)
        end = len(text) if end < 0 else end + 1
        if text[start : start + len(prefix)] < prefix:
            low = end
        else:
            high = start
    for _ in range(most):
        end = text.find(b"\n", low) + 1
        if text[low : low + len(prefix)] != prefix or not end:
            return
        yield text[low:end]
        low = end
