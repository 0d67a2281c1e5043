"""Blocks: what a file holds one below the other, before it is known what each is a part of. Data, no XML and no RDF."""

from dataclasses import dataclass, field
from enum import StrEnum

from unmandates.sources.akn4un.act import Words


class BlockKind(StrEnum):
    """What a block is by its element and by what its text begins with."""

    FORMULA = "formula"  #: "The General Assembly,"
    PREAMBULAR = "preambular"
    PARAGRAPH = "paragraph"  #: with or without a number
    POINT = "point"  #: a text that begins with a letter or Roman figure in brackets
    HEADING = "heading"
    ROW = "row"  #: a row of a table
    COLUMNS = "columns"  #: what heads the columns of a table
    AREA = "area"  #: here stands the area of that number in `Area.areas`


class AreaKind(StrEnum):
    """What a stretch of a file is that counts its paragraphs for itself."""

    BODY = "body"  #: the act itself
    COMPONENT = "component"  #: A, B, C of an act that has several
    EMBEDDED = "embedded"  #: a text inside a paragraph, such as a draft recommended to another organ
    ANNEX = "annex"


@dataclass(frozen=True)
class FootnoteRead:
    """A footnote as it stands: its mark (`1`, `*`) and its words. Its place is where it is first met."""

    marker: str
    words: Words


@dataclass
class Block:
    """A block: its words without its number, the number as printed (`12`, `(a)`) and how deep it lies in a list.

    `depth` is 0 where the source does not say it. The marks of footnotes have the place of the footnote among all
    footnotes of the file, from 1, as their target (`fn/3`).
    """

    kind: BlockKind
    words: Words
    number: str = ""
    depth: int = 0
    area: int = 0


@dataclass
class Area:
    """A stretch of a file with its blocks, and the areas that lie in it; `letter` is that of a component (`A`)."""

    kind: AreaKind
    letter: str = ""
    blocks: list[Block] = field(default_factory=list)
    areas: list["Area"] = field(default_factory=list)


@dataclass
class Pages:
    """All that was read of one file's text: its outermost area and its footnotes in the order in which they are met."""

    body: Area
    footnotes: list[FootnoteRead] = field(default_factory=list)
