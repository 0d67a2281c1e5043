"""What a query FROM a collection costs beside one over one graph: `python -m tests.bench.collections [--graphs N]`.

N made-up documents, each in a graph of its own, are written as a release writes them. Printed are milliseconds, the
median of some runs: over the store of the collection, over one named graph of the same statements, over the list of
graphs (of as many as take a tenth of a second), and the ratio of the first two.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

from unmandates.rdf import canonical, graphs
from unmandates.rdf.namespaces import ID, PREFIXES
from unmandates.release import storing
from unmandates.release.digests import GraphRow

_QUERIES = {
    "point lookup": "SELECT ?p ?o {{ <{id}document/A-RES-1-{middle}> ?p ?o }}",
    "lookup of a part": "SELECT ?words {{ ?part unm:parent <{id}document/A-RES-1-{middle}> ; unm:number '3' ;"
    " unm:officialText ?words }}",
    "counting join": "SELECT (COUNT(*) AS ?n) {{ ?part unm:parent ?document ; unm:number '2' ."
    " ?document unm:adoptedBy ?organ }}",
    "aggregate": "SELECT ?organ (COUNT(*) AS ?n) {{ ?document unm:adoptedBy ?organ }} GROUP BY ?organ",
}
_ONE = "https://example.org/one"
#: The most that a ratio may be.
_MOST = 1.5


def _lines(number: int, graph: str) -> list[bytes]:
    text = f"""BASE <{ID}> PREFIX unm: <{PREFIXES["unm"]}> <document/A-RES-1-{number}> unm:symbol "A/RES/1/{number}" ;
    unm:adoptedBy <body/b{number % 7}> ."""
    for part in range(1, 9):
        text += f""" <document/A-RES-1-{number}/op/{part}> unm:parent <document/A-RES-1-{number}> ;
        unm:number "{part}" ; unm:order {part} ; unm:officialText "Paragraph {part} of resolution {number}."@en ."""
    parsed = ox.parse(text, format=ox.RdfFormat.TURTLE)
    return canonical.lines(ox.Quad(*quad.triple, ox.NamedNode(graph)) for quad in parsed)


def _write(folder: Path, many: int) -> list[GraphRow]:
    rows, start = [], 0
    with (folder / "dump.nq").open("wb") as dump:
        for number in range(1, many + 1):
            graph = graphs.imported("made-up", "text", f"A-RES-1-{number}")
            lines = _lines(number, graph)
            size = dump.write(b"".join(lines))
            rows.append(GraphRow(graph, "made-up", "", len(lines), "dump.nq", start, size, ""))
            start += size
    return rows


def _milliseconds(ask: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        ask()
        times.append(time.perf_counter() - began)
    return 1000 * statistics.median(times)


def main() -> int:
    """Run the command; return 1 when a ratio is more than it may be."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--graphs", type=int, default=10_000)
    options = parser.parse_args()
    worst = 0.0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        rows = _write(folder, options.graphs)

        def lines(row: GraphRow) -> bytes:
            return row.lines(folder)

        store = ox.Store(str(folder / storing.STORE))
        storing.load(store, rows, lines)
        store.optimize()
        storing.write_collections(folder, rows, lines)
        one = ox.Store(str(folder / "one"))
        plain = b"".join(canonical.seen_without(row.graph, lines(row)) for row in rows)
        one.bulk_load(input=plain, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(_ONE))
        one.optimize()
        official = ox.Store.read_only(storing.collection_stores(folder)[graphs.OFFICIAL_COLLECTION])
        listed = [ox.NamedNode(row.graph) for row in rows]
        print(f"{len(rows):,} graphs, {sum(row.statements for row in rows):,} statements\n")
        print("| query | collection | one graph | ratio | list of graphs |\n|---|---|---|---|---|")
        for name, text in _QUERIES.items():
            text = text.format(id=ID, middle=options.graphs // 2)
            whole = {"default_graph": ox.DefaultGraph(), "named_graphs": []}
            sides = (
                (official, whole),
                (one, {"default_graph": ox.NamedNode(_ONE)}),
                (store, {"default_graph": listed}),
            )

            def ask(place: int, text: str = text, sides: tuple = sides) -> list:
                asked, dataset = sides[place]
                return sorted(map(str, asked.query(text, prefixes=PREFIXES, **dataset)))

            if not ask(0) == ask(1) != []:
                raise ValueError(f"{name}: the answers differ")
            runs = 5 if _milliseconds(lambda: ask(0), 1) > 50 else 101
            found = [_milliseconds(lambda at=at: ask(at), runs) for at in (0, 1)]
            by_list = f"{_milliseconds(lambda: ask(2), 1):,.2f}" if name == "point lookup" else "—"
            ratio = found[0] / found[1]
            worst = max(worst, ratio)
            print(f"| {name} | {found[0]:.3f} | {found[1]:.3f} | {ratio:.2f} | {by_list} |", flush=True)
    return int(worst > _MOST)


if __name__ == "__main__":
    sys.exit(main())
