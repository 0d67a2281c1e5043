"""The text of an act as triples: the document with its titles and languages, and every unit with its words.

Standing text. `unm:officialText` alone holds the words, so that a run without the text leaves out that one property.
"""

from collections.abc import Iterator

import pyoxigraph as ox

from unmandates.sources.akn4un.act import Act, Unit, UnitKind
from unmandates.sources.akn4un.aspect import Aspect
from unmandates.sources.akn4un.languages import OFFICIAL
from unmandates.sources.saying import in_language, of_class, said, term, thing
from unmandates.sources.source import Drawn, Standing

CLASSES = {
    "resolution": "Resolution",
    "decision": "Decision",
    "presidential-statement": "PresidentialStatement",
    "draft": "Draft",
}
UNIT_CLASSES = {
    UnitKind.PREAMBULAR: "PreambularParagraph",
    UnitKind.OPERATIVE: "OperativeParagraph",
    UnitKind.SUB: "SubParagraph",
    UnitKind.SECTION: "Section",
    UnitKind.COMPONENT: "Section",
    UnitKind.ANNEX: "Annex",
    UnitKind.PARAGRAPH: "Paragraph",
    UnitKind.ROW: "TableRow",
    UnitKind.FOOTNOTE: "Footnote",
    UnitKind.FORMULA: "Provision",
}


def document_of(act: Act) -> ox.NamedNode:
    """Return the IRI of an act's document."""
    return thing(f"document/{act.key}")


def unit_of(act: Act, path: str) -> ox.NamedNode:
    """Return the IRI of a unit by its path; the document for an empty one."""
    return thing(f"document/{act.key}/{path}") if path else document_of(act)


def draw(act: Act) -> Drawn:
    """Return what the text of an act says."""
    drawn = Drawn()
    drawn.say(Standing.TEXT, _document(act))
    for unit in act.units:
        drawn.say(Standing.TEXT, _unit(act, unit))
    return drawn


def _document(act: Act) -> Iterator[ox.Triple]:
    node = document_of(act)
    yield of_class(node, CLASSES[act.kind])
    yield said(node, "symbol", act.symbol)
    yield said(node, "skos:prefLabel", in_language(act.symbol, "en"))
    yield said(node, "skos:prefLabel", in_language(act.symbol, "ar"))
    yield said(node, "coverage", thing("scheme/coverage/imported"))
    for language, version in sorted(act.versions.items()):
        name = "availableIn" if language in OFFICIAL else "unofficialVersion"
        yield said(node, name, ox.Literal(language, datatype=term("xsd:language")))
        if version.title:
            yield said(node, "dcterms:title", in_language(version.title, language))


def _unit(act: Act, unit: Unit) -> Iterator[ox.Triple]:
    node = unit_of(act, unit.path)
    yield of_class(node, UNIT_CLASSES[unit.kind])
    yield said(node, "parent", unit_of(act, unit.parent))
    yield said(node, "order", unit.order)
    if unit.number:
        yield said(node, "number", unit.number)
    for language, printed in sorted(unit.printed.items()):
        yield said(node, "printedNumber", in_language(printed, language))
    noted = set()
    for language, words in sorted(unit.words.items()):
        if words.text:
            yield said(node, "officialText", in_language(words.text, language))
        noted |= {mark.target for mark in words.marks if mark.kind == "note"}
    for path in sorted(noted):
        yield said(unit_of(act, path), "markedAt", node)


ASPECT = Aspect("text", draw)
