"""Which block of one language stands beside which of another."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from unmandates.sources.akn4un.blocks import Area, Block, BlockKind
from unmandates.sources.akn4un.merged import MergedBlock, most_common

_APART = {BlockKind.ROW: "row", BlockKind.COLUMNS: "row", BlockKind.AREA: "area"}


def pairs(merged: Sequence[MergedBlock], area: Area) -> list[tuple[int | None, int]]:
    """Return for each block of an area the place of its counterpart among the merged ones, or None where it has none."""
    if len(merged) == len(area.blocks) and all(map(_fit, merged, area.blocks)):
        return [(place, place) for place in range(len(merged))]
    left, right = [_sign(block.kind, most_common(block.numbers)) for block in merged], [
        _sign(block.kind, block.number) for block in area.blocks
    ]
    found: list[tuple[int | None, int]] = []
    for step, from_left, to_left, from_right, to_right in SequenceMatcher(None, left, right, False).get_opcodes():
        if step == "equal":
            found += zip(range(from_left, to_left), range(from_right, to_right), strict=True)
        else:
            found += _within(merged, area.blocks, range(from_left, to_left), range(from_right, to_right))
    return found


def _within(
    merged: Sequence[MergedBlock], blocks: Sequence[Block], left: range, right: range
) -> list[tuple[int | None, int]]:
    """Pair what differs between two places where the languages agree: in order, as far as kinds and numbers allow."""
    if len(left) == len(right) and all(_fit(merged[one], blocks[other]) for one, other in zip(left, right, strict=True)):
        return list(zip(left, right, strict=True))
    found: list[tuple[int | None, int]] = []
    start = left.start
    for other in right:
        one = next(
            (place for place in range(start, left.stop) if _alike(merged[place], blocks[other])),
            None,
        )
        found.append((one, other))
        start = start if one is None else one + 1
    return found


def _sign(kind: BlockKind, number: str) -> str:
    return f"{kind}:{number}" if kind is BlockKind.PARAGRAPH else str(kind)


def _fit(one: MergedBlock, other: Block) -> bool:
    """Tell whether two blocks may be the same where their places are."""
    if _APART.get(one.kind) != _APART.get(other.kind):
        return False
    mine = most_common(one.numbers) if one.kind is BlockKind.PARAGRAPH else ""
    yours = other.number if other.kind is BlockKind.PARAGRAPH else ""
    if mine and yours:
        return mine == yours
    return not (mine and other.kind is BlockKind.POINT and other.number) and not (yours and one.kind is BlockKind.POINT)


def _alike(one: MergedBlock, other: Block) -> bool:
    return one.kind is other.kind and _fit(one, other) and bool(most_common(one.numbers)) == bool(other.number)
