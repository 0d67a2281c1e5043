"""Sections: which headings begin a stretch that counts its paragraphs anew, and which only stand between paragraphs."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from unmandates.sources.akn4un.merging.merged import MergedBlock
from unmandates.sources.akn4un.reading.blocks import BlockKind


@dataclass
class Stretch:
    """A run of blocks that counts for itself: the headings it begins with, its blocks, and what stands nested in it.

    `restarts` is false for the run before the first heading, and where no paragraph is counted anew.
    """

    headings: list[MergedBlock] = field(default_factory=list)
    blocks: list[MergedBlock] = field(default_factory=list)
    restarts: bool = False
    nested: bool = False


def stretches(blocks: Sequence[MergedBlock], leading: str) -> list[Stretch]:
    """Return the blocks of an area in runs. Where nothing restarts there is one run, its headings among its blocks."""
    numbers = [_number(block, leading) for block in blocks]
    restarting = _restarts(numbers)
    found = [Stretch()]
    place = 0
    while place < len(blocks):
        if blocks[place].kind is not BlockKind.HEADING:
            if place in restarting and any(_number(block, leading) for block in found[-1].blocks):
                found.append(Stretch(restarts=True))
            found[-1].blocks.append(blocks[place])
            place += 1
            continue
        group = place
        while group < len(blocks) and blocks[group].kind is BlockKind.HEADING:
            group += 1
        headings = list(blocks[place:group])
        following = next((number for number in numbers[group:] if number), 0)
        counted = any(block.kind is BlockKind.PARAGRAPH for block in found[-1].blocks)
        if restarting and following == 1 and (counted or not found[-1].headings):
            found.append(Stretch(headings, restarts=True))
        elif restarting and following == 1 and found[-1].restarts:
            found.append(Stretch(headings, restarts=True, nested=True))
        else:
            found[-1].blocks += headings
        place = group
    return [stretch for stretch in found if stretch.blocks or stretch.headings]


def _number(block: MergedBlock, leading: str) -> int:
    number = block.number(leading) if block.kind is BlockKind.PARAGRAPH else ""
    return int(number) if number.isdigit() else 0


def _restarts(numbers: Sequence[int]) -> set[int]:
    """Return the places where 1 comes again after another number."""
    found, before = set(), 0
    for place, number in enumerate(numbers):
        if number == 1 and before:
            found.add(place)
        before = number or before
    return found
