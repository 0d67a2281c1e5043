"""What follows from the curated statements, worked out once at the build: by the ontology, by rules, by the life cycle.

The rules of the ontology are those of OWL 2 RL (https://www.w3.org/TR/owl2-profiles/#OWL_2_RL), see `ontology_rules`:
super-classes and super-properties, inverses, transitive parts, domains and ranges, classes defined by a rule. What
they cannot say, since it makes a new thing, says a CONSTRUCT in `rules/made/`: that a mandate was created on the
day of its document's adoption is told once there, and not copied by hand below each mandate. From the changes follow
the statuses of mandates and events, period by period (`lifecycle`); from the parts of a document and their order the
place of each in its text (`reading_order`).

`consequences` works it out for some graphs with what they name; `infer` for the whole at once, in memory, by which the
former is tested.
"""

from collections.abc import Iterable

import pyoxigraph as ox

from unmandates.corpus.layout import PACKAGE
from unmandates.rdf.names import whole_of
from unmandates.rdf.namespaces import BASE, ID, PREFIXES
from unmandates.rdf.queries import read_queries
from unmandates.rdf.stores import merged
from unmandates.release.context import Context
from unmandates.release.lifecycle import periods
from unmandates.release.ontology_rules import OntologyRules
from unmandates.release.reading_order import positions

#: The rules that make new things; each sees the data with what follows by the ontology, and none sees another's.
RULES = PACKAGE / "release" / "rules" / "made"
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_TOP_CONCEPT = ox.NamedNode(PREFIXES["skos"] + "hasTopConcept")
#: The class of everything, which tells nobody anything.
_THING = ox.NamedNode(PREFIXES["owl"] + "Thing")


def infer(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    """Return the triples about things of the project that follow from the quads and are not among them.

    The quads are those of the data and of the ontology together. The result is sorted and free of blank nodes.
    """
    quads = list(quads)
    entailed = entail(quads)
    return sorted({*entailed, *derive(quads, entailed)}, key=str)


class Reasoner:
    """Works out what follows from graphs by an ontology, given as its quads."""

    def __init__(self, ontology: Iterable[ox.Quad]) -> None:
        self._rules = OntologyRules(ontology)

    def consequences(self, context: Context) -> set[ox.Triple]:
        """Return the triples that follow from a context's own graphs, and not from what stands beside them alone.

        What rules make of a thing is told where the thing's own statements are.
        """
        own, beside = context.own, _of_things(context.beside)
        ours = {whole_of(quad.subject.value) for quad in own if quad.predicate == _TYPE}
        entailed = entail([*own, *beside], self._rules)
        elsewhere = {quad.triple for quad in beside}
        if not all(whole_of(triple.subject.value) in ours for triple in entailed):
            elsewhere.update(entail(beside, self._rules))
        kept = {triple for triple in entailed if whole_of(triple.subject.value) in ours or triple not in elsewhere}
        made = derive([*own, *context.beside], entailed)
        return kept.union(triple for triple in made if whole_of(_told_of(triple).value) in ours)


def _told_of(triple: ox.Triple) -> ox.NamedNode:
    """Return the thing of which a rule tells something: of a concept that it is at the top, not of its scheme."""
    return triple.object if triple.predicate == _TOP_CONCEPT else triple.subject


def _of_things(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return the quads without words and numbers: those of other things tell a reasoner nothing."""
    return [quad for quad in quads if not isinstance(quad.object, ox.Literal)]


def entail(quads: Iterable[ox.Quad], rules: OntologyRules | None = None) -> set[ox.Triple]:
    """Return the triples about things of the project that follow by the ontology, without those that are asserted.

    The ontology stands among the quads, unless the rules that it amounts to are given.
    """
    quads = list(quads)
    found = (rules or OntologyRules(quads)).consequences(quads)
    return {triple for triple in found if is_telling(triple)} - {quad.triple for quad in quads}


def derive(quads: Iterable[ox.Quad], entailed: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Return the triples that our own rules make from the quads and from what follows by the ontology."""
    store = merged(quads)
    store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in entailed)
    rules = [rule.text for rule in read_queries(RULES)]
    made = [triple for rule in rules for triple in store.query(rule, prefixes=PREFIXES, base_iri=BASE)]
    store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in made)
    return made + periods(store) + positions(store)


def is_telling(triple: ox.Triple) -> bool:
    """Say whether a triple that follows is told: it is about a thing of the project and no commonplace."""
    return (
        isinstance(triple.subject, ox.NamedNode)
        and triple.subject.value.startswith(ID)
        and not isinstance(triple.object, ox.BlankNode)
        and triple.object != _THING
    )
