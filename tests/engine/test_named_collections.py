"""FROM NAMED with a collection, told by the names of graphs, sees what a list of its graphs sees."""

import pyoxigraph as ox
import pytest

from unmandates.engine.named_collections import by_name
from unmandates.rdf import graphs
from unmandates.rdf.namespaces import GRAPH

NAMES = [
    *(GRAPH + name for name in ("document/A", "import/a/text/A", "import/a/metadata/A", "import/a/headings/A")),
    *(GRAPH + name for name in ("import/a/candidate/A", "import/a/other/A", "import/a/text", "importer/a", "import")),
    *(GRAPH + name for name in ("inferred", "inferred/import/a/official/A", "inferring/x", "void", "ontology")),
    "http://example.org/g",
]
COLLECTIONS = graphs.collections(NAMES)
QUERIES = [
    "SELECT * {clauses} {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "SELECT * {clauses} {{ {{ GRAPH ?g {{ ?s ?p ?o }} }} UNION {{ GRAPH ?h {{ ?s ?p ?o }} FILTER(?o = '1') }} }}",
    "SELECT ?g {clauses} {{ GRAPH ?g {{ ?s ?p ?o . GRAPH ?h {{ ?s ?p ?o }} }} }}",
    "SELECT ?g {clauses} {{ GRAPH ?g {{ }} OPTIONAL {{ GRAPH ?g {{ ?s <urn:q> ?o }} }} }}",
    "SELECT ?g {clauses} WHERE {{ GRAPH ?g {{ ?s ?p '}} FROM' }} }}",
    "ASK {clauses} {{ FILTER NOT EXISTS {{ GRAPH ?g {{ ?s ?p '3' }} }} }}",
    "SELECT * {clauses} {{ GRAPH <" + GRAPH + "document/A> {{ ?s ?p ?o }} }}",
]


@pytest.fixture(scope="module")
def store() -> ox.Store:
    store = ox.Store()
    for number, name in enumerate(NAMES):
        store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(str(number)), ox.NamedNode(name)))
    store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("default")))
    return store


def told(result) -> list[str]:
    return [str(bool(result))] if isinstance(result, ox.QueryBoolean) else sorted(map(str, result))


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("name", sorted(COLLECTIONS))
@pytest.mark.parametrize("beside", [(), ("http://example.org/g",)])
def test_it_sees_what_a_list_sees(store, query, name, beside):
    names = (name, *beside)
    members = [*COLLECTIONS[name], *beside]
    text = query.format(clauses=" ".join(f"FROM NAMED <{one}>" for one in names))
    listed = told(store.query(text, default_graph=[], named_graphs=list(map(ox.NamedNode, members))))
    rewritten = by_name(text, names, members)
    if rewritten is None:
        assert "document/A>" in query and f"{GRAPH}document/A" not in members
    else:
        assert told(store.query(rewritten, default_graph=[])) == listed


def test_what_the_query_names_elsewhere_stays():
    text = f"SELECT ?from FROM NAMED <{GRAPH}all> {{ ?from <urn:graph> 'GRAPH ?g {{ }}' }}"
    assert by_name(text, [GRAPH + "all"], []).replace(" ", "") == text.replace(f"FROM NAMED <{GRAPH}all>", "").replace(
        " ", ""
    )
