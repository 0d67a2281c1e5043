"""The endpoint: SPARQL 1.1 Protocol's query operation over HTTP.

A query is read strictly, its format negotiated, its answer taken from the cache or from the engine, and sent whole. The
web process itself never evaluates a query's text.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Blueprint, Request, Response, request

from unmandates.engine import BINDINGS, GRAPH, Answer, Query
from unmandates.engine.description import describe
from unmandates.engine.refusals import ClientLeft, Interrupted, Malformed, NotAcceptable, Refusal, TooLong
from unmandates.web.answers import AnswerCache, Kept, compress, is_fleeting
from unmandates.web.hints import nearest_terms
from unmandates.web.negotiation import accepts_gzip, etag_matches, named_tags
from unmandates.web.problems import problem, refusal_problem
from unmandates.web.quick import FOUND, QuickLane
from unmandates.web.result_formats import Formats, file_name, negotiate
from unmandates.web.serving import Outcome, Serving, charged
from unmandates.web.submission import AddressTooLong, Submission, read_submission
from unmandates.web.visitors import client_of

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
_UNREAD = "-unread"  #: the end of an ETag of an answer whose bytes nobody has looked at: a weak one
_COMPRESS_FROM = 1024  #: bytes; below that, compressing is not worth the header


@dataclass(frozen=True)
class Found:
    """An answer: its body, or (`body` None) an `answer` in a file; media type, coding, ETag (None: fleeting), hint.

    The ETag names query, data and bytes; that of a file, whose bytes nobody has looked at, only the former two.
    """

    body: bytes | None
    media_type: str
    coding: str | None
    etag: str | None
    hint: str | None
    answer: Answer | None = None


@dataclass(frozen=True)
class _Given(Kept):
    """An answer that was given, with its ETag and hint."""

    etag: str
    hint: str | None


@dataclass
class _Endpoint:
    serving: Callable[[], Serving]
    describe_service: Callable[[str], bytes] | None
    form_page: Callable[[Request, Submission], Response] | None
    cache: AnswerCache

    def handle(self) -> Response:
        if request.method == "OPTIONS":
            return Response(status=204, headers=_PREFLIGHT)
        if request.method not in ("GET", "HEAD", "POST"):
            return problem(405, "Method Not Allowed", f"Use one of {METHODS}.", headers={"Allow": METHODS})
        serving = self.serving()
        text = None
        try:
            submission = read_submission(request, serving.client.limits.query_bytes)
            text = submission.text
            formats = negotiate(submission.format, request.headers.get("Accept"), self.form_page is not None)
            if formats.page:
                response = self.form_page(request, submission)
                response.headers.add("Vary", "Accept")
                return response
            if text is None:
                return self._describe(serving, formats)
            return self._answer(serving, submission, formats)
        except ClientLeft:
            serving.finished(Outcome("client-left", 0.0, client_of(request.environ), text))
            return Response(status=499)
        except Refusal as refusal:
            serving.finished(Outcome(refusal.kind, getattr(refusal, "seconds", 0.0), client_of(request.environ), text))
            return self._refuse(serving, refusal, text or "")

    def _describe(self, serving: Serving, formats: Formats) -> Response:
        if formats.graph is None:
            raise NotAcceptable(f"The description of the service comes as {', '.join(GRAPH)}.")
        media_type = formats.engine_graph
        if self.describe_service:
            body = self.describe_service(media_type)
        else:
            client = serving.client
            body = describe(
                serving.endpoint,
                client.limits,
                serving.named_graphs,
                media_type,
                facts=serving.facts,
                services=client.services,
            )
        etag = _tag(serving.digest, hashlib.sha256(body).hexdigest(), formats.graph)
        if etag_matches(request.headers.get("If-None-Match"), etag):
            return _finish(Response(status=304), serving, etag)
        return _finish(Response(body), serving, etag, formats.graph)

    def find(self, serving: Serving, submission: Submission, formats: Formats, environ: Mapping) -> Found:
        """Return the answer to a query, from the cache or the engine. Raises a Refusal."""
        client, text = client_of(environ), submission.text
        coding = "gzip" if accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING")) else None
        key = _key(serving, submission, formats, coding)
        fleeting = is_fleeting(text)
        kept = None if fleeting else self.cache.get(key)
        if kept:
            serving.finished(Outcome("cached", 0.0, client, text, len(kept.body)))
            return Found(kept.body, kept.media_type, kept.coding, kept.etag, kept.hint)
        query = Query(
            text,
            formats.engine_bindings,
            formats.engine_bindings,
            formats.engine_graph,
            submission.default_graphs,
            submission.named_graphs,
            submission.timeout,
        )
        answer = serving.client.evaluate(query, client, environ.get("unmandates.departed"))
        serving.finished(Outcome("answered", answer.seconds, client, text, answer.size))
        asked = formats.graph if answer.form == "graph" else formats.bindings
        tag = _tag(*map(str, key))
        with charged(serving, client):
            hint = nearest_terms(text, serving.vocabulary)  # only now: whoever asks has paid by then
            if answer.file is not None:
                _shorten(answer, coding)
                return Found(None, asked, coding, None if fleeting else tag + _UNREAD, hint, answer)
            etag = f"{tag}-{hashlib.sha256(answer.body).hexdigest()[:16]}"
            kept = _keep(answer.body, asked, coding, etag, hint)
        if not fleeting:
            self.cache.put(key, kept)
        return Found(kept.body, kept.media_type, kept.coding, None if fleeting else etag, hint)

    def _answer(self, serving: Serving, submission: Submission, formats: Formats) -> Response:
        if formats.bindings is None and formats.graph is None:
            raise NotAcceptable(f"Results come as {', '.join((*BINDINGS, *GRAPH))}.")
        wanted = request.headers.get("If-None-Match")
        if request.method != "POST" and wanted and not is_fleeting(submission.text):
            coding = "gzip" if accepts_gzip(request.headers.get("Accept-Encoding")) else None
            tag = _tag(*map(str, _key(serving, submission, formats, coding)))
            # Who names an answer to this query on these data has it, in whichever order its rows came.
            if etag := next((known for known in named_tags(wanted) if known.partition("-")[0] == tag), None):
                serving.finished(Outcome("not-modified", 0.0, client_of(request.environ), submission.text))
                return _finish(Response(status=304), serving, etag)
        found = request.environ.pop(FOUND, None) or self.find(serving, submission, formats, request.environ)
        if isinstance(found, Refusal):
            raise found
        if request.method != "POST" and found.body is not None and found.etag and etag_matches(wanted, found.etag):
            return _finish(Response(status=304), serving, found.etag)
        response = _long_response(found) if found.body is None else Response(found.body)
        if found.coding:
            response.headers["Content-Encoding"] = found.coding
        if submission.format:
            response.headers["Content-Disposition"] = f'inline; filename="{file_name(found.media_type)}"'
        if found.hint:
            response.headers["Unmandates-Hint"] = found.hint
        return _finish(response, serving, found.etag, found.media_type)

    def _refuse(self, serving: Serving, refusal: Refusal, text: str) -> Response:
        if isinstance(refusal, TooLong) and request.method != "POST":
            refusal = AddressTooLong(refusal.detail, "Send it by POST, and make it shorter.")
        if isinstance(refusal, Malformed) and refusal.hint is None:
            with charged(serving, client_of(request.environ)):
                refusal.hint = nearest_terms(text, serving.vocabulary)
        return refusal_problem(refusal)


def sparql_blueprint(
    serving: Serving | Callable[[], Serving],
    *,
    describe_service: Callable[[str], bytes] | None = None,
    form_page: Callable[[Request, Submission], Response] | None = None,
    cache_bytes: int = 12 * 2**20,
    path: str = "/sparql",
) -> Blueprint:
    """Return the blueprint of the endpoint.

    `serving` may be a function, asked at each request. `describe_service` gets a media type of `GRAPH` and returns the
    service description in it. `form_page` answers those who prefer HTML, with or without a query; without it none is
    offered.
    """
    endpoint = _Endpoint(
        serving if callable(serving) else lambda: serving, describe_service, form_page, AnswerCache(cache_bytes)
    )
    blueprint = Blueprint("sparql", __name__)
    every = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"]

    @blueprint.record
    def take_short_way(state) -> None:
        state.app.wsgi_app = QuickLane(state.app.wsgi_app, endpoint, path)

    @blueprint.route(path, methods=every, provide_automatic_options=False, endpoint="query")
    def query() -> Response:
        response = endpoint.handle()
        response.headers.update(_CORS)
        return response

    return blueprint


def _key(serving: Serving, submission: Submission, formats: Formats, coding: str | None) -> tuple:
    return (serving.digest, submission.text, submission.default_graphs, submission.named_graphs,
            formats.bindings, formats.graph, coding)  # fmt: skip


def _tag(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _keep(body: bytes, media_type: str, coding: str | None, etag: str, hint: str | None) -> _Given:
    if coding and len(body) >= _COMPRESS_FROM:
        return _Given(b"".join(compress(iter((body,)), 6)), media_type, coding, etag, hint)
    return _Given(body, media_type, None, etag, hint)


def _finish(response: Response, serving: Serving, etag: str | None, media_type: str | None = None) -> Response:
    if media_type:
        text = media_type.startswith("text/")
        response.headers["Content-Type"] = media_type + ("; charset=utf-8" if text else "")
    else:
        response.headers.pop("Content-Type", None)
    if etag:
        response.headers["ETag"] = f'W/"{etag}"' if etag.endswith(_UNREAD) else f'"{etag}"'
    response.headers["Cache-Control"] = "public, max-age=60" if etag else "no-store"
    response.headers["Vary"] = "Accept, Accept-Encoding"
    response.headers["Unmandates-Release"] = serving.digest
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _shorten(answer: Answer, coding: str | None) -> None:
    """Put a long result, compressed, in the place of its file. Raises Interrupted where there is no room for it."""
    if not coding:
        return
    try:
        with tempfile.TemporaryFile() as file:
            for chunk in compress(iter(answer), 1):
                file.write(chunk)
            file.flush()
            answer.close()
            answer.file, answer.size = os.dup(file.fileno()), file.tell()
    except OSError:
        answer.close()
        raise Interrupted("The result could not be stored on this machine.") from None


def _long_response(found: Found) -> Response:
    answer = found.answer
    # A server that can send files takes it from here, without a copy of it in memory.
    request.environ["unmandates.file"] = answer
    response = Response(answer, direct_passthrough=True)
    response.headers["Content-Length"] = str(answer.size)
    response.call_on_close(answer.close)
    return response
