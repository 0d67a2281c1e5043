"""The endpoint: SPARQL 1.1 Protocol's query operation over HTTP.

A query is read strictly, its format negotiated, its answer taken from the cache or from the engine, and sent whole. The
web process itself never evaluates a query's text.
"""

import hashlib
import ipaddress
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache

from flask import Blueprint, Request, Response, request

from unmandates.engine import BINDINGS, GRAPH, Answer, EngineClient, Query
from unmandates.engine.description import describe
from unmandates.engine.refusals import ClientLeft, Malformed, NotAcceptable, Refusal, TooLong
from unmandates.engine.tokens import iri_of, tokenize
from unmandates.namespaces import ONTOLOGY
from unmandates.web.answers import AnswerCache, Kept, compress, is_fleeting
from unmandates.web.negotiation import accepts_gzip, choose, etag_matches, short_names
from unmandates.web.problems import problem, refusal_problem
from unmandates.web.submission import AddressTooLong, BadRequest, Submission, read_submission

METHODS = "GET, HEAD, OPTIONS, POST"
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Link, ETag, Content-Location, Retry-After, Unmandates-Release, Unmandates-Hint",
}
_PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
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
_TEXTUAL = ("text/",)
_SUFFIXES = {"JSON": "srj", "XML": "srx", "CSV": "csv", "TSV": "tsv", "TURTLE": "ttl", "N_TRIPLES": "nt",
             "RDF_XML": "rdf", "JSON_LD": "jsonld", "TRIG": "trig", "N_QUADS": "nq"}  # fmt: skip
_COMPRESS_FROM = 1024  #: bytes; below that, compressing is not worth the header


@dataclass(frozen=True)
class Serving:
    """What the endpoint serves at the moment: the engine's client and the digest of its data.

    `endpoint` is the absolute IRI of the endpoint, from configuration and never from the Host header; `vocabulary`
    holds the local names of the ontology's terms, for hints.
    """

    client: EngineClient
    digest: str
    endpoint: str
    vocabulary: frozenset[str] = frozenset()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Formats:
    """The media type to answer with, for each form that the result may have; None: not acceptable."""

    bindings: str | None
    graph: str | None
    page: bool = False


@dataclass
class _Endpoint:
    serving: Callable[[], Serving]
    describe_service: Callable[[str], bytes] | None
    form_page: Callable[[Request, Submission], Response] | None
    cache: AnswerCache
    finished: Callable[[str, float], None] = field(default=lambda outcome, seconds: None)

    def handle(self) -> Response:
        if request.method == "OPTIONS":
            return Response(status=204, headers=_PREFLIGHT)
        if request.method not in ("GET", "HEAD", "POST"):
            return problem(405, "Method Not Allowed", f"Use one of {METHODS}.", headers={"Allow": METHODS})
        serving = self.serving()
        try:
            submission = read_submission(request, serving.client.limits.query_bytes)
            formats = _negotiate(submission.format, request.headers.get("Accept"), self.form_page is not None)
            if formats.page:
                response = self.form_page(request, submission)
                response.headers.add("Vary", "Accept")
                return response
            if submission.text is None:
                return self._describe(serving, formats)
            return self._answer(serving, submission, formats)
        except ClientLeft:
            self.finished("client-left", 0.0)
            return Response(status=499)
        except Refusal as refusal:
            self.finished(refusal.kind, getattr(refusal, "seconds", 0.0))
            return self._refuse(serving, refusal)

    def _describe(self, serving: Serving, formats: _Formats) -> Response:
        if formats.graph is None:
            raise NotAcceptable(f"The description of the service comes as {', '.join(GRAPH)}.")
        media_type = _GRAPH_OFFER[formats.graph] or formats.graph
        if self.describe_service:
            body = self.describe_service(media_type)
        else:
            body = describe(serving.endpoint, serving.client.limits, serving.named_graphs, media_type)
        etag = _tag(serving.digest, hashlib.sha256(body).hexdigest(), formats.graph)
        if etag_matches(request.headers.get("If-None-Match"), etag):
            return _finish(Response(status=304), serving, etag)
        return _finish(Response(body), serving, etag, formats.graph)

    def _answer(self, serving: Serving, submission: Submission, formats: _Formats) -> Response:
        if formats.bindings is None and formats.graph is None:
            raise NotAcceptable(f"Results come as {', '.join((*BINDINGS, *GRAPH))}.")
        coding = "gzip" if accepts_gzip(request.headers.get("Accept-Encoding")) else None
        fleeting = is_fleeting(submission.text)
        key = (serving.digest, submission.text, submission.default_graphs, submission.named_graphs,
               formats.bindings, formats.graph, coding)  # fmt: skip
        etag = None if fleeting else _tag(*map(str, key))
        conditional = request.method != "POST" and etag
        kept = None if fleeting else self.cache.get(key)
        if conditional and etag_matches(request.headers.get("If-None-Match"), etag):
            self.finished("not-modified", 0.0)
            return _finish(Response(status=304), serving, etag)
        if kept:
            self.finished("cached", 0.0)
            response = Response(kept.body)
        else:
            query = Query(
                submission.text,
                _engine_type(formats.bindings, _BINDINGS_OFFER),
                _engine_type(formats.bindings, _BINDINGS_OFFER),
                _engine_type(formats.graph, _GRAPH_OFFER),
                submission.default_graphs,
                submission.named_graphs,
                submission.timeout,
            )
            answer = serving.client.evaluate(query, client_of(request), request.environ.get("unmandates.departed"))
            self.finished("answered", answer.seconds)
            asked = formats.graph if answer.form == "graph" else formats.bindings
            if answer.file is not None:
                response, kept = _long_response(answer, coding), Kept(b"", asked, coding)
            else:
                body = answer.body
                if coding and len(body) >= _COMPRESS_FROM:
                    body = b"".join(compress(iter((body,)), 6))
                else:
                    coding = None
                kept, response = Kept(body, asked, coding), Response(body)
                if not fleeting:
                    self.cache.put(key, kept)
        if kept.coding:
            response.headers["Content-Encoding"] = kept.coding
        if submission.format:
            name = (BINDINGS | GRAPH).get(_BINDINGS_OFFER.get(kept.media_type) or kept.media_type)
            response.headers["Content-Disposition"] = f'inline; filename="result.{_SUFFIXES.get(name, "txt")}"'
        if hint := _nearest_terms(submission.text, serving.vocabulary):
            response.headers["Unmandates-Hint"] = hint
        return _finish(response, serving, etag, kept.media_type)

    def _refuse(self, serving: Serving, refusal: Refusal) -> Response:
        if isinstance(refusal, TooLong) and request.method != "POST":
            refusal = AddressTooLong(refusal.detail, "Send it by POST, and make it shorter.")
        if isinstance(refusal, Malformed) and refusal.hint is None:
            text = request.args.get("query") or request.form.get("query") or ""
            refusal.hint = _nearest_terms(text, serving.vocabulary)
        return refusal_problem(refusal)


def sparql_blueprint(
    serving: Serving | Callable[[], Serving],
    *,
    describe_service: Callable[[str], bytes] | None = None,
    form_page: Callable[[Request, Submission], Response] | None = None,
    cache_bytes: int = 64 * 2**20,
    finished: Callable[[str, float], None] | None = None,
    path: str = "/sparql",
) -> Blueprint:
    """Return the blueprint of the endpoint.

    `serving` may be a function, asked at each request, so that a new release can take over. `describe_service` gets a
    media type of `GRAPH` and returns the service description in it. `form_page` answers those who prefer HTML, with or
    without a query; without it none is offered. `finished` is told how each query ended (`answered`, `cached`,
    `not-modified`, `client-left`, or the kind of a refusal) and the seconds of evaluation, for metrics and logs.
    """
    endpoint = _Endpoint(
        serving if callable(serving) else lambda: serving, describe_service, form_page, AnswerCache(cache_bytes)
    )
    if finished:
        endpoint.finished = finished
    blueprint = Blueprint("sparql", __name__)
    every = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"]

    @blueprint.route(path, methods=every, provide_automatic_options=False, endpoint="query")
    def query() -> Response:
        response = endpoint.handle()
        response.headers.update(_CORS)
        return response

    return blueprint


def client_of(request: Request) -> str:
    """Return a name for the client's share: its address (IPv6: its /64), or nothing for this machine itself.

    A proxy on this machine is trusted to name the client as the last entry of X-Forwarded-For.
    """
    address = request.environ.get("REMOTE_ADDR", "")
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        ip = ipaddress.ip_address(address)
        if ip.is_loopback:
            if not forwarded:
                return ""
            ip = ipaddress.ip_address(forwarded)
    except ValueError:
        return ""
    return str(ipaddress.ip_network((ip, 64), strict=False)) if ip.version == 6 else str(ip)


@lru_cache(1024)
def _negotiate(name: str | None, accept: str | None, has_page: bool) -> _Formats:
    if name is not None:
        return _named_format(name, has_page)
    page = ("text/html",) if has_page else ()
    if choose(accept, (*_BINDINGS_OFFER, *_GRAPH_OFFER, *page)) == "text/html":
        return _Formats(None, None, True)
    return _Formats(choose(accept, tuple(_BINDINGS_OFFER)), choose(accept, tuple(_GRAPH_OFFER)))


def _named_format(name: str, has_page: bool) -> _Formats:
    bindings, graph = short_names(BINDINGS), short_names(GRAPH)
    if has_page and name in ("html", "text/html"):
        return _Formats(None, None, True)
    if name in bindings or name in graph:
        return _Formats(bindings.get(name), graph.get(name))
    if name in BINDINGS or name in GRAPH:
        return _Formats(name if name in BINDINGS else None, name if name in GRAPH else None)
    raise BadRequest(f"The format {name[:40]!r} is unknown.", "Known: " + ", ".join(sorted({*bindings, *graph})) + ".")


def _engine_type(media_type: str | None, offer: Mapping[str, str | None]) -> str | None:
    return None if media_type is None else offer.get(media_type) or media_type


def _tag(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _finish(response: Response, serving: Serving, etag: str | None, media_type: str | None = None) -> Response:
    if media_type:
        text = media_type.startswith(_TEXTUAL)
        response.headers["Content-Type"] = media_type + ("; charset=utf-8" if text else "")
    else:
        response.headers.pop("Content-Type", None)
    if etag:
        response.headers["ETag"] = f'"{etag}"'
    response.headers["Cache-Control"] = "public, max-age=60" if etag else "no-store"
    response.headers["Vary"] = "Accept, Accept-Encoding"
    response.headers["Unmandates-Release"] = serving.digest
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _long_response(answer: Answer, coding: str | None) -> Response:
    if coding:
        with tempfile.TemporaryFile() as file:
            for chunk in compress(iter(answer), 1):
                file.write(chunk)
            file.flush()
            answer.close()
            answer.file, answer.size = _duplicate(file), file.tell()
    # A server that can send files takes it from here, without a copy of it in memory.
    request.environ["unmandates.file"] = answer
    response = Response(answer, direct_passthrough=True)
    response.headers["Content-Length"] = str(answer.size)
    response.call_on_close(answer.close)
    return response


def _duplicate(file) -> int:
    return os.dup(file.fileno())


def _nearest_terms(text: str, vocabulary: frozenset[str]) -> str | None:
    """Return a sentence about terms of the ontology's namespace that do not exist, with the nearest that do."""
    if not vocabulary or len(text) > 20_000 or ("unm:" not in text and ONTOLOGY not in text):
        return None
    found = []
    for token in tokenize(text):
        name = token.text.removeprefix("unm:") if token.kind == "name" else ""
        if token.kind == "iri" and (iri := iri_of(token.text)).startswith(ONTOLOGY):
            name = iri.removeprefix(ONTOLOGY)
        elif token.kind != "name" or name == token.text:
            continue
        if name and name not in vocabulary and name.isascii() and name.isalnum():
            near = get_close_matches(name, vocabulary, 1)
            found.append(f"unm:{name} is not in the ontology" + (f"; did you mean unm:{near[0]}?" if near else "."))
    return " ".join(dict.fromkeys(found))[:500] or None
