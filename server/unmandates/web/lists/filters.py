"""Filters of lists: each reads its parameter of a request, offers what it can be set to, and describes itself."""

import re
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox
from flask import abort, request

from unmandates.asking.data import DAY, Term
from unmandates.clock import today
from unmandates.rdf.namespaces import ID, PREFIXES
from unmandates.release.lifecycle import STATUSES
from unmandates.text.words import words
from unmandates.web.http.language import page_language
from unmandates.web.http.operations import Parameter
from unmandates.web.things.display_names import told_apart
from unmandates.web.things.reading import status_code
from unmandates.web.things.site import site
from unmandates.web.things.tables import Table

#: The kinds of actors, as addresses, words and the query name them, in the order in which they are offered.
KINDS = ("states", "united-nations", "organizations", "bodies", "posts", "classes", "populations", "persons")
_PATH = re.compile(r"[a-z]+/[A-Za-z0-9_.~/-]+\Z")
_LONGEST = 300
_NO_DAY = "day is a date, like 2021-12-31."
_DATE, _INTEGER = (ox.NamedNode(PREFIXES["xsd"] + name) for name in ("date", "integer"))
Choices = list[tuple[str, object]]


@dataclass(frozen=True)
class Filter:
    """A filter by a thing, `name` the parameter, the column and the variable of the query; others say what differs.

    `about` and `example` describe it to programs.
    """

    name: str
    about: str = ""
    example: str | int | None = None

    @property
    def variable(self) -> str:
        """The variable of the query in whose place the term is put."""
        return self.name

    def term(self, value: str) -> Term | None:
        """Return what a value of the parameter stands for, or None for nothing; what cannot be one is a 400."""
        if not value:
            return None
        if not _PATH.match(value) or len(value) > _LONGEST:
            abort(400, f"{self.name} is the path of a thing, like body/general-assembly.")
        return ox.NamedNode(ID + value)

    def choices(self, found: Table, given: str) -> Choices:
        """Return what the filter can be set to, value and words, from the lines of a table without filters.

        What is given stands among the choices, though no line fits it.
        """
        things = {cell for line in found.lines for cell in line[self.name]}
        if given:
            things.add(site().world.thing(ID + given, page_language()))
        apart = told_apart(list(things))
        return [
            (thing.path, f"{thing.name} ({apart[thing]})" if thing in apart else thing.name)
            for thing in sorted(things, key=lambda thing: (thing.name.value, thing.path))
        ]

    @property
    def schema(self) -> dict:
        """The JSON Schema of its values."""
        return {"type": "string", "pattern": r"^[a-z]+/[A-Za-z0-9_.~/-]+$", "maxLength": _LONGEST}

    @property
    def said(self) -> str:
        """What it is, for programs."""
        return self.about or words("en")["filters"][self.name]


class Number(Filter):
    """A filter by a number that a column holds."""

    #: The column that has the numbers that are offered.
    column = "force"

    def term(self, value: str) -> Term | None:
        if value and not re.fullmatch(r"[0-9]{1,4}", value):
            abort(400, f"{self.name} is a number.")
        return ox.Literal(value, datatype=_INTEGER) if value else None

    def choices(self, found: Table, given: str) -> Choices:
        numbers = {str(cell)[:4] for line in found.lines for cell in line[self.column]}
        return [(number, number) for number in sorted(numbers)]

    @property
    def schema(self) -> dict:
        return {"type": "integer", "minimum": 0, "maximum": 9999}


class Year(Number):
    """A filter by the year of a date."""

    column = "adopted"


class Day(Filter):
    """The day of which a status is told: the one that is asked for, else today in UTC."""

    def term(self, value: str) -> Term:
        return ox.Literal(_day(value) if value else today().isoformat(), datatype=_DATE)

    def choices(self, found: Table, given: str) -> Choices:
        return [(today().isoformat(), today().isoformat())]

    @property
    def schema(self) -> dict:
        return {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


class OneOf(Filter):
    """A filter by one of a few values that are known beforehand."""

    values: tuple[str, ...] = ()

    def term(self, value: str) -> Term | None:
        if value and value not in self.values:
            abort(400, f"{self.name} is one of {', '.join(self.values)}.")
        return self.of(value) if value else None

    def of(self, value: str) -> Term:
        """Return the term of one of the values."""
        return ox.Literal(value)

    @property
    def schema(self) -> dict:
        return {"type": "string", "enum": list(self.values)}


class Status(OneOf):
    """A filter by the status of a task."""

    values = tuple(STATUSES)

    def of(self, value: str) -> Term:
        return ox.NamedNode(f"{ID}scheme/status/{value}")

    def choices(self, found: Table, given: str) -> Choices:
        there = {status_code(cell): cell.name.value for line in found.lines for cell in line["status"]}
        return [(code, there[code]) for code in self.values if code in there]


class ActorKind(OneOf):
    """A filter by the kind of an actor."""

    values = KINDS
    variable = "only"

    def choices(self, found: Table, given: str) -> Choices:
        said = words(page_language())["actors"]
        there = {str(cell) for line in found.lines for cell in line["kind"]}
        return [(kind, said[kind]) for kind in self.values if kind in there]


class Held(OneOf):
    """A filter by how much of a document is held."""

    values = ("complete", "excerpt", "imported", "stub")


class Adopter(Filter):
    """A filter by who adopted a document."""

    variable = "adopter"


DOCUMENT = Filter("document", "The document that gives the task, by its path.", "document/A-RES-76-186")
ASSIGNEE = Filter("assignee", "Who has the task, by its path.", "post/secretary-general")
VERB = Filter("verb", "The verb with which it is asked, by its path.", "scheme/verb/request")
AT_LEAST = Number("atLeast", "The least force of the verb, from 0 to 5.", 3)
YEAR = Year("year", "The year in which the document was adopted.", 2021)
STATUS = Status("status", example="in-force")
ON_DAY = Day(DAY, example="2021-12-31")
ACTOR_KIND = ActorKind("kind", example="states")
HELD = Held("held", example="imported")
ADOPTED_BY = Adopter("adoptedBy", "Who adopted the document, by its path.", "body/general-assembly")
Filters = tuple[Filter, ...]


def names_of(filters: Filters) -> tuple[str, ...]:
    """Return the parameters that filters read."""
    return tuple(one.name for one in filters)


def parameters(filters: Filters) -> tuple[Parameter, ...]:
    """Return them as programs are told of them; an empty value is as good as none."""
    return tuple(Parameter(one.name, one.said, {"anyOf": [one.schema, {"const": ""}]}, one.example) for one in filters)


def asked(filters: Filters) -> dict[str, str]:
    """Return what a request's parameters choose, as they were sent, by filter."""
    names = names_of(filters)
    return {name: value for name, value in request.args.items() if name in names and value}


def _sent(name: str) -> str:
    """Return the value of a parameter without spaces around it; nothing but spaces is no empty value."""
    value = request.args.get(name, "")
    return value.strip() or value


def on_day(value: str = "") -> ox.Literal:
    """Return the day of which a status is told: the one that is asked for, else today in UTC. A bad one is a 400."""
    return ON_DAY.term(value)


def chosen(filters: Filters) -> dict[str, Term]:
    """Return the terms that a request's parameters name; what cannot be one is a 400, not an empty list."""
    terms = {one.variable: one.term(_sent(one.name)) for one in filters}
    return {variable: term for variable, term in terms.items() if term is not None}


def choices(found: Table, filters: Filters) -> dict[str, Choices]:
    """Return what each filter can be set to, from the lines of the table without filters."""
    given = asked(filters)
    return {one.name: one.choices(found, given.get(one.name, "")) for one in filters}


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat() if len(value) == 10 else abort(400, _NO_DAY)
    except ValueError:
        abort(400, _NO_DAY)
