"""An act as its files tell it: the text in each language unit by unit, and what stands beside it. Data, no RDF."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class UnitKind(StrEnum):
    """What a unit of a text is; the name of its class in the ontology follows from it (`text.py`)."""

    PREAMBULAR = "pp"
    OPERATIVE = "op"
    SUB = "sub"  #: a sub-paragraph of any of the others, "(a)", "(i)"
    SECTION = "sec"  #: a heading with what stands below it
    ANNEX = "annex"
    COMPONENT = "component"  #: A, B, C of an act that has several
    PARAGRAPH = "para"  #: a paragraph of an annex, a statement, a decision
    ROW = "row"  #: a row of a table
    FOOTNOTE = "fn"
    FORMULA = "formula"  #: "The General Assembly," and what else is no paragraph


@dataclass(frozen=True)
class Mark:
    """A stretch of a text that the source marks: from, to (characters of `text`), and what it says of it.

    `kind` is `link` (with `target`, the address as it stands, unclean), `italic` or `note` (`target`: the footnote's
    path below the document, `fn/3`).
    """

    kind: str
    start: int
    end: int
    target: str = ""


@dataclass(frozen=True)
class Words:
    """A unit in one language: its text, spaces made single, without its number; marks; the preambular verb as named."""

    text: str
    marks: tuple[Mark, ...] = ()
    verb_name: str = ""  #: `container@name`, as it stands ("Taking note with appreciation")


@dataclass(frozen=True)
class Unit:
    """A unit of the text in all its languages. `path` is where it lies below the document, as in the graph's IRIs.

    `order` counts among its siblings of the same kind from 1; `number` is as printed (`12`, `(a)`), empty without one.
    """

    path: str
    kind: UnitKind
    parent: str  #: path of the unit that it lies in, empty for the document itself
    order: int
    number: str = ""
    words: Mapping[str, Words] = field(default_factory=dict)  #: by language (`en`)
    printed: Mapping[str, str] = field(default_factory=dict)  #: a letter as each language prints it (`(ب)`)


@dataclass(frozen=True)
class Version:
    """The act in one language: what its file says of itself, and the elements that others of this folder read.

    `facts` are texts as they stand in the file, by name (`adoption_date`, `publication_date`, `markup_date`, `session`,
    `agenda_item`, `committee`, `originating_document`, `meeting`, `cover_symbol`, `work_uri`, …); `parliamentary` and
    `workflow` are the XML of `analysis/parliamentary` and `lifecycle/workflow`, `keywords` the classifications.
    """

    language: str
    path: str
    sha256: str
    title: str
    recovered: bool = False
    facts: Mapping[str, str] = field(default_factory=dict)
    votings: tuple[Mapping, ...] = ()  #: each `voting` element: {"outcome", "counts": {kind: n}, "names": {kind: [..]}}
    steps: tuple[Mapping[str, str], ...] = ()  #: each `workflow/step`: its attributes as they stand
    keywords: tuple[Mapping[str, str], ...] = ()  #: each `keyword`: its attributes and `source` of its classification


@dataclass(frozen=True)
class Act:
    """An act: its identity, its versions by language, its units, and its line of metadata (as it was parsed, or None).

    `key` is the document's key in the graph (`A-RES-76-186`), `symbol` as printed (`A/RES/76/186`), `organ` one of
    `ga`, `sc`, `hrc`, `ecosoc`; `kind` is `resolution`, `decision`, `presidential-statement` or `draft`. `session` is
    the session or year as in the symbol.
    """

    key: str
    symbol: str
    organ: str
    kind: str
    session: str
    versions: Mapping[str, Version]
    units: tuple[Unit, ...]
    metadata: Mapping | None = None

    def in_english(self) -> Version:
        """Return the English version, else the first in the order of the languages' codes."""
        return self.versions.get("en") or self.versions[min(self.versions)]
