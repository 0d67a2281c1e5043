"""What follows from an imported item, worked out from its own statements alone.

A full look at each imported graph with all that it names (`inference`, `context`) would cost more the more was
imported, and would tell little: an importer says what is printed and makes no mandates, acts or changes, from which
the rules of our own and the life cycle follow. So of an item follow, from its statements and the ontology:

- super-classes and classes by domain and range, of the things that the item itself gives a class;
- super-properties (who voted, who sponsored), the inverse of a property, parts of parts to the end;
- the place of each provision in its text, by which paragraphs are sorted;
- what a document mentions: all that its parts refer to, but for the States named in votes and sponsorships, which have
  properties of their own.

A thing that is named and not described, a body or a concept, gets no class by an import: the curated graphs give it.
"""

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from unmandates.rdf.names import relative, term_name, whole_of
from unmandates.rdf.namespaces import ID, ONTOLOGY, PREFIXES
from unmandates.release.inference import is_telling
from unmandates.release.ontology_rules import OntologyRules
from unmandates.release.reading_order import Provision, in_order, placed

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_PART_OF, _MENTIONS, _ORDER = (ox.NamedNode(ONTOLOGY + name) for name in ("partOf", "mentions", "order"))
_DOCUMENT, _PROVISION = (ox.NamedNode(ONTOLOGY + name) for name in ("Document", "Provision"))
#: Parts whose references are no mentions, and kinds of things that are not said to be mentioned.
_NOT_READ = {ox.NamedNode(ONTOLOGY + name) for name in ("Vote", "Sponsorship")}
_UNMENTIONED = ("scheme/", "reference/", "linkset/")


def follows(quads: Iterable[ox.Quad], rules: OntologyRules) -> set[ox.Triple]:
    """Return what follows from the statements of an item and is not among them."""
    quads = list(quads)
    stated = {quad.triple for quad in quads}
    telling = [quad for quad in quads if rules.tells(quad.predicate) or not isinstance(quad.object, ox.Literal)]
    described = {quad.subject for quad in quads if quad.predicate == _TYPE}
    found = {
        triple
        for triple in rules.consequences(telling)
        if is_telling(triple) and (triple.predicate != _TYPE or triple.subject in described)
    }
    classes: dict[ox.NamedNode, set] = defaultdict(set)
    wholes: dict[ox.NamedNode, set] = defaultdict(set)
    for triple in (*stated, *found):
        if triple.predicate == _TYPE:
            classes[triple.subject].add(triple.object)
        elif triple.predicate == _PART_OF:
            wholes[triple.subject].add(triple.object)
    found |= _mentions(quads, classes, wholes)
    found |= _positions(quads, classes, wholes)
    return found - stated


def _mentions(quads: list[ox.Quad], classes: dict, wholes: dict) -> set[ox.Triple]:
    found = set()
    for quad in quads:
        other = quad.object
        if not (isinstance(other, ox.NamedNode) and other.value.startswith(ID) and wholes.get(quad.subject)):
            continue
        if not quad.predicate.value.startswith(ONTOLOGY) or relative(other.value).startswith(_UNMENTIONED):
            continue
        if classes[quad.subject] & _NOT_READ:
            continue
        document = ox.NamedNode(whole_of(quad.subject.value))
        if _DOCUMENT in classes[document] and whole_of(other.value) != document.value:
            found.add(ox.Triple(document, _MENTIONS, other))
            found.add(ox.Triple(document, _MENTIONS, ox.NamedNode(whole_of(other.value))))
    return found


def _positions(quads: list[ox.Quad], classes: dict, wholes: dict) -> set[ox.Triple]:
    orders = {quad.subject: quad.object.value for quad in quads if quad.predicate == _ORDER}
    documents: dict[str, list[Provision]] = defaultdict(list)
    for thing, above in wholes.items():
        if _PROVISION in classes[thing]:
            names = {term_name(name.value) for name in classes[thing]}
            order = orders.get(thing, "0")
            provision = Provision(
                thing.value, names, int(order) if order.isdecimal() else 0, {one.value for one in above}
            )
            documents[whole_of(thing.value)].append(provision)
    return {
        triple
        for document, provisions in documents.items()
        for triple in placed(in_order(document, sorted(provisions, key=lambda one: one.iri)))
    }
