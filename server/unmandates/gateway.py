"""Between the web server and the WSGI application: what must not wait for a thread, or hold one.

The server hands each request over on its event loop (RSGI). From there
- an answer that was given before for the same request is given again at once;
- everything else goes to the application in a thread, queries and pages in separate pools, so that waiting queries
  never keep a page or a health check from being served;
- whole answers go back: slow readers are the server's business and hold no thread, and a large result goes out as a
  file that is never held in memory;
- a client that goes away is noticed, and its query stopped.
"""

import asyncio
import io
import logging
import sys
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from types import SimpleNamespace

from werkzeug.wsgi import FileWrapper

from unmandates.serving.operation import PATHS, Operation
from unmandates.serving.record import Recorder
from unmandates.web.answers import AnswerCache
from unmandates.web.negotiation import etag_matches

#: The request headers that an answer may depend on if it is to be given again without asking the application.
_VARYING = ("HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING", "HTTP_ACCEPT_LANGUAGE")
_MAY_VARY = {"", "accept", "accept-encoding", "accept-language"}
_WATCH_AFTER = 0.25  #: seconds after which it is worth looking whether the client is still there
_BODY_TIME = 30.0  #: seconds in which a request's body must arrive
_FILE_OPEN_TIME = 30.0  #: seconds for which a file stays open for the server to take it over
#: Headers of the answers that are given here without asking the application.
_OWN = [("cache-control", "no-store"), ("access-control-allow-origin", "*")]
_BODILY = ("content-type", "content-length", "content-encoding")
_BUSY = b'{"type": "about:blank", "title": "All places are taken", "status": 503}'


class _Kept:
    """A whole answer, as an `AnswerCache` takes it."""

    def __init__(self, body: bytes, status: int, headers: list[tuple[str, str]], etag: str, digest: str):
        self.body, self.status, self.headers, self.etag, self.digest = body, status, headers, etag, digest


class Gateway:
    """An RSGI application that wraps a WSGI one.

    `digest` returns that of the release being served: an answer that carries it in `Unmandates-Release`, and an ETag,
    is kept, up to `cache_bytes` in all. `body_bytes` is the longest request body that is read; the application sees
    one byte more of a longer one. `queries` and `pages` are numbers of threads. `operation` answers its paths beside
    the application, `recorder` counts answers.
    """

    def __init__(
        self,
        application: Callable,
        digest: Callable[[], str],
        *,
        body_bytes: int = 4 * 2**20,
        cache_bytes: int = 16 * 2**20,
        query_paths: Iterable[str] = ("/sparql",),
        queries: int = 128,
        pages: int = 16,
        operation: Operation | None = None,
        recorder: Recorder | None = None,
    ):
        self._application, self._digest, self._body_bytes = application, digest, body_bytes
        self._query_paths, self._queries, self._pages = frozenset(query_paths), queries, pages
        self._places = queries
        self.cache = AnswerCache(cache_bytes)
        self._operation, self._recorder = operation, recorder

    def __rsgi_init__(self, loop) -> None:
        self._query_pool = ThreadPoolExecutor(self._queries, "query")
        self._page_pool = ThreadPoolExecutor(self._pages, "page")
        self._operation_pool = ThreadPoolExecutor(2, "operation")

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
        key, asked = None, _headers(scope)
        # Whoever has chosen a language gets a page that remembers the choice, which no other may get.
        if scope.method == "GET" and (is_query or "HTTP_COOKIE" not in asked):
            key = (scope.path, scope.query_string, *(asked.get(name) for name in _VARYING))
            kept = self.cache.get(key)
            if kept is not None and kept.digest == self._digest():
                self._count(is_query, kept)
                if etag_matches(asked.get("HTTP_IF_NONE_MATCH"), kept.etag):
                    headers = [item for item in kept.headers if item[0].lower() not in _BODILY]
                    proto.response_empty(304, headers)
                else:
                    proto.response_bytes(kept.status, kept.headers, kept.body)
                return
        if is_query and self._places <= 0:
            self._record("query", 503)
            headers = [("content-type", "application/problem+json"), ("retry-after", "5"), *_OWN]
            proto.response_bytes(503, headers, _BUSY)
            return
        self._places -= is_query
        try:
            status = await self._ask(scope, proto, asked, key, self._query_pool if is_query else self._page_pool)
            self._record("query" if is_query else "page", status)
        finally:
            self._places += is_query

    async def _ask(self, scope, proto, asked: dict[str, str], key, pool) -> int:
        loop = asyncio.get_running_loop()
        body = b""
        if scope.method not in ("GET", "HEAD"):
            try:
                body = await asyncio.wait_for(self._read(proto), _BODY_TIME)
            except TimeoutError:
                proto.response_empty(408, _OWN)
                return 408
        departed, watch = threading.Event(), []
        environ = _environ(scope, asked, body, departed)
        timer = loop.call_later(_WATCH_AFTER, lambda: watch.append(loop.create_task(_see_off(proto, departed))))
        try:
            status, headers, content = await loop.run_in_executor(pool, _call, self._application, environ)
        finally:
            timer.cancel()
            for task in watch:
                task.cancel()
        answer = environ.get("unmandates.file")
        if answer is not None and answer.file is not None:
            if scope.method == "HEAD":
                answer.close()
                proto.response_empty(status, headers)
            else:
                proto.response_file(status, headers, f"/proc/self/fd/{answer.file}")
                loop.call_later(_FILE_OPEN_TIME, answer.close)
            return status
        if key is not None and status == 200:
            self._keep(key, status, headers, content)
        if departed.is_set():
            return status
        if scope.method == "HEAD" or not content:
            proto.response_empty(status, headers)
        else:
            proto.response_bytes(status, headers, content)
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

    async def _read(self, proto) -> bytes:
        body = bytearray()
        async for chunk in proto:
            body += chunk
            if len(body) > self._body_bytes:
                break
        return bytes(body[: self._body_bytes + 1])

    def _keep(self, key, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
        named = {name.lower(): value for name, value in headers}
        digest = named.get("unmandates-release")
        varying = {name.strip().lower() for name in named.get("vary", "").split(",")}
        if digest and "etag" in named and "set-cookie" not in named and varying <= _MAY_VARY:
            self.cache.put(key, _Kept(content, status, headers, named["etag"].strip('"'), digest))


async def _see_off(proto, departed: threading.Event) -> None:
    await proto.client_disconnect()
    departed.set()


def _headers(scope) -> dict[str, str]:
    """Return the request's headers by their names in WSGI; those that came several times are joined."""
    found: dict[str, str] = {}
    for name, value in scope.headers.items():
        if "_" in name:
            continue  # it would pass for the header that has a hyphen there
        name = name.upper().replace("-", "_")
        if name not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            name = "HTTP_" + name
            value = f"{found[name]}, {value}" if name in found else value
        found[name] = value
    return found


def _environ(scope, asked: dict[str, str], body: bytes, departed: threading.Event) -> dict:
    host, _, port = scope.server.rpartition(":")
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        # Decoded by the server; WSGI wants their bytes as Latin-1 (PEP 3333).
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string.encode("utf-8", "replace").decode("latin-1"),
        "SERVER_NAME": host or scope.server,
        "SERVER_PORT": port or "0",
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]") or scope.client,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "unmandates.departed": departed.is_set,
        **asked,
    }
    if "HTTP_HOST" not in environ and scope.authority:
        environ["HTTP_HOST"] = scope.authority
    return environ


def _call(application: Callable, environ: dict) -> tuple[int, list[tuple[str, str]], bytes]:
    started = []

    def start_response(status, headers, exc_info=None):
        started[:] = [int(status[:3]), headers]

    chunks = ()
    try:
        chunks = application(environ, start_response)
        if isinstance(chunks, FileWrapper):  # a file of the release: the server sends it
            environ["unmandates.file"] = SimpleNamespace(file=chunks.file.fileno(), close=chunks.close)
        if environ.get("unmandates.file") is not None:
            return started[0], started[1], b""
        content = b"".join(chunks)
    except Exception:
        logging.getLogger(__name__).exception("a request could not be answered")
        headers = [("content-type", "text/plain"), *_OWN]
        return HTTPStatus.INTERNAL_SERVER_ERROR.value, headers, b"Internal Server Error\n"
    finally:
        # The file of a large answer is closed when the server has it, not before.
        if environ.get("unmandates.file") is None and hasattr(chunks, "close"):
            chunks.close()
    return started[0], started[1], content
