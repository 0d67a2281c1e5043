"""Numbers that the leading language lacks or misprints, taken from other languages or from the place between two."""

from unmandates.sources.akn4un.merging.merged import MergedArea, MergedBlock, most_common
from unmandates.sources.akn4un.reading.blocks import BlockKind
from unmandates.sources.akn4un.reading.shifting import with_lead


def mend(area: MergedArea, leading: str) -> dict[str, int]:
    """Settle numbers in an area and those in it; return how many were mended, by kind of note."""
    mended: dict[str, int] = {}
    blocks = [block for block in area.blocks if block.kind is BlockKind.PARAGRAPH]
    before = 0
    for place, block in enumerate(blocks):
        printed = block.numbers.get(leading, "")
        number = block.number(leading)
        others = most_common({language: said for language, said in block.numbers.items() if language != leading})
        if printed and others not in ("", printed) and not _next(printed, before) and _next(others, before):
            block.settled = number = others
            _count(mended, "number-from-other-languages")
        elif not printed and number and not (_next(number, before) or _restarts(block, before)):
            for language, said in sorted(block.numbers.items()):
                block.words[language] = with_lead(block.words[language], said)
            block.numbers.clear()
            number = ""
        elif not printed and number:
            _count(mended, "number-from-other-languages")
        elif not number and _only_gap(blocks, place, before, leading):
            block.settled = number = str(before + 1)
            _count(mended, "number-from-its-place")
        before = _value(number) or before
    for block in area.blocks:
        if block.area is not None:
            for kind, count in mend(block.area, leading).items():
                mended[kind] = mended.get(kind, 0) + count
    return mended


def _only_gap(blocks: list[MergedBlock], place: int, before: int, leading: str) -> bool:
    """Tell whether one unnumbered paragraph stands where one number is missing."""
    after = blocks[place + 1].number(leading) if place + 1 < len(blocks) else ""
    return before > 0 and _value(after) == before + 2


def _restarts(block: MergedBlock, before: int) -> bool:
    """Tell whether at least half of the other languages begin to count anew."""
    saying = sum(number == "1" for number in block.numbers.values())
    return before > 1 and saying * 2 >= len(block.words) - 1


def _next(number: str, before: int) -> bool:
    return _value(number) == before + 1


def _value(number: str) -> int:
    digits = number.rstrip("abcdefghijklmnopqrstuvwxyz ")
    return int(digits) if digits.isdigit() else 0


def _count(mended: dict[str, int], kind: str) -> None:
    mended[kind] = mended.get(kind, 0) + 1
