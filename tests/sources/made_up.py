"""Files that tests make up, and what a source says of them."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from unmandates.rdf.names import abbreviate
from unmandates.sources.inputs.files import InputFile
from unmandates.sources.notes import Note
from unmandates.sources.source import Drawn, Item, Source


class OnDisk(InputFile):
    """A file on disk as it is."""

    def read(self) -> bytes:
        """Return its bytes."""
        return self.container.read_bytes()


def written(folder: Path, name: str, text: str | bytes) -> InputFile:
    """Write a file and return it as an importer is given it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return OnDisk(name, path, size=path.stat().st_size)


def sorted_out(source: Source, files: Iterable[InputFile]) -> tuple[dict[str, Item], list[Note]]:
    """Return the items of files by key, and the notes."""
    found = list(source.sort(iter(list(files))))
    items = [one for one in found if isinstance(one, Item)]
    assert len({item.key for item in items}) == len(items)
    return {item.key: item for item in items}, [one for one in found if isinstance(one, Note)]


def kinds(notes: Iterable[Note]) -> Counter:
    """Return how many notes there are of each kind."""
    return Counter(note.kind for note in notes)


def statements(drawn: Drawn) -> set[str]:
    """Return all that was drawn, whatever its standing, as short lines: `<body/x> unm:abbreviation "X"`."""
    return {line(triple) for triples in drawn.triples.values() for triple in triples}


def line(triple: ox.Triple) -> str:
    """Return a triple as a short line."""
    value = triple.object
    told = abbreviate(value.value) if isinstance(value, ox.NamedNode) else str(value)
    told = told.replace("^^<http://www.w3.org/2001/XMLSchema#integer>", "").replace(
        "^^<http://www.w3.org/2001/XMLSchema#boolean>", ""
    )
    return f"{abbreviate(triple.subject.value)} {abbreviate(triple.predicate.value)} {told}"
