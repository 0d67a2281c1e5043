"""The footnotes of an act in all its languages, and the marks in the text that name them."""

from collections.abc import Mapping
from dataclasses import replace

from unmandates.sources.akn4un.act import Mark, Words
from unmandates.sources.akn4un.reading.blocks import Area, FootnoteRead, Pages


def footnotes_of(
    pages: Mapping[str, Pages], order: list[str]
) -> tuple[list[tuple[str, dict[str, Words]]], dict[str, dict[int, int]]]:
    """Return the footnotes with the words of all languages, and for each language where its own went."""
    merged: list[tuple[str, dict[str, Words]]] = []
    places: dict[str, dict[int, int]] = {}
    for language in order:
        mine = pages[language].footnotes
        places[language] = {}
        same = len(mine) == len(merged) and not _by_marker(mine, merged)
        for place, note in enumerate(mine):
            there = place if same else _place(note, merged, language)
            if there is None:
                merged.append((note.marker, {}))
                there = len(merged) - 1
            merged[there][1][language] = note.words
            places[language][place + 1] = there + 1
    return merged, places


def _by_marker(mine: list[FootnoteRead], merged: list[tuple[str, dict[str, Words]]]) -> bool:
    """Tell whether the same marks stand in another order."""
    left, right = [note.marker for note in mine], [marker for marker, _ in merged]
    return left != right and len(set(left)) == len(left) and set(left) == set(right)


def _place(note: FootnoteRead, merged: list[tuple[str, dict[str, Words]]], language: str) -> int | None:
    places = (place for place, (marker, words) in enumerate(merged) if marker == note.marker and language not in words)
    return next(places, None)


def renamed(area: Area, places: dict[int, int]) -> Area:
    """Return an area whose marks name the places of the footnotes of all languages."""
    blocks = [replace(block, words=_renamed(block.words, places)) for block in area.blocks]
    return Area(area.kind, area.letter, blocks, [renamed(inner, places) for inner in area.areas])


def _renamed(words: Words, places: dict[int, int]) -> Words:
    marks = tuple(
        Mark(mark.kind, mark.start, mark.end, f"fn/{places[int(mark.target[3:])]}") if mark.kind == "note" else mark
        for mark in words.marks
    )
    return Words(words.text, marks, words.verb_name)
