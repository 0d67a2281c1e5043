"""Things as pages see them: what is said of each, its parts in order, and names in the reader's language."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox

from unmandates.asking.data import Data, iris_of
from unmandates.asking.remembering import remember
from unmandates.rdf.graphs import INFERRED
from unmandates.rdf.names import expand, local_name, relative, whole_of, with_wholes
from unmandates.rdf.namespaces import ID, ONTOLOGY, PREFIXES
from unmandates.rdf.turtle import natural
from unmandates.web.things import links
from unmandates.web.things.naming import Expected, Names, Text, best, in_order, text_of

_TYPE = PREFIXES["rdf"] + "type"
_PARENT, _PART_OF, _ORDER = (ONTOLOGY + name for name in ("parent", "partOf", "order"))
#: Below what rules make things: members of these classes, and whatever has a status as an event.
_MANDATE = {ox.NamedNode(ONTOLOGY + name) for name in ("Mandate", "SecretariatMandate")}
_EVENT_STATUS = ONTOLOGY + "eventStatus"
#: Of how many things at most statements are kept that are not described with their whole.
_MOST_SAID = 20_000


@dataclass
class Description:
    """What the release says of a thing and of all below it: subject, predicate, then objects with their graphs.

    `children` are the parts by their parent; `standing` are they by where they stand: a direct part of the whole stands
    in the section that it is said to be part of (`unm:partOf`), any other in its parent.
    """

    statements: dict[str, dict[str, dict]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(dict)))
    children: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    standing: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, subject: str, predicate: str, value: ox.NamedNode | ox.Literal, graph: str) -> None:
        """Add a statement; one that is kept in several graphs names them all."""
        self.statements[subject][predicate].setdefault(value, []).append(graph)

    def __contains__(self, iri: str) -> bool:
        return iri in self.statements

    def named(self, iri: str) -> set[str]:
        """Return all IRIs that stand in the statements about a thing and what lies below it."""
        below = {subject: about for subject, about in self.statements.items() if f"{subject}/".startswith(f"{iri}/")}
        values = (value for about in below.values() for found in about.values() for value in found)
        predicates = {predicate for about in below.values() for predicate in about}
        return predicates | {*below} | {value.value for value in values if isinstance(value, ox.NamedNode)}


#: Kinds of which pages tell more than the name wherever they name one: number, title, day.
_TOLD = ("arrangement", "document", "event", "instrument", "scheme", "series")
#: How far pages tell of what they name: of a membership, and of its source.
_STEPS = 2


class World:
    """All things of a release, described one at a time when a page asks, and kept within bounds.

    What a page is about is described with all below it (`describe`); of what it only names, names and statements are
    looked up together (`expect`), so that a page asks the same few questions however much there is on it.
    """

    def __init__(self, data: Data) -> None:
        self.data = data
        self.names = Names(data)
        self.describe = remember(1_000)(self._describe)
        self._said = OrderedDict[str, dict[str, dict]]()
        self._described = set[str]()
        self._expected = Expected()

    def expect(self, iris: Iterable[str]) -> None:
        """Say which IRIs of the data a page will tell of: they are looked up together with the first of them."""
        iris = set(iris)
        things = {place for iri in iris if iri.startswith(ID) for place in with_wholes(iri)}
        self.names.expect(iris | things)
        self._expected.add(iri for iri in things if _is_told(iri) and iri not in self._said)

    def tell(self, iris: Iterable[str]) -> None:
        """Say of which things a page tells more than the name, whatever their kind."""
        iris = set(iris)
        self.expect(iris)
        self._expected.add(iri for iri in iris if iri not in self._said)

    def settle(self) -> None:
        """Look up all that is expected: from here on a page need not ask."""
        for step in range(_STEPS):
            self._learn(leading_on=step + 1 < _STEPS)
        self.names.settle()

    def _learn(self, leading_on: bool = True) -> None:
        told = {iri for iri in self._expected.taken() if whole_of(iri) not in self._described}
        found: dict[str, dict[str, dict]] = {iri: {} for iri in told}
        rows = self.data.rows("said", thing=tuple(map(ox.NamedNode, sorted(told))))
        named = iris_of(row for row in rows if _leads_on(row["thing"].value))
        (self.expect if leading_on else self.names.expect)(named)
        for row in rows:
            if not isinstance(row["object"], ox.BlankNode):
                values = found[row["thing"].value].setdefault(row["predicate"].value, {})
                values.setdefault(row["object"], []).append(row["graph"].value)
        self._said |= {iri: _asserted(about) for iri, about in found.items()}
        while len(self._said) > _MOST_SAID:
            self._said.popitem(last=False)

    def statements(self, iri: str) -> dict[str, dict]:
        """Return what is said of a thing: predicate, then each value with the graphs that hold it."""
        if not iri.startswith(ID):
            return {}
        whole = whole_of(iri)
        if whole not in self._described:
            if iri in self._expected:
                self._learn()
            if (about := self._said.get(iri)) is not None:
                return about
        return self.describe(whole).statements.get(iri, {})

    def _describe(self, whole: str) -> Description:
        """Return the description of the thing with a graph of its own; an empty one if nothing is known of it."""
        description = Description()
        try:
            rows = self.data.rows("statements", thing=ox.NamedNode(whole))
        except ValueError:
            return description
        for row in rows:
            if isinstance(row["subject"], ox.NamedNode) and not isinstance(row["object"], ox.BlankNode):
                description.add(row["subject"].value, row["predicate"].value, row["object"], row["graph"].value)
        self._add_what_rules_made(description)
        for subject in sorted(description.statements, key=natural):
            parents = [parent.value for parent in description.statements[subject].get(_PARENT, ())]
            sections = [place.value for place in description.statements[subject].get(_PART_OF, ())]
            places = [place for place in sections if place in description and place != whole]
            places = places if places and parents == [whole] else parents
            for parent in parents:
                description.children[parent].append(subject)
            if places:
                description.standing[max(places, key=len)].append(subject)
        if description.statements:
            self._described.add(whole)
        return description

    def _add_what_rules_made(self, description: Description) -> None:
        asserted = description.statements.items()
        wholes = [iri for iri, about in asserted if _EVENT_STATUS in about or _MANDATE & {*about.get(_TYPE, ())}]
        for row in self.data.rows("made", of=tuple(map(ox.NamedNode, wholes))):
            description.add(row["subject"].value, row["predicate"].value, row["object"], INFERRED)

    def thing(self, iri: str, language: str) -> "Thing":
        """Return the thing with this IRI for readers of a language; it need not be known (`known` says so)."""
        return Thing(self, iri, language)


def _is_told(iri: str) -> bool:
    """Say whether pages tell more than the name of a thing wherever they name it: so they do of parts."""
    path = relative(iri)
    return path.count("/") > 1 or path.startswith(_TOLD)


def _leads_on(iri: str) -> bool:
    """Say whether pages tell of what a thing names in turn: of memberships and participations they do."""
    path = relative(iri)
    return path.count("/") > 1 and not path.startswith(("document/", "scheme/"))


def _asserted(about: dict[str, dict]) -> dict[str, dict]:
    """Return statements without those that only follow, where anything is asserted."""
    kept = {
        predicate: {value: graphs for value, held in values.items() if (graphs := [g for g in held if g != INFERRED])}
        for predicate, values in about.items()
    }
    return {predicate: values for predicate, values in kept.items() if values} or about


class Thing:
    """One IRI in the hands of a page: ask it for values by the name of a property, and for its parts."""

    def __init__(self, world: World, iri: str, language: str) -> None:
        self._world, self.iri, self.language = world, iri, language

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Thing) and other.iri == self.iri

    def __hash__(self) -> int:
        return hash(self.iri)

    @property
    def _description(self) -> Description:
        return self._world.describe(whole_of(self.iri)) if self.iri.startswith(ID) else Description()

    @property
    def statements(self) -> dict[str, dict]:
        """Its statements: predicate, then each value with the graphs that hold it."""
        return self._world.statements(self.iri)

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
        found = {term.value for term in self.statements.get(_TYPE, ())}
        return any(expand(name) in found for name in classes)

    def all(self, name: str) -> list:
        """Return all values of a property: things in natural order, literals as they are (`Text`, `Value`)."""
        return [self.value(term) for term in sorted(self.statements.get(expand(name), ()), key=term_order)]

    def one(self, name: str):
        """Return the first value of a property, or None."""
        found = self.statements.get(expand(name))
        return self.value(min(found, key=term_order)) if found else None

    def text(self, name: str) -> Text | None:
        """Return the words that a property gives in the reader's language, or in the next of the fixed order."""
        found = [text_of(term) for term in self.statements.get(expand(name), ()) if isinstance(term, ox.Literal)]
        return best(found, self.language)

    def texts(self, name: str) -> list[Text]:
        """Return a property's words in all languages, the reader's first."""
        found = [text_of(term) for term in self.statements.get(expand(name), ()) if isinstance(term, ox.Literal)]
        return in_order(found, self.language)

    def parts(self, *classes: str) -> list["Thing"]:
        """Return its direct parts (of one of the classes, if any are named) in their order."""
        found = [self.of(iri) for iri in self._description.children.get(self.iri, ())]
        if classes:
            found = [part for part in found if part.is_a(*classes)]
        return sorted(found, key=lambda part: (part.order, natural(part.iri)))

    def holds(self, *classes: str) -> list["Thing"]:
        """Return what stands in it, its direct parts or what is said to be part of it, of one of the classes."""
        found = [self.of(iri) for iri in self._description.standing.get(self.iri, ())]
        return [part for part in found if part.is_a(*classes)]

    def within(self, *classes: str) -> list["Thing"]:
        """Return everything of the classes that lies below it, in natural order of the paths."""
        prefix = self.iri + "/"
        found = [self.of(iri) for iri in self._description.statements if iri.startswith(prefix)]
        return sorted((part for part in found if part.is_a(*classes)), key=lambda part: natural(part.iri))

    @property
    def order(self) -> int:
        """Its place among its kind in its parent; parts without one come last."""
        order = next(iter(self.statements.get(_ORDER, ())), None)
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
