"""The endpoint describes itself, in the terms of SPARQL 1.1 Service Description."""

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from unmandates.engine.limits import Limits
from unmandates.rdf.formats import GRAPHS, ROWS, W3C, find
from unmandates.rdf.namespaces import DATASET, PREFIXES
from unmandates.rdf.writing import write

_SD = "http://www.w3.org/ns/sparql-service-description#"
_RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_COMMENT = NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
_SEE_ALSO = NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso")
#: Where more named graphs than these are listed apart, below the endpoint: what is useful is read first.
APART, _FEW_GRAPHS = "/graphs", 40
#: What the store does to literals whose form is not canonical; SPARQL leaves it to the service.
_BY_VALUE = 'Numbers, dates and durations are kept by their value: "01"^^xsd:integer is written 1.'
_PREFIXES = {
    "sd": _SD,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "void": PREFIXES["void"],
    "formats": W3C,
}


def limits_in_words(limits: Limits) -> list[str]:
    """Return one English sentence for each limit that a client can meet."""
    return [
        f"A query may run for {limits.time:g} seconds and may be {limits.query_bytes:,} bytes long.",
        f"A query may take {limits.memory // 2**20:,} MiB of memory.",
        f"A result may have {limits.result_rows:,} rows and {limits.result_bytes // 2**20:,} MiB; "
        "a larger one is refused, never cut.",
        f"A client may have {limits.client_concurrency} queries under way and {limits.client_budget:g} seconds of "
        f"processing in {limits.client_window:g} seconds.",
    ]


def describe(
    endpoint: str,
    limits: Limits,
    named_graphs: Iterable[str] = (),
    media_type: str = "text/turtle",
    *,
    facts: Iterable[Triple] = (),
    services: Iterable[str] = (),
) -> bytes:
    """Return the description of the service at `endpoint` (an absolute IRI) in an RDF format.

    Many named graphs are listed apart, at the address that `rdfs:seeAlso` of the data set gives (`describe_graphs`).
    `facts` describe the default graph: triples of VoID whose main subject is the data set. `services` are the endpoints
    that a query may ask by SERVICE.
    """
    service, dataset, default = (NamedNode(endpoint + part) for part in ("#service", "#dataset", "#default-graph"))
    triples = [
        Triple(service, _RDF_TYPE, _sd("Service")),
        Triple(service, _sd("endpoint"), NamedNode(endpoint)),
        Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        Triple(service, _sd("defaultDataset"), dataset),
        Triple(dataset, _RDF_TYPE, _sd("Dataset")),
        Triple(dataset, _sd("defaultGraph"), default),
        Triple(default, _RDF_TYPE, _sd("Graph")),
    ]
    for form in (*ROWS, *GRAPHS):
        triples.append(Triple(service, _sd("resultFormat"), NamedNode(form.iri)))
    for sentence in limits_in_words(limits):
        triples.append(Triple(service, _COMMENT, Literal(sentence, language="en")))
    triples.append(Triple(service, _COMMENT, Literal(_BY_VALUE, language="en")))
    for other in sorted(services):
        triples.append(Triple(service, _sd("feature"), _sd("BasicFederatedQuery")))
        triples.append(Triple(service, _COMMENT, Literal(f"A query may ask {other} by SERVICE.", language="en")))
    for fact in facts:
        # A graph is a data set too (Service Description, 3.2.6): the whole one is the default graph here.
        subject = default if fact.subject.value == DATASET else fact.subject
        triples.append(Triple(subject, fact.predicate, fact.object))
    names = list(named_graphs)
    if len(names) > _FEW_GRAPHS:
        triples.append(Triple(dataset, _SEE_ALSO, NamedNode(endpoint + APART)))
        told = f"The {len(names)} named graphs are listed at {endpoint}{APART}."
        triples.append(Triple(service, _COMMENT, Literal(told, language="en")))
        names = []
    return _serialized([*triples, *_named(endpoint, names)], media_type)


def describe_graphs(endpoint: str, named_graphs: Iterable[str], media_type: str = "text/turtle") -> bytes:
    """Return the list of the named graphs of the service at `endpoint` in an RDF format."""
    return _serialized(_named(endpoint, list(named_graphs)), media_type)


def _named(endpoint: str, names: list[str]) -> list[Triple]:
    triples = []
    for number, name in enumerate(names, 1):
        graph = NamedNode(f"{endpoint}#named-graph-{number}")
        triples.append(Triple(NamedNode(endpoint + "#dataset"), _sd("namedGraph"), graph))
        triples.append(Triple(graph, _RDF_TYPE, _sd("NamedGraph")))
        triples.append(Triple(graph, _sd("name"), NamedNode(name)))
    return triples


def _serialized(triples: list[Triple], media_type: str) -> bytes:
    return write(triples, find(media_type, GRAPHS), _PREFIXES)


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
