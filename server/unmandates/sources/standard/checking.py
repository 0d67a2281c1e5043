"""What in a register breaks the standard: its shapes, and the rules that no shape can tell."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from unmandates.corpus.files import source_files
from unmandates.corpus.findings import WARNING, Finding
from unmandates.corpus.shacl import Shapes
from unmandates.rdf import graphs
from unmandates.rdf.names import abbreviate
from unmandates.rdf.namespaces import GRAPH, ID, ONTOLOGY, PREFIXES, ROOT

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_REGISTER = ox.NamedNode(PREFIXES["dcat"] + "Dataset")
_PARENT = ox.NamedNode(ONTOLOGY + "parent")
_DEFAULT = ox.DefaultGraph()
#: The schemes of addresses to which a statement may point.
_SCHEMES = ("http://", "https://", "urn:", "mailto:")


@cache
def shapes() -> Shapes:
    """Return the shapes of the standard, made ready."""
    data = (Path(__file__).parent / "shapes.ttl").read_bytes()
    return Shapes(ox.parse(data, format=ox.RdfFormat.TURTLE))


@cache
def _ontology() -> tuple[ox.Quad, ...]:
    paths = [source.path for source in source_files() if source.graph == graphs.ONTOLOGY]
    return tuple(quad for path in paths for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))


@cache
def _terms() -> frozenset[str]:
    return frozenset(quad.subject.value for quad in _ontology() if isinstance(quad.subject, ox.NamedNode))


def findings(statements: Iterable[ox.Quad]) -> list[Finding]:
    """Return what the statements of one file break, violations and warnings; nothing for a sound register."""
    statements = list(statements)
    found = [*_on_nodes(statements), *_on_the_register(statements), *_on_parents(statements), *_on_terms(statements)]
    store = ox.Store()
    store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object, _DEFAULT) for quad in _ontology())
    store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object, _DEFAULT) for quad in statements)
    focus = sorted({quad.subject.value for quad in statements if isinstance(quad.subject, ox.NamedNode)})
    return [*found, *shapes().findings(store, focus)]


def _on_nodes(statements: list[ox.Quad]) -> Iterator[Finding]:
    """Yield what is wrong with names: things have IRIs of the publisher's own and point at addresses of the web."""
    blank = sum(isinstance(term, ox.BlankNode) for quad in statements for term in (quad.subject, quad.object))
    if blank:
        yield Finding("blank-node", f"{blank} things have no name", "Give each thing an IRI of your own.")
    for subject in dict.fromkeys(quad.subject for quad in statements if isinstance(quad.subject, ox.NamedNode)):
        if not subject.value.startswith(("http://", "https://")):
            yield _finding("iri", subject, "the name is no IRI of the web", "Use http or https.")
        elif subject.value.startswith((ID, GRAPH, ONTOLOGY, ROOT + "shape")):
            remedy = "Give the thing an IRI of your own, and point from it at this one (skos:exactMatch)."
            yield _finding("foreign-subject", subject, "only its own publisher describes a thing of this graph", remedy)
    for target in dict.fromkeys(quad.object for quad in statements if isinstance(quad.object, ox.NamedNode)):
        if not target.value.startswith(_SCHEMES):
            yield Finding("iri", f"{target.value} is no address of the web", "Point at an IRI of http or https.")


def _on_the_register(statements: list[ox.Quad]) -> Iterator[Finding]:
    count = len({quad.subject for quad in statements if quad.predicate == _TYPE and quad.object == _REGISTER})
    if count != 1:
        remedy = "Describe the register once: <IRI of the register> a dcat:Dataset."
        yield Finding("register", f"the file describes {count or 'no'} registers", remedy)


def _on_parents(statements: list[ox.Quad]) -> Iterator[Finding]:
    described = {quad.subject for quad in statements if quad.predicate == _TYPE}
    parents = {quad.subject: quad.object for quad in statements if quad.predicate == _PARENT}
    for part, parent in parents.items():
        if parent not in described:
            yield _finding(
                "parent", part, "its whole is not described in the file", "Describe it, or correct unm:parent."
            )
    for part in parents:
        seen, above = {part}, parents[part]
        while above in parents and above not in seen:
            seen.add(above)
            above = parents[above]
        if above in seen:
            yield _finding("parent", part, "it is a part of itself", "Correct unm:parent.")


def _on_terms(statements: list[ox.Quad]) -> Iterator[Finding]:
    """Yield what is said with a term that the ontology has not: another version may have it, so it is only told."""
    used = Counter(quad.predicate.value for quad in statements)
    used.update(quad.object.value for quad in statements if quad.predicate == _TYPE)
    for name in sorted(used):
        if name.startswith(ONTOLOGY) and name not in _terms():
            message = f"the ontology has no {abbreviate(name)} ({used[name]} times)"
            yield Finding(
                "term", message, "Use a term of the ontology, or one of your own vocabulary.", severity=WARNING
            )


def _finding(rule: str, thing: ox.NamedNode, message: str, remedy: str) -> Finding:
    return Finding(rule, message, remedy, thing=thing.value)
