"""What the endpoint serves at the moment, and what it tells about each query."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse

from unmandates.engine import EngineClient, Query
from unmandates.rdf import graphs
from unmandates.rdf.names import term_name
from unmandates.rdf.namespaces import ONTOLOGY
from unmandates.web.endpoint.hints import Vocabulary, words_of

_MOST_GRAPHS = 1000
_WORTH = 0.01  #: seconds of work on an answer above which a client's account is told of it


@dataclass(frozen=True)
class Outcome:
    """How a query ended: `answered`, `cached`, `not-modified`, `client-left`, or the kind of a refusal.

    `seconds` is the time of evaluation, `size` the result in bytes before compression; `client` is the name under
    which its share is counted, `text` the query as it was sent (None: it could not be read).
    """

    kind: str
    seconds: float = 0.0
    client: str = ""
    text: str | None = None
    size: int = 0


def _ignore(outcome: Outcome) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Serving:
    """The engine's client, the digest of its data, and what is known about them.

    `endpoint` is the absolute IRI of the endpoint, from configuration and never from the Host header; `vocabulary`
    is what a query may name, for hints; `facts` describe the data in the terms of VoID; `finished`
    is told how each query ended, for metrics and logs. `shelf` is where the processes of the service share pages.
    """

    client: EngineClient
    digest: str
    endpoint: str
    vocabulary: Vocabulary = Vocabulary()
    named_graphs: tuple[str, ...] = ()
    facts: tuple[Triple, ...] = ()
    finished: Callable[[Outcome], None] = _ignore
    shelf: Path | None = None


@contextmanager
def charged(serving: Serving | None, client: str) -> Iterator[None]:
    """Put the processor time of this thread, as far as it is worth it, on the account of a client."""
    started = time.thread_time()
    try:
        yield
    finally:
        spent = time.thread_time() - started
        if serving is not None and client and spent > _WORTH:
            serving.client.charge(client, spent)


def informed(serving: Serving) -> Serving:
    """Return the same with the vocabulary, the named graphs and the facts that the data hold. Raises a Refusal.

    Of more than 1,000 named graphs only the collections and those about the graph itself are named.
    """
    terms = _column(serving, f"SELECT DISTINCT ?x FROM <{graphs.ONTOLOGY}> {{ ?x ?p ?o FILTER(isIRI(?x)) }}")
    named = _column(serving, f"SELECT DISTINCT ?x {{ GRAPH ?x {{ }} }} LIMIT {_MOST_GRAPHS + 1}")
    ours = any(graphs.standing(graph) != "foreign" for graph in named)
    if len(named) > _MOST_GRAPHS:
        about = (graphs.ONTOLOGY, graphs.SHAPES, graphs.VOID, graphs.EXAMPLES, graphs.INFERRED)
        own = " ".join(f"<{graph}>" for graph in about)
        named = _column(serving, f"SELECT ?x {{ VALUES ?x {{ {own} }} FILTER EXISTS {{ GRAPH ?x {{ ?s ?p ?o }} }} }}")
        ours = bool(named)
    ours_alone = frozenset(term_name(term) for term in terms if term.startswith(ONTOLOGY))
    vocabulary = Vocabulary(ours_alone, words_of(_labels(serving)))
    collections = sorted(graphs.collections(())) if ours else []
    return replace(serving, vocabulary=vocabulary, named_graphs=(*collections, *sorted(named)), facts=_facts(serving))


def _facts(serving: Serving) -> tuple[Triple, ...]:
    query = Query(f"CONSTRUCT {{ ?s ?p ?o }} FROM <{graphs.VOID}> {{ ?s ?p ?o }}", graph="application/n-triples")
    with serving.client.evaluate(query) as answer:
        return tuple(quad.triple for quad in parse(answer.read(), format=RdfFormat.N_TRIPLES))


def _labels(serving: Serving) -> list[tuple[str, str]]:
    """Return the local name of each term with each of its names, its own label before what else it is called."""
    query = Query(
        f"""SELECT ?x ?name FROM <{graphs.ONTOLOGY}> {{
        VALUES (?property ?rank) {{ (rdfs:label 1) (skos:altLabel 2) (skos:hiddenLabel 2) }}
        ?x ?property ?name FILTER(STRSTARTS(STR(?x), "{ONTOLOGY}")) }} ORDER BY ?rank ?x ?name""",
        bindings="application/sparql-results+json",
    )
    with serving.client.evaluate(query) as answer:
        rows = json.loads(answer.read())["results"]["bindings"]
    return [(term_name(row["x"]["value"]), row["name"]["value"]) for row in rows]


def _column(serving: Serving, text: str) -> list[str]:
    with serving.client.evaluate(Query(text, bindings="text/tab-separated-values")) as answer:
        return [line.strip("<>") for line in answer.read().decode().splitlines()[1:]]
