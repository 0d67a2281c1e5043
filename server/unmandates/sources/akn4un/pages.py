"""The text of a file, from its elements to areas of blocks, in the order in which it is read."""

import re

from lxml import etree

from unmandates.sources.akn4un.act import Words
from unmandates.sources.akn4un.blocks import Area, AreaKind, Block, BlockKind, FootnoteRead, Pages
from unmandates.sources.akn4un.elements import below, children, first, name_of, plain
from unmandates.sources.akn4un.inline import Footnotes, words_of
from unmandates.sources.akn4un.numerals import letter_before, number_before, plain_number
from unmandates.sources.akn4un.shifting import from_place, together

_HEADED = re.compile(r"(H\d|HC[hH]|Heading|Title|AgendaTitle|BLUEHeading)")
_CALLED = re.compile(
    r"(?:Annex|Appendix|Article|Chapter|Part|Section|Rule|Annexe|Appendice|Chapitre|Partie|Règle|Anexo|Apéndice|Artículo"
    r"|Capítulo|Parte|Sección|Regla|Приложение|Добавление|Статья|Глава|Часть|Раздел|Правило|المرفق|التذييل|المادة|الفصل"
    r"|الجزء|القاعدة)(?:\s+\S{1,12})?(?:\s.{0,110}[^.;:,،；：])?|(?:附件|附录)\S{0,2}|第\S{1,4}[条章节编部]\s?.{0,60}"
)
_LINE = re.compile(r"[_\W]*")
_STARRED = re.compile(r"(\*{1,6})\s*(?=\S)")
_TRANSPARENT = {"section", "part", "chapter", "division", "article", "hcontainer", "mainBody", "preamble", "block-group"}


class Reader:
    """Reads the text of one file. Use `pages_of`."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self.footnotes = Footnotes()
        self.embedded = 0

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
                if child is not number and not (name_of(child) == "p" and number is not None and number.getparent() is child):
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

    def take_crossHeading(self, element: etree._Element, area: Area) -> None:  # noqa: N802
        """Read a preambular paragraph inside a section, or a heading."""
        kind = BlockKind.PREAMBULAR if element.get("refersTo", "") == "#preamble" else BlockKind.HEADING
        self.add(Block(kind, words_of(element, self.footnotes)), area)

    def take_subheading(self, element: etree._Element, area: Area) -> None:
        """Read a heading."""
        self.add(Block(BlockKind.HEADING, words_of(element, self.footnotes)), area)

    take_heading = take_docTitle = take_subheading  # noqa: N815

    def take_block(self, element: etree._Element, area: Area) -> None:
        """Read a heading between preambular paragraphs."""
        kind = BlockKind.HEADING if "heading" in element.get("name", "") else BlockKind.PARAGRAPH
        self.add(Block(kind, words_of(element, self.footnotes)), area)

    def take_blockList(self, element: etree._Element, area: Area) -> None:  # noqa: N802
        """Read the items of a list."""
        for item in children(element, "item"):
            self.point(item, area, 1)

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
        if _HEADED.match(element.get("class", "")) and parts and not list(children(element, "list")):
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
                inner = self.area(text, AreaKind.EMBEDDED if draft or len(letter) > 2 else AreaKind.COMPONENT, letter[:2])
                if title is not None and plain(title):
                    inner.blocks.insert(0, Block(BlockKind.HEADING, words_of(title, self.footnotes)))
                self.put(inner, area)

    def inside(self, element: etree._Element, area: Area) -> None:
        """Read what is embedded in a paragraph: a whole text, or a table."""
        for found in below(element, "embeddedStructure"):
            self.put(self.area(found, AreaKind.EMBEDDED), area)
        for table in below(element, "table"):
            if not any(name_of(above) == "embeddedStructure" for above in table.iterancestors()):
                self.take_table(table, area)

    def text(self, element: etree._Element, area: Area) -> None:
        """Read an element of another name as a paragraph of words."""
        for child in children(element, "docTitle"):
            if len(list(children(element))) == 1:
                self.take_subheading(child, area)
                return
        self.paragraph(words_of(element, self.footnotes), "", area)

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
        """Add a block, unless it is a mere line or nothing."""
        if block.words.verb_name or block.number or not _LINE.fullmatch(block.words.text):
            area.blocks.append(block)

    def put(self, inner: Area, area: Area) -> None:
        """Put an area into another, at this place."""
        area.areas.append(inner)
        area.blocks.append(Block(BlockKind.AREA, Words(""), area=len(area.areas) - 1))


def is_heading(element: etree._Element) -> bool:
    """Tell whether an unnumbered paragraph is a heading: called "Article 3", or bold or italic from end to end."""
    text = plain(element)
    if not text or len(text) > 240 or text[-1] in ".;:,،；：。，":
        return False
    if _CALLED.fullmatch(text):
        return True
    drawn = [plain(found) for found in below(element, "span") if found.get("class", "")]
    return "".join("".join(drawn).split()) == "".join(text.split())


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
    return Pages(body, reader.footnotes.read), reader.footnotes.dropped
