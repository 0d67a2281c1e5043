"""What the pages share while the application runs: the settings, the release opened for reading, and its things."""

from dataclasses import dataclass, field

from flask import Flask, current_app

from unmandates.data import Data
from unmandates.web.answers import AnswerCache
from unmandates.web.settings import Settings
from unmandates.web.shelf import Shelf
from unmandates.web.things import World

_NAME = "unmandates"
#: How many bytes of finished pages an application keeps.
_ROOM = 16 * 2**20


@dataclass(frozen=True, eq=False)
class Site:
    """The settings, the data of the release, its things, and the pages made so far; one for each application.

    `shelf` is where applications in several processes share finished pages, if there are several.
    """

    settings: Settings
    data: Data
    world: World
    shelf: Shelf | None = None
    pages: AnswerCache = field(default_factory=lambda: AnswerCache(_ROOM))

    @property
    def base(self) -> str:
        """The address of the service without a slash at its end; every absolute link begins with it."""
        return self.settings.base.rstrip("/")


def open_site(app: Flask, settings: Settings) -> Site:
    """Read the release into memory and make it known to the application."""
    data = Data(settings.release)
    app.extensions[_NAME] = Site(settings, data, World(data), settings.shelf and Shelf(settings.shelf))
    return app.extensions[_NAME]


def site() -> Site:
    """Return the site of the application that answers the present request."""
    return current_app.extensions[_NAME]
