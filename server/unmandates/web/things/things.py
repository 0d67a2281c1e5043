"""Things as pages see them: what is said of each, its parts in order, and names in the reader's language."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from unmandates.rdf.names import expand, local_name, whole_of
from unmandates.rdf.namespaces import ID, ONTOLOGY
from unmandates.rdf.turtle import natural
from unmandates.web.things import links
from unmandates.web.things.description import TYPE, Description
from unmandates.web.things.naming import Text, best, in_order, text_of

if TYPE_CHECKING:
    from unmandates.web.things.world import World

_ORDER = ONTOLOGY + "order"


@lru_cache(maxsize=1_000)
def _terms(names: tuple[str, ...]) -> frozenset[ox.NamedNode]:
    return frozenset(ox.NamedNode(expand(name)) for name in names)


class Thing:
    """One IRI in the hands of a page: ask it for values by the name of a property, and for its parts."""

    def __init__(self, world: "World", iri: str, language: str) -> None:
        self._world, self.iri, self.language = world, iri, language

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Thing) and other.iri == self.iri

    def __hash__(self) -> int:
        return hash(self.iri)

    @property
    def _description(self) -> Description:
        return self._world.describe(self.iri) if self.iri.startswith(ID) else Description(self.iri)

    @property
    def statements(self) -> dict[str, dict]:
        """Its statements: predicate, then each value with the graphs that hold it."""
        return self._world.statements(self.iri)

    def _values(self, predicate: str) -> dict:
        return self._world.values(self.iri, predicate)

    @property
    def known(self) -> bool:
        """Whether anything is said of it."""
        return self.iri in self._description

    @property
    def name(self) -> Text:
        """Its name in the reader's language, or in the next language of the fixed order."""
        return self._world.names.name(self.iri, self.language)

    @property
    def other_names(self) -> list[Text]:
        """Its names in the other languages."""
        own = self.name.value
        return in_order([text for text in self._world.names.all(self.iri) if text.value != own], self.language)

    @property
    def href(self) -> str | None:
        """The link to its page; None where nothing safe can be linked."""
        return links.href(self.iri, self.language)

    @property
    def address(self) -> str:
        """The path on this server of the thing itself, which leads on to its page or its data."""
        return links.thing_path(self.path)

    @property
    def path(self) -> str:
        """Its path `<kind>/<key…>` below the project's things."""
        return links.path_of(self.iri) or ""

    @property
    def kind(self) -> str:
        """The first segment of its path."""
        return self.path.partition("/")[0]

    @property
    def part(self) -> str:
        """What follows the key in its path: `op/2/a`; empty for a whole."""
        return "/".join(self.path.split("/")[2:])

    @property
    def local(self) -> str:
        """The last name in its IRI: `chair` of a role, `2` of a paragraph."""
        return local_name(self.iri)

    @property
    def whole(self) -> "Thing":
        """The thing with a graph of its own to which it belongs (itself, if it is one)."""
        return self.of(whole_of(self.iri))

    @property
    def classes(self) -> list["Thing"]:
        """Its asserted classes, as terms of the ontology."""
        return self.all("rdf:type")

    def of(self, iri: str) -> "Thing":
        """Return another thing for the same reader."""
        return Thing(self._world, iri, self.language)

    def is_a(self, *classes: str) -> bool:
        """Say whether one of the classes (names in the ontology, `skos:` and so on with a prefix) is asserted of it."""
        return not _terms(classes).isdisjoint(self._values(TYPE))

    def all(self, name: str) -> list:
        """Return all values of a property: things in natural order, literals as they are (`Text`, `Value`)."""
        return [self.value(term) for term in sorted(self._values(expand(name)), key=term_order)]

    def one(self, name: str):
        """Return the first value of a property, or None."""
        found = self._values(expand(name))
        return self.value(min(found, key=term_order)) if found else None

    def text(self, name: str) -> Text | None:
        """Return the words that a property gives in the reader's language, or in the next of the fixed order."""
        found = [text_of(term) for term in self._values(expand(name)) if isinstance(term, ox.Literal)]
        return best(found, self.language)

    def texts(self, name: str) -> list[Text]:
        """Return a property's words in all languages, the reader's first."""
        found = [text_of(term) for term in self._values(expand(name)) if isinstance(term, ox.Literal)]
        return in_order(found, self.language)

    def parts(self, *classes: str) -> list["Thing"]:
        """Return its direct parts (of one of the classes, if any are named) in their order."""
        found = [self.of(iri) for iri in self._description.children.get(self.iri, ())]
        if classes:
            found = [part for part in found if part.is_a(*classes)]
        return sorted(found, key=lambda part: part.order)

    def holds(self, *classes: str) -> list["Thing"]:
        """Return what stands in it, its direct parts or what is said to be part of it, of one of the classes."""
        found = [self.of(iri) for iri in self._description.standing.get(self.iri, ())]
        return [part for part in found if part.is_a(*classes)]

    def within(self, *classes: str) -> list["Thing"]:
        """Return everything of the classes that lies below it, in natural order of the paths."""
        found, prefix = self._description.members(map(expand, classes)), self.iri + "/"
        return [self.of(iri) for iri in found if iri.startswith(prefix)]

    def throughout(self, *classes: str) -> list["Thing"]:
        """Return everything of the classes that lies below it or stands in it, in natural order of the paths."""
        below = self._description.below(self.iri)
        return [self.of(iri) for iri in self._description.members(map(expand, classes)) if iri in below]

    def pointed_at_by(self, name: str, *classes: str) -> list["Thing"]:
        """Return the parts of the same whole, of one of the classes, that name it by a property, in natural order."""
        found = [self.of(iri) for iri in self._description.pointing(expand(name)).get(self.iri, ())]
        return [part for part in found if part.is_a(*classes)]

    @property
    def order(self) -> int:
        """Its place among its kind in its parent; parts without one come last."""
        order = next(iter(self._values(_ORDER)), None)
        return int(order.value) if order is not None and order.value.isdigit() else 10**6

    def value(self, term: ox.NamedNode | ox.Literal):
        """Return a term as pages use it: a thing, words with a language, or another literal with its datatype."""
        if isinstance(term, ox.NamedNode):
            return self.of(term.value)
        return text_of(term) if term.language else Value(term.value, term.datatype.value)


@dataclass(frozen=True)
class Value:
    """A literal without a language: its text, and the IRI of its datatype."""

    value: str
    datatype: str

    def __str__(self) -> str:
        return self.value


def term_order(term: ox.NamedNode | ox.Literal) -> tuple:
    """Return a sort key for values: IRIs in natural order, then literals by language and text."""
    if isinstance(term, ox.NamedNode):
        return (0, natural(term.value))
    return (1, term.language or "", natural(term.value))
