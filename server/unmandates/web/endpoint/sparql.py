"""The endpoint: SPARQL 1.1 Protocol's query operation over HTTP.

A query is read strictly, its format negotiated, its answer taken from the cache or from the engine, and sent whole. The
web process itself never evaluates a query's text. An answer is a coroutine, which waits as it is told to: as a WSGI
application it holds its thread, on an event loop it holds nothing.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from http import HTTPStatus

from flask import Flask, Request, Response
from flask.typing import ResponseReturnValue

from unmandates.engine import BINDINGS, GRAPH, Query
from unmandates.engine.description import APART, describe, describe_graphs
from unmandates.engine.refusals import ClientLeft, Malformed, NotAcceptable, Refusal, TooLong
from unmandates.engine.waiting import BLOCKING, Waiting, completed
from unmandates.rdf.formats import CSV
from unmandates.web.endpoint.hints import hint_about, nearest_terms
from unmandates.web.endpoint.result_formats import Choice, Formats, negotiate
from unmandates.web.endpoint.results import (
    UNREAD,
    Found,
    Reply,
    given,
    headers_of,
    keep,
    marked,
    refilled,
    together,
)
from unmandates.web.endpoint.serving import Outcome, Serving, charged
from unmandates.web.endpoint.submission import AddressTooLong, Submission, read_submission
from unmandates.web.http import caching, cross_origin
from unmandates.web.http.cache import AnswerCache, compress, is_fleeting
from unmandates.web.http.conditional import held, holds
from unmandates.web.http.departure import departed
from unmandates.web.http.negotiation import accepts_gzip
from unmandates.web.http.problems import problem, refusal_problem
from unmandates.web.http.visitors import client_of

METHODS = "GET, HEAD, OPTIONS, POST"
_PREFLIGHT = {"Allow": METHODS, "Access-Control-Allow-Methods": METHODS} | cross_origin.PREFLIGHT
_SMALL = 16 * 1024  #: bytes of a result that is made ready at once; a larger one is work


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
        if environ.get("PATH_INFO") not in (self._path, self._path + APART):
            return self._around(environ, start_response)
        return completed(self.answer(environ, BLOCKING))(environ, start_response)

    async def answer(self, environ: dict, waiting: Waiting) -> Response | Reply:
        """Return the response to a request for the endpoint, a WSGI application."""
        asked = Request(environ)
        try:
            if environ["PATH_INFO"] == self._path:
                return await self._query(asked, waiting)
            return await waiting.work(partial(self._graphs, asked))
        except Exception as error:  # unexpected: the application's own handler logs it
            failed = partial(self._app.handle_user_exception, error)
            return await waiting.work(partial(self._framed, asked, failed))

    def _framed(self, asked: Request, make: Callable[[], ResponseReturnValue]) -> Response:
        """Return a response that is made within the framework, as it leaves from there."""
        with self._app.request_context(asked.environ):
            response = self._app.process_response(self._app.make_response(make()))
        response.headers.update(cross_origin.HEADERS)
        response.headers.setdefault("Unmandates-Release", self._serving().digest)
        return response

    def _bare(self, asked: Request, reply: Reply) -> Reply:
        """Return a reply with the headers that the framework puts on every answer."""
        if self._common is None:
            made = self._framed(asked, partial(Response, mimetype="application/octet-stream"))
            own = {name for name, _ in reply.headers} | {"ETag", "Content-Type", "Content-Length"}
            self._common = [item for item in made.headers if item[0] not in own]
        reply.headers.extend(self._common)
        return reply

    async def _query(self, asked: Request, waiting: Waiting) -> Response | Reply:
        framed = partial(self._framed, asked)
        if asked.method == "OPTIONS":
            return await waiting.work(partial(framed, partial(Response, status=204, headers=_PREFLIGHT)))
        if asked.method not in ("GET", "HEAD", "POST"):
            refused = partial(problem, 405, "Method Not Allowed", f"Use one of {METHODS}.", headers={"Allow": METHODS})
            return await waiting.work(partial(framed, refused))
        serving, text = self._serving(), None
        try:
            submission = read_submission(asked, serving.client.limits.query_bytes)
            text = submission.text
            formats = negotiate(submission.formats, asked.headers.get("Accept"), self._form_page is not None)
            if formats.wants_page(text):
                response = await waiting.work(partial(framed, partial(self._form_page, asked, submission)))
                response.headers.add("Vary", "Accept")
                if submission.hint:
                    response.headers["Unmandates-Hint"] = submission.hint
                return response
            if text is None:
                describe = partial(self._describe, asked, serving, formats, submission.hint)
                return self._bare(asked, await waiting.work(describe))
            return self._bare(asked, await self._answer(asked, serving, submission, formats, waiting))
        except ClientLeft:
            serving.finished(Outcome("client-left", 0.0, client_of(asked.environ), text))
            return Response(status=499)
        except Refusal as refusal:
            seconds = getattr(refusal, "seconds", 0.0)
            serving.finished(Outcome(refusal.kind, seconds, client_of(asked.environ), text))
            told = partial(self._told, asked, serving, refusal, text or "")
            return await waiting.work(lambda: framed(partial(refusal_problem, told())))

    def _describe(self, asked: Request, serving: Serving, formats: Formats, hint: str | None) -> Reply:
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
        return _described(asked, serving, formats, body, hint)

    def _graphs(self, asked: Request) -> Response | Reply:
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

    async def _find(
        self, serving: Serving, submission: Submission, formats: Formats, environ: Mapping, waiting: Waiting
    ) -> Found:
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
        answer = await serving.client.evaluation(query, client, departed.get(), waiting)
        outcome = Outcome("answered", answer.seconds, client, text, answer.size)
        waiting.later(partial(serving.finished, outcome))
        hint = hint_about(text, serving.vocabulary)  # now: whoever asks has paid
        chosen, tag = formats.of(answer.media_type), _tag(*map(str, key))

        def finish() -> Found:
            with charged(serving, client):
                told = together(hint() if hint else None, answer.hint)
                whole = marked(answer) if submission.bom and chosen.format is CSV else answer
                if whole.file is not None:
                    whole = refilled(whole, compress(iter(whole), 1)) if coding else whole
                    return Found(None, chosen, coding, None if fleeting else tag + UNREAD, told, whole)
                etag = f"{tag}-{caching.content_tag(whole.body)}"
                kept = keep(whole.body, whole.media_type, coding, etag, told)
            if not fleeting:
                self._cache.put(key, kept)
            return Found(kept.body, chosen, kept.coding, None if fleeting else etag, told)

        return await waiting.work(finish) if hint or answer.size > _SMALL else finish()

    async def _answer(
        self, asked: Request, serving: Serving, submission: Submission, formats: Formats, waiting: Waiting
    ) -> Reply:
        if formats.has_none:
            raise NotAcceptable(f"Results come as {', '.join((*BINDINGS, *GRAPH))}.")
        if "If-None-Match" in asked.headers and not is_fleeting(submission.text):
            coding = "gzip" if accepts_gzip(asked.headers.get("Accept-Encoding")) else None
            tag = _tag(*map(str, _key(serving, submission, formats, coding)))
            # Who names an answer to this query on these data has it, in whichever order its rows came.
            if etag := held(asked, tag):
                serving.finished(Outcome("not-modified", 0.0, client_of(asked.environ), submission.text))
                return Reply(HTTPStatus.NOT_MODIFIED, headers_of(serving.digest, etag, submission.hint))
        found = await self._find(serving, submission, formats, asked.environ, waiting)
        reply = given(serving.digest, found, together(submission.hint, found.hint))
        if submission.formats:
            name = f"result.{found.choice.format.suffix}"
            reply.headers.append(("Content-Disposition", f'inline; filename="{name}"'))
        return reply.not_modified() if holds(asked, found.etag) else reply

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


def _described(asked: Request, serving: Serving, formats: Formats, body: bytes, hint: str | None = None) -> Reply:
    etag = _tag(serving.digest, hashlib.sha256(body).hexdigest(), formats.graph.media_type)
    reply = given(serving.digest, Found(body, formats.graph, None, etag, hint), hint)
    return reply.not_modified() if holds(asked, etag) else reply


def _key(serving: Serving, submission: Submission, formats: Formats, coding: str | None) -> tuple:
    return (serving.digest, submission.text, submission.default_graphs, submission.named_graphs,
            _name(formats.rows), _name(formats.graph), submission.bom, coding)  # fmt: skip


def _name(choice: Choice | None) -> str | None:
    """Return what a choice is in a key, which is held as text: the media type, but for the page, which is not kept."""
    return choice and choice.media_type


def _tag(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
