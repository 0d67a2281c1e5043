"""What the application is told from outside, in one value."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from unmandates.release import Release, current

if TYPE_CHECKING:
    from unmandates.web.sparql import Serving


def _base() -> str:
    return os.environ.get("UNMANDATES_BASE", "http://127.0.0.1:8000")


@dataclass(frozen=True)
class Settings:
    """Settings of the application.

    `base` is the address at which the service is reached, without a slash at its end: absolute links come from it
    and never from a request's Host. `release` is the release to show (`ReleaseError` if there is none). `serving` is
    what the endpoint serves; without it the pages stand alone and `/sparql` only shows queries.
    """

    base: str = field(default_factory=_base)
    release: Release = field(default_factory=current)
    serving: "Serving | Callable[[], Serving] | None" = None
