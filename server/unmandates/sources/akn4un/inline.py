"""The words of an element: spaces made single, marks kept with their places, footnotes and tables taken out."""

import re

from lxml import etree

from unmandates.sources.akn4un.act import Mark, Words
from unmandates.sources.akn4un.blocks import FootnoteRead
from unmandates.sources.akn4un.elements import name_of
from unmandates.sources.akn4un.numerals import DIGITS
from unmandates.sources.akn4un.shifting import from_place

_BRACKETS = re.compile(r"(?:\(\s*\)\s*)?")  # what is left of the mark in Arabic footnotes
_APART = {"authorialNote", "table", "embeddedStructure", "num", "img", "meta", "components"}
_BREAKS = {"p", "eol", "br", "tr", "td", "th", "item", "point", "listIntroduction"}


class Footnotes:
    """The footnotes of a file, in the order in which they are met; addresses that were dropped, by their kind."""

    def __init__(self) -> None:
        """Begin without any."""
        self.read: list[FootnoteRead] = []
        self.dropped: dict[str, int] = {}

    def take(self, element: etree._Element) -> str:
        """Read a footnote; return where it lies below the document."""
        place = len(self.read)
        self.read.append(FootnoteRead("", Words("")))
        words = words_of(element, self, inside=True)
        words = from_place(words, _BRACKETS.match(words.text).end())
        self.read[place] = FootnoteRead(element.get("marker", "").translate(DIGITS).strip(), words)
        return f"fn/{place + 1}"

    def drop(self, kind: str) -> None:
        """Count an address that does not come out."""
        self.dropped[kind] = self.dropped.get(kind, 0) + 1


class _Line:
    """A text that grows: white space becomes one space, and places are those of what stands."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.space = False
        self.marks: list[Mark] = []

    def add(self, text: str | None) -> None:
        if not text:
            return
        words = text.split()
        if not words:
            self.space = True
            return
        line = " ".join(words)
        if (self.space or text[0].isspace()) and self.length:
            line = " " + line
        self.pieces.append(line)
        self.length += len(line)
        self.space = text[-1].isspace()

    def start(self) -> int:
        return self.length + 1 if self.space and self.length else self.length


def words_of(element: etree._Element, footnotes: Footnotes, inside: bool = False) -> Words:
    """Return the words of an element without its number, and without what stands in it by itself.

    A link whose address is a file of somebody's machine, or empty, loses its address: it is counted in `footnotes`.
    """
    line = _Line()
    _walk(element, line, footnotes, element.tag if inside else None)
    text = "".join(line.pieces)
    marks = []
    for mark in line.marks:
        start, end = mark.start, min(mark.end, len(text))
        while start < end and text[start] == " ":
            start += 1
        if start < end or mark.kind == "note":
            marks.append(Mark(mark.kind, min(start, len(text)), end, mark.target))
    return Words(text, tuple(marks))


def _walk(element: etree._Element, line: _Line, footnotes: Footnotes, top: str | None) -> None:
    line.add(element.text)
    for child in element:
        name = name_of(child)
        if name in _BREAKS:
            line.space = True
        if name == "authorialNote" and top is None:
            line.marks.append(Mark("note", line.length, line.length, footnotes.take(child)))
        elif name and name not in _APART:
            start = line.start()
            _walk(child, line, footnotes, top)
            _mark(child, name, start, line, footnotes)
        if name in _BREAKS:
            line.space = True
        line.add(child.tail)


def _mark(element: etree._Element, name: str, start: int, line: _Line, footnotes: Footnotes) -> None:
    if line.length <= start and name != "a":
        return
    if name == "i" or (name == "span" and "italic" in element.get("class", "").split()):
        line.marks.append(Mark("italic", start, line.length))
    elif name == "a":
        address = "".join(element.get("href", "").split())
        kind = _unfit(address)
        if kind:
            footnotes.drop(kind)
        elif line.length > start:
            line.marks.append(Mark("link", start, line.length, address))


def _unfit(address: str) -> str:
    """Return the word for an address that does not come out, or an empty text."""
    lower = address.lower()
    if not lower or lower.startswith("about:"):
        return "link-without-address"
    if not lower.startswith(("http://", "https://", "undocs.org", "www.", "docs.un.org")):
        return "link-to-a-file" if lower.startswith("file:") or "\\" in lower or ":" in lower else "link-of-another-kind"
    return "link-to-a-file" if "file:" in lower else ""
