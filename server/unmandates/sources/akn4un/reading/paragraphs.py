"""Paragraphs of a file, with their numbers, lists and tables, as blocks of an area."""

import re

from lxml import etree

from unmandates.sources.akn4un.act import Words
from unmandates.sources.akn4un.reading.blocks import Area, AreaKind, Block, BlockKind, FootnoteRead
from unmandates.sources.akn4un.reading.elements import below, children, name_of, plain
from unmandates.sources.akn4un.reading.headings import is_headed, is_heading
from unmandates.sources.akn4un.reading.inline import Footnotes, words_of
from unmandates.sources.akn4un.reading.numerals import letter_before, number_before, plain_number
from unmandates.sources.akn4un.reading.shifting import from_place, together

_LINE = re.compile(r"[_\W]*")
_STARRED = re.compile(r"(\*{1,6})\s*(?=\S)")


class Paragraphs:
    """Reads paragraphs into areas. `pages.py` adds what they stand in."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self.footnotes = Footnotes()
        self.embedded = 0

    def take_subheading(self, element: etree._Element, area: Area) -> None:
        """Read a heading."""
        self.add(Block(BlockKind.HEADING, words_of(element, self.footnotes)), area)

    take_heading = take_docTitle = take_subheading

    def take_table(self, element: etree._Element, area: Area) -> None:
        """Read the rows of a table: the cells stand with a bar between them. What heads its columns is no row."""
        rows = list(below(element, "tr"))
        data = [bool(list(children(row, "td"))) for row in rows]
        for place, row in enumerate(rows):
            cells = [words_of(cell, self.footnotes) for cell in children(row, "td", "th")]
            if any(cell.text for cell in cells):
                heads = any(data) and not any(data[: place + 1])
                area.blocks.append(Block(BlockKind.COLUMNS if heads else BlockKind.ROW, together(cells, " | ")))

    def take_paragraph(self, element: etree._Element, area: Area) -> None:
        """Read a paragraph with its heading, number, list and what is embedded in it."""
        for heading in children(element, "heading", "subheading"):
            self.take_subheading(heading, area)
        parts = [part for part in children(element) if name_of(part) not in ("heading", "subheading", "num")]
        number = next((plain(found) for found in children(element, "num")), "")
        if not number:
            inner = next((found for part in children(element, "p") for found in children(part, "num")), None)
            number = plain(inner)
        if is_headed(element) and parts and not list(children(element, "list")):
            lines = [words_of(part, self.footnotes) for part in parts]
            together_with = [Words(number)] if number else []
            self.add(Block(BlockKind.HEADING, together([*together_with, *lines])), area)
            return
        for part in parts:
            if name_of(part) == "list":
                self.take_list(part, area, number)
            elif not number and is_heading(part):
                self.add(Block(BlockKind.HEADING, words_of(part, self.footnotes)), area)
            else:
                self.paragraph(words_of(part, self.footnotes), number, area)
                self.inside(part, area)
            number = ""

    take_alinea = take_paragraph

    def take_list(self, element: etree._Element, area: Area, number: str = "", depth: int = 1) -> None:
        """Read a list: what introduces it, its points, the lists in it, and what closes it."""
        for part in children(element):
            name = name_of(part)
            if name == "intro":
                self.paragraph(words_of(part, self.footnotes), number, area)
                self.inside(part, area)
            elif name == "point":
                self.point(part, area, depth)
            elif name in ("sublist", "list"):
                self.take_list(part, area, "", depth + 1)
            elif name == "wrapUp":
                self.add(Block(BlockKind.PARAGRAPH, words_of(part, self.footnotes)), area)
            elif name != "num":
                self.take(part, area)

    def point(self, element: etree._Element, area: Area, depth: int) -> None:
        """Read a point of a list with what lies in it."""
        number = next((plain(found) for found in children(element, "num")), "")
        heads = [words_of(found, self.footnotes) for found in children(element, "subheading", "heading")]
        texts = [part for part in children(element) if name_of(part) in ("content", "intro", "p", "wrapUp")]
        lines = [words_of(part, self.footnotes) for part in texts]
        words = together([*heads, *lines])
        if not number:
            number, begin = letter_before(words.text)
            words = from_place(words, begin)
        self.add(Block(BlockKind.POINT, words, number, depth), area)
        for part in texts:
            self.inside(part, area)
        for part in children(element, "list", "sublist"):
            self.take_list(part, area, "", depth + 1)

    def inside(self, element: etree._Element, area: Area) -> None:
        """Read what is embedded in a paragraph: a whole text, or a table."""
        for found in below(element, "embeddedStructure"):
            self.put(self.area(found, AreaKind.EMBEDDED), area)
        for table in below(element, "table"):
            if not any(name_of(above) == "embeddedStructure" for above in table.iterancestors()):
                self.take_table(table, area)

    def paragraph(self, words: Words, printed: str, area: Area) -> None:
        """Add a paragraph; where no number is marked, it is what the text begins with."""
        number = plain_number(printed)
        if printed and not number and letter_before(printed)[0]:
            self.add(Block(BlockKind.POINT, words, printed.strip()), area)
            return
        if not number:
            star = _STARRED.match(words.text)
            if star and area.kind is AreaKind.BODY:
                self.footnotes.read.append(FootnoteRead(star[1], from_place(words, star.end())))
                return
            number, begin = number_before(words.text)
            if not number:
                letter, begin = letter_before(words.text)
                if letter:
                    self.add(Block(BlockKind.POINT, from_place(words, begin), letter), area)
                    return
            words = from_place(words, begin)
        self.add(Block(BlockKind.PARAGRAPH, words, number), area)

    def add(self, block: Block, area: Area) -> None:
        """Add a block, unless it is a mere line or nothing; a number that stood alone before it is its own."""
        before = area.blocks[-1] if area.blocks else None
        alone = before is not None and before.number and not before.words.text and not before.words.marks
        if alone and before is not None and block.kind is BlockKind.PARAGRAPH and not block.number:
            before.words = block.words
            return
        if block.words.verb_name or block.number or not _LINE.fullmatch(block.words.text):
            area.blocks.append(block)

    def put(self, inner: Area, area: Area) -> None:
        """Put an area into another, at this place."""
        area.areas.append(inner)
        area.blocks.append(Block(BlockKind.AREA, Words(""), area=len(area.areas) - 1))

    def area(self, element: etree._Element, kind: AreaKind, letter: str = "") -> Area:
        """Return what a statement or annex holds."""
        raise NotImplementedError

    def take(self, element: etree._Element, area: Area) -> None:
        """Read an element of any name into an area."""
        raise NotImplementedError
