"""rdflib as a client: its parsers read what it asks for by each of its formats, and its stores ask the endpoint."""

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

UNODC = rdflib.URIRef("https://w3id.org/unmandates/id/body/unodc")
LABEL = rdflib.Literal("United Nations Office on Drugs and Crime", lang="en")
#: Names of formats by which rdflib asks, each with an Accept header of its own; without one it accepts all it can read.
FORMATS = ["turtle", "ttl", "n3", "nt", "xml", "json-ld", "trig", None]
# Its parsers of JSON-LD and TriG use a class of its own that it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


def parsed(address, name=None):
    graph = rdflib.Dataset(default_union=True) if name == "trig" else rdflib.Graph()
    return graph.parse(address, format=name)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("path", "subject"),
    [
        ("/id/body/unodc", UNODC),
        ("/graph/body/unodc", UNODC),
        ("/ontology", rdflib.URIRef("https://w3id.org/unmandates/ontology#Body")),
        ("/shape", rdflib.URIRef("https://w3id.org/unmandates/shape#Document")),
        ("/dataset", rdflib.URIRef("https://w3id.org/unmandates/dataset")),
        ("/.well-known/void", rdflib.URIRef("https://w3id.org/unmandates/dataset")),
        ("/.well-known/sparql-examples", rdflib.URIRef("https://w3id.org/unmandates/example/all-bodies")),
    ],
)
def test_what_it_looks_up_it_reads(base, path, subject, name):
    assert list(parsed(base + path, name).predicate_objects(subject))


@pytest.mark.parametrize("suffix", ["ttl", "jsonld", "rdf", "nt", "n3"])
def test_what_it_reads_by_suffix(base, suffix):
    assert (UNODC, rdflib.SKOS.prefLabel, LABEL) in parsed(f"{base}/id/body/unodc.{suffix}")


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_its_store_asks(endpoint, method, form):
    store = SPARQLStore(endpoint, returnFormat=form, method=method)
    graph = rdflib.Graph(store)
    rows = graph.query(f"SELECT ?z ?label {{ VALUES ?z {{ 1 }} <{UNODC}> skos:prefLabel ?label }}")
    assert str(LABEL) in {str(row.label) for row in rows}
    if form in ("json", "xml"):  # it cannot read its own wish for yes or no as a table
        assert store.query("ASK { ?s ?p ?o }").askAnswer is True


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_its_store_gives_statements(endpoint, method):
    graph = rdflib.Graph(SPARQLStore(endpoint, method=method))
    assert LABEL in set(graph.objects(UNODC, rdflib.SKOS.prefLabel))
    found = graph.query(f"CONSTRUCT {{ <{UNODC}> ?p ?o }} {{ <{UNODC}> ?p ?o }}").graph
    assert (UNODC, rdflib.SKOS.prefLabel, LABEL) in found


def test_a_service_clause_of_its_own(endpoint):
    text = f"SELECT * {{ SERVICE <{endpoint}> {{ <{UNODC}> <{rdflib.SKOS.prefLabel}> ?label }} }}"
    assert LABEL in {row.label for row in rdflib.Graph().query(text)}
