"""Which block of one language stands beside which of another.

Where both have as many blocks and nothing speaks against it, the first stands beside the first. Else the pairs are
chosen that together have most in common, in order: kind, number, figures, footnotes and length.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from unmandates.sources.akn4un.merging.figures import figures_in
from unmandates.sources.akn4un.merging.merged import MergedBlock, most_common
from unmandates.sources.akn4un.reading.blocks import Area, Block, BlockKind
from unmandates.sources.akn4un.reading.numerals import readings

_APART = {BlockKind.ROW: "row", BlockKind.COLUMNS: "row", BlockKind.AREA: "area"}
_WIDTH = 60  #: how far a counterpart may lie from its place, beside the difference in length


@dataclass(frozen=True)
class Traits:
    """What is compared of a block."""

    kind: BlockKind
    number: str
    places: frozenset[int]
    figures: frozenset[str]
    notes: int
    length: int


def pairs(merged: Sequence[MergedBlock], area: Area) -> list[tuple[int | None, int]]:
    """Return for each block of an area the place of its counterpart among the merged ones, None where it has none."""
    if len(merged) == len(area.blocks) and all(map(_fit, merged, area.blocks)):
        return [(place, place) for place in range(len(merged))]
    left = [_traits(block.kind, most_common(block.numbers), _text(block), _notes(block)) for block in merged]
    right = [_of_block(block) for block in area.blocks]
    return _best(left, right)


def _fit(one: MergedBlock, other: Block) -> bool:
    """Tell whether nothing speaks against two blocks being the same where their places are."""
    if _APART.get(one.kind) != _APART.get(other.kind):
        return False
    mine = most_common(one.numbers) if one.kind is BlockKind.PARAGRAPH else ""
    yours = other.number if other.kind is BlockKind.PARAGRAPH else ""
    if mine and yours:
        return mine == yours
    return not (mine and other.kind is BlockKind.POINT and other.number) and not (yours and one.kind is BlockKind.POINT)


def _best(left: Sequence[Traits], right: Sequence[Traits]) -> list[tuple[int | None, int]]:
    """Return the pairs whose likenesses add up to most, in order, near the diagonal."""
    width = abs(len(left) - len(right)) + _WIDTH
    ratio = len(left) / max(len(right), 1)
    before: dict[int, float] = {place: 0.0 for place in range(-1, len(left))}
    steps: list[dict[int, str]] = []
    for other, theirs in enumerate(right):
        centre = int(other * ratio)
        row: dict[int, float] = {}
        step: dict[int, str] = {}
        row[-1], step[-1] = before.get(-1, 0.0), "skip"
        start, stop = max(0, centre - width), min(len(left), centre + width + 1)
        if start:
            row[start - 1], step[start - 1] = before.get(start - 1, float("-inf")), "skip"
        for one in range(start, stop):
            ways = [
                (before.get(one - 1, float("-inf")) + _alike(left[one], theirs), "pair"),
                (before.get(one, float("-inf")), "skip"),
                (row.get(one - 1, float("-inf")), "left"),
            ]
            row[one], step[one] = max(ways, key=lambda way: way[0])
        before = row
        steps.append(step)
    return _trace(before, steps)


def _trace(last: dict[int, float], steps: list[dict[int, str]]) -> list[tuple[int | None, int]]:
    one = max(last, key=lambda place: (last[place], place))
    found: list[tuple[int | None, int]] = []
    other = len(steps) - 1
    while other >= 0:
        step = steps[other].get(one, "skip")
        if step == "left":
            one -= 1
            continue
        found.append((one if step == "pair" else None, other))
        one -= step == "pair"
        other -= 1
    return found[::-1]


def _alike(one: Traits, other: Traits) -> float:
    """Return how much two blocks have in common; below 0 where they had better stand alone."""
    if _APART.get(one.kind) != _APART.get(other.kind):
        return float("-inf")
    worth = 1.5 if one.kind is other.kind else -0.3
    if one.kind is other.kind is BlockKind.PARAGRAPH and one.number and other.number:
        worth += 3.0 if one.number == other.number else -2.0
    elif one.places and other.places:
        worth += 1.0 if one.places & other.places else -1.0
    shared = len(one.figures & other.figures)
    worth += min(shared, 3)
    if not shared and len(one.figures) > 1 and len(other.figures) > 1:
        worth -= 2.0
    if one.notes and one.notes == other.notes:
        worth += 0.5
    return worth + min(one.length, other.length) / max(one.length, other.length, 1)


def _of_block(block: Block) -> Traits:
    notes = sum(mark.kind == "note" for mark in block.words.marks)
    return _traits(block.kind, block.number, block.words.text, notes)


def _traits(kind: BlockKind, number: str, text: str, notes: int) -> Traits:
    places = frozenset(way.place for way in readings(number)) if kind is BlockKind.POINT else frozenset()
    chinese = sum("\u4e00" <= sign <= "\u9fff" for sign in text)
    return Traits(kind, number, places, figures_in(text), notes, len(text) + 2 * chinese)


def _text(block: MergedBlock) -> str:
    return next(iter(block.words.values())).text if block.words else ""


def _notes(block: MergedBlock) -> int:
    words = next(iter(block.words.values()), None)
    return sum(mark.kind == "note" for mark in words.marks) if words else 0
