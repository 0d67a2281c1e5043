"""What the pages share while the application runs: the settings, the release opened for reading, and its things."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import TypeVar

from flask import Flask, current_app

from unmandates.asking.data import Data
from unmandates.web.http import caching
from unmandates.web.http.cache import AnswerCache
from unmandates.web.http.shared_cache import Shelf
from unmandates.web.things.settings import Settings
from unmandates.web.things.world import World

_NAME = "unmandates"
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Site:
    """The settings, the data of the release, its things, and the pages made so far; one for each application.

    `made` holds what functions of the site have worked out (`once`); `shelf` is where applications in several
    processes share finished pages, if there are several.
    """

    settings: Settings
    data: Data
    world: World
    shelf: Shelf | None = None
    made: dict = field(default_factory=dict)
    pages: AnswerCache = field(default_factory=lambda: AnswerCache(caching.PAGES))

    @property
    def base(self) -> str:
        """The address of the service without a slash at its end; every absolute link begins with it."""
        return self.settings.base.rstrip("/")


def once(function: Callable[["Site"], T]) -> Callable[["Site"], T]:
    """Let a function of a site be worked out once for each site and kept on it, so that it goes when the release goes.

    Two requests at the same time may both work it out; the first that is done counts.
    """

    @wraps(function)
    def found(where: Site) -> T:
        if function not in where.made:
            where.made.setdefault(function, function(where))
        return where.made[function]

    return found


def open_site(app: Flask, settings: Settings) -> Site:
    """Read the release into memory and make it known to the application."""
    data = Data(settings.release)
    app.extensions[_NAME] = Site(settings, data, World(data), settings.shelf and Shelf(settings.shelf))
    return app.extensions[_NAME]


def site() -> Site:
    """Return the site of the application that answers the present request."""
    return current_app.extensions[_NAME]
