"""A kind of page, and which there are: every folder beside this file is one, with its template `page.html`."""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache

from unmandates.modules import having
from unmandates.web.things.things import Thing


@dataclass(frozen=True)
class Kind:
    """What a kind of page says of itself.

    `paths` is a pattern of the paths `<kind>/<key…>` of its things; with `classes` it is for those parts alone of which
    one of them is asserted. One that is `general` is for what no other kind is for. `page` returns what the template
    shows besides the thing, as a dataclass: the template knows its fields and nothing else. `reads` are the parameters
    that make the page another one.
    """

    paths: str
    page: Callable[[Thing], object]
    classes: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    general: bool = False

    @property
    def template(self) -> str:
        """The name of its template: that of its folder."""
        return f"{self.page.__module__.rpartition('.')[2]}/page.html"

    @property
    def shows(self) -> type:
        """The dataclass that `page` returns."""
        return self.page.__annotations__["return"]

    def may_be(self, path: str) -> bool:
        """Say whether the path can be that of one of its things."""
        return re.fullmatch(self.paths, path) is not None

    def fits(self, thing: Thing) -> bool:
        """Say whether it is for the thing."""
        return self.may_be(thing.path) and (not (self.classes and thing.part) or thing.is_a(*self.classes))


@lru_cache(maxsize=1)
def kinds() -> tuple[Kind, ...]:
    """Return all kinds of pages, the general ones last."""
    found = having("KIND", __package__).values()
    for kind in found:
        if not is_dataclass(kind.shows):
            raise TypeError(f"{kind.template}: its page returns no dataclass")
    return tuple(sorted(found, key=lambda kind: (kind.general, not kind.classes)))


def kind_of(thing: Thing) -> Kind:
    """Return the kind of page that a thing has."""
    return next(kind for kind in kinds() if kind.fits(thing))


def parameters_of(path: str) -> tuple[str, ...]:
    """Return the parameters that the page of whatever is at a path may read."""
    return tuple(dict.fromkeys(name for kind in kinds() if kind.may_be(path) for name in kind.reads))


def shown(page: object) -> dict:
    """Return the fields of a page with their values, as a template takes them."""
    return {field.name: getattr(page, field.name) for field in fields(page)}
