"""A generation: one release with the engine that answers queries on it and the application that shows it."""

import contextlib
import json
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from unmandates.engine import EngineClient, Limits
from unmandates.engine.waiting import Waiting
from unmandates.serving.noticeboard import Notice
from unmandates.web.endpoint.serving import Outcome, Serving, informed

#: The variable of the environment by which processes that are started anew are told what follows.
SETTING = "UNMANDATES_SERVING"


@dataclass(frozen=True)
class Setting:
    """What stays the same from one generation to the next.

    `directory` is the noticeboard's; `application` names a function `module:name` that gets the `Serving` and the
    release folder (None: plain files) and returns the application; `port` is where the service listens.
    """

    directory: str
    endpoint: str
    application: str
    limits: Limits
    services: tuple[str, ...] = ()
    port: int = 0

    def shelf(self, notice: Notice) -> Path:
        """Return the folder for the finished pages of a generation."""
        return Path(self.directory) / f"pages-{notice.generation}-{notice.digest.rpartition(':')[2][:12]}"

    def to_environment(self) -> None:
        """Tell the processes that this one starts."""
        limits = {name: getattr(self.limits, name) for name in Limits.__dataclass_fields__}
        os.environ[SETTING] = json.dumps(vars(self) | {"limits": limits})

    @staticmethod
    def from_environment() -> "Setting":
        """Return what this process was told."""
        told = json.loads(os.environ[SETTING])
        return Setting(**told | {"limits": Limits(**told["limits"])})


class Generation:
    """A WSGI application over one release, which knows how many requests are in its hands."""

    def __init__(self, setting: Setting, notice: Notice, finished: Callable[[Outcome], None] | None = None):
        """Make the application. Raises what goes wrong in that: a Refusal, a ReleaseError, or anything else."""
        self.notice = notice
        client = EngineClient(notice.address, setting.limits, setting.services)
        serving = Serving(client, notice.digest, setting.endpoint, shelf=setting.shelf(notice))
        self.serving = informed(replace(serving, finished=finished) if finished else serving)
        module, _, name = setting.application.partition(":")
        self.application = getattr(import_module(module), name)(self.serving, notice.folder)
        self._requests = 0
        self._changed = threading.Condition()

    async def endpoint(self, environ: dict, waiting: Waiting) -> Callable:
        """Return the answer of the endpoint to a request, as a WSGI application that gives it at once."""
        with self._counted():
            return await self.application.wsgi_app.answer(environ, waiting)

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        """Answer a request; the answer carries the digest of this generation's release."""

        def start(status, headers, exc_info=None):
            if not any(name.lower() == "unmandates-release" for name, _ in headers):
                headers.append(("Unmandates-Release", self.notice.digest))
            return start_response(status, headers, exc_info)

        with self._counted():
            return self.application(environ, start)

    @contextlib.contextmanager
    def _counted(self) -> Iterator[None]:
        with self._changed:
            self._requests += 1
        try:
            yield
        finally:
            with self._changed:
                self._requests -= 1
                self._changed.notify_all()

    def drain(self, patience: float) -> bool:
        """Wait until no request is in its hands, up to `patience` seconds, and let go of the engine."""
        with self._changed:
            left = self._changed.wait_for(lambda: not self._requests, patience)
        self.serving.client.close()
        return left
