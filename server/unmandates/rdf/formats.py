"""The one table of formats: what each is called, by which media types and suffixes it is known, who writes it.

Negotiation by `Accept`, `?format=`, suffixes, file names, the descriptions of the service and of the data, and the
command line all read it, so that a name that is known in one place is known in every other.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

#: What a format holds: statements, rows or yes and no, a page, how a page is cited, records of anything else.
GRAPH, BINDINGS, PAGE, CITATION, RECORD = "graph", "bindings", "page", "citation", "record"
#: Where the W3C names formats (SPARQL 1.1 Service Description, 3.2.4; https://www.w3.org/ns/formats/).
W3C = "http://www.w3.org/ns/formats/"


@dataclass(frozen=True)
class Format:
    """A format: its suffix, its media type, its name for readers, what it holds.

    `serializer` is the store's name for it (of `RdfFormat` or `QueryResultsFormat`), empty where the store does not
    write it. `types` are other media types for the same bytes, `names` and `suffixes` others under which it is asked
    for; `w3c` is its name in the W3C's list, empty where it has none. `parameters` follow the media type.
    """

    suffix: str
    media_type: str
    name: str
    kind: str
    serializer: str = ""
    types: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    w3c: str = ""
    parameters: str = ""

    @property
    def content_type(self) -> str:
        """The media type with its parameters, as an answer carries it; text is in UTF-8."""
        charset = "; charset=utf-8" if self.media_type.startswith("text/") else ""
        return self.media_type + charset + self.parameters

    @property
    def iri(self) -> str:
        """The IRI by which a description names it; empty where it has none."""
        return self.w3c and W3C + self.w3c

    def is_called(self, name: str) -> bool:
        """Say whether a folded name (`fold`) is its suffix, its media type or its name."""
        return name in (fold(self.suffix), fold(self.media_type), fold(self.name))

    def is_also_called(self, name: str) -> bool:
        """Say whether a folded name is another one of it."""
        return name in map(fold, (*self.types, *self.names, *self.suffixes))

    def under(self, media_type: str) -> "Format":
        """Return the same format under another media type."""
        return replace(self, media_type=media_type)

    def type_called(self, name: str) -> str:
        """Return the media type that a name is, if it is one of those of this format, else the format's own."""
        return next((other for other in self.types if fold(other) == fold(name)), self.media_type)


TURTLE = Format(
    "ttl", "text/turtle", "Turtle", GRAPH, "TURTLE",
    ("application/x-turtle", "application/turtle", "text/x-turtle"), w3c="Turtle",
)  # fmt: skip
JSON_LD = Format(
    "jsonld", "application/ld+json", "JSON-LD", GRAPH, "JSON_LD",
    ("application/json", "application/x-json+ld"), ("json",), ("json",), "JSON-LD",
)  # fmt: skip
RDF_XML = Format(
    "rdf", "application/rdf+xml", "RDF/XML", GRAPH, "RDF_XML",
    ("application/xml", "text/xml", "text/rdf"), ("xml",), ("xml", "owl"), "RDF_XML",
)  # fmt: skip
N_TRIPLES = Format(
    "nt", "application/n-triples", "N-Triples", GRAPH, "N_TRIPLES", ("text/plain",), ("text",), w3c="N-Triples"
)  # fmt: skip
#: Every Turtle document is one of N3 (https://w3c.github.io/N3/spec/, 1.1), and with one graph one of TriG.
N3 = Format(
    "n3", "text/n3", "N3", GRAPH, "TURTLE", ("text/rdf+n3", "application/n3", "application/rdf+n3"), w3c="N3"
)  # fmt: skip
TRIG = Format("trig", "application/trig", "TriG", GRAPH, "TRIG", ("application/x-trig",), w3c="TriG")
N_QUADS = Format(
    "nq", "application/n-quads", "N-Quads", GRAPH, "N_QUADS", ("text/x-nquads", "text/nquads"), w3c="N-Quads"
)  # fmt: skip

RESULTS_JSON = Format(
    "srj", "application/sparql-results+json", "JSON", BINDINGS, "JSON",
    ("application/json",), ("sparql-results+json", "sparql-json"), w3c="SPARQL_Results_JSON",
)  # fmt: skip
RESULTS_XML = Format(
    "srx", "application/sparql-results+xml", "XML", BINDINGS, "XML",
    ("application/xml", "text/xml"), ("sparql-results+xml", "sparql-xml"), w3c="SPARQL_Results_XML",
)  # fmt: skip
CSV = Format("csv", "text/csv", "CSV", BINDINGS, "CSV", w3c="SPARQL_Results_CSV", parameters="; header=present")
TSV = Format("tsv", "text/tab-separated-values", "TSV", BINDINGS, "TSV", w3c="SPARQL_Results_TSV")

HTML = Format("html", "text/html", "HTML", PAGE, types=("application/xhtml+xml",), names=("xhtml",))
JSON = Format("json", "application/json", "JSON", RECORD)

#: The forms of data that are told of wherever there are data.
RDF = (TURTLE, JSON_LD, RDF_XML, N_TRIPLES)
#: All in which statements can be had: those, and the same under names that some clients alone ask for.
GRAPHS = (*RDF, TRIG, N_QUADS, N3)
#: The forms of the answers to SELECT and ASK, best first: the first one is given to those who do not mind.
ROWS = (RESULTS_JSON, RESULTS_XML, CSV, TSV)
EVERY = (*GRAPHS, *ROWS, HTML, JSON)


def fold(name: str) -> str:
    """Return a name as it is compared: without parameters, case and punctuation.

    So `JSON-LD`, `json_ld` and `jsonld` are one, and a plus may have become a space, as it does in a form.
    """
    return re.sub(r"[^a-z0-9]", "", name.partition(";")[0].lower())


def find(name: str, offered: Iterable[Format]) -> Format | None:
    """Return the format on offer that a name means: a suffix, a media type or a word, whatever its case; or None."""
    folded, offered = fold(name), tuple(offered)
    if not folded:
        return None
    first = next((form for form in offered if form.is_called(folded)), None)
    return first or next((form for form in offered if form.is_also_called(folded)), None)


def find_last(names: Sequence[str], offered: Iterable[Format]) -> tuple[Format | None, str]:
    """Return the format that the last known of several names means, and that name; None and an empty text if none."""
    offered = tuple(offered)
    for name in reversed(names):
        if form := find(name, offered):
            return form, name
    return None, ""


def of_suffix(suffix: str, offered: Iterable[Format]) -> Format | None:
    """Return the format on offer that a suffix (without its dot) names, whatever its case."""
    suffix, offered = suffix.lower(), tuple(offered)
    first = next((form for form in offered if form.suffix == suffix), None)
    return first or next((form for form in offered if suffix in form.suffixes), None)


def of_file(name: str) -> Format | None:
    """Return the format of a file of a release by the end of its name."""
    return of_suffix(name.rpartition(".")[2], (*GRAPHS, CSV, JSON))


def media_types(offered: Iterable[Format]) -> dict[str, Format]:
    """Return the format for each media type under which it can be asked for: first the formats' own, then others.

    Where two formats answer to one other name, the first on offer has it.
    """
    offered = tuple(offered)
    found = {form.media_type: form for form in offered}
    for form in offered:
        for other in form.types:
            found.setdefault(other, form)
    return found
