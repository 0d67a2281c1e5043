"""Marks in a list of members: which footnote an asterisk or a number means, and what it says of the term of office."""

import re

from unmandates.sources.akn4un.act import Act, Unit, UnitKind
from unmandates.sources.akn4un.electing.names import Named, named_in
from unmandates.sources.akn4un.electing.terms import expiry

_CONSECUTIVE = re.compile(
    r"(?P<names>.+?) (?:is|are) serving (?:its|their|his|her|a) (?P<place>second|third|fourth) consecutive terms?"
)
_PLACES = {"second": 2, "third": 3, "fourth": 4}


class Marks:
    """The footnotes of an act as a paragraph's list uses them."""

    def __init__(self, act: Act, unit: Unit) -> None:
        """Take the footnotes of the act by their numbers, and those that are marked in the paragraph."""
        self._words = unit.words["en"]
        notes = [one for one in act.units if one.kind is UnitKind.FOOTNOTE and "en" in one.words]
        self._by_path = {one.path: one for one in notes}
        self._by_number: dict[str, list[Unit]] = {}
        for one in notes:
            self._by_number.setdefault(one.number, []).append(one)
        self._terms = self._consecutive_terms()

    def end(self, one: Named, at: int) -> tuple[str, str, str]:
        """Return the last day that a member's mark tells, the footnote's path, and a condition that it adds.

        `at` is where the list begins in the paragraph. Footnotes of one number that differ tell nothing.
        """
        notes = list(self._by_number.get(one.mark, ())) if one.mark else []
        notes += [
            self._by_path[mark.target]
            for mark in self._words.marks
            if mark.kind == "note" and at + one.start < mark.start <= at + one.end + 2 and mark.target in self._by_path
        ]
        told = [(found, note.path) for note in notes if (found := expiry(note.words["en"].text))]
        if len({found for found, _ in told}) != 1:
            return "", "", ""
        (end, condition), path = told[0]
        return end, path, condition

    def consecutive(self, one: Named) -> tuple[int, str]:
        """Return which consecutive term a footnote counts of a member, and the footnote's path; 0 if none does."""
        return self._terms.get(one.path, (0, ""))

    def _consecutive_terms(self) -> dict[str, tuple[int, str]]:
        found: dict[str, tuple[int, str]] = {}
        for mark in self._words.marks:
            note = self._by_path.get(mark.target) if mark.kind == "note" else None
            told = _CONSECUTIVE.match(note.words["en"].text) if note else None
            if note and told:
                named, _ = named_in(told["names"])
                found |= {one.path: (_PLACES[told["place"]], note.path) for one in named}
        return found
