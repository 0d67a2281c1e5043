"""The canonical form of one graph: its N-Quads by RDFC-1.0 (https://www.w3.org/TR/rdf-canon/), sorted, and its digest.

Blank nodes belong to one graph here, so that each graph is written, hashed and compared alone.
"""

import hashlib
import re
from collections.abc import Iterable

import pyoxigraph as ox

_NAMED = re.compile(rb"^_:c14n(?=[0-9]+ )| _:c14n(?=[0-9]+ <[^<>]*> \.\n$)")


def lines(quads: Iterable[ox.Quad]) -> list[bytes]:
    """Return the canonical N-Quads of a graph, sorted, each line with its end."""
    quads = list(quads)
    if any(isinstance(term, ox.BlankNode) for quad in quads for term in (quad.subject, quad.object)):
        dataset = ox.Dataset(quads)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        quads = dataset
    text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    return sorted({line + b"\n" for line in text.split(b"\n") if line})


def seen_without(graph: str, lines: bytes) -> bytes:
    """Return N-Quads of one graph, an IRI, as lines of the default graph; a text has no line break of its own."""
    return lines.replace(f" <{graph}> .\n".encode(), b" .\n")


def digest(canonical: Iterable[bytes]) -> str:
    """Return the SHA-256 of canonical lines, in hexadecimal."""
    found = hashlib.sha256()
    for line in canonical:
        found.update(line)
    return found.hexdigest()


def told_apart(canonical: Iterable[bytes], graph: str) -> list[bytes]:
    """Return the lines with blank nodes named so that no other graph of the data set, an IRI, has them; sorted."""
    canonical = list(canonical)
    if not any(b"_:c14n" in line for line in canonical):
        return canonical
    mark = b"_:g" + hashlib.sha256(graph.encode()).hexdigest()[:12].encode() + b"n"
    return sorted(_NAMED.sub(lambda found: found[0].replace(b"_:c14n", mark), line) for line in canonical)
