"""What the release says of a thing, or of a part of one, and of all below it: looked up by subject, by class, by place.

A page of a part needs what is said of that part, of what stands in it, and of what points to these; it must not cost
more for standing in a long document. So a part is described by itself, unless what it is part of is described already.
"""

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from functools import cached_property

import pyoxigraph as ox

from unmandates.asking.remembering import LONGEST
from unmandates.rdf.names import whole_of
from unmandates.rdf.namespaces import ONTOLOGY, PREFIXES
from unmandates.rdf.turtle import natural

TYPE = PREFIXES["rdf"] + "type"
_PARENT, _PART_OF = ONTOLOGY + "parent", ONTOLOGY + "partOf"


class Description:
    """What the release says of the thing or part `iri` and of all below it: subject, predicate, objects with graphs.

    Beside these it holds what else of the same thing points to them, a footnote for one. All statements are added
    before anything is looked up.
    """

    def __init__(self, iri: str) -> None:
        self.iri = iri
        self.statements: dict[str, dict[str, dict]] = defaultdict(lambda: defaultdict(dict))
        self._pointing: dict[str, dict[str, list[str]]] = {}

    def add(self, subject: str, predicate: str, value: ox.NamedNode | ox.Literal, graph: str) -> None:
        """Add a statement; one that is kept in several graphs names them all."""
        held = self.statements[subject][predicate]
        held[value] = (*held.get(value, ()), graph)

    def __contains__(self, iri: str) -> bool:
        return iri in self.statements

    def __len__(self) -> int:
        """Return the number of statements."""
        return sum(len(values) for about in self.statements.values() for values in about.values())

    @cached_property
    def subjects(self) -> list[str]:
        """All that it tells of, in natural order."""
        return sorted(self.statements, key=natural)

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """The parts by their parent, in natural order."""
        found = defaultdict(list)
        for subject in self.subjects:
            for parent in self._parents(subject):
                found[parent].append(subject)
        return found

    @cached_property
    def standing(self) -> dict[str, list[str]]:
        """The parts by where they stand, in natural order.

        A direct part of the whole stands in the section that it is said to be part of (`unm:partOf`), any other in its
        parent.
        """
        found, whole = defaultdict(list), whole_of(self.iri)
        for subject in self.subjects:
            parents = self._parents(subject)
            sections = (place.value for place in self.statements[subject].get(_PART_OF, ()))
            places = [place for place in sections if place in self and place != whole] if parents == [whole] else []
            if places or parents:
                found[max(places or parents, key=len)].append(subject)
        return found

    @cached_property
    def _of_class(self) -> dict[str, list[int]]:
        """The places in `subjects` of the members of each class."""
        found = defaultdict(list)
        for place, subject in enumerate(self.subjects):
            for term in self.statements[subject].get(TYPE, ()):
                found[term.value].append(place)
        return found

    def members(self, classes: Iterable[str]) -> list[str]:
        """Return all that are of one of the classes, in natural order."""
        places = sorted({place for name in classes for place in self._of_class.get(name, ())})
        return [self.subjects[place] for place in places]

    def pointing(self, predicate: str) -> dict[str, list[str]]:
        """Return what points to each thing by a property, in natural order."""
        if predicate not in self._pointing:
            found = defaultdict(list)
            for subject in self.subjects:
                for value in self.statements[subject].get(predicate, ()):
                    found[value.value].append(subject)
            self._pointing[predicate] = found
        return self._pointing[predicate]

    def below(self, iri: str) -> set[str]:
        """Return a thing or part that it tells of, with all that lies below it by its path or stands in it."""
        prefix, todo = iri + "/", [iri]
        found = {subject for subject in self.statements if subject.startswith(prefix)}
        while todo:
            place = todo.pop()
            found.add(place)
            todo += (
                inner for by in (self.children, self.standing) for inner in by.get(place, ()) if inner not in found
            )
        return found & self.statements.keys()

    @cached_property
    def beside(self) -> set[str]:
        """What is not below it and points to something there."""
        return self.statements.keys() - self.below(self.iri)

    def named(self, iri: str) -> set[str]:
        """Return all IRIs that stand in the statements about a thing or part and what is below it, and about others."""
        told = self.below(iri) | self.beside
        about = [self.statements[subject] for subject in told]
        values = (value for predicates in about for found in predicates.values() for value in found)
        predicates = {predicate for predicates in about for predicate in predicates}
        return predicates | told | {value.value for value in values if isinstance(value, ox.NamedNode)}

    def _parents(self, subject: str) -> list[str]:
        return [parent.value for parent in self.statements[subject].get(_PARENT, ())]


class Descriptions:
    """Descriptions that were made, found by whatever they tell of; up to so many statements, the latest used are kept.

    A lookup takes no lock: a description that is dropped meanwhile is as good as before.
    """

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._kept = OrderedDict[str, tuple[Description, int]]()
        self._of: dict[str, Description] = {}
        self._lock = threading.Lock()

    def of(self, iri: str) -> Description | None:
        """Return the description that tells of a thing or part and of all below it, if one is kept."""
        return self._of.get(iri)

    def use(self, iri: str) -> Description | None:
        """Return the same, and keep it longer than those that were used before."""
        found = self._of.get(iri)
        if found is not None:
            with self._lock:
                if found.iri in self._kept:
                    self._kept.move_to_end(found.iri)
        return found

    def keep(self, description: Description) -> None:
        """Keep a description, and drop those that were used longest ago where they are too much together."""
        if len(description.iri) > LONGEST:
            return
        told, weight = {description.iri, *description.below(description.iri)}, len(description) + 1
        with self._lock:
            self._size += weight - self._kept.pop(description.iri, (None, 0))[1]
            self._kept[description.iri] = description, weight
            self._of |= dict.fromkeys(told, description)
            while self._size > self._most and len(self._kept) > 1:
                self._drop()

    def _drop(self) -> None:
        _, (dropped, weight) = self._kept.popitem(last=False)
        self._size -= weight
        for iri in {dropped.iri, *dropped.statements}:
            if self._of.get(iri) is dropped:
                del self._of[iri]
