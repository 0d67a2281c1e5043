"""Blocks of an act with the words of all its languages, before it is known what each is a part of."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from unmandates.sources.akn4un.act import Words
from unmandates.sources.akn4un.reading.blocks import AreaKind, BlockKind
from unmandates.sources.akn4un.reading.numerals import Reading, readings


@dataclass
class MergedBlock:
    """A block: its words and its number as printed, by language; kind and depth are those of the leading language."""

    kind: BlockKind
    words: dict[str, Words]
    numbers: dict[str, str]
    depth: int = 0
    area: "MergedArea | None" = None
    settled: str = ""  #: the number that was decided on against what the leading language prints

    def number(self, leading: str) -> str:
        """Return the number: as the leading language prints it, else as most of the others do."""
        if self.settled:
            return self.settled
        mine = self.numbers.get(leading, "")
        return mine or most_common(self.numbers)

    def ways(self, leading: str) -> list[Reading]:
        """Return the ways to read its letter."""
        return readings(self.number(leading))


@dataclass
class MergedArea:
    """A stretch that counts its paragraphs for itself."""

    kind: AreaKind
    letter: str = ""
    blocks: list[MergedBlock] = field(default_factory=list)


def most_common(numbers: Mapping[str, str]) -> str:
    """Return the number that most languages print, the smaller of two that as many print; empty without any."""
    counts = Counter(number for number in numbers.values() if number)
    return min(counts, key=lambda number: (-counts[number], number)) if counts else ""
