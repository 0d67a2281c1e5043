"""Acts made by hand, as small as a test needs them, and what aspects say of them in short."""

from collections.abc import Mapping

from unmandates.rdf.namespaces import ID
from unmandates.sources.akn4un.act import Act, Mark, Unit, UnitKind, Version, Words
from unmandates.sources.source import Drawn

KINDS = {"pp": UnitKind.PREAMBULAR, "op": UnitKind.OPERATIVE, "fn": UnitKind.FOOTNOTE}


def words(
    text: str, italic: str = "", links: Mapping[str, str] | None = None, note: tuple[str, str] | None = None
) -> Words:
    """Return words of which the first are in italics, some link somewhere, and a footnote stands after others."""
    marks = [Mark("italic", 0, len(italic))] if italic else []
    marks += [Mark("link", text.index(on), text.index(on) + len(on), target) for on, target in (links or {}).items()]
    if note:
        after = text.index(note[0]) + len(note[0])
        marks.append(Mark("note", after, after, note[1]))
    return Words(text, tuple(marks))


def unit(path: str, **languages: Words) -> Unit:
    """Return a unit by its path (`op/2`) with its words by language."""
    kind, order = path.split("/")
    return Unit(path, KINDS[kind], "", int(order), order, languages)


def act(
    *units: Unit,
    organ: str = "ga",
    key: str = "A-RES-90-7",
    kind: str = "resolution",
    session: str = "90",
    metadata: Mapping | None = None,
    **version,
) -> Act:
    """Return an act with an English version that has the given fields."""
    english = Version("en", "English/A_RES_90_7.xml", "0" * 64, "A title", **version)
    return Act(key, key.replace("-", "/"), organ, kind, session, {"en": english}, units, metadata)


def said(drawn: Drawn) -> set[tuple[str, str, str]]:
    """Return all that is said, as paths below the document or in the graph and plain values."""
    return {
        (
            _short(triple.subject.value),
            triple.predicate.value.rpartition("#")[2].rpartition("/")[2],
            _short(triple.object.value),
        )
        for triples in drawn.triples.values()
        for triple in triples
    }


def noted(drawn: Drawn) -> list[tuple[str, str]]:
    """Return the kinds and details of what was noticed."""
    return [(note.kind, note.detail) for note in drawn.notes]


def _short(value: str) -> str:
    return value.removeprefix(ID).removeprefix("document/A-RES-90-7/")
