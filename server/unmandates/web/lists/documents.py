"""The list of documents: what has been read first, and of that what gives most tasks; then what was imported."""

from collections import Counter, defaultdict
from dataclasses import dataclass

import pyoxigraph as ox

from unmandates.rdf.names import local_name
from unmandates.rdf.namespaces import ID, PREFIXES
from unmandates.text.words import words
from unmandates.web.http.language import page_language
from unmandates.web.lists.filters import ADOPTED_BY, HELD, YEAR, Choices
from unmandates.web.lists.list import Facet, Index, Lines, List
from unmandates.web.things.site import Site, once, site
from unmandates.web.things.tables import Table
from unmandates.web.things.things import Value

#: How much of a document is held, in the order of the list, and what is only cited.
_READ, _IMPORTED = ("complete", "excerpt"), "imported"
_INTEGER = PREFIXES["xsd"] + "integer"


@dataclass(frozen=True)
class Entry:
    """A document as the list finds it: IRI, coverage and who adopted it (IRIs), when, how many tasks it gives."""

    iri: str
    coverage: str
    adopted_by: str
    adopted: str
    mandates: int

    @property
    def held(self) -> str:
        """How much of it is held: `complete`, `imported`, `stub`; empty where nothing tells it."""
        return local_name(self.coverage)

    @property
    def place(self) -> tuple[int, int]:
        """Its place in the list: what was read, what was imported, what is only cited; by the number of tasks."""
        return (0 if self.held in _READ else 1 if self.held == _IMPORTED else 2), -self.mandates


@once
def entries(where: Site) -> list[Entry]:
    """Return all documents in the order of the list, found once for a release."""
    tasks = _tasks(where)
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for row in where.data.rows("documents-keys"):
        told = {name: term.value for name, term in row.items() if term is not None and name != "document"}
        for name, value in told.items():
            said[row["document"].value][name] = min(value, said[row["document"].value].get(name, value))
    found = [
        Entry(iri, *(one.get(name, "") for name in ("coverage", "adoptedBy", "adopted")), tasks.get(iri, 0))
        for iri, one in sorted(said.items())
        if "is" in one
    ]
    latest = sorted(found, key=lambda entry: entry.adopted, reverse=True)
    return sorted(latest, key=lambda entry: entry.place)


@once
def _tasks(where: Site) -> dict[str, int]:
    """Return how many tasks each document gives that gives any, found once for a release."""
    return {row["document"].value: int(row["mandates"].value) for row in where.data.rows("documents-tasks")}


def known_of(document: str) -> dict[str, list[Value]]:
    """Return the cells of a document that the list knows: how many tasks it gives."""
    return {"mandates": [Value(str(_tasks(site()).get(document, 0)), _INTEGER)]}


def read_documents(where: Site) -> list[str]:
    """Return the IRIs of the documents that have been read, in full or in part, in the order of the list."""
    return [entry.iri for entry in entries(where) if entry.held in _READ]


def number_imported(where: Site) -> int:
    """Return how many documents are held as their sources publish them, and read by nobody."""
    return sum(entry.held == _IMPORTED for entry in entries(where))


def order(found: Table) -> Lines:
    """Return documents in the order of the list."""
    place = {entry.iri: number for number, entry in enumerate(entries(site()))}
    return sorted(found.lines, key=lambda line: place[line["document"][0].iri])


def index(terms: dict[str, ox.NamedNode | ox.Literal]) -> Index:
    """Return the documents that filters leave, and what each filter can be set to in the whole list."""
    everything = entries(site())
    held, year, adopted_by = (terms[name].value if name in terms else "" for name in ("held", "year", "adopter"))
    left = [
        entry.iri
        for entry in everything
        if (not held or (entry.held or "stub") == held)
        and (not year or entry.adopted[:4] == year)
        and (not adopted_by or entry.adopted_by == adopted_by)
    ]
    return Index(left, {"held": _held(everything), "year": _years(everything), "adopter": _bodies(everything)})


def _held(everything: list[Entry]) -> Choices:
    there = {entry.held or "stub" for entry in everything}
    said = words(page_language())["held"]
    return [(name, said[name]) for name in HELD.values if name in there]


def _years(everything: list[Entry]) -> Choices:
    return [(year, year) for year in sorted({entry.adopted[:4] for entry in everything if entry.adopted}, reverse=True)]


def _bodies(everything: list[Entry]) -> Choices:
    where, language = site(), page_language()
    bodies = {entry.adopted_by for entry in everything if entry.adopted_by.startswith(ID)}
    where.world.names.expect(bodies)
    named = [(where.world.thing(iri, language).path, where.world.names.name(iri, language).value) for iri in bodies]
    return sorted(named, key=lambda choice: (choice[1], choice[0]))


def facets(name: str, chosen: dict[str, str]) -> list[Facet]:
    """Return the extents as links, each with its number in the whole list; the whole list first."""
    path, said = f"/{page_language()}/{name}", words(page_language())
    numbers, held = Counter(entry.held or "stub" for entry in entries(site())), chosen.get(HELD.name, "")
    found = [Facet(said["actors"]["all"], path, numbers.total(), not held)]
    for value in HELD.values:
        if numbers[value]:
            found.append(Facet(said["held"][value], f"{path}?held={value}", numbers[value], held == value))
    return found


LIST = List(
    "documents", "document", ("document", "title", "adopted", "mandates", "coverage"), (HELD, ADOPTED_BY, YEAR),
    order=order, index=index, numbers=facets, told="documents-told", known=known_of,
)  # fmt: skip
