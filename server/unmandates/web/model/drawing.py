"""A worked example as SVG: its nodes with their values one below the other, and beside them the things they name.

An arrow goes from the property to the thing that it leads to: to the side where the named things are, or round the
other side to another node. All is mirrored for a language written from right to left.
"""

from dataclasses import dataclass
from textwrap import wrap

from markupsafe import Markup

from unmandates.text.words import direction, say_date, words
from unmandates.web.model.worked_example import Node, Statement, WorkedExample
from unmandates.web.things.display_names import brief, called
from unmandates.web.things.naming import Text
from unmandates.web.things.things import Thing, Value

_WIDTH, _LINE, _GAP = 1100, 21, 26
#: Where nodes and named things begin, and how wide they are; left of the nodes arrows pass, in lanes.
_NODE, _NODE_WIDTH, _NAMED, _NAMED_WIDTH = 70, 590, 820, 270
_VALUE, _PAD, _HEAD, _LANE, _LANES = 172, 12, 34, 13, 4
#: How many characters a line takes beside a property, and in the box of a named thing.
_VALUE_ROOM, _NAMED_ROOM = 46, 31


@dataclass(frozen=True)
class _Row:
    """A statement at its place in the picture: the middle of its first line, and its value as lines if it has words."""

    statement: Statement
    y: float
    lines: list[str]


@dataclass(frozen=True)
class _Box:
    """A node or named thing at its place: its top and height."""

    thing: Thing
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


class _Pen:
    """Writes the parts of a picture, mirrored if need be."""

    def __init__(self, language: str) -> None:
        self.language, self.mirrored = language, direction(language) == "rtl"
        self.parts: list[Markup] = []

    def x(self, at: float) -> float:
        return _WIDTH - at if self.mirrored else at

    def box(self, thing: Thing, at: float, top: float, width: float, height: float, kind: str, inside: Markup) -> None:
        """Draw a box that leads to its thing; what is `inside` belongs to the link."""
        left = self.x(at) - (width if self.mirrored else 0)
        shape = Markup('<rect class="{}" x="{:.0f}" y="{:.0f}" width="{}" height="{:.0f}" rx="2"/>').format(
            kind, left, top, width, height
        )
        self.parts.append(Markup('<a href="{}">{}{}</a>').format(thing.href, shape, inside))

    def text(self, said: str, at: float, y: float, kind: str = "", language: str = "") -> Markup:
        """Return a line of text."""
        told = Markup(' lang="{}"').format(language) if language and language != self.language else ""
        return Markup('<text class="{}" x="{:.0f}" y="{:.0f}"{}>{}</text>').format(kind, self.x(at), y + 5, told, said)

    def arrow(self, path: list[tuple[str, list[tuple[float, float]]]]) -> None:
        """Draw a line with a tip: each step is a command of SVG and its points."""
        steps = " ".join(command + " ".join(f"{self.x(x):.0f} {y:.0f}" for x, y in points) for command, points in path)
        self.parts.append(Markup('<path class="arrow" d="{}" marker-end="url(#tip-of-example)"/>').format(steps))


def drawn(example: WorkedExample, language: str) -> Markup:
    """Return the picture of a worked example in a language."""
    pen, boxes, rows, top = _Pen(language), {}, {}, 4.0
    own = {node.thing for node in example.nodes}
    for node in example.nodes:
        boxes[node.thing], rows[node.thing] = _placed(node, top, own, language)
        top += boxes[node.thing].height + _GAP
    named = _beside(boxes, rows, language)
    lane = 0
    for row in (row for found in rows.values() for row in found):
        value = row.statement.value
        if value in named:
            start, end = (_NODE + _NODE_WIDTH, row.y), (_NAMED - 4, named[value].middle)
            half = (start[0] + end[0]) / 2
            pen.arrow([("M", [start]), ("C", [(half, start[1]), (half, end[1]), end])])
        elif value in boxes:
            at, target = _NODE - _LANE * (1 + lane % _LANES) - 4, boxes[value].top + _HEAD / 2
            lane += 1
            pen.arrow([("M", [(_NODE, row.y)]), ("L", [(at, row.y), (at, target), (_NODE - 4, target)])])
    for node in example.nodes:
        _draw_node(pen, node, boxes[node.thing], rows[node.thing])
    for box in named.values():
        lines = wrap(str(called(box.thing)), _NAMED_ROOM)
        first = box.middle - (len(lines) - 1) / 2 * _LINE
        inside = Markup("").join(
            pen.text(line, _NAMED + _PAD, first + place * _LINE, "name", box.thing.name.language)
            for place, line in enumerate(lines)
        )
        pen.box(box.thing, _NAMED, box.top, _NAMED_WIDTH, box.height, "box", inside)
    height = max(top - _GAP, *(box.top + box.height for box in named.values())) + 6
    return Markup(
        '<svg class="picture worked" viewBox="0 0 {} {:.0f}" role="group" aria-label="{}" aria-describedby="in-words">'
        '<defs><marker id="tip-of-example" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
        'orient="auto"><path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>{}</svg>'
    ).format(_WIDTH, height, words(language)["ontology"]["worked"], Markup("").join(pen.parts))


def _placed(node: Node, top: float, own: set[Thing], language: str) -> tuple[_Box, list[_Row]]:
    """Return the box of a node whose top is given, with its rows; another of the `own` nodes is named in them."""
    rows, y = [], top + _HEAD + _LINE / 2
    for statement in node.statements:
        lines = wrap(_said(statement.value, own, language), _VALUE_ROOM)
        rows.append(_Row(statement, y, lines))
        y += _LINE * max(1, len(lines))
    return _Box(node.thing, top, y - _LINE / 2 + _PAD - top), rows


def _said(value: Thing | Text | Value, own: set[Thing], language: str) -> str:
    """Return what stands in a node for a value; nothing for a thing to which an arrow leads across."""
    if isinstance(value, Thing):
        return brief(value) if value in own else ""
    return say_date(value.value, language) if isinstance(value, Value) else value.value


def _beside(boxes: dict[Thing, _Box], rows: dict[Thing, list[_Row]], language: str) -> dict[Thing, _Box]:
    """Return the boxes of the things that are named, each as near as may be to the middle of what names it."""
    naming: dict[Thing, list[float]] = {}
    for row in (row for found in rows.values() for row in found):
        if isinstance(row.statement.value, Thing) and row.statement.value not in boxes:
            naming.setdefault(row.statement.value, []).append(row.y)
    placed: dict[Thing, _Box] = {}
    top = 4.0
    for thing, places in sorted(naming.items(), key=lambda one: sum(one[1]) / len(one[1])):
        height = _LINE * len(wrap(str(called(thing)), _NAMED_ROOM)) + _PAD
        top = max(top, sum(places) / len(places) - height / 2)
        placed[thing] = _Box(thing, top, height)
        top += height + 8
    return placed


def _draw_node(pen: _Pen, node: Node, box: _Box, rows: list[_Row]) -> None:
    head = pen.text(str(node.kind.name), _NODE + _PAD, box.top + _HEAD / 2, "class") + pen.text(
        str(called(node.thing)), _NODE + _NODE_WIDTH - _PAD, box.top + _HEAD / 2, "whose"
    )
    pen.box(node.thing, _NODE, box.top, _NODE_WIDTH, box.height, "box spine", head)
    for row in rows:
        name, value = row.statement.property.name, row.statement.value
        at, kind = (_NODE + _PAD, "between") if row.lines else (_NODE + _NODE_WIDTH - _PAD, "between out")
        pen.parts.append(pen.text(name.value, at, row.y, kind, name.language))
        language = value.language if isinstance(value, Text) else ""
        for place, line in enumerate(row.lines):
            pen.parts.append(pen.text(line, _NODE + _VALUE, row.y + place * _LINE, "value", language))
