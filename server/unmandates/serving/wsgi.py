"""From the web server's interface (RSGI) to the application's (WSGI, PEP 3333), and back."""

import io
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from werkzeug.wsgi import FileWrapper

from unmandates.engine import Answer
from unmandates.engine.waiting import Waiting
from unmandates.web.http import caching
from unmandates.web.http.departure import departed

#: Headers of answers that are given without the application.
OWN = [("cache-control", caching.NEVER), ("access-control-allow-origin", "*")]


def headers_of(scope) -> dict[str, str]:
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


def environ_of(scope, asked: dict[str, str], body: bytes) -> dict:
    """Return the environment of a request, with the headers that `headers_of` has found and its whole body."""
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
        **asked,
    }
    if "HTTP_HOST" not in environ and scope.authority:
        environ["HTTP_HOST"] = scope.authority
    return environ


@dataclass(frozen=True)
class File:
    """A body that the server sends from where it lies: its descriptor, and what closes it when the server has it."""

    descriptor: int
    close: Callable[[], None]


Reply = tuple[int, list[tuple[str, str]], bytes, File | None]


async def call_endpoint(endpoint: Callable, environ: dict, gone: Callable[[], bool], waiting: Waiting) -> Reply:
    """Return what `call` does, of an answer that is waited for on the event loop."""
    departed.set(gone)  # a request is a task, with a context of its own
    try:
        answer = await endpoint(environ, waiting)
    except Exception:
        return _failed()
    return call(answer, environ, gone)


def call(application: Callable, environ: dict, gone: Callable[[], bool]) -> Reply:
    """Return status, headers and body of an application's answer; the body as bytes, or as a file.

    `gone` says whether the client has gone. What goes wrong is logged, and answered with 500.
    """
    started = []

    def start_response(status, headers, exc_info=None):
        started[:] = [int(status[:3]), headers]

    chunks, file = (), None
    told = departed.set(gone)
    try:
        chunks = application(environ, start_response)
        file = _file_of(chunks)
        content = b"" if file else b"".join(chunks)
    except Exception:
        return _failed()
    finally:
        departed.reset(told)
        if file is None and hasattr(chunks, "close"):
            chunks.close()
    return started[0], started[1], content, file


def _failed() -> Reply:
    logging.getLogger(__name__).exception("a request could not be answered")
    headers = [("content-type", "text/plain"), *OWN]
    return HTTPStatus.INTERNAL_SERVER_ERROR.value, headers, b"Internal Server Error\n", None


def _file_of(chunks) -> File | None:
    """Return the file that a body is: one of the release, or a long result of a query."""
    if isinstance(chunks, FileWrapper):
        return File(chunks.file.fileno(), chunks.close)
    if isinstance(chunks, Answer) and chunks.file is not None:
        return File(chunks.file, chunks.close)
    return None
