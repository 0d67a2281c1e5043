"""The ontology as readers meet it: its terms in sections, each with what is known of it and how it is used."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

from unmandates.rdf.names import local_name, term_name
from unmandates.rdf.namespaces import ONTOLOGY, PREFIXES, ROOT
from unmandates.web.things.naming import Text, in_order, text_of
from unmandates.web.things.site import Site, once

_RDF, _RDFS, _OWL, _SKOS = (PREFIXES[name] for name in ("rdf", "rdfs", "owl", "skos"))
_VS = "http://www.w3.org/2003/06/sw-vocab-status/ns#"
IRI = ROOT + "ontology"
#: The name of the section of the properties that things of several kinds have.
ANYWHERE = "anything"
#: The order in which the sections are read; a class that is not named here comes after these.
_SECTIONS = (
    "Document Provision Citation Act Verb Assertion ReportedStatement Mandate Condition MandateChange Actor "
    "PopulationGroup Membership Instrument Arrangement Event ParticipationRule Participation "
    "Place Topic Series Reference TextualNote"
).split()
_TEXTS = {
    "label": _RDFS + "label", "definition": _SKOS + "definition", "example": _SKOS + "example",
    "note": _SKOS + "scopeNote",
}  # fmt: skip
_KINDS = {"Class": "class", "ObjectProperty": "object", "DatatypeProperty": "datatype"}


@dataclass
class Term:
    """A class or property: names of other terms are IRIs; `uses` counts instances or statements.

    `values` are the concepts that a property has as values in the data, the most frequent first, with their number.
    """

    iri: str
    kind: str
    texts: dict[str, list[Text]] = field(default_factory=lambda: defaultdict(list))
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    domain: list[str] = field(default_factory=list)
    range: list[str] = field(default_factory=list)
    traits: list[str] = field(default_factory=list)
    status: str = ""
    uses: int = 0
    values: list[tuple[str, int]] = field(default_factory=list)

    @property
    def local(self) -> str:
        """The name in the namespace: `dueDate`."""
        return term_name(self.iri)

    def text(self, name: str, language: str) -> list[Text]:
        """Return its label, definition, example or note: in the reader's language first."""
        return in_order(self.texts[name], language)


@dataclass(frozen=True)
class Section:
    """A top class, its classes from general to narrow with their depth, and the properties that things of it have."""

    top: str
    classes: list[tuple[Term, int]]
    properties: list[Term]

    @property
    def name(self) -> str:
        """The name of the top class in the namespace, by which the section is addressed."""
        return term_name(self.top)

    @property
    def terms(self) -> list[Term]:
        """Its classes, then its properties."""
        return [term for term, _ in self.classes] + self.properties


@dataclass(frozen=True)
class Vocabulary:
    """The terms by IRI, the sections, the properties that anything may have, the version and the one before it."""

    terms: dict[str, Term]
    sections: list[Section]
    anywhere: list[Term]
    version: str
    prior: str
    texts: dict[str, list[Text]]

    @property
    def terms_in_order(self) -> list[str]:
        """The IRIs of all terms in the order in which they are read."""
        sections = [term.iri for found in self.sections for term in found.terms]
        return sections + [term.iri for term in self.anywhere]

    @cached_property
    def section_of(self) -> dict[str, str]:
        """The name of the section that tells all of a term, by the IRI of the term."""
        places = {term.iri: found.name for found in self.sections for term in found.terms}
        return places | {term.iri: ANYWHERE for term in self.anywhere}

    def address_of(self, iri: str, language: str) -> str | None:
        """Return the address of the place where all of a term is told; None for what is not a term."""
        if iri not in self.terms:
            return None
        return f"/{language}/ontology/{self.section_of[iri]}#{term_name(iri)}"


@once
def vocabulary(where: Site) -> Vocabulary:
    """Return the ontology of the release."""
    statements = ((row["subject"], row["predicate"], row["object"]) for row in where.data.rows("ontology"))
    graph = _graph(statements)
    terms = _terms(graph)
    for row in where.data.rows("use"):
        if row["term"].value in terms:
            terms[row["term"].value].uses = int(row["uses"].value)
    for row in where.data.rows("ontology-values"):
        if row["property"].value in terms:
            terms[row["property"].value].values.append((row["value"].value, int(row["uses"].value)))
    named = (iri for term in terms.values() for iri in (*term.above, *term.domain, *term.range))
    where.world.names.expect({*named, *(value for term in terms.values() for value, _ in term.values)})
    for term in terms.values():
        for above in term.above:
            if above in terms:
                terms[above].below.append(term.iri)
    about = graph[ox.NamedNode(IRI)]
    texts = {
        "title": [text_of(value) for value in about[PREFIXES["dcterms"] + "title"]],
        "description": [text_of(value) for value in about[PREFIXES["dcterms"] + "description"]],
    }
    version = next((value.value for value in about[_OWL + "versionInfo"]), "")
    prior = next((value.value.removeprefix(IRI + "/") for value in about[_OWL + "priorVersion"]), "")
    return Vocabulary(terms, *_sections(terms), version, prior, texts)


def terms_of(statements: Iterable[ox.Triple]) -> dict[str, Term]:
    """Return the terms that an ontology defines, by their IRIs, without what is known of their use."""
    return _terms(_graph(statements))


def _graph(statements: Iterable[tuple]) -> dict:
    """Return statements as subject, predicate (an IRI as text) and objects."""
    graph: dict = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in statements:
        graph[subject][predicate.value].append(value)
    return graph


def _terms(graph: dict) -> dict[str, Term]:
    terms = {}
    for subject, about in graph.items():
        if not isinstance(subject, ox.NamedNode) or not subject.value.startswith(ONTOLOGY):
            continue
        types = {local_name(value.value) for value in about[_RDF + "type"]}
        kind = next((_KINDS[name] for name in _KINDS if name in types), None)
        if kind is None:
            continue
        term = Term(subject.value, kind)
        for name, iri in _TEXTS.items():
            term.texts[name] = [text_of(value) for value in about[iri]]
        above = about[_RDFS + ("subClassOf" if kind == "class" else "subPropertyOf")]
        term.above = [value.value for value in above if isinstance(value, ox.NamedNode)]
        term.domain = [iri for value in about[_RDFS + "domain"] for iri in _classes(graph, value)]
        term.range = [iri for value in about[_RDFS + "range"] for iri in _classes(graph, value)]
        term.traits = sorted(types & {"FunctionalProperty", "TransitiveProperty", "SymmetricProperty"})
        term.status = next((value.value for value in about[_VS + "term_status"]), "")
        terms[term.iri] = term
    return terms


def _classes(graph: dict, value) -> list[str]:
    """Return the IRIs of a class, or of the members of a union of classes."""
    if isinstance(value, ox.NamedNode):
        return [value.value]
    members = []
    for rest in graph[value][_OWL + "unionOf"]:
        while isinstance(rest, ox.BlankNode):
            members += [first.value for first in graph[rest][_RDF + "first"] if isinstance(first, ox.NamedNode)]
            rest = next(iter(graph[rest][_RDF + "rest"]), None)
    return members


def _sections(terms: dict[str, Term]) -> tuple[list[Section], list[Term]]:
    classes = {iri: term for iri, term in terms.items() if term.kind == "class"}
    tops = [iri for iri, term in classes.items() if not any(above in classes for above in term.above)]
    order = {ONTOLOGY + name: place for place, name in enumerate(_SECTIONS)}
    tops.sort(key=lambda iri: (order.get(iri, len(order)), iri))
    placed: dict[str, list[Term]] = defaultdict(list)
    for term in terms.values():
        if term.kind != "class":
            placed[_top(term.domain[0], classes) if term.domain else ""].append(term)
    sections = [Section(top, _tree(top, classes, 0), _by_label(placed.pop(top, []))) for top in tops]
    return sections, _by_label([term for rest in placed.values() for term in rest])


def _top(iri: str, classes: dict[str, Term]) -> str:
    while iri in classes and (above := [name for name in classes[iri].above if name in classes]):
        iri = above[0]
    return iri


def _tree(iri: str, classes: dict[str, Term], depth: int) -> list[tuple[Term, int]]:
    found = [(classes[iri], depth)]
    for narrower in sorted(classes[name].iri for name in classes if iri in classes[name].above):
        found += [entry for entry in _tree(narrower, classes, depth + 1) if entry[0] not in [term for term, _ in found]]
    return found


def _by_label(terms: list[Term]) -> list[Term]:
    return sorted(terms, key=lambda term: term.local.lower())
