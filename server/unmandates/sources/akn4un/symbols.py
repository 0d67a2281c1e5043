"""Symbols of documents of the United Nations, however they are written, and their keys in the graph."""

import re

_RUNS = re.compile(r"[/\s()\[\]]+")


def key_of(symbol: str) -> str:
    """Return the key of a symbol: one `-` for each run of slashes, spaces and brackets.

    >>> key_of("S/RES/2331 (2016)")
    'S-RES-2331-2016'
    """
    return _RUNS.sub("-", symbol.strip()).strip("-")
