"""Literals: what is read is what a store gives back."""

import pyoxigraph as ox
import pytest

from unmandates.rdf.literals import as_kept
from unmandates.rdf.namespaces import PREFIXES

XSD = PREFIXES["xsd"]


@pytest.mark.parametrize(
    ("words", "datatype", "kept"),
    [
        ("75000.0", "decimal", "75000"), ("007", "integer", "7"), ("1", "boolean", "true"), ("P12M", "duration", "P1Y"),
        ("-P90D", "duration", "-P90D"), ("2021-10", "gYearMonth", "2021-10"), ("12 months", "duration", "12 months"),
        ("007", "string", "007"), ("EN", "language", "EN"),
    ],
)  # fmt: skip
def test_a_value_has_its_one_form(words, datatype, kept):
    literal = ox.Literal(words, datatype=ox.NamedNode(XSD + datatype))
    assert as_kept(literal).value == kept
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("x:a"), ox.NamedNode("x:b"), as_kept(literal)))
    assert next(iter(store)).object == as_kept(literal)


def test_what_is_no_value_is_left_alone():
    for term in (ox.NamedNode("x:a"), ox.BlankNode("b"), ox.Literal("007"), ox.Literal("P12M", language="en")):
        assert as_kept(term) == term
