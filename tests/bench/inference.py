"""How long inference takes: `python -m tests.bench.inference [graph …]`, our engine beside owlrl, in seconds.

With names of graphs (`document/A-RES-75-283 scheme`) only these and the ontology are reasoned over; owlrl is slow on
more. The two must agree (`tests/ontology/test_inference.py`).
"""

import sys
import time

from tests.ontology.owlrl_entailment import entail_with_owlrl

from unmandates.corpus.files import read
from unmandates.rdf import graphs
from unmandates.rdf.namespaces import GRAPH
from unmandates.release.inference import derive, entail


def main(names: list[str]) -> None:
    """Print a table: engine, statements that follow, seconds of wall clock and of the processor."""
    chosen = tuple(GRAPH + name for name in names) or (GRAPH,)
    data = [
        quad
        for quad in read().quads
        if quad.graph_name.value == graphs.ONTOLOGY
        or (graphs.standing(quad.graph_name.value) == "curated" and quad.graph_name.value.startswith(chosen))
    ]
    print(f"{len(data)} statements\n\n| engine | follow | wall s | processor s |\n|---|---|---|---|")
    entailed = _measure("our engine", lambda: entail(data))
    _measure("our rules", lambda: derive(data, entailed))
    found = _measure("owlrl", lambda: entail_with_owlrl(data))
    print("\nthe same" if set(found) == set(entailed) else "\nDIFFERENT")


def _measure(name: str, work) -> list:
    wall, processor = time.perf_counter(), time.process_time()
    result = work()
    print(
        f"| {name} | {len(result)} | {time.perf_counter() - wall:.2f} | {time.process_time() - processor:.2f} |",
        flush=True,
    )
    return result


if __name__ == "__main__":
    main(sys.argv[1:])
