"""The query operation of the SPARQL protocol in the terms of OpenAPI: in an address, and in a body."""

from collections.abc import Iterator

from unmandates.engine import BINDINGS, GRAPH, Refusal
from unmandates.engine.refusals import ClientLeft
from unmandates.rdf.formats import GRAPHS, HTML, ROWS
from unmandates.web.endpoint.submission import DIRECT, FORM
from unmandates.web.http.operations import TEXT, Answers, Operation, Parameter, gives, in_form, leads, refuses

_QUERY = TEXT | {"minLength": 1}
_EXAMPLE = "SELECT * { ?mandate unm:assignee <post/secretary-general> } LIMIT 3"
_SOME = {"type": "array", "items": TEXT | {"format": "iri"}}
_BESIDE = (
    in_form(*ROWS, *GRAPHS, also=("json", "xml", HTML.suffix)),
    Parameter("default-graph-uri", "A graph that the query sees without naming it; several may be given.", _SOME),
    Parameter("named-graph-uri", "A graph that the query can name; several may be given.", _SOME),
    Parameter(
        "timeout", "Seconds that the query may take; it can only shorten the limit.", {"type": "number", "minimum": 0}
    ),
    Parameter("bom", "Whether CSV begins with a byte order mark, as Excel wants it: 1.", TEXT),
)
_HINT = {"Unmandates-Hint": {"description": "What was ignored, or may have been meant.", "schema": TEXT}}
_UNKNOWN = {"description": "Parameters that are unknown are ignored, and named in the header Unmandates-Hint."}


def asking() -> Iterator[Operation]:
    """Yield the two ways to ask."""
    in_address = (Parameter("query", "The query.", _QUERY, _EXAMPLE), *_BESIDE)
    summary = "Ask in SPARQL 1.1; without a query the service describes itself."
    yield Operation("ask", summary, _answers(), in_address, more=_UNKNOWN)
    yield Operation(
        "askInBody", "Ask in SPARQL 1.1.", _answers(), method="post", more=_UNKNOWN | {"requestBody": _body()}
    )


def _answers() -> Answers:
    # Nobody reads the answer to a client that has left.
    problems = sorted({kind.status for kind in Refusal.__subclasses__()} - {ClientLeft.status})
    result = gives("The result.", *BINDINGS, *GRAPH, headers=_HINT)
    return result | leads("Browsers are led to the page for people, with their query.") | refuses(*problems)


def _body() -> dict:
    fields = {"query": _QUERY} | {one.name: one.schema for one in _BESIDE}
    form = {"type": "object", "required": ["query"], "properties": fields}
    return {
        "required": True,
        "content": {
            FORM: {"schema": form, "example": {"query": _EXAMPLE}},
            DIRECT: {"schema": _QUERY, "example": _EXAMPLE},
        },
    }
