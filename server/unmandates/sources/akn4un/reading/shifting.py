"""Words with marks, cut and joined: the marks go with their text."""

from collections.abc import Sequence
from dataclasses import replace

from unmandates.sources.akn4un.act import Mark, Words


def from_place(words: Words, place: int) -> Words:
    """Return the words from a place on, without what marked only the part before it."""
    text = words.text[place:]
    lead = len(text) - len(text.lstrip())
    place += lead
    marks = [
        Mark(mark.kind, max(mark.start - place, 0), mark.end - place, mark.target)
        for mark in words.marks
        if mark.end > place or (mark.kind == "note" and mark.end >= place)
    ]
    return Words(text[lead:], tuple(marks), words.verb_name)


def together(parts: Sequence[Words], between: str = " ") -> Words:
    """Return the parts as one, with a text between them; an empty part adds nothing unless a bar stands between."""
    text, marks = "", []
    used = [part for part in parts if part.text or part.marks or between.strip()]
    for place, part in enumerate(used):
        text += between if place else ""
        marks += [Mark(mark.kind, mark.start + len(text), mark.end + len(text), mark.target) for mark in part.marks]
        text += part.text
    return Words(text, tuple(marks), next((part.verb_name for part in used if part.verb_name), ""))


def with_lead(words: Words, lead: str) -> Words:
    """Return words with a text and a space before them."""
    if not lead:
        return words
    marks = tuple(replace(mark, start=mark.start + len(lead) + 1, end=mark.end + len(lead) + 1) for mark in words.marks)
    return Words(f"{lead} {words.text}", marks, words.verb_name)
