"""The endpoint's page for people, in each language: a query in a plain form, and the rows of its answer.

`/sparql` is the endpoint itself; a browser that asks there is led, with its query, to the page in its language.
"""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

import pyoxigraph as ox
from flask import Blueprint, Flask, Request, Response, request
from markupsafe import escape

from unmandates.engine import Limits, Query, Refusal
from unmandates.engine.limits import MIB
from unmandates.engine.refusals import ClientLeft
from unmandates.rdf.formats import GRAPHS, ROWS, media_types
from unmandates.release.examples import Example
from unmandates.text.words import languages
from unmandates.web.endpoint.hints import nearest_terms
from unmandates.web.endpoint.operations import asking
from unmandates.web.endpoint.serving import Outcome, Serving, charged
from unmandates.web.endpoint.sparql import mount
from unmandates.web.endpoint.submission import Submission, read_address
from unmandates.web.frame.rendering import all_examples, render
from unmandates.web.frame.suggestions import knowing
from unmandates.web.http import caching
from unmandates.web.http.departure import departed
from unmandates.web.http.language import VARY, negotiated, page_language
from unmandates.web.http.negotiation import choose
from unmandates.web.http.operations import operations
from unmandates.web.http.redirects import lead
from unmandates.web.http.visitors import client_of
from unmandates.web.things.naming import Text
from unmandates.web.things.site import Site, site
from unmandates.web.things.things import Thing, Value

#: Rows and columns of a page, their cells, and the characters in these as they are written there.
_SHOWN, _COLUMNS, _CELLS, _CHARACTERS = 500, 500, 10_000, 1_000_000
_LARGEST = 4_000_000  #: bytes of an answer that is looked at
#: Cells up to which the rows that are not shown are counted.
_COUNTED = 1_000_000
#: What an address keeps as it is when it is repeated.
_QUERY = "%&=+/:@!$'()*,;~?"
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
#: The limits that concern whoever asks, with the unit that they are told in.
_TOLD = {"time": "s", "memory": "MiB", "result_bytes": "MiB", "result_rows": "", "query_bytes": "MiB", "nesting": "",
         "client_concurrency": "", "queue_time": "s"}  # fmt: skip
#: The formats in which a result can be taken away, by the names that the parameter `format` knows.
_ROWS, _GRAPH = ("csv", "json", "tsv", "xml"), ("turtle", "jsonld", "ntriples", "rdfxml")
_HTML = ("", "html", "text/html")
_JSON, _TURTLE = "application/sparql-results+json", "text/turtle"


def blueprint(app: Flask) -> Blueprint:
    """Return the blueprint of the endpoint's page; the endpoint itself is mounted, if something is served."""
    serving = site_of(app).settings.serving
    found = Blueprint("sparql", __name__)
    if serving is not None:
        mount(app, _hinting(serving, site_of(app)), form_page=door)
    at_door = operations(asking)(lambda: door(request, Submission(request.args.get("query"))))
    found.get("/sparql", endpoint="door")(at_door)
    found.get("/<language>/sparql", endpoint="page")(in_language)
    return found


def door(request: Request, submission: Submission) -> Response:
    """Lead to the page in the reader's language; what was sent in a body has no address, and is answered here."""
    response = page(request, submission) if request.method == "POST" else _lead(f"/{negotiated()}/sparql", request)
    response.vary.update(VARY)
    return response


def in_language(language: str) -> Response:
    """Show the page; who asks for a result in another form than HTML is led to the endpoint."""
    offered = ("text/html", *media_types(ROWS), *media_types(GRAPHS))
    if request.args.get("format", "html") not in _HTML or choose(request.headers.get("Accept"), offered) != "text/html":
        response = _lead("/sparql", request)
    else:
        current = _current()
        longest = current.client.limits.query_bytes if current else Limits().query_bytes
        response = page(request, read_address(request.environ.get("QUERY_STRING", ""), longest))
    response.vary.add("Accept")
    return response


def _lead(path: str, request: Request) -> Response:
    asked = quote(request.query_string.decode("latin-1"), safe=_QUERY)
    response = lead(path + (f"?{asked}" if asked else ""))
    response.headers["Cache-Control"] = caching.NEVER
    return response


def _current() -> Serving | None:
    serving = site().settings.serving
    return serving() if callable(serving) else serving


def _hinting(serving: Serving | Callable[[], Serving], where: Site) -> Callable[[], Serving]:
    """Return what is served, with hints about the things of the release too."""

    def hinting(now: Serving) -> Serving:
        return replace(now, vocabulary=knowing(now.vocabulary, where))

    if not callable(serving):
        always = hinting(serving)
        return lambda: always
    return lambda: hinting(serving())


def site_of(app: Flask):
    """Return the site of an application that answers no request yet."""
    with app.app_context():
        return site()


def page(request: Request, submission: Submission) -> Response:
    """Show the query in its form, with its result; a refusal of the engine is shown in its place."""
    values = {"query": submission.text, "example": _example(submission.text or ""), "questions": all_examples(),
              "rows": None, "hint": None, "columns": (), "refusal": None,
              "turtle": None, "more": False, "large": False, "limits": [], "formats": _ROWS}  # fmt: skip
    current = _current()
    if current is not None:
        values["limits"] = _limits(current.client.limits)
    with charged(current, client_of(request.environ)):
        return _show(current, request, submission, values)


def _show(current: Serving | None, request: Request, submission: Submission, values: dict) -> Response:
    if submission.text and current is not None:
        values["hint"] = nearest_terms(submission.text, knowing(current.vocabulary, site()))
        try:
            values |= _ask(current, request, submission)
        except ClientLeft:
            raise
        except Refusal as refusal:
            values["refusal"] = refusal
            seconds = getattr(refusal, "seconds", 0.0)
            current.finished(Outcome(refusal.kind, seconds, client_of(request.environ), submission.text))
    response = render("workbench.html", **values)
    if values["refusal"]:
        response.status_code = values["refusal"].status
    response.headers["Cache-Control"] = caching.NEVER
    return response


def _example(query: str) -> Example | None:
    """Return the example question whose query this is: its answer comes first, and the query is folded below."""
    asked = query.split()
    return next((one for one in all_examples() if asked in (one.query_in(code).split() for code in languages())), None)


def _limits(limits: Limits) -> list[tuple[str, str]]:
    """Return the name of each limit in the languages' files, and the limit with its unit."""
    told = []
    for name, unit in _TOLD.items():
        value = getattr(limits, name) / (MIB if unit == "MiB" else 1)
        told.append((name, f"{int(value) if value == int(value) else value:,} {unit}".strip()))
    told.append(("client_budget", f"{limits.client_budget:g} s / {limits.client_window:g} s"))
    return told


def _ask(serving: Serving, request: Request, submission: Submission) -> dict:
    graphs = submission.default_graphs, submission.named_graphs
    query = Query(submission.text, _JSON, _JSON, _TURTLE, *graphs, submission.timeout)
    client = client_of(request.environ)
    with serving.client.evaluate(query, client, departed.get()) as answer:
        serving.finished(Outcome("answered", answer.seconds, client, submission.text, answer.size))
        if answer.size > _LARGEST:
            return {"large": True}
        body, form = answer.read(), answer.form
    if form == "graph":
        turtle = body.decode("utf-8")
        return {"turtle": turtle, "formats": _GRAPH} if len(escape(turtle)) <= _CHARACTERS else {"large": True}
    found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    if isinstance(found, ox.QueryBoolean):
        return {"columns": ("",), "rows": [[Value("true" if found else "false", _BOOLEAN)]]}
    return _table(found)


def _table(found: ox.QuerySolutions) -> dict:
    """Return the first rows, as many as a page bears, and how many more there are: one at a time, whatever there is."""
    columns = [variable.value for variable in found.variables]
    if len(columns) > _COLUMNS:
        return {"large": True}
    rows, more, shown = [], 0, 0
    most = min(_SHOWN, _CELLS // max(1, len(columns)))
    for number, solution in enumerate(found):
        if number * len(columns) > _COUNTED:
            return {"large": True}
        if more or len(rows) == most:
            more += 1
            continue
        row = list(solution)
        shown += sum(_length(term) for term in row)
        if shown > _CHARACTERS:
            more += 1
        else:
            rows.append([_cell(term) for term in row])
    if more and not rows:
        return {"large": True}
    return {"columns": columns, "rows": rows, "more": more}


def _length(term) -> int:
    """Return the characters that a term has on a page."""
    return 0 if term is None else len(escape(term.value if hasattr(term, "value") else str(term)))


def _cell(term):
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return Thing(site().world, term.value, page_language())
    if isinstance(term, ox.BlankNode):
        return Value(term.value, "")
    if isinstance(term, ox.Triple):
        return Value(str(term), "")
    if term.language:
        return Text(term.value, term.language)
    return Value(term.value, term.datatype.value)
