"""One real paragraph as a graph: what is said of it and of all below it, told as nodes, which `drawing.py` draws."""

from collections.abc import Iterator
from dataclasses import dataclass

from unmandates.rdf.names import expand
from unmandates.rdf.namespaces import ID, ONTOLOGY
from unmandates.web.things.naming import Text
from unmandates.web.things.site import Site
from unmandates.web.things.things import Thing, Value

#: The paragraph: one act, two conditions on it, one task, and what became of the task.
PARAGRAPH = ID + "document/A-RES-76-186/op/28"
#: What is told of each node, in this order: who and how, what and when, on what it rests, in which words.
_TOLD = (
    "number doer verb verbText addressee mandator assignee deliverable recipient dueDate dueSession dueAt dueBefore "
    "recurrence conditionKind change changeDate concerns condition basis changes parent about summary"
).split()
#: What another property joins to the rest (has as condition, rests on, changes): that it has a parent is not told too.
_JOINED = ("Condition", "Mandate", "MandateChange")
_CLASSES = ("OperativeParagraph", "PerformedAct", "Condition", "Mandate", "MandateChange")


@dataclass(frozen=True)
class Statement:
    """A property, and the thing or value that it leads to."""

    property: Thing
    value: Thing | Text | Value


@dataclass(frozen=True)
class Node:
    """The paragraph or something below it: its class, and what is said of it."""

    thing: Thing
    kind: Thing
    statements: list[Statement]


@dataclass(frozen=True)
class WorkedExample:
    """A paragraph and its nodes, itself first."""

    paragraph: Thing
    nodes: list[Node]


def worked_example(where: Site, language: str) -> WorkedExample | None:
    """Return the example in a language; None for a release that does not hold the paragraph."""
    if not where.data.holds(PARAGRAPH):
        return None
    where.world.expect_all(PARAGRAPH)
    paragraph = where.world.thing(PARAGRAPH, language)
    return WorkedExample(paragraph, [_node(thing) for thing in _with_parts(paragraph)])


def _with_parts(thing: Thing) -> Iterator[Thing]:
    """Yield a thing and what was curated below it, each followed by its own."""
    yield thing
    for part in thing.parts(*_CLASSES):
        if not part.local.isalpha():  # what a rule made has a word in place of a number
            yield from _with_parts(part)


def _node(thing: Thing) -> Node:
    kind = next(thing.of(ONTOLOGY + name) for name in _CLASSES if thing.is_a(name))
    left = {"parent"} if kind.local in _JOINED else set()
    if kind.local != "OperativeParagraph":
        left.add("about")  # as the paragraph
    return Node(
        thing,
        kind,
        [
            Statement(thing.of(expand(name)), value)
            for name in _TOLD
            if name not in left
            for value in _values(thing, name)
        ],
    )


def _values(thing: Thing, name: str) -> list[Thing | Text | Value]:
    """Return all values of a property, words in the reader's language alone."""
    found = thing.all(name)
    worded = [value for value in found if isinstance(value, Text) and value.language]
    return [thing.text(name)] if worded else found
