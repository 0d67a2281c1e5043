"""Between the web server and the WSGI application: what must not wait for a thread, or hold one.

The server hands each request over on its event loop (RSGI). From there
- an answer that was given before for the same request is given again at once;
- a short query waits for the engine on the loop itself, and holds no thread;
- everything else goes to the application in a thread, queries and pages in separate pools, so that waiting queries
  never keep a page or a health check from being served;
- a body is read where one is wanted, in its time, and all that are being read together have a bound;
- pages take turns, so that a flood waits for itself;
- whole answers go back: slow readers are the server's business and hold no thread, and a large result goes out as a
  file that is never held in memory;
- a client that goes away is noticed, and its query stopped.
"""

import asyncio
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from unmandates.engine.waiting import OnLoop
from unmandates.serving.bodies import Bodies, Body, TooSlow
from unmandates.serving.connections import Connections
from unmandates.serving.counters import Recorder
from unmandates.serving.fair_queue import Crowded, Turns
from unmandates.serving.operation import PATHS, Operation
from unmandates.serving.wsgi import OWN, call, call_endpoint, environ_of, headers_of
from unmandates.text.words import languages
from unmandates.web.http import caching
from unmandates.web.http.cache import AnswerCache
from unmandates.web.http.conditional import NOT_MODIFIED, unchanged, without_body
from unmandates.web.http.visitors import client_of

#: The request headers that an answer may depend on if it is to be given again without asking the application.
_VARYING = ("HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING", "HTTP_ACCEPT_LANGUAGE")
_MAY_VARY = {"", "accept", "accept-encoding", "accept-language"}
_WATCH_AFTER = 0.25  #: seconds after which it is worth looking whether the client is still there
_BODY_TIME = 30.0  #: seconds in which a request's body must arrive
_BODIES = 32 * 2**20  #: bytes of all bodies that are being read
_BODILESS = ("GET", "HEAD", "OPTIONS", "TRACE")
_WAITING = 256  #: pages that may wait for their turn
_ON_DEMAND = 2  #: pages with parameters, which nobody can have made ahead, that are made at once
_ENDPOINT = "/sparql"
_SHORT = 4096  #: bytes of a request that is read on the event loop; to read a longer one is work for a thread
_FILE_OPEN_TIME = 30.0  #: seconds for which a file stays open for the server to take it over
_BUSY = b'{"type": "about:blank", "title": "All places are taken", "status": 503}'


class _Kept:
    """A whole answer, as an `AnswerCache` takes it."""

    def __init__(self, body: bytes, status: int, headers: list[tuple[str, str]], named: dict[str, str]):
        self.body, self.status, self.headers = body, status, headers
        self.digest, self.modified = named["unmandates-release"], named.get("last-modified")
        self.etag = named["etag"].removeprefix("W/").strip('"')


class Gateway:
    """An RSGI application that wraps a WSGI one, whose coroutine `endpoint` answers as that does at /sparql.

    `digest` returns that of the release being served: an answer that carries it in `Unmandates-Release`, and an ETag,
    is kept, up to `cache_bytes` in all. `body_bytes` is the longest request body that is read (POST to one of the
    `query_paths`, and no other); the application sees one byte more of a longer one. `queries` and `pages` are numbers
    of threads. `operation` answers its paths beside the application, `recorder` counts answers, `connections` is told
    which are in use, `started` is called when the event loop runs.
    """

    def __init__(
        self,
        application: Callable,
        digest: Callable[[], str],
        *,
        body_bytes: int = 4 * 2**20,
        cache_bytes: int = caching.ANSWERS,
        query_paths: Iterable[str] = (_ENDPOINT, *(f"/{language}{_ENDPOINT}" for language in languages())),
        queries: int = 128,
        pages: int = 2,
        operation: Operation | None = None,
        recorder: Recorder | None = None,
        connections: Connections | None = None,
        started: Callable[[asyncio.AbstractEventLoop], None] | None = None,
    ):
        self._application, self._digest = application, digest
        self._bodies = Bodies(body_bytes, _BODIES, _BODY_TIME)
        self._query_paths, self._queries, self._pages = frozenset(query_paths), queries, pages
        self._places = queries
        self.cache = AnswerCache(cache_bytes)
        self._operation, self._recorder = operation, recorder
        self._connections, self._started = connections, started
        self._plain, self._on_demand = Turns(pages, _WAITING), Turns(_ON_DEMAND, _WAITING)

    def __rsgi_init__(self, loop) -> None:
        self._query_pool = ThreadPoolExecutor(self._queries, "query")
        self._waiting = OnLoop(loop, self._query_pool)
        self._page_pool = ThreadPoolExecutor(self._pages + _ON_DEMAND, "page")
        self._operation_pool = ThreadPoolExecutor(2, "operation")
        if self._started:
            self._started(loop)

    def __rsgi_del__(self, loop) -> None:
        self._query_pool.shutdown(wait=False, cancel_futures=True)
        self._page_pool.shutdown(wait=False, cancel_futures=True)
        self._operation_pool.shutdown(wait=False, cancel_futures=True)

    async def __rsgi__(self, scope, proto) -> None:
        if scope.proto != "http":
            proto.close(403)
            return
        if self._operation and scope.path in PATHS and scope.method in ("GET", "HEAD"):
            await self._operate(scope, proto)
            return
        is_query = scope.path in self._query_paths
        key, asked = None, headers_of(scope)
        # Whoever has chosen a language is led elsewhere, by addresses that name none, than others are.
        if scope.method == "GET" and (is_query or "HTTP_COOKIE" not in asked):
            key = (scope.path, scope.query_string, *(asked.get(name) for name in _VARYING))
            kept = self.cache.get(key)
            if kept is not None and kept.digest == self._digest():
                self._count(is_query, kept)
                if unchanged(asked, kept.etag, kept.modified):
                    proto.response_empty(NOT_MODIFIED, without_body(kept.headers))
                else:
                    proto.response_bytes(kept.status, kept.headers, kept.body)
                return
        body = Body(proto) if _has_body(scope, asked) else None
        try:
            wanted = body and is_query and self._is_wanted(scope, asked)
            sent = await self._bodies.read(body, client_of(environ_of(scope, asked, b""))) if wanted else b""
        except Crowded:
            self._record("query", _refuse(proto))
            return
        except TooSlow:
            proto.response_empty(408, [("connection", "close"), *OWN])
            self._record("query", 408)
            return
        status = await (self._evaluate if is_query else self._make)(scope, proto, asked, key, sent)
        self._record("query" if is_query else "page", status)
        # A client that waits for leave to send its body has its answer without.
        if body and not body.ended and "HTTP_EXPECT" not in asked:
            await body.drain()

    def _is_wanted(self, scope, asked: dict[str, str]) -> bool:
        """Say whether a body is worth reading: another method's, or one that says it is too long, is refused unread."""
        return scope.method == "POST" and int(asked.get("CONTENT_LENGTH") or 0) <= self._bodies.longest

    async def _evaluate(self, scope, proto, asked: dict[str, str], key, sent: bytes) -> int:
        if self._places <= 0:
            return _refuse(proto)
        self._places -= 1
        try:
            environ, short = environ_of(scope, asked, sent), len(scope.query_string) + len(sent) <= _SHORT
            pool = None if short and scope.path == _ENDPOINT else self._query_pool
            return await self._ask(scope, proto, environ, key, pool)
        finally:
            self._places += 1

    async def _make(self, scope, proto, asked: dict[str, str], key, sent: bytes) -> int:
        environ = environ_of(scope, asked, sent)
        client, turns = client_of(environ), self._on_demand if scope.query_string else self._plain
        try:
            await turns.take(client)
        except Crowded:
            return _refuse(proto)
        try:
            return await self._ask(scope, proto, environ, key, self._page_pool)
        finally:
            turns.leave(client)

    async def _ask(self, scope, proto, environ: dict, key, pool: ThreadPoolExecutor | None) -> int:
        loop = asyncio.get_running_loop()
        gone, watch = threading.Event(), []
        timer = loop.call_later(_WATCH_AFTER, lambda: watch.append(loop.create_task(_see_off(proto, gone))))
        if self._connections:
            self._connections.began(scope.client)
        try:
            status, headers, content, file = await (
                loop.run_in_executor(pool, call, self._application, environ, gone.is_set)
                if pool
                else call_endpoint(self._application.endpoint, environ, gone.is_set, self._waiting)
            )
        finally:
            if self._connections:
                self._connections.ended(scope.client)
            timer.cancel()
            for task in watch:
                task.cancel()
        if file is not None:
            proto.response_file(status, headers, f"/proc/self/fd/{file.descriptor}")
            loop.call_later(_FILE_OPEN_TIME, file.close)
            return status
        if not gone.is_set():
            if scope.method == "HEAD" or not content:
                proto.response_empty(status, headers)
            else:
                proto.response_bytes(status, headers, content)
        if key is not None and status == 200:
            self._keep(key, status, headers, content)
        return status

    async def _operate(self, scope, proto) -> None:
        answer = self._operation.answer
        if PATHS[scope.path]:
            status, headers, body = await asyncio.get_running_loop().run_in_executor(
                self._operation_pool, answer, scope.path
            )
        else:
            status, headers, body = answer(scope.path)
        self._record("operation", status)
        if scope.method == "HEAD":
            proto.response_empty(status, headers)
        else:
            proto.response_bytes(status, headers, body)

    def _record(self, area: str, status: int) -> None:
        if self._recorder:
            self._recorder.replied(area, status)

    def _count(self, is_query: bool, kept: _Kept) -> None:
        self._record("query" if is_query else "page", kept.status)
        if is_query and self._recorder:
            self._recorder.add("queries", "cached")
            self._recorder.add("cache", "hit")

    def _keep(self, key, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
        named = {name.lower(): value for name, value in headers}
        varying = {name.strip().lower() for name in named.get("vary", "").split(",")}
        if {"unmandates-release", "etag"} <= named.keys() and "set-cookie" not in named and varying <= _MAY_VARY:
            self.cache.put(key, _Kept(content, status, headers, named))


def _has_body(scope, asked: dict[str, str]) -> bool:
    length = asked.get("CONTENT_LENGTH", "")
    return scope.method not in _BODILESS or "HTTP_TRANSFER_ENCODING" in asked or length not in ("", "0")


def _refuse(proto) -> int:
    headers = [("content-type", "application/problem+json"), ("retry-after", "5"), *OWN]
    proto.response_bytes(503, headers, _BUSY)
    return 503


async def _see_off(proto, gone: threading.Event) -> None:
    await proto.client_disconnect()
    gone.set()
