"""What is drawn from an act under one point of view: its text, its votes, its citations. One module of `aspects` each.

A module that has `ASPECT` is found and asked for every act; nothing lists it. It reads the act and nothing else, gives
triples by standing and notes, and gives the same for the same act.
"""

from collections.abc import Callable
from dataclasses import dataclass

from unmandates.modules import having
from unmandates.sources.akn4un.act import Act
from unmandates.sources.source import Drawn


@dataclass(frozen=True)
class Aspect:
    """A point of view: its name (`votes`), and what it draws from an act."""

    name: str
    draw: Callable[[Act], Drawn]


def all_aspects() -> dict[str, Aspect]:
    """Return all aspects by the names of their modules, in the order of these."""
    return having("ASPECT", "unmandates.sources.akn4un.aspects")
