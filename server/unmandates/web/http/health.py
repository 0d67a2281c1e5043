"""The health of the service: the one definition of what `/health` and `/ready` say, whoever answers."""

import json
from dataclasses import dataclass, field, fields

from unmandates import __version__
from unmandates.rdf.formats import JSON
from unmandates.web.http import caching

#: Where the process says that it answers, and where that the engine does.
PATH, READY_PATH = "/health", "/ready"
MEDIA_TYPE = JSON.media_type
HEADERS = {"Content-Type": MEDIA_TYPE, "Cache-Control": caching.NEVER, "X-Content-Type-Options": "nosniff"}
#: What can be said, each with the status of the answer in HTTP.
ALIVE, READY, NOT_READY = "ok", "ready", "not ready"
CODES = {ALIVE: 200, READY: 200, NOT_READY: 503}


def _said(about: str, kind: str = "string", default=""):
    return field(default=default, metadata={"description": about, "type": kind})


@dataclass(frozen=True)
class Health:
    """What is said, by the names under which it is; what is empty is left out."""

    status: str = field(metadata={"description": "Whether it answers.", "type": "string", "enum": list(CODES)})
    release: str = _said("The name of the release in service.")
    digest: str = _said("The digest of its data.")
    version: str = _said("The version of the service.", default=__version__)
    since: str = _said("From when on the release has been in service.")
    refused: dict | None = _said("Which release was not taken into service, why and when.", "object", None)
    reason: str = _said("Why the engine does not answer.")

    @property
    def code(self) -> int:
        """The status of the answer in HTTP."""
        return CODES[self.status]

    def body(self) -> bytes:
        """Return the answer's body."""
        return json.dumps({name: value for name, value in vars(self).items() if value}).encode() + b"\n"


#: The schema of the body, for the description of the interface.
SCHEMA = {
    "type": "object",
    "required": ["status", "release", "digest", "version"],
    "properties": {one.name: dict(one.metadata) for one in fields(Health)},
}
