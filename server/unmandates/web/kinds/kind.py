"""A kind of page, and which there are: every folder beside this file is one, with its template `page.html`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from unmandates.modules import having
from unmandates.web.frame.page import template_of
from unmandates.web.things.things import Thing


@dataclass(frozen=True, kw_only=True)
class SubjectPage:
    """What the page of every thing shows: the thing."""

    thing: Thing


@dataclass(frozen=True)
class Kind:
    """What a kind of page says of itself.

    `paths` is a pattern of the paths `<kind>/<key…>` of its things; with `classes` it is for those parts alone of which
    one of them is asserted. One that is `general` is for what no other kind is for. `page` returns what the template
    shows, a declared `SubjectPage`. `reads` are the parameters that make the page another one.
    """

    paths: str
    page: Callable[[Thing], object]
    classes: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    general: bool = False

    def __post_init__(self) -> None:
        template_of(self.shows)  # what is not declared is refused here, and not when somebody asks for the page

    @property
    def shows(self) -> type:
        """The dataclass that `page` returns."""
        return self.page.__annotations__["return"]

    @property
    def template(self) -> str:
        """The name of its template."""
        return template_of(self.shows)

    def may_be(self, path: str) -> bool:
        """Say whether the path can be that of one of its things."""
        return re.fullmatch(self.paths, path) is not None

    def fits(self, thing: Thing) -> bool:
        """Say whether it is for the thing."""
        return self.may_be(thing.path) and (not (self.classes and thing.part) or thing.is_a(*self.classes))


@lru_cache(maxsize=1)
def kinds() -> tuple[Kind, ...]:
    """Return all kinds of pages, the general ones last."""
    return tuple(sorted(having("KIND", __package__).values(), key=lambda kind: (kind.general, not kind.classes)))


def kind_of(thing: Thing) -> Kind:
    """Return the kind of page that a thing has."""
    return next(kind for kind in kinds() if kind.fits(thing))


def parameters_of(path: str) -> tuple[str, ...]:
    """Return the parameters that the page of whatever is at a path may read."""
    return tuple(dict.fromkeys(name for kind in kinds() if kind.may_be(path) for name in kind.reads))
