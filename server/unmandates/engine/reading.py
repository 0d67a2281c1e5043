"""What a query's text says before it is evaluated: its form, its data set, what it must not do.

This is courtesy: it turns what the limits would stop into a reason that a person understands, and it expands
the project's collections of graphs, which the engine does not know. What cannot be read here is left to the
engine, whose parser has the last word.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin

from unmandates.engine.refusals import ServiceForbidden, TooDeep, UpdateRefused
from unmandates.engine.tokens import iri_of, local_of, place_of, tokenize, unescape

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
#: Only a text with one of these needs to be read to its end.
_TELLING = re.compile(r"from|service", re.IGNORECASE)


@dataclass(frozen=True)
class Service:
    """A SERVICE clause: where it starts in the text, its endpoint, and where its group of patterns is to follow.

    An endpoint of None is one that is not asked, since the query puts up with that (SILENT).
    """

    start: int
    endpoint: str | None
    silent: bool
    body: int


@dataclass
class Reading:
    """The form of a query (None: not found), the graphs that its dataset clauses name, and its SERVICE clauses.

    `prefixes` and `base` are those known after its prologue. `hint` says what is not done that the query asks for.
    """

    form: str | None = None
    default_graphs: list[str] = field(default_factory=list)
    named_graphs: list[str] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    prefixes: Mapping[str, str] = field(default_factory=dict)
    base: str | None = None
    hint: str | None = None


def read(
    text: str,
    prefixes: Mapping[str, str],
    base: str | None,
    nesting: int,
    allowed_services: frozenset[str] = frozenset(),
) -> Reading:
    """Read the query.

    Raises UpdateRefused, ServiceForbidden (an endpoint that is not allowed by its exact name, or a variable)
    and TooDeep (more than `nesting` brackets open at once). With SILENT an endpoint that is not allowed is one that
    does not answer (SPARQL 1.1 Federated Query, 2.4); what stands within its pattern is not asked either.
    """
    reading = Reading()
    telling = _TELLING.search(text) is not None
    deep = sum(map(text.count, "([{")) > nesting
    prefixes = dict(prefixes)
    depth, unasked = 0, None
    tokens = tokenize(text)
    for token in tokens:
        if token.kind == "mark":
            if token.text in "([{":
                depth += 1
                if depth > nesting:
                    line, column = place_of(text, token.start)
                    raise TooDeep(
                        f"More than {nesting} brackets are open at line {line}, column {column}.",
                        "Flatten the query, or split it in several.",
                        line=line,
                        column=column,
                    )
            elif token.text in ")]}":
                depth -= 1
                unasked = None if depth == unasked else unasked
        elif token.kind != "word":
            continue
        elif reading.form is None:
            if token.is_word("BASE"):
                base = _resolve(next(tokens, None), prefixes, base) or base
            elif token.is_word("PREFIX"):
                name, iri = next(tokens, None), next(tokens, None)
                if name and name.kind == "name" and (resolved := _resolve(iri, prefixes, base)):
                    prefixes[name.text[:-1]] = resolved
            elif token.is_word(*_UPDATES):
                raise UpdateRefused(
                    "This is a SPARQL update; the service answers queries only.",
                    "Use SELECT, ASK, CONSTRUCT or DESCRIBE.",
                )
            else:
                reading.form = token.text.upper() if token.is_word(*_FORMS) else None
                if not (telling or deep) or reading.form is None:
                    break
        elif token.is_word("SERVICE"):
            if unasked is not None:
                continue
            service = _read_service(text, token, tokens, prefixes, base, allowed_services)
            reading.services.append(service)
            if service.endpoint is None:
                unasked = depth
                reading.hint = reading.hint or _unasked(text, service)
        elif token.is_word("FROM"):
            graphs = reading.default_graphs
            token = next(tokens, None)
            if token and token.is_word("NAMED"):
                graphs, token = reading.named_graphs, next(tokens, None)
            if graph := _resolve(token, prefixes, base):
                graphs.append(graph)
    reading.prefixes, reading.base = prefixes, base
    return reading


def form_of(text: str) -> str | None:
    """Return the form of a query (`SELECT`, `ASK`, `CONSTRUCT`, `DESCRIBE`), or None where it is not found."""
    for token in tokenize(unescape(text) if "\\" in text else text):
        if token.is_word(*_FORMS):
            return token.text.upper()
        if token.kind == "word" and not token.is_word("BASE", "PREFIX"):
            return None
    return None


def expand(graphs: Sequence[str], collections: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the graphs with each collection replaced by its members, every graph once, in order."""
    members = (member for graph in graphs for member in collections.get(graph, (graph,)))
    return list(dict.fromkeys(members))


def _unasked(text: str, service: Service) -> str:
    line, column = place_of(text, service.start)
    return f"SERVICE SILENT at line {line}, column {column} asked nobody: that is not allowed here."


def _read_service(text, service, tokens, prefixes, base, allowed_services) -> Service:
    token = next(tokens, None)
    silent = token is not None and token.is_word("SILENT")
    if silent:
        token = next(tokens, None)
    endpoint = _resolve(token, prefixes, base)
    if endpoint not in allowed_services and silent and token is not None and token.kind in ("iri", "name", "variable"):
        return Service(service.start, None, True, token.start + len(token.text))
    if endpoint is None or endpoint not in allowed_services:
        line, column = place_of(text, service.start)
        what = "a variable endpoint" if token and token.kind == "variable" else "this endpoint"
        raise ServiceForbidden(
            f"SERVICE with {what} is not allowed here (line {line}, column {column}).",
            "Ask the other endpoint yourself and join the results.",
            line=line,
            column=column,
        )
    return Service(service.start, endpoint, silent, token.start + len(token.text))


def _absolute(iri: str, base: str | None) -> str:
    """Return an IRI resolved against a base; one that has a scheme is what it is, and an empty fragment stays."""
    if not base or _SCHEME.match(iri):
        return iri
    joined = urljoin(base, iri)
    return joined + iri[-1] if iri.endswith(("#", "?")) and not joined.endswith(iri[-1]) else joined


def _resolve(token, prefixes: Mapping[str, str], base: str | None) -> str | None:
    if token is None:
        return None
    if token.kind == "iri":
        iri = iri_of(token.text)
        return _absolute(iri, base)
    if token.kind == "name":
        prefix, _, local = token.text.partition(":")
        return prefixes[prefix] + local_of(local) if prefix in prefixes else None
    return None
