"""Which graph is what: the standing of a graph, and the collections that a query can name.

A graph's IRI says where its statements are kept and, with that, their standing: curated by hand, imported from
an official source, made by a machine as candidates, or inferred. A *collection* (`graph/curated`, `graph/all`, …)
is a name for all graphs of one standing; it works in FROM, FROM NAMED, `default-graph-uri` and `named-graph-uri`.
"""

from collections.abc import Iterable
from functools import lru_cache

from unmandates.rdf.namespaces import GRAPH, ID

INFERRED = GRAPH + "inferred"
#: Graphs about the graph; they are seen only when a query names them.
ONTOLOGY, SHAPES, VOID, EXAMPLES = (GRAPH + name for name in ("ontology", "shapes", "void", "examples"))

#: Import sources whose statements are the source's own and official; every other import is a candidate.
OFFICIAL_SOURCES = frozenset({"akn4un"})

CURATED_COLLECTION = GRAPH + "curated"
OFFICIAL_COLLECTION = GRAPH + "official"
CANDIDATE_COLLECTION = GRAPH + "candidate"
ALL_COLLECTION = GRAPH + "all"

#: What a query without FROM sees, besides what was inferred from it.
DEFAULT_STANDINGS = ("curated", "official", "inferred")


@lru_cache(2**14)
def standing(graph: str) -> str:
    """Return `curated`, `official`, `candidate`, `inferred`, `service` or `foreign` for the graph's IRI."""
    if not graph.startswith(GRAPH):
        return "foreign"
    if graph == INFERRED or graph.startswith(INFERRED + "/"):
        return "inferred"
    if graph in (ONTOLOGY, SHAPES, VOID, EXAMPLES):
        return "service"
    first, _, rest = graph.removeprefix(GRAPH).partition("/")
    if first == "import":
        return "official" if rest.split("/")[0] in OFFICIAL_SOURCES else "candidate"
    return "curated"


def in_default(graph: str) -> bool:
    """Say whether a query without FROM sees this graph (a foreign data set is seen as it is)."""
    if graph.startswith(INFERRED + "/"):
        return in_default(GRAPH + graph.removeprefix(INFERRED + "/"))
    return standing(graph) in DEFAULT_STANDINGS


def is_stated(graph: str) -> bool:
    """Say whether somebody said what stands in this graph about mandates, and it does not follow or describe."""
    return standing(graph) in ("curated", "official", "candidate")


def source_of(graph: str) -> str:
    """Return the source that a stated graph was imported from; an empty text for what was curated."""
    first, _, rest = graph.removeprefix(GRAPH).partition("/")
    return rest.split("/")[0] if first == "import" else ""


def thing_of(graph: str) -> str:
    """Return the IRI of the thing that a curated graph is named for and describes."""
    return ID + graph.removeprefix(GRAPH)


def inferred_from(graph: str) -> str:
    """Return the graph for what follows from a stated graph: one for all that is curated, else one for each."""
    return INFERRED if standing(graph) == "curated" else f"{INFERRED}/{graph.removeprefix(GRAPH)}"


def collections(graphs: Iterable[str]) -> dict[str, list[str]]:
    """Return the members of each collection among `graphs`, both as IRIs, members sorted."""
    members: dict[str, list[str]] = {
        CURATED_COLLECTION: [],
        OFFICIAL_COLLECTION: [],
        CANDIDATE_COLLECTION: [],
        ALL_COLLECTION: [],
    }
    by_standing = {"curated": CURATED_COLLECTION, "official": OFFICIAL_COLLECTION, "candidate": CANDIDATE_COLLECTION}
    for graph in sorted(graphs):
        kind = standing(graph)
        if kind in by_standing:
            members[by_standing[kind]].append(graph)
        if kind in (*by_standing, "inferred"):
            members[ALL_COLLECTION].append(graph)
    return members
