"""Queries that ask another endpoint: its part is asked first, and its answer put in the place of the question.

SPARQL 1.1 Federated Query, section 4, evaluates the pattern of a SERVICE by itself and joins the result, so
`SERVICE <endpoint> { pattern }` means what `{ VALUES … }` with the rows of `SELECT * { pattern }` means. That lets the
query run where all queries run: in a process without any network. What goes out is the pattern alone, to an endpoint
that the operator allowed by its exact name.
"""

import codecs
import os
import re
import socket
from collections.abc import Mapping
from urllib.parse import urlsplit

import pyoxigraph

from unmandates.engine.reading import Reading, Service
from unmandates.engine.refusals import Malformed, ServiceFailed
from unmandates.engine.service_relay import RelayError, ask
from unmandates.engine.tokens import place_of, tokenize

#: Blank nodes of another endpoint become IRIs (RDF 1.1 Concepts, 3.5): VALUES cannot hold blank nodes.
_GENID = "https://w3id.org/unmandates/.well-known/genid/"
_NAME = re.compile(r"\w+")
#: One solution that binds nothing, in which the variables of a pattern are in scope all the same; the pattern is read
#: by the parser and never evaluated.
_NOTHING = "OPTIONAL {{ FILTER(false) {} }}"
_VARIABLE = "UNMANDATES_ALLOWED_SERVICES"


def allowed_services(environment: Mapping[str, str] = os.environ) -> frozenset[str]:
    """Return the endpoints that `UNMANDATES_ALLOWED_SERVICES` names, with spaces between them.

    Raises ValueError for a name that is no http or https IRI.
    """
    names = environment.get(_VARIABLE, "").split()
    for name in names:
        parts = urlsplit(name)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
            raise ValueError(f"{_VARIABLE} must name http or https endpoints, not {name!r}")
    return frozenset(names)


def resolve_services(text: str, reading: Reading, line: socket.socket | None) -> str:
    """Return the query with every SERVICE replaced by what its endpoint answers.

    `line` leads to a relay; without it, no endpoint is asked. Raises ServiceFailed when an endpoint does not answer and
    the query does not say SILENT.
    """
    pieces, at = [], 0
    for service in reading.services:
        if service.start < at:
            continue  # it stands within another: that endpoint's business
        opening, end = _braces(text, service.body)
        found = (
            None if service.endpoint is None else _answer(service, _question(text[opening:end], text, reading), line)
        )
        pieces += [text[at : service.start], "{ ", _NOTHING.format(text[opening:end]) if found is None else found, " }"]
        at = end
    return "".join([*pieces, text[at:]])


def _question(pattern: str, text: str, reading: Reading) -> str:
    """Return a pattern of a query as a query of its own, with the prologue that it needs."""
    prologue = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in reading.prefixes.items() if f"{name}:" in text)
    base = f"BASE <{reading.base}>\n" if reading.base else ""
    return f"{base}{prologue}SELECT * WHERE {pattern}"


def _braces(text: str, start: int) -> tuple[int, int]:
    depth, opening = 0, start
    for token in tokenize(text[start:]):
        if token.kind == "mark" and token.text in "{}":
            opening = start + token.start if not depth else opening
            depth += 1 if token.text == "{" else -1
            if depth == 0:
                return opening, start + token.start + 1
        elif not depth:
            break
    line, column = place_of(text, start)
    raise Malformed(f"SERVICE at line {line}, column {column} has no group of patterns.", line=line, column=column)


def _answer(service: Service, question: str, line: socket.socket) -> str | None:
    """Return the rows of an endpoint; None where it gives none and the query puts up with that."""
    try:
        return _values(ask(line, service.endpoint, question))
    except RelayError as error:
        reason = str(error)
    except (SyntaxError, ValueError):
        reason = "its answer cannot be read"
    if service.silent:
        return None
    raise ServiceFailed(f"The endpoint {service.endpoint} was asked, but {reason}.", "Ask again later, or use SILENT.")


def _values(results: bytes) -> str:
    results = results.removeprefix(codecs.BOM_UTF8)
    found = pyoxigraph.parse_query_results(results, format=pyoxigraph.QueryResultsFormat.JSON)
    if not isinstance(found, pyoxigraph.QuerySolutions):
        raise ValueError("it is not the answer to a SELECT")
    names = found.variables
    if not all(_NAME.fullmatch(name.value) for name in names):
        raise ValueError("its columns are no names of variables")
    rows = ["(" + " ".join(_term(row[name]) for name in names) + ")" for row in found]
    return f"VALUES ({' '.join(map(str, names))}) {{ {' '.join(rows)} }}"


def _term(term) -> str:
    if term is None:
        return "UNDEF"
    if isinstance(term, pyoxigraph.BlankNode):
        return str(pyoxigraph.NamedNode(_GENID + term.value))
    if isinstance(term, pyoxigraph.NamedNode):
        return str(pyoxigraph.NamedNode(term.value))  # its characters are looked at: the parser of results does not
    if not isinstance(term, pyoxigraph.Literal) or getattr(term, "direction", None):
        raise ValueError("it holds a term that SPARQL 1.1 does not know")
    return str(term)
