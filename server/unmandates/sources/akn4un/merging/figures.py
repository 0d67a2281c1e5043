"""Figures in a text that stand alike in all languages: numbers of resolutions, years, amounts."""

import re

from unmandates.sources.akn4un.reading.numerals import DIGITS

_FIGURES = re.compile(r"\d+(?:/\d+)+|\d{2,}")


def figures_in(text: str) -> frozenset[str]:
    """Return the figures of a text; the halves of `186/76` and `76/186` are one figure, whatever comes first."""
    found = (figure.translate(DIGITS) for figure in _FIGURES.findall(text))
    return frozenset("/".join(sorted(figure.split("/"))) for figure in found)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much of the smaller of two sets lies in the other; 1 where too little is there to tell."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller >= 4 else 1.0
