"""The parts that a release is made of: the curated one, and each set that was imported.

A part gives its graphs one by one, so that none is ever in memory as a whole, and says what it was made of. The same
inputs give the same part: it is then taken over from the former release as it is, neither built nor checked again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

import pyoxigraph as ox

from unmandates.corpus.files import Corpus
from unmandates.release.examples import example_quads
from unmandates.release.release import CURATED


@dataclass(frozen=True)
class Given:
    """A graph that a part gives: its IRI, its quads when asked for, and perhaps a mark of what they were read from.

    The same mark means the same quads: these are then not asked for, but taken from the former release.
    """

    graph: str
    quads: Callable[[], Iterable[ox.Quad]]
    mark: str = ""


class Part(Protocol):
    """A part: its name (letters of a file's name), the digest of all that it is made from, and its graphs."""

    name: str
    inputs: str

    def graphs(self) -> Iterator[Given]:
        """Yield the graphs of the part, by their IRIs; no two parts give the same graph."""


class CuratedPart:
    """What was curated by hand, with the ontology, the shapes and the examples."""

    name = CURATED

    def __init__(self, corpus: Corpus, inputs: str) -> None:
        self.inputs = inputs
        self._quads: dict[str, list[ox.Quad]] = defaultdict(list)
        for quad in [*corpus.quads, *example_quads()]:
            self._quads[quad.graph_name.value].append(quad)

    def graphs(self) -> Iterator[Given]:
        """Yield its graphs, by their IRIs."""
        for graph, quads in sorted(self._quads.items()):
            yield Given(graph, lambda quads=quads: quads)
