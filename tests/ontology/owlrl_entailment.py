"""What follows by OWL 2 RL according to owlrl, an engine in plain Python that follows the rules of the standard."""

from collections.abc import Iterable

import owlrl
import pyoxigraph as ox
import rdflib
from oxrdflib._converter import to_ox
from rdflib.namespace import OWL

from unmandates.rdf.namespaces import ID
from unmandates.rdf.stores import as_rdflib


def entail_with_owlrl(quads: Iterable[ox.Quad]) -> set[ox.Triple]:
    """Return what `unmandates.release.inference.entail` returns, worked out by owlrl."""
    quads = list(quads)
    closure = rdflib.Graph()
    for triple in as_rdflib(quads):
        closure.add(triple)
    # Its own reading of literals would stay with rdflib for the rest of the process, and refuses a true xsd:gMonthDay.
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, improved_datatypes=False).expand(closure)
    found = {ox.Triple(*map(to_ox, triple)) for triple in closure if _is_telling(*triple)}
    return found - {quad.triple for quad in quads}


def _is_telling(subject, predicate, value) -> bool:
    """Say whether a triple is about a thing of the project, and not true of everything (each is the same as itself)."""
    return (
        isinstance(subject, rdflib.URIRef)
        and subject.startswith(ID)
        and predicate not in (OWL.sameAs, OWL.differentFrom)
        and not isinstance(value, rdflib.BNode)
        and value != OWL.Thing
    )
