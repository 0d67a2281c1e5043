"""What follows by OWL 2 RL according to owlrl, an engine in plain Python that follows the rules of the standard."""

from collections.abc import Iterable

import owlrl
import pyoxigraph as ox
import rdflib

from unmandates.rdf.stores import as_rdflib
from unmandates.release.inference import telling


def entail_with_owlrl(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    """Return what `unmandates.release.inference.entail` returns, worked out by owlrl."""
    quads = list(quads)
    closure = rdflib.Graph()
    for triple in as_rdflib(quads):
        closure.add(triple)
    # Its own reading of literals would stay with rdflib for the rest of the process, and refuses a true xsd:gMonthDay.
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, improved_datatypes=False).expand(closure)
    return telling(closure, {quad.triple for quad in quads})
