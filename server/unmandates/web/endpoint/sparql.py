"""The endpoint: SPARQL 1.1 Protocol's query operation over HTTP.

A query is read strictly, its format negotiated, its answer taken from the cache or from the engine, and sent whole. The
web process itself never evaluates a query's text.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from flask import Flask, Request, Response
from flask.typing import ResponseReturnValue

from unmandates.engine import BINDINGS, GRAPH, Query
from unmandates.engine.description import APART, describe, describe_graphs
from unmandates.engine.refusals import ClientLeft, Malformed, NotAcceptable, Refusal, TooLong
from unmandates.rdf.formats import CSV
from unmandates.web.endpoint.hints import nearest_terms
from unmandates.web.endpoint.result_formats import Choice, Formats, negotiate
from unmandates.web.endpoint.results import Found, keep, marked, refilled
from unmandates.web.endpoint.serving import Outcome, Serving, charged
from unmandates.web.endpoint.submission import AddressTooLong, Submission, read_submission
from unmandates.web.http import caching, cross_origin
from unmandates.web.http.cache import AnswerCache, compress, is_fleeting
from unmandates.web.http.conditional import held, not_modified, unless_held
from unmandates.web.http.departure import departed
from unmandates.web.http.negotiation import accepts_gzip
from unmandates.web.http.problems import problem, refusal_problem
from unmandates.web.http.visitors import client_of

METHODS = "GET, HEAD, OPTIONS, POST"
_PREFLIGHT = {"Allow": METHODS, "Access-Control-Allow-Methods": METHODS} | cross_origin.PREFLIGHT
_UNREAD = "-unread"  #: the end of an ETag of an answer whose bytes nobody has looked at: a weak one


class Endpoint:
    """A WSGI application around a Flask application, which answers at `path` and leaves the rest to the other.

    Results are read and sent without the framework, which takes longer for that than a small query takes the engine;
    they have the headers that it puts on every answer. Pages and problems, which may be pages, are made within it.
    """

    def __init__(
        self,
        app: Flask,
        serving: Callable[[], Serving],
        describe_service: Callable[[str], bytes] | None,
        form_page: Callable[[Request, Submission], Response] | None,
        cache: AnswerCache,
        path: str,
    ):
        self._app, self._around, self._path = app, app.wsgi_app, path
        self._serving, self._describe_service, self._form_page = serving, describe_service, form_page
        self._cache = cache
        self._common: list[tuple[str, str]] | None = None

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        path = environ.get("PATH_INFO")
        if path not in (self._path, self._path + APART):
            return self._around(environ, start_response)
        asked = Request(environ)
        answer = self._query if path == self._path else self._graphs
        try:
            response = answer(asked)
        except Exception as error:  # unexpected: the application's own handler logs it
            response = self._framed(asked, partial(self._app.handle_user_exception, error))
        return response(environ, start_response)

    def _framed(self, asked: Request, make: Callable[[], ResponseReturnValue]) -> Response:
        """Return a response that is made within the framework, as it leaves from there."""
        with self._app.request_context(asked.environ):
            response = self._app.process_response(self._app.make_response(make()))
        response.headers.update(cross_origin.HEADERS)
        return response

    def _bare(self, asked: Request, response: Response) -> Response:
        """Return a response with the headers that the framework puts on every answer."""
        if self._common is None:
            own = {name for name, _ in _finish(Response(), self._serving(), "").headers}
            made = self._framed(asked, partial(Response, mimetype="application/octet-stream"))
            self._common = [item for item in made.headers if item[0] not in {*own, "Content-Type", "Content-Length"}]
        response.headers.extend(self._common)
        return response

    def _query(self, asked: Request) -> Response:
        if asked.method == "OPTIONS":
            return self._framed(asked, partial(Response, status=204, headers=_PREFLIGHT))
        if asked.method not in ("GET", "HEAD", "POST"):
            refused = partial(problem, 405, "Method Not Allowed", f"Use one of {METHODS}.", headers={"Allow": METHODS})
            return self._framed(asked, refused)
        serving, text = self._serving(), None
        try:
            submission = read_submission(asked, serving.client.limits.query_bytes)
            text = submission.text
            formats = negotiate(submission.formats, asked.headers.get("Accept"), self._form_page is not None)
            if formats.wants_page(text):
                response = self._framed(asked, partial(self._form_page, asked, submission))
                response.headers.add("Vary", "Accept")
            elif text is None:
                response = self._bare(asked, self._describe(asked, serving, formats))
            else:
                response = self._bare(asked, self._answer(asked, serving, submission, formats))
            if hint := _together(submission.hint, response.headers.get("Unmandates-Hint")):
                response.headers["Unmandates-Hint"] = hint
            return response
        except ClientLeft:
            serving.finished(Outcome("client-left", 0.0, client_of(asked.environ), text))
            return Response(status=499)
        except Refusal as refusal:
            seconds = getattr(refusal, "seconds", 0.0)
            serving.finished(Outcome(refusal.kind, seconds, client_of(asked.environ), text))
            return self._framed(asked, partial(refusal_problem, self._told(asked, serving, refusal, text or "")))

    def _describe(self, asked: Request, serving: Serving, formats: Formats) -> Response:
        media_type = formats.graph_type
        if media_type is None:
            raise NotAcceptable(f"The description of the service comes as {', '.join(GRAPH)}.")
        if self._describe_service:
            body = self._describe_service(media_type)
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
        return _described(asked, serving, formats, body)

    def _graphs(self, asked: Request) -> Response:
        """Answer with the list of the named graphs, which the description of the service leaves out if it is long."""
        if asked.method not in ("GET", "HEAD"):
            return self._framed(asked, partial(problem, 405, "Method Not Allowed", headers={"Allow": "GET, HEAD"}))
        serving = self._serving()
        try:
            formats = negotiate(tuple(asked.args.getlist("format")), asked.headers.get("Accept"), False)
            if formats.graph_type is None:
                raise NotAcceptable(f"The list of graphs comes as {', '.join(GRAPH)}.")
        except Refusal as refusal:
            return self._framed(asked, partial(refusal_problem, refusal))
        body = describe_graphs(serving.endpoint, serving.named_graphs, formats.graph_type)
        return self._bare(asked, _described(asked, serving, formats, body))

    def _find(self, serving: Serving, submission: Submission, formats: Formats, environ: Mapping) -> Found:
        """Return the answer to a query, from the cache or the engine. Raises a Refusal."""
        client, text = client_of(environ), submission.text
        coding = "gzip" if accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING")) else None
        key = _key(serving, submission, formats, coding)
        fleeting = is_fleeting(text)
        kept = None if fleeting else self._cache.get(key)
        if kept:
            serving.finished(Outcome("cached", 0.0, client, text, len(kept.body)))
            return Found(kept.body, formats.of(kept.media_type), kept.coding, kept.etag, kept.hint)
        query = Query(
            text,
            formats.bindings_type,
            formats.bindings_type,
            formats.graph_type,
            submission.default_graphs,
            submission.named_graphs,
            submission.timeout,
        )
        answer = serving.client.evaluate(query, client, departed.get())
        serving.finished(Outcome("answered", answer.seconds, client, text, answer.size))
        chosen, tag = formats.of(answer.media_type), _tag(*map(str, key))
        with charged(serving, client):
            hint = _together(nearest_terms(text, serving.vocabulary), answer.hint)  # now: whoever asks has paid
            if submission.bom and chosen.format is CSV:
                answer = marked(answer)
            if answer.file is not None:
                answer = refilled(answer, compress(iter(answer), 1)) if coding else answer
                return Found(None, chosen, coding, None if fleeting else tag + _UNREAD, hint, answer)
            etag = f"{tag}-{caching.content_tag(answer.body)}"
            kept = keep(answer.body, answer.media_type, coding, etag, hint)
        if not fleeting:
            self._cache.put(key, kept)
        return Found(kept.body, chosen, kept.coding, None if fleeting else etag, hint)

    def _answer(self, asked: Request, serving: Serving, submission: Submission, formats: Formats) -> Response:
        if formats.has_none:
            raise NotAcceptable(f"Results come as {', '.join((*BINDINGS, *GRAPH))}.")
        if "If-None-Match" in asked.headers and not is_fleeting(submission.text):
            coding = "gzip" if accepts_gzip(asked.headers.get("Accept-Encoding")) else None
            tag = _tag(*map(str, _key(serving, submission, formats, coding)))
            # Who names an answer to this query on these data has it, in whichever order its rows came.
            if etag := held(asked, tag):
                serving.finished(Outcome("not-modified", 0.0, client_of(asked.environ), submission.text))
                return not_modified(_finish(Response(), serving, etag))
        found = self._find(serving, submission, formats, asked.environ)
        response = _long_response(found) if found.body is None else Response(found.body)
        if found.coding:
            response.headers["Content-Encoding"] = found.coding
        if submission.formats:
            name = f"result.{found.choice.format.suffix}"
            response.headers["Content-Disposition"] = f'inline; filename="{name}"'
        if found.hint:
            response.headers["Unmandates-Hint"] = found.hint
        return unless_held(asked, _finish(response, serving, found.etag, found.choice))

    def _told(self, asked: Request, serving: Serving, refusal: Refusal, text: str) -> Refusal:
        """Return a refusal as it is told to this client, with a hint if there is one."""
        if isinstance(refusal, TooLong) and asked.method != "POST":
            return AddressTooLong(refusal.detail, "Send it by POST, and make it shorter.")
        if isinstance(refusal, Malformed) and refusal.hint is None:
            with charged(serving, client_of(asked.environ)):
                refusal.hint = nearest_terms(text, serving.vocabulary)
        return refusal


def mount(
    app: Flask,
    serving: Serving | Callable[[], Serving],
    *,
    describe_service: Callable[[str], bytes] | None = None,
    form_page: Callable[[Request, Submission], Response] | None = None,
    cache_bytes: int = caching.RESULTS,
    path: str = "/sparql",
) -> None:
    """Let an application answer as the endpoint at `path`.

    `serving` may be a function, asked at each request. `describe_service` gets a media type of `GRAPH` and returns the
    service description in it. `form_page` answers those who prefer HTML, with or without a query; without it none is
    offered.
    """
    now = serving if callable(serving) else lambda: serving
    app.wsgi_app = Endpoint(app, now, describe_service, form_page, AnswerCache(cache_bytes), path)


def _described(asked: Request, serving: Serving, formats: Formats, body: bytes) -> Response:
    etag = _tag(serving.digest, hashlib.sha256(body).hexdigest(), formats.graph.media_type)
    return unless_held(asked, _finish(Response(body), serving, etag, formats.graph))


def _key(serving: Serving, submission: Submission, formats: Formats, coding: str | None) -> tuple:
    return (serving.digest, submission.text, submission.default_graphs, submission.named_graphs,
            _name(formats.rows), _name(formats.graph), submission.bom, coding)  # fmt: skip


def _name(choice: Choice | None) -> str | None:
    """Return what a choice is in a key, which is held as text: the media type, but for the page, which is not kept."""
    return choice and choice.media_type


def _tag(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _together(*hints: str | None) -> str | None:
    return " ".join(filter(None, hints)) or None


def _finish(response: Response, serving: Serving, etag: str | None, choice: Choice | None = None) -> Response:
    if choice:
        response.headers["Content-Type"] = choice.content_type
    else:
        response.headers.pop("Content-Type", None)
    if etag:
        response.headers["ETag"] = f'W/"{etag}"' if etag.endswith(_UNREAD) else f'"{etag}"'
    response.headers["Cache-Control"] = caching.BRIEFLY if etag else caching.NEVER
    response.headers["Vary"] = "Accept, Accept-Encoding"
    response.headers["Unmandates-Release"] = serving.digest
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _long_response(found: Found) -> Response:
    # As it is: a server that can send files takes it from there, without a copy of it in memory.
    response = Response(found.answer, direct_passthrough=True)
    response.headers["Content-Length"] = str(found.answer.size)
    response.call_on_close(found.answer.close)
    return response
