"""All things of a release as pages ask for them: described with what is below them, or told of by some statements."""

from collections import OrderedDict
from collections.abc import Iterable

import pyoxigraph as ox

from unmandates.asking.data import Data, iris_of
from unmandates.rdf.graphs import INFERRED, standing
from unmandates.rdf.names import relative, whole_of, with_wholes
from unmandates.rdf.namespaces import GRAPH, ID, ONTOLOGY
from unmandates.web.things.description import TYPE, Description, Descriptions
from unmandates.web.things.in_short import InShort
from unmandates.web.things.incoming import Incoming
from unmandates.web.things.naming import Expected, Names
from unmandates.web.things.things import Thing

#: Below what rules make things: members of these classes, and whatever has a status as an event.
_HOLDS = {ox.NamedNode(ONTOLOGY + name) for name in ("Mandate", "SecretariatMandate", "Authorization", "Measure")}
_EVENT_STATUS = ONTOLOGY + "eventStatus"
#: How many statements are kept at most in descriptions.
_MOST_DESCRIBED = 200_000
#: Of how many things at most statements are kept that are not described.
_MOST_SAID = 20_000
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
        self._descriptions = Descriptions(_MOST_DESCRIBED)
        self._said = OrderedDict[str, dict[str, dict]]()
        self._in_short = InShort(data, _MOST_SAID)
        self._expected = Expected()
        self.incoming = Incoming(data)

    def expect(self, iris: Iterable[str]) -> None:
        """Say which IRIs of the data a page will tell of: they are looked up together with the first of them."""
        iris = set(iris)
        things = {place for iri in iris if iri.startswith(ID) for place in with_wholes(iri)}
        self.names.expect(iris | things)
        unknown = {iri for iri in things if _is_told(iri) and iri not in self._said}
        self._expected.add(unknown - self._in_short.expect(unknown))

    def expect_names(self, iris: Iterable[str]) -> None:
        """Say which IRIs a page only names: of parts more is told, as they are called by it; of wholes the name alone.

        Where a page names hundreds of documents, each of which others cite, all that is said of them would be much.
        """
        iris = set(iris)
        things = {place for iri in iris if iri.startswith(ID) for place in with_wholes(iri)}
        self.names.expect(iris | things)
        parts = (iri for iri in things if relative(iri).count("/") > 1 and iri not in self._said)
        self._expected.add(parts)

    def expect_all(self, iri: str) -> None:
        """Say that a page tells of a thing or part and of all below it, and expect what these name."""
        self.expect(self.describe(iri).named(iri))

    def tell(self, iris: Iterable[str]) -> None:
        """Say of which things a page tells more than the name, whatever their kind."""
        iris = set(iris)
        self.expect(iris)
        self._expected.add(iri for iri in iris if iri not in self._said)

    def settle(self) -> None:
        """Look up all that is expected: from here on a page need not ask."""
        for step in range(_STEPS):
            self._learn(self._expected.taken(), leading_on=step + 1 < _STEPS)
        self._in_short.settle()
        self.names.settle()

    def _learn(self, iris: set[str], leading_on: bool = True) -> None:
        told = {iri for iri in iris if self._descriptions.of(iri) is None}
        found: dict[str, dict[str, dict]] = {iri: {} for iri in told}
        rows = self.data.rows("said", thing=tuple(map(ox.NamedNode, sorted(told))))
        named = iris_of(row for row in rows if _leads_on(row["thing"].value))
        (self.expect if leading_on else self.names.expect)(named)
        for row in rows:
            if not isinstance(row["object"], ox.BlankNode):
                values = found[row["thing"].value].setdefault(row["predicate"].value, {})
                values[row["object"]] = (*values.get(row["object"], ()), row["graph"].value)
        self._say({iri: _asserted(about) for iri, about in found.items()})

    def _say(self, found: dict[str, dict[str, dict]]) -> None:
        self._said |= found
        while len(self._said) > _MOST_SAID:
            self._said.popitem(last=False)

    def values(self, iri: str, predicate: str) -> dict:
        """Return the values of a property of a thing, of what a page only names without looking up all that is said."""
        told = iri in self._said or self._descriptions.of(iri) is not None
        found = None if told else self._in_short.values(iri, predicate)
        return found if found is not None else self.statements(iri).get(predicate, {})

    def statements(self, iri: str) -> dict[str, dict]:
        """Return what is said of a thing: predicate, then each value with the graphs that hold it."""
        if (description := self._descriptions.of(iri)) is not None:
            return description.statements.get(iri, {})
        if not iri.startswith(ID):
            return {}
        if iri in self._expected:
            self._learn(self._expected.taken())
        if iri not in self._said:
            self._learn({iri})
        return self._said.get(iri, {})

    def describe(self, iri: str) -> Description:
        """Return a description that tells of a thing or part and of all below it; empty if nothing is known of it."""
        found = self._descriptions.use(iri)
        if found is None:
            found = self._describe(iri)
            self._descriptions.keep(found)
        return found

    def _describe(self, iri: str) -> Description:
        description, whole = Description(iri), whole_of(iri)
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return description
        if iri == whole:
            own = ox.NamedNode(GRAPH + relative(iri))
            rows = self.data.rows("statements", thing=node, own=own)
        else:
            rows = self.data.rows("statements-below", part=node)
        for row in rows:
            subject, value = row["subject"], row["object"]
            if _is_of(subject, whole) and not isinstance(value, ox.BlankNode):
                description.add(subject.value, row["predicate"].value, value, row["graph"].value)
        self._add_what_rules_made(description)
        self._say({other: description.statements[other] for other in description.beside})
        return description

    def _add_what_rules_made(self, description: Description) -> None:
        asserted = description.statements.items()
        wholes = [iri for iri, about in asserted if _EVENT_STATUS in about or _HOLDS & {*about.get(TYPE, ())}]
        for row in self.data.rows("made", of=tuple(map(ox.NamedNode, wholes))):
            description.add(row["subject"].value, row["predicate"].value, row["object"], INFERRED)

    def thing(self, iri: str, language: str) -> Thing:
        """Return the thing with this IRI for readers of a language; it need not be known (`known` says so)."""
        return Thing(self, iri, language)


def _is_of(subject: ox.NamedNode | ox.BlankNode, whole: str) -> bool:
    """Say whether a subject is a thing with a graph of its own or a part of it."""
    return isinstance(subject, ox.NamedNode) and f"{subject.value}/".startswith(f"{whole}/")


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
        predicate: {
            value: graphs
            for value, held in values.items()
            if (graphs := tuple(g for g in held if standing(g) != "inferred"))
        }
        for predicate, values in about.items()
    }
    return {predicate: values for predicate, values in kept.items() if values} or about
