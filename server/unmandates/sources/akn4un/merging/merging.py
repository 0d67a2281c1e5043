"""The languages of an act beside each other: one sequence of blocks and footnotes with the words of all.

The leading language is English, else the first at hand of French, Spanish, Russian, Chinese and Arabic. A number that
it lacks is taken from what most others print; what another language has more is put with the block before it and noted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from unmandates.sources.akn4un.act import Words
from unmandates.sources.akn4un.merging.aligning import pairs
from unmandates.sources.akn4un.merging.footnoting import footnotes_of, renamed
from unmandates.sources.akn4un.merging.merged import MergedArea, MergedBlock, most_common
from unmandates.sources.akn4un.reading.blocks import Area, Block, BlockKind, Pages
from unmandates.sources.akn4un.reading.shifting import with_lead
from unmandates.sources.notes import Note, Outcome

#: So many blocks in a row are taken to continue the one before them; more are another text.
_CONTINUED = 3
LEADING = ("en", "fr", "es", "ru", "zh", "ar", "de")


@dataclass
class Merged:
    """An act's text in all its languages; `differing` counts by language what has no counterpart, `left_out` what
    of it stands nowhere."""

    leading: str
    area: MergedArea
    footnotes: list[tuple[str, dict[str, Words]]]
    differing: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)

    def notes(self, key: str) -> list[Note]:
        """Return a note for each language that differs, and one for each of which a part was left out."""
        differing = [
            Note("languages-differ", item=key, detail=f"{language}: {count}")
            for language, count in sorted(self.differing.items())
        ]
        left_out = [
            Note("part-of-a-language-left-out", Outcome.SKIPPED, item=key, detail=f"{language}: {count}")
            for language, count in sorted(self.left_out.items())
        ]
        return differing + left_out


def merge(pages: Mapping[str, Pages]) -> Merged:
    """Return the languages beside each other. Needs at least one."""
    order = [language for language in LEADING if language in pages]
    order += sorted(set(pages) - set(order))
    leading = order[0]
    footnotes, places = footnotes_of(pages, order)
    moved = {language: renamed(pages[language].body, places[language]) for language in order}
    merged = Merged(leading, _first(moved[leading], leading), footnotes)
    for language in order[1:]:
        _beside(merged.area, moved[language], language, merged.differing, merged.left_out)
    return merged


def _first(area: Area, language: str) -> MergedArea:
    merged = MergedArea(area.kind, area.letter)
    for block in area.blocks:
        inner = _first(area.areas[block.area], language) if block.kind is BlockKind.AREA else None
        merged.blocks.append(_block(block, language, inner))
    return merged


def _block(block: Block, language: str, inner: MergedArea | None = None) -> MergedBlock:
    numbers = {language: block.number} if block.number else {}
    return MergedBlock(block.kind, {language: block.words}, numbers, block.depth, inner)


def _beside(merged: MergedArea, area: Area, language: str, differing: dict[str, int], left_out: dict[str, int]) -> None:
    last: int | None = None
    added: list[tuple[int, MergedBlock]] = []
    found_pairs = pairs(merged.blocks, area)
    runs = _runs([one is None for one, _ in found_pairs])
    for place, (one, other) in enumerate(found_pairs):
        block = area.blocks[other]
        if one is None:
            differing[language] = differing.get(language, 0) + 1
            if block.kind is BlockKind.AREA or _counts(block, merged, last):
                inner = _first(area.areas[block.area], language) if block.kind is BlockKind.AREA else None
                added.append((-1 if last is None else last, _block(block, language, inner)))
            elif runs[place] <= _CONTINUED:
                _append(merged.blocks[last or 0], block, language)
            else:
                left_out[language] = left_out.get(language, 0) + 1
            continue
        last = one
        found = merged.blocks[one]
        if found.area is not None and block.kind is BlockKind.AREA:
            _beside(found.area, area.areas[block.area], language, differing, left_out)
            continue
        _set(found, block, language)
    for place, block in reversed(added):
        merged.blocks.insert(place + 1, block)


def _runs(alone: list[bool]) -> list[int]:
    """Return for each place how many in a row, with it, stand alone."""
    found: list[int] = []
    for lone, group in groupby(alone):
        length = len(list(group))
        found += [length if lone else 0] * length
    return found


def _counts(block: Block, merged: MergedArea, last: int | None) -> bool:
    """Tell whether a block that the others lack is a paragraph with the number that comes next."""
    if not merged.blocks:
        return True
    before = [
        most_common(one.numbers)
        for one in merged.blocks[: 0 if last is None else last + 1]
        if one.kind is BlockKind.PARAGRAPH and one.numbers
    ]
    after = [
        most_common(one.numbers)
        for one in merged.blocks[0 if last is None else last + 1 :]
        if one.kind is BlockKind.PARAGRAPH and one.numbers
    ]
    wanted = str(int(before[-1]) + 1) if before and before[-1].isdigit() else "1"
    return block.kind is BlockKind.PARAGRAPH and block.number == wanted and wanted not in after[:1]


def _set(found: MergedBlock, block: Block, language: str) -> None:
    """Put a block's words with those of the others; a number of another kind than theirs stays before its words."""
    words = block.words
    lettered = block.kind is BlockKind.POINT and found.kind is BlockKind.PARAGRAPH
    if lettered and block.number and not found.numbers and found.kind is not block.kind and _only_letters(found):
        found.kind, found.depth = BlockKind.POINT, block.depth
        lettered = False
    if (
        block.number
        and found.kind is block.kind
        and not lettered
        or block.number
        and found.kind in (BlockKind.PARAGRAPH, BlockKind.POINT)
        and not found.numbers
        and not lettered
    ):
        found.numbers[language] = block.number
    elif block.number:
        words = with_lead(words, block.number)
    found.words[language] = words


def _only_letters(found: MergedBlock) -> bool:
    """Tell whether nothing but the leading language was read, which lacks the letter."""
    return len(found.words) == 1


def _append(found: MergedBlock, block: Block, language: str) -> None:
    words = with_lead(block.words, block.number)
    before = found.words.get(language)
    if before is None:
        found.words[language] = words
        return
    shift = len(before.text) + 1
    marks = tuple(replace(mark, start=mark.start + shift, end=mark.end + shift) for mark in words.marks)
    found.words[language] = Words(f"{before.text}\n{words.text}", before.marks + marks, before.verb_name)
