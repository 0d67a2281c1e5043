"""Serving a release, or any RDF data set: the engine's processes and the web server's, started and stopped together."""

import contextlib
import http.client
import logging
import multiprocessing
import os
import socket
import threading
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

# The server's allocator keeps what was freed for ten seconds, and longer where nothing happens; it reads this once.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:0,muzzy_decay_ms:0")

from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels

from unmandates.engine import Limits, Source, allowed_services, from_files
from unmandates.release.source import from_release
from unmandates.serving import logs, preflight
from unmandates.serving.generation import Setting
from unmandates.serving.heartbeat import Watch
from unmandates.serving.pseudonyms import Pseudonyms
from unmandates.serving.server import Server
from unmandates.serving.switch import Switch
from unmandates.web.http import health
from unmandates.web.http.visitors import proxies
from unmandates.web.things.settings import pages_ahead, publisher, report_to

if TYPE_CHECKING:
    from flask import Flask

    from unmandates.web.endpoint.serving import Serving

_HEAD_TIME = 15_000  #: milliseconds in which the head of a request must arrive, and that a connection may be idle
_HEAD_BYTES = 96 * 1024  #: bytes of a head: the longest address that the server takes (64 KiB), and headers beside it
_log = logging.getLogger(__name__)


class PortTaken(Exception):
    """Another program listens at this address."""


def serve(
    release: str | Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    workers: int = 2,
    *,
    base: str | None = None,
    limits: Limits | None = None,
    application: str = "unmandates.serving.serve:release_application",
) -> None:
    """Serve a release folder until SIGTERM or SIGINT; where the path is a link, follow it to the next release.

    `base` is the address by which clients reach the service (a proxy's, perhaps). `application` names a function
    `module:name` that gets the `Serving` and the release folder and returns the Flask application; it is called in
    each of the `workers` web processes, and again for each release. Raises PortTaken, SourceError, and ValueError for a
    bad setting in the environment.
    """
    _serve(from_release(release), host, port, workers, base, limits, application, Path(release).absolute())


def serve_data(
    files: Iterable[str | Path],
    host: str = "127.0.0.1",
    port: int = 8000,
    workers: int = 2,
    *,
    base: str | None = None,
    limits: Limits | None = None,
    application: str = "unmandates.serving.serve:data_application",
) -> None:
    """Serve RDF files, each `FILE` or `FILE=GRAPH-IRI`, by the same code. Raises PortTaken, SourceError."""
    _serve(from_files(files), host, port, workers, base, limits, application, None)


def data_application(serving: "Serving", release: str | None) -> "Flask":
    """Return an application that is the endpoint, and nothing else."""
    from flask import Flask

    from unmandates.web.endpoint.sparql import mount
    from unmandates.web.http.problems import register_problems

    app = Flask("unmandates")
    mount(app, serving)
    register_problems(app)
    return app


def release_application(serving: "Serving", release: str | None) -> "Flask":
    """Return the whole application for a release."""
    from unmandates.release.release import read_release
    from unmandates.web.application import create_app
    from unmandates.web.frame.rendering import compile_all
    from unmandates.web.things.settings import Settings

    base = serving.endpoint.removesuffix("/sparql")
    settings = Settings(base=base, release=read_release(Path(release)), serving=serving, shelf=serving.shelf)
    app = create_app(settings)
    data, most = app.extensions["unmandates"].data, serving.client.limits.memory_store
    threading.Thread(target=compile_all, args=(app,), name="templates", daemon=True).start()
    threading.Thread(target=data.hold, args=(most,), name="data", daemon=True).start()  # until then it is on disk
    return app


def _serve(
    source: Source,
    host: str,
    port: int,
    workers: int,
    base: str | None,
    limits: Limits | None,
    application: str,
    link: Path | None,
) -> None:
    logs.configure()
    publisher()
    if not report_to() and base:  # a bad setting is told before anything is started
        _log.warning("readers have no address to report errors to", extra={"fields": {"set": "UNMANDATES_REPORT_TO"}})
    pages_ahead()
    Pseudonyms.from_environment()
    proxies()
    limits = preflight.examine(limits or Limits.from_environment())
    services = allowed_services()
    port = _claim(host, port)
    base = (base or f"http://{f'[{host}]' if ':' in host else host}:{port}").rstrip("/")
    with preflight.folder() as directory:
        source = replace(source, base=source.base or base + "/sparql")
        setting = Setting(directory, base + "/sparql", application, limits, tuple(sorted(services)), port)
        setting.to_environment()
        # A process that is forked while a thread of its parent imports a module waits for that module for ever.
        multiprocessing.set_start_method("spawn", force=True)
        with Switch(setting, source, link), Watch(directory):
            server = Server(
                "unmandates.serving.process:web_process",
                address=host,
                port=port,
                interface=Interfaces.RSGI,
                factory=True,
                workers=workers,
                websockets=False,
                # HTTP/1 alone: the server has no bound for connections of HTTP/2 that say nothing.
                http=HTTPModes.http1,
                backlog=max(1024, limits.connections),
                backpressure=limits.connections,
                loop=Loops.asyncio,
                log_level=LogLevels.warning,
                log_dictconfig=logs.server_configuration(),
                respawn_failed_workers=True,
                respawn_interval=0.5,
                workers_kill_timeout=int(limits.time) + 2,
                http1_settings=HTTP1Settings(header_read_timeout=_HEAD_TIME, max_buffer_size=_HEAD_BYTES),
            )
            _log.info("serving", extra={"fields": {"release": source.name, "base": base}})
            threading.Thread(target=_tell, args=(f"serving {source.name} at {base}", host, port), daemon=True).start()
            with contextlib.suppress(KeyboardInterrupt):
                server.serve()


def _tell(line: str, host: str, port: int) -> None:
    """Print the line when the service answers: who follows it finds something there."""
    while True:
        connection = http.client.HTTPConnection(host, port, timeout=5)
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
            connection.request("GET", health.READY_PATH)
            if connection.getresponse().status == http.HTTPStatus.OK:
                break
        time.sleep(0.05)
    print(line, flush=True)


def _claim(host: str, port: int) -> int:
    """Return the port, or a free one for 0. Raises PortTaken: the server itself would share the port silently."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(f"{host}:{port} cannot be used: {error.strerror}") from None
        except OverflowError:
            raise ValueError(f"{port} is no port: give a number from 0 to 65535") from None
        return probe.getsockname()[1]
