"""A picture of the model as SVG: the chief classes where they stand to each other, and the properties between them."""

from dataclasses import dataclass
from textwrap import wrap

from markupsafe import Markup

from unmandates.rdf.namespaces import ONTOLOGY
from unmandates.text.words import direction, words
from unmandates.web.things.vocabulary import Vocabulary

_COLUMNS, _ROWS = (105, 365, 625, 885), (45, 175, 305, 435)
_WIDTH, _HEIGHT, _BOX_WIDTH, _BOX_HEIGHT = 990, 480, 178, 54

#: Each class with its column and row; the four of the second row are the spine of the model.
_BOXES = {
    "Topic": (0, 0), "Assertion": (1, 0), "Verb": (2, 0), "MandateChange": (3, 0),
    "Document": (0, 1), "Provision": (1, 1), "Act": (2, 1), "Mandate": (3, 1),
    "Instrument": (0, 2), "Citation": (1, 2), "Actor": (2, 2), "Condition": (3, 2),
    "Event": (0, 3), "ParticipationRule": (1, 3), "Membership": (2, 3), "TextualNote": (3, 3),
}  # fmt: skip
_SPINE = 1
#: From class, to class, the properties that lead there, and how far along the arrow they are written.
_ARROWS = (
    ("Provision", "Document", ("parent",), 0.5), ("Act", "Provision", ("parent",), 0.5),
    ("Mandate", "Act", ("basis",), 0.5), ("Act", "Verb", ("verb",), 0.5), ("Assertion", "Act", ("parent",), 0.45),
    ("Provision", "Topic", ("about",), 0.5), ("MandateChange", "Mandate", ("changes",), 0.5),
    ("Citation", "Provision", ("parent",), 0.5), ("Citation", "Instrument", ("cites",), 0.5),
    ("Citation", "Document", ("cites",), 0.5), ("Act", "Actor", ("doer", "addressee"), 0.5),
    ("Mandate", "Actor", ("assignee",), 0.5), ("Mandate", "Condition", ("condition",), 0.5),
    ("Condition", "Actor", ("party",), 0.5), ("Membership", "Actor", ("member",), 0.5),
    ("ParticipationRule", "Event", ("event",), 0.5), ("ParticipationRule", "Actor", ("participant",), 0.5),
)  # fmt: skip


@dataclass(frozen=True)
class _Point:
    x: float
    y: float


def picture(found: Vocabulary, language: str) -> Markup:
    """Return the picture with labels in the language; it is mirrored for a language written from right to left."""
    mirrored = direction(language) == "rtl"

    def label(name: str) -> str:
        term = found.terms.get(ONTOLOGY + name)
        texts = term.text("label", language) if term else []
        return texts[0].value if texts else name

    def centre(name: str) -> _Point:
        column, row = _BOXES[name]
        x = _COLUMNS[column]
        return _Point(_WIDTH - x if mirrored else x, _ROWS[row])

    parts = []
    boxes = {name for name in _BOXES if ONTOLOGY + name in found.terms}
    for origin, target, properties, place in _ARROWS:
        if not {origin, target} <= boxes:
            continue
        start, end = _edge(centre(origin), centre(target)), _edge(centre(target), centre(origin))
        x, y = start.x + (end.x - start.x) * place, start.y + (end.y - start.y) * place
        parts.append(
            Markup('<path class="arrow" d="M{:.0f} {:.0f}L{:.0f} {:.0f}" marker-end="url(#tip)"/>').format(
                start.x, start.y, end.x, end.y
            )
        )
        room = 12 if start.y == end.y else 30
        shown = [line for name in properties for line in wrap(label(name), room)]
        for place_of_line, text in enumerate(shown):
            shift = y + 4 + (place_of_line - (len(shown) - 1) / 2) * 16
            parts.append(Markup('<text class="between" x="{:.0f}" y="{:.0f}">{}</text>').format(x, shift, text))
    for name, (_, row) in _BOXES.items():
        if name not in boxes:
            continue
        at = centre(name)
        parts.append(
            Markup(
                '<a href="#{}"><rect class="{}" x="{:.0f}" y="{:.0f}" width="{}" height="{}" rx="2"/>'
                '<text class="class" x="{:.0f}" y="{:.0f}">{}</text></a>'
            ).format(
                name,
                "box spine" if row == _SPINE else "box",
                at.x - _BOX_WIDTH / 2,
                at.y - _BOX_HEIGHT / 2,
                _BOX_WIDTH,
                _BOX_HEIGHT,
                at.x,
                at.y + 6,
                label(name),
            )  # fmt: skip
        )
    title = words(language)["ontology"]["picture"]
    return Markup(
        '<svg class="picture" viewBox="0 0 {} {}" role="group" aria-label="{}">'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>{}</svg>'
    ).format(_WIDTH, _HEIGHT, title, Markup("").join(parts))


def _edge(of: _Point, towards: _Point) -> _Point:
    """Return where the line between the centres of two boxes leaves the first box."""
    dx, dy = towards.x - of.x, towards.y - of.y
    scale = min(
        (_BOX_WIDTH / 2 + 2) / abs(dx) if dx else float("inf"), (_BOX_HEIGHT / 2 + 2) / abs(dy) if dy else float("inf")
    )
    return _Point(of.x + dx * scale, of.y + dy * scale)
