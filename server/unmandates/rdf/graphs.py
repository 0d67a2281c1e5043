"""Which graph is what: the standing of a graph, and the collections that a query can name.

A graph's IRI says where its statements are kept and, with that, their standing: curated by hand, imported as the
official text, metadata or headings of a source, made by a machine as candidates, or inferred. What was imported lies in
`graph/import/<source>/<standing>/<key>`. A *collection* (`graph/curated`, `graph/all`, …) is a name for all graphs of
one standing; it works in FROM, FROM NAMED, `default-graph-uri` and `named-graph-uri`.
"""

from collections.abc import Iterable
from functools import lru_cache

from unmandates.rdf.namespaces import GRAPH, ID

INFERRED = GRAPH + "inferred"
#: Graphs about the graph; they are seen only when a query names them.
ONTOLOGY, SHAPES, VOID, EXAMPLES = (GRAPH + name for name in ("ontology", "shapes", "void", "examples"))

#: How official statements of imports stand: words, metadata, librarians' headings. Any other import is a candidate.
OFFICIAL_STANDINGS = ("text", "metadata", "headings")
_IMPORT = GRAPH + "import/"
#: Names of the two graphs for what follows from an imported item, in the place of a standing.
_OFFICIAL, _CANDIDATE = "official", "candidate"

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
        return _OFFICIAL if rest.split("/")[1:2] and rest.split("/")[1] in OFFICIAL_STANDINGS else _CANDIDATE
    return "curated"


def in_default(graph: str) -> bool:
    """Say whether a query without FROM sees this graph (a foreign data set is seen as it is)."""
    if graph.startswith(INFERRED + "/"):
        below = graph.removeprefix(INFERRED + "/").split("/")
        return below[0] != "import" or _OFFICIAL in below[2:3]
    return standing(graph) in DEFAULT_STANDINGS


def is_stated(graph: str) -> bool:
    """Say whether somebody said what stands in this graph about mandates, and it does not follow or describe."""
    return standing(graph) in ("curated", "official", "candidate")


def source_of(graph: str) -> str:
    """Return the source that a stated graph was imported from; an empty text for what was curated."""
    return graph.removeprefix(_IMPORT).split("/")[0] if graph.startswith(_IMPORT) else ""


def imported(source: str, kind: str, key: str) -> str:
    """Return the graph for what a source says of an item with this key; `kind` is the standing in the graph's name."""
    return f"{_IMPORT}{source}/{kind}/{key}"


def kind_of(graph: str) -> str:
    """Return the standing that an imported graph's name gives (`text`, `candidate`, …); an empty text for others."""
    return (graph.removeprefix(_IMPORT).split("/") + [""])[1] if graph.startswith(_IMPORT) else ""


def name_test(name: str, variable: str) -> str:
    """Return a SPARQL expression that says whether a variable is a graph of a collection, or the graph of a name."""
    text = f"STR({variable})"
    imports, inferred = (f'REGEX({text}, "^{root}(/|$)")' for root in (_IMPORT.rstrip("/"), INFERRED))
    official = f'REGEX({text}, "^{_IMPORT}[^/]*/({"|".join(OFFICIAL_STANDINGS)})(/|$)")'
    service = f"{variable} IN ({', '.join(f'<{graph}>' for graph in (ONTOLOGY, SHAPES, VOID, EXAMPLES))})"
    ours = f'STRSTARTS({text}, "{GRAPH}")'
    tests = {
        OFFICIAL_COLLECTION: official,
        CANDIDATE_COLLECTION: f"({imports} && !{official})",
        CURATED_COLLECTION: f"({ours} && !{imports} && !{inferred} && !({service}))",
        ALL_COLLECTION: f"({ours} && !({service}))",
    }
    return tests.get(name, f"{variable} = <{name}>")


def thing_of(graph: str) -> str:
    """Return the IRI of the thing that a curated graph is named for and describes."""
    return ID + graph.removeprefix(GRAPH)


def inferred_from(graph: str) -> str:
    """Return the graph for what follows from a stated graph.

    It is one for all that is curated, and two for each imported item: what follows from its official statements
    together (`…/inferred/import/<source>/official/<key>`), and what follows from the candidates.
    """
    if standing(graph) == "curated":
        return INFERRED
    source, _, key = (graph.removeprefix(_IMPORT).split("/", 2) + ["", ""])[:3]
    return f"{INFERRED}/import/{source}/{standing(graph)}/{key}"


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
