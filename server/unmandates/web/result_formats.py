"""The formats of results: by which names they are asked for, and which one an answer carries."""

from dataclasses import dataclass

from unmandates.engine import BINDINGS, GRAPH
from unmandates.web.negotiation import choose, short_names
from unmandates.web.remembering import remember
from unmandates.web.submission import BadRequest

#: Other names under which a format is accepted; the answer then carries the name that was asked for.
_BINDINGS_OFFER = (
    dict.fromkeys(BINDINGS)
    | {"application/json": "application/sparql-results+json"}
    | dict.fromkeys(("application/xml", "text/xml"), "application/sparql-results+xml")
)
_GRAPH_OFFER = dict.fromkeys(GRAPH) | {
    "text/plain": "application/n-triples", "application/json": "application/ld+json",
    "application/xml": "application/rdf+xml", "text/xml": "application/rdf+xml", "application/x-turtle": "text/turtle",
    "text/x-nquads": "application/n-quads", "application/x-trig": "application/trig",
}  # fmt: skip
_SUFFIXES = {"JSON": "srj", "XML": "srx", "CSV": "csv", "TSV": "tsv", "TURTLE": "ttl", "N_TRIPLES": "nt",
             "RDF_XML": "rdf", "JSON_LD": "jsonld", "TRIG": "trig", "N_QUADS": "nq"}  # fmt: skip


@dataclass(frozen=True)
class Formats:
    """The media type to answer with, for each form that the result may have; None: not acceptable.

    `page` says that a page is liked best.
    """

    bindings: str | None
    graph: str | None
    page: bool = False

    @property
    def engine_bindings(self) -> str | None:
        """The engine's name for the format of bindings and booleans."""
        return self.bindings and (_BINDINGS_OFFER.get(self.bindings) or self.bindings)

    @property
    def engine_graph(self) -> str | None:
        """The engine's name for the format of graphs."""
        return self.graph and (_GRAPH_OFFER.get(self.graph) or self.graph)


@remember(1024)
def negotiate(name: str | None, accept: str | None, has_page: bool) -> Formats:
    """Choose by the parameter `format`, or else by the Accept header. Raises BadRequest for an unknown name."""
    if name is not None:
        return _named(name, has_page)
    page = ("text/html",) if has_page else ()
    if choose(accept, (*_BINDINGS_OFFER, *_GRAPH_OFFER, *page)) == "text/html":
        return Formats(None, None, True)
    return Formats(choose(accept, tuple(_BINDINGS_OFFER)), choose(accept, tuple(_GRAPH_OFFER)))


def _named(name: str, has_page: bool) -> Formats:
    bindings, graph = short_names(BINDINGS), short_names(GRAPH)
    if has_page and name in ("html", "text/html"):
        return Formats(None, None, True)
    if name in bindings or name in graph:
        return Formats(bindings.get(name), graph.get(name))
    if name in BINDINGS or name in GRAPH:
        return Formats(name if name in BINDINGS else None, name if name in GRAPH else None)
    raise BadRequest(f"The format {name[:40]!r} is unknown.", "Known: " + ", ".join(sorted({*bindings, *graph})) + ".")


def file_name(media_type: str) -> str:
    """Return a name under which a result in this format may be saved."""
    name = (BINDINGS | GRAPH).get(_BINDINGS_OFFER.get(media_type) or media_type)
    return f"result.{_SUFFIXES.get(name, 'txt')}"
