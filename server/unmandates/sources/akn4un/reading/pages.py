"""The text of a file, from its elements to areas of blocks, in the order in which it is read."""

import re

from lxml import etree

from unmandates.sources.akn4un.act import Words
from unmandates.sources.akn4un.reading.annexes import set_apart
from unmandates.sources.akn4un.reading.blocks import Area, AreaKind, Block, BlockKind, Pages
from unmandates.sources.akn4un.reading.elements import below, children, first, name_of, plain
from unmandates.sources.akn4un.reading.inline import words_of
from unmandates.sources.akn4un.reading.numerals import letter_before, number_before, plain_number
from unmandates.sources.akn4un.reading.paragraphs import Paragraphs
from unmandates.sources.akn4un.reading.shifting import together

_LINE = re.compile(r"[_\W]*")
_STARRED = re.compile(r"(\*{1,6})\s*(?=\S)")
_TRANSPARENT = {
    "section",
    "part",
    "chapter",
    "division",
    "article",
    "hcontainer",
    "mainBody",
    "preamble",
    "block-group",
}


class Reader(Paragraphs):
    """Reads the text of one file. Use `pages_of`."""

    def area(self, element: etree._Element, kind: AreaKind, letter: str = "") -> Area:
        """Return what a statement or annex holds."""
        area = Area(kind, letter)
        for part in children(element):
            name = name_of(part)
            if name in ("meta", "coverPage", "preface", "conclusions", "collectionBody"):
                continue
            self.take(part, area)
        return area

    def take(self, element: etree._Element, area: Area) -> None:
        """Read an element into an area: by a method of its name, or else what it holds, or else its words."""
        name = name_of(element)
        method = getattr(self, "take_" + name, None)
        if method:
            method(element, area)
        elif name in _TRANSPARENT or name == "statement":
            number = first(element, "num") if name in ("section", "part") else None
            if number is not None and number.getparent() in (element, *children(element, "p")):
                area.blocks.append(Block(BlockKind.HEADING, words_of(number, self.footnotes)))
            for child in children(element):
                if child is not number and not (
                    name_of(child) == "p" and number is not None and number.getparent() is child
                ):
                    self.take(child, area)
        elif name not in ("num", "img", "meta"):
            self.text(element, area)

    def take_formula(self, element: etree._Element, area: Area) -> None:
        """Read "The General Assembly,"."""
        self.add(Block(BlockKind.FORMULA, words_of(element, self.footnotes)), area)

    def take_container(self, element: etree._Element, area: Area) -> None:
        """Read a preambular paragraph, or a table."""
        tables = list(children(element, "table"))
        if tables or element.get("name") == "table":
            for table in tables or below(element, "table"):
                self.take_table(table, area)
            return
        words = words_of(element, self.footnotes)
        if number_before(words.text)[0] or letter_before(words.text)[0]:
            self.paragraph(words, "", area)
            return
        named = Words(words.text, words.marks, element.get("name", "").strip())
        lists = list(below(element, "blockList"))
        if lists:
            head = first(lists[0], "listIntroduction")
            start = words_of(head, self.footnotes) if head is not None else Words("")
            before = [words_of(part, self.footnotes) for part in children(element, "p")]
            joined = together([*before, start])
            self.add(Block(BlockKind.PREAMBULAR, Words(joined.text, joined.marks, named.verb_name)), area)
            for found in lists:
                self.take_blockList(found, area)
        else:
            self.add(Block(BlockKind.PREAMBULAR, named), area)

    def take_crossHeading(self, element: etree._Element, area: Area) -> None:
        """Read a preambular paragraph inside a section, or a heading."""
        kind = BlockKind.PREAMBULAR if element.get("refersTo", "") == "#preamble" else BlockKind.HEADING
        self.add(Block(kind, words_of(element, self.footnotes)), area)

    def take_block(self, element: etree._Element, area: Area) -> None:
        """Read a heading between preambular paragraphs."""
        kind = BlockKind.HEADING if "heading" in element.get("name", "") else BlockKind.PARAGRAPH
        self.add(Block(kind, words_of(element, self.footnotes)), area)

    def take_blockList(self, element: etree._Element, area: Area) -> None:
        """Read the items of a list."""
        for item in children(element, "item"):
            number = next((plain(found) for found in children(item, "num")), "")
            if number.endswith(".") and plain_number(number):
                parts = [words_of(part, self.footnotes) for part in children(item, "p")]
                self.paragraph(together(parts), number, area)
                for inner in children(item, "blockList", "list"):
                    self.take(inner, area)
            else:
                self.point(item, area, 1)

    def take_attachments(self, element: etree._Element, area: Area) -> None:
        """Read the annexes, each an area."""
        for found in children(element, "attachment"):
            for text in children(found, "doc", "statement", "documentRef"):
                self.put(self.area(text, AreaKind.ANNEX), area)

    def take_components(self, element: etree._Element, area: Area) -> None:
        """Read A, B and C, and drafts that stand inside."""
        for found in children(element, "component"):
            for text in children(found, "statement", "doc", "debateReport", "act"):
                preface = next(children(text, "preface"), None)
                letter = plain(first(preface, "docNumber")).strip(" .")
                title = first(preface, "docTitle")
                draft = "draft" in text.get("name", "").lower()
                inner = self.area(
                    text, AreaKind.EMBEDDED if draft or len(letter) > 2 else AreaKind.COMPONENT, letter[:2]
                )
                if title is not None and plain(title):
                    inner.blocks.insert(0, Block(BlockKind.HEADING, words_of(title, self.footnotes)))
                self.put(inner, area)

    def text(self, element: etree._Element, area: Area) -> None:
        """Read an element of another name as a paragraph of words."""
        for child in children(element, "docTitle"):
            if len(list(children(element))) == 1:
                self.take_subheading(child, area)
                return
        self.paragraph(words_of(element, self.footnotes), "", area)


def pages_of(root: etree._Element) -> tuple[Pages, dict[str, int]]:
    """Return the text of a file and the counts of addresses that were dropped from it, by kind."""
    reader = Reader()
    body = Area(AreaKind.BODY)
    for preface in below(root, "preface"):
        if not any(name_of(above) == "component" for above in preface.iterancestors()):
            for note in below(preface, "authorialNote"):
                reader.footnotes.take(note)
    for part in children(root):
        name = name_of(part)
        if name in ("statement", "documentCollection", "doc"):
            inner = reader.area(part, AreaKind.BODY)
            shift = len(body.areas)
            for block in inner.blocks:
                block.area += shift if block.kind is BlockKind.AREA else 0
            body.blocks += inner.blocks
            body.areas += inner.areas
        elif name in ("components", "attachments"):
            reader.take(part, body)
    return Pages(set_apart(body), reader.footnotes.read), reader.footnotes.dropped
