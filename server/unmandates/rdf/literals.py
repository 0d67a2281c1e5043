"""Literals in the one form in which the store keeps them: 7 for `007`, `P1Y` for `P12M`.

A store has values where a file has words. What is read is brought into that form at once, so that data are the same
before and after they have lain in a store, and their digest with them.
"""

from functools import lru_cache

import pyoxigraph as ox

from unmandates.rdf.namespaces import PREFIXES

_XSD = PREFIXES["xsd"]
#: The datatypes of which the store keeps values: XML Schema 1.1, part 2, as far as SPARQL reckons with them.
_KEPT_AS_VALUES = frozenset(
    _XSD + name
    for name in (
        "boolean integer decimal double float date dateTime time gYear gYearMonth gMonth gMonthDay gDay"
        " duration dayTimeDuration yearMonthDuration byte short int long unsignedByte unsignedShort unsignedInt"
        " unsignedLong positiveInteger nonNegativeInteger negativeInteger nonPositiveInteger"
    ).split()
)
_ANYTHING = ox.NamedNode("urn:x")


def as_kept(term):
    """Return the term as the store gives it back: a literal of a value in its canonical words, all else as it is."""
    if isinstance(term, ox.Literal) and term.datatype.value in _KEPT_AS_VALUES:
        return _canonical(term)
    return term


@lru_cache(maxsize=10_000)
def _canonical(literal: ox.Literal) -> ox.Literal:
    store = ox.Store()
    store.add(ox.Quad(_ANYTHING, _ANYTHING, literal))
    return next(iter(store)).object
