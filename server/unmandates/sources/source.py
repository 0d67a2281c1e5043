"""What a source is: who publishes it, on which terms, what it is made of, and how one of its items becomes graphs.

A source is a folder of this room whose package has `SOURCE`. Nothing else names it: the command line, the report, the
parts of a release and the page on what was imported are made from what it says of itself.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pyoxigraph as ox

from unmandates.modules import having
from unmandates.sources.inputs.files import InputFile
from unmandates.sources.notes import Note


class Standing(StrEnum):
    """Who answers for what is said in a graph; the third name in the graph's IRI: `graph/import/akn4un/text/…`."""

    TEXT = "text"  #: the official text, word for word
    METADATA = "metadata"  #: official metadata: what the organ or its secretariat says of a text
    HEADINGS = "headings"  #: headings given by librarians
    CANDIDATE = "candidate"  #: made by a machine, read by nobody


@dataclass(frozen=True)
class Rights:
    """On which terms a source is used: a sentence for each language, whom to name, and where that is said (an address).

    `served` is false for a set without a stated licence or for non-commercial use: it comes into a release that is
    served only where a setting names the source.
    """

    statement: Mapping[str, str]
    acknowledgement: Mapping[str, str]
    said_at: str
    served: bool = True


@dataclass(frozen=True)
class Item:
    """What is read together and becomes graphs of one thing: all files of an act in all its languages, say.

    `key` names it in the source and in the graph's IRI (`A-RES-76-186`), `part` the session or year that it belongs to
    (`ga-76`; letters, digits and hyphens), `files` are read in this order. `beside` is what goes with them and was read
    before, as JSON text that is the same for the same input (the line of metadata).
    """

    key: str
    part: str
    files: tuple[InputFile, ...]
    beside: str = ""


@dataclass
class Drawn:
    """What was drawn from an item: triples by standing, and what was noticed on the way."""

    triples: dict[Standing, list[ox.Triple]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def say(self, standing: Standing, triples: Iterable[ox.Triple]) -> None:
        """Add triples under a standing."""
        self.triples.setdefault(standing, []).extend(triples)


@dataclass(frozen=True)
class Source:
    """A source.

    `name` is its folder and the word on the command line. `sort` is given every input file (opened when asked) and
    yields items and notes about files that are none of the source's; it holds no texts. `draw` makes of one item what
    is said, in a process of its own: it reads nothing but the item's files, and gives the same for the same item.
    `version` is raised when `draw` comes to say something else: what was imported before is then read again.
    """

    name: str
    title: Mapping[str, str]
    publisher: str
    rights: Rights
    version: int
    sort: Callable[[Iterable[InputFile]], Iterable[Item | Note]]
    draw: Callable[[Item], Drawn]


def sources() -> dict[str, Source]:
    """Return all sources by their names."""
    return having("SOURCE", "unmandates.sources")
