"""A list of things, and which there are: every module of this folder that has a `LIST` is one, by its name."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from unmandates.asking.data import Term
from unmandates.modules import having
from unmandates.web.frame.page import template
from unmandates.web.lists.filters import ON_DAY, Choices, Filter
from unmandates.web.things.paging import Pager
from unmandates.web.things.site import site
from unmandates.web.things.tables import Table, page_of, table, told

Lines = list[dict]


@dataclass(frozen=True)
class Section:
    """Lines of a list that stand together, with what they stand under and the place to jump to."""

    heading: str
    place: str
    lines: Lines


def as_found(found: Table) -> Lines:
    """Return the lines in the order of the query."""
    return found.lines


def in_one(lines: Lines) -> list[Section]:
    """Return all lines as one section without a heading."""
    return [Section("", "", lines)]


@dataclass(frozen=True)
class Index:
    """What is known of a list without its lines: the things that filters leave, by IRI, in the order of the list.

    `choices` has by variable what each filter can be set to, worked out over the whole list.
    """

    keys: list[str]
    choices: dict[str, Choices]


@dataclass(frozen=True)
class Facet:
    """One value of a filter that is a link: its words, what it leads to, how many lines it leaves, if it is chosen."""

    words: str
    href: str
    number: int
    current: bool


@template("list.html")
@dataclass(frozen=True)
class ListPage:
    """A list by its name: the table, a page of its lines in order and in sections, the filters and what is chosen.

    `pager` says which page it is; `places` are the sections of the whole list, each with the address of its place.
    """

    name: str
    columns: tuple[str, ...]
    table: Table
    lines: Lines
    sections: list[Section]
    filters: tuple[str, ...]
    choices: dict[str, Choices]
    chosen: dict[str, str]
    facets: list[Facet]
    on_day: str
    pager: Pager
    places: list[tuple[str, str]]


def as_table(page: ListPage) -> ListPage:
    """Return the page as it is."""
    return page


@dataclass(frozen=True)
class List:
    """A list: its query, the variable that each line is about, the columns, and the filters (terms of the query).

    `order` puts its lines in the order in which they are read, `sections` says what they stand under; `fixed` are terms
    that it always has, `facet` is a filter that is offered as links, each with the number of lines that it leaves.
    `shown` makes of the usual page another declared one, for a list that is no table; that one has all lines. A list
    that grows with what is imported has an `index`, which tells for terms what there is without asking for all lines,
    and `numbers`, which gives its facets by its name and what is chosen. `told` is a query that tells of its lines what
    the index does not know, and `known` adds to a line of cells what it does.
    """

    query: str
    key: str
    columns: tuple[str, ...]
    filters: tuple[Filter, ...] = ()
    fixed: dict[str, Term] = field(default_factory=dict)
    order: Callable[[Table], Lines] = as_found
    sections: Callable[[Lines], list[Section]] = in_one
    facet: Filter | None = None
    shown: Callable[[ListPage], object] = as_table
    index: Callable[[dict[str, Term]], Index] | None = None
    numbers: Callable[[str, dict[str, str]], list[Facet]] | None = None
    told: str = ""
    known: Callable[[str], dict[str, list]] | None = None

    def table(self, language: str, terms: dict[str, Term]) -> Table:
        """Return the list as a table, narrowed by terms."""
        return table(site(), language, self.query, self.key, **self.fixed, **terms)

    def page(self, language: str, terms: dict[str, Term], keys: list[str], shown: Pager) -> Table:
        """Return the page of the list whose keys an index has found, narrowed by the terms."""
        site().world.expect(shown.of(keys))
        given = self.fixed | terms
        if not self.told:
            return page_of(site(), language, self.query, self.key, keys, shown, **given)
        found = page_of(site(), language, self.told, self.key, keys, shown)
        lines = [line | self.known(line[self.key][0].iri) for line in found.lines]
        return told(self.query, self.key, lines, language, total=len(keys), **given)

    def always(self, terms: dict[str, Term]) -> dict[str, Term]:
        """Return those of the terms without which the query has no answer: the day."""
        return {name: term for name, term in terms.items() if name == ON_DAY.variable}


@lru_cache(maxsize=1)
def lists() -> dict[str, List]:
    """Return all lists by name, in the order of names."""
    return having("LIST", __package__)
