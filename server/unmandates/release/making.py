"""Making the data of a release, part by part and graph by graph: the dumps, the table of graphs, the finished store.

What is stated is written and loaded first, and checked: rules of the whole are queries on the store; what the shapes
say and what follows is worked out for some graphs at a time with what they name (`looking`). So no step holds a part in
memory, however large it is, and the result does not depend on how the graphs were grouped or in how many steps they
came.

What was imported comes last, item by item (`items`), and beside what is curated alone: so nothing that is curated is
checked otherwise, or comes to mean something else, by an import.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyoxigraph as ox

from unmandates.corpus.check import check_together
from unmandates.corpus.findings import Finding, violations
from unmandates.corpus.hygiene import HygieneRule
from unmandates.rdf import canonical, graphs
from unmandates.rdf.quads import in_default, of_graphs
from unmandates.release import bearing, differences, items, storing
from unmandates.release.differences import Difference
from unmandates.release.digests import GraphRow, read_table
from unmandates.release.imported import DrawnItem, ImportedPart
from unmandates.release.looking import groups, look
from unmandates.release.parts import Given, Part
from unmandates.release.release import DESCRIPTION, STORE, Release, dump_of
from unmandates.release.sorting import SortedLines
from unmandates.release.steps import Steps
from unmandates.release.turtle_dump import write_turtle
from unmandates.release.void import void_quads


@dataclass
class Made:
    """What was made: a row for each graph, what was found wrong, and where imports differ from what is curated.

    After a violation there is no more than the findings. `mended` are the graphs (IRIs) in which the stores differ from
    those of the former release, of which they were made; None where they were made anew.
    """

    rows: list[GraphRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    mended: list[str] | None = None


def make(
    parts: Iterable[Part],
    folder: Path,
    hygiene: Iterable[HygieneRule] = (),
    locate: Callable[[str], Path | None] = lambda thing: None,
    former: Release | None = None,
    processes: int | None = None,
    checked: bool = True,
    imports: Iterable[ImportedPart] = (),
    steps: Steps | None = None,
    code: str = "",
) -> Made:
    """Make dumps and store in a folder from parts; each rests on those before it, the first on nothing.

    `hygiene` are the rules of the whole, `locate` tells the file of a thing by its IRI. What `former`, a release, has
    of the same inputs or marks is taken from it. Without `processes` there are as many as processors; without `checked`
    what breaks a rule is made as well. `imports` are parts that were imported; `steps` measures what is done;
    `code` stands for the code that works: what other code made of an import is made again.
    """
    making = _Making(folder, former, processes, checked, steps or Steps(), code)
    try:
        return making.make(list(parts), list(hygiene), locate, list(imports))
    finally:
        making.close()


class _Making:
    """The folder in which a release is made, and what is known so far."""

    def __init__(
        self, folder: Path, former: Release | None, processes: int | None, checked: bool, steps: Steps, code: str
    ) -> None:
        self._folder, self._former, self._processes, self._checked = folder, former, processes, checked
        self._step, self._code = steps, code
        self._known: dict[str, dict[str, GraphRow]] = {}
        for row in read_table(former.folder) if former else ():
            self._known.setdefault(row.part, {})[row.graph] = row
        self._made = Made()
        self._store: ox.Store | None = None
        self._dumps: dict[str, object] = {}
        self._brought: set[str] = set()

    def close(self) -> None:
        """Let go of store and files."""
        self._store = None
        for dump in self._dumps.values():
            dump.close()

    def make(
        self, parts: list[Part], hygiene: list[HygieneRule], locate: Callable, imports: list[ImportedPart]
    ) -> Made:
        """Make all; see `make`."""
        self._store = ox.Store(str(self._folder / STORE))
        changed: list[GraphRow] = []
        taken: list[GraphRow] = []
        with self._step("curated graphs written and loaded"):
            for part in parts:
                if not changed and self._is_known(part):
                    taken += [self._take(row) for row in self._known[part.name].values()]
                else:
                    changed += [self._state(part.name, given) for given in part.graphs()]
            self._load(row for row in (*taken, *changed) if graphs.standing(row.graph) != "inferred")
        followed = [row for row in taken if graphs.standing(row.graph) == "inferred"]
        if changed:
            with self._step("curated graphs held against the rules of the whole"):
                self._made.findings += check_together(hygiene, storing.at_hand(self._store), locate)
            with self._step("curated graphs held against the shapes, and what follows"):
                followed += self._look_at(changed, locate)
            if self._checked and violations(self._made.findings):
                return self._made
        self._load(followed)
        own = list(self._made.rows)
        if imports:
            with self._step("imported items looked at and written"):
                brought = self._bring_in(imports, {part.name for part in parts})
            with self._step("the former stores mended, where little has changed"):
                mended = self._mended()
            if not mended:
                with self._step("imported graphs loaded"):
                    self._load(brought)
        with self._step("the data set described"):
            void = void_quads(self._store, *self._described(imports))
            described = self._write(DESCRIPTION, graphs.VOID, canonical.lines(void))
            self._load([described])
        with self._step("the Turtle written"):
            write_turtle(own, self._lines, self._folder)
        with self._step("the store put in order"):
            if self._made.mended is None:
                self._store.optimize()
            self._store.flush()
        if imports and self._made.mended is None:
            with self._step("the stores of collections written"):
                storing.write_collections(self._folder, self._made.rows, self._lines)
        return self._made

    def _described(self, imports: list[ImportedPart]) -> tuple[dict, dict]:
        """Return the terms of imported parts, and how many statements each has."""
        sizes = Counter()
        for row in self._made.rows:
            sizes[row.part] += row.statements
        return {part.name: part.terms for part in imports}, {part.name: sizes[part.name] for part in imports}

    def _mended(self) -> bool:
        """Take the stores of the former release with what has changed since, if that is little; say whether it was."""
        if self._former is None or not storing.collection_stores(self._former.folder):
            return False
        former = [row for rows in self._known.values() for row in rows.values()]
        mending = storing.Mending(former, self._made.rows, lambda row: row.lines(self._former.folder), self._lines)
        if not mending.is_small:
            return False
        self._store = None
        shutil.rmtree(self._folder / STORE)
        self._store = mending.apply(self._folder, self._former.folder)
        self._made.mended = mending.graphs
        return True

    def _bring_in(self, parts: list[ImportedPart], curated: set[str]) -> list[GraphRow]:
        """Write what was imported and what follows from it; `curated` are the names of the parts beside it."""
        known = items.beside(self._store)
        laws = bearing.laws(self._made.rows, known.shapes, self._code)
        before = [row for name in curated for row in self._known.get(name, {}).values()]
        change = bearing.changed(before, lambda row: row.lines(self._former.folder), self._made.rows, known.values)
        differed: dict[str, list[Difference]] = {}
        for one in differences.read(self._former.folder) if self._former else ():
            differed.setdefault(one.graph, []).append(one)
        brought: list[GraphRow] = []
        for part in parts:
            former: dict[str, list[GraphRow]] = {}
            for row in self._known.get(part.name, {}).values():
                former.setdefault(row.mark, []).append(row)
            drawn = self._told_once(part)
            marks = {item.key: f"{item.mark} {laws}" for item in drawn}
            same = {item.key for item in drawn if marks[item.key] in former and not change.bears_on(item)}
            seen = items.look(known, [item for item in drawn if item.key not in same], self._processes)
            for item in drawn:
                if item.key in same:
                    self._differ([one for graph in item.graphs for one in differed.get(graph.graph, ())])
                    brought += [self._take(row) for row in former[marks[item.key]]]
                else:
                    brought += self._write_item(part.name, item, next(seen), marks[item.key])
        for dump in self._dumps.values():
            dump.flush()
        return brought

    def _told_once(self, part: ImportedPart) -> list[DrawnItem]:
        """Return the items of a part but those of which another part has a graph, which are named."""
        found = []
        for item in part.items:
            if any(graph.graph in self._brought for graph in item.graphs):
                self._made.findings.append(items.left_out(item, f"it stands in another part than {part.name} too"))
            else:
                self._brought.update(graph.graph for graph in item.graphs)
                found.append(item)
        return found

    def _differ(self, found: list[Difference]) -> None:
        self._made.differences += found
        self._made.findings += [one.finding() for one in found]

    def _write_item(self, part: str, item: DrawnItem, seen: items.Seen, mark: str) -> list[GraphRow]:
        """Write what was seen of an item; one of which the shapes find something is looked at again each time."""
        self._made.findings += seen.findings
        self._differ(seen.differences)
        mark = "" if seen.findings else mark
        drawn = {graph.graph: graph for graph in item.graphs}
        rows = []
        for lines in (*seen.stated, *seen.followed):
            row = GraphRow(lines.graph, part, lines.sha256, lines.statements, dump_of(part), 0, 0, mark)
            if lines.statements:
                rows.append(
                    self._append(row, [lines.text if lines.text is not None else item.lines(drawn[lines.graph])])
                )
        return rows

    def _is_known(self, part: Part) -> bool:
        known = self._former.manifest.get("parts", {}) if self._former else {}
        return part.name in self._known and known.get(part.name, {}).get("inputs") == part.inputs

    def _state(self, part: str, given: Given) -> GraphRow:
        """Write a graph as it is given, or as the former release has it."""
        known = self._known.get(part, {}).get(given.graph)
        if given.mark and known is not None and known.mark == given.mark:
            return self._take(known)
        return self._write(part, given.graph, canonical.lines(given.quads()), given.mark)

    def _write(self, part: str, graph: str, lines: Iterable[bytes], mark: str = "") -> GraphRow:
        """Write a graph of canonical lines, which are gone through several times; what follows has no blank node."""
        digest, count = canonical.digest(lines), sum(1 for _ in lines)
        row = GraphRow(graph, part, digest, count, dump_of(part), 0, 0, mark)
        follows = graphs.standing(graph) == "inferred"
        return self._append(row, lines if follows else canonical.told_apart(lines, graph))

    def _take(self, row: GraphRow) -> GraphRow:
        """Copy a graph of the former release; it is neither parsed nor hashed."""
        return self._append(row, [row.lines(self._former.folder)])

    def _append(self, row: GraphRow, lines: Iterable[bytes]) -> GraphRow:
        if row.file not in self._dumps:
            self._dumps[row.file] = (self._folder / row.file).open("wb")
        dump = self._dumps[row.file]
        start = dump.tell()
        dump.writelines(lines)
        row = replace(row, start=start, bytes=dump.tell() - start)
        self._made.rows.append(row)
        return row

    def _load(self, rows: Iterable[GraphRow]) -> None:
        """Load graphs into the store, each under its name, and as default those that a query without FROM sees."""
        for dump in self._dumps.values():
            dump.flush()
        storing.load(self._store, rows, self._lines)

    def _lines(self, row: GraphRow) -> bytes:
        return row.lines(self._folder)

    def _look_at(self, rows: list[GraphRow], locate: Callable) -> list[GraphRow]:
        """Hold stated graphs against the shapes, and write what follows from them; return the rows of that."""
        beside = [
            quad for quad in map(in_default, of_graphs(self._store, [graphs.ONTOLOGY])) if quad not in self._store
        ]
        self._store.bulk_extend(beside)
        self._store.flush()
        self._store = None  # the others read it as it lies on disk
        at = groups((row.graph, row.statements) for row in rows if graphs.is_stated(row.graph))
        part_of = {graphs.inferred_from(row.graph): row.part for row in rows}
        found: dict[Finding, None] = {}
        made: list[GraphRow] = []
        with SortedLines(self._folder) as curated:
            for looked in look(self._folder / STORE, list(at), self._processes):
                found.update(dict.fromkeys(looked.findings))
                if looked.graph == graphs.INFERRED:
                    curated.add(looked.lines)
                elif looked.lines:
                    made.append(self._write(part_of[looked.graph], looked.graph, looked.lines))
            if any(curated):
                made.append(self._write(part_of[graphs.INFERRED], graphs.INFERRED, curated))
        self._made.findings += [replace(one, file=locate(one.thing) if one.thing else None) for one in found]
        self._store = ox.Store(str(self._folder / STORE))
        for quad in beside:
            self._store.remove(quad)
        return made
