"""One item drawn, from its files to its statements on disk: what a process of an import does, again and again."""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from unmandates.corpus.layout import PACKAGE
from unmandates.rdf import canonical
from unmandates.rdf.literals import as_kept
from unmandates.rdf.namespaces import ONTOLOGY
from unmandates.sources.addresses_of_files import masked, without_addresses
from unmandates.sources.folder import ImportFolder
from unmandates.sources.inputs.limits import Breach, Limits
from unmandates.sources.notes import Note, Outcome
from unmandates.sources.provenance import graph_of, made_with, provenance
from unmandates.sources.source import Drawn, Item, Source, Standing

#: What is left out of an import without text.
_OFFICIAL_TEXT = ox.NamedNode(ONTOLOGY + "officialText")
#: Characters of what a note tells of; the rest is left out.
_DETAIL = 500


@dataclass(frozen=True)
class Task:
    """An item to be drawn into a folder, with or without the official text."""

    source: Source
    item: Item
    folder: Path
    text: bool


@dataclass(frozen=True)
class Done:
    """What became of an item: whether it is as it was, the digests of its files by path, and what was noticed."""

    part: str
    key: str
    same: bool
    digests: dict[str, str]
    notes: tuple[Note, ...]


def draw(task: Task) -> Done:
    """Draw an item and write it to its folder, unless it lies there and nothing that it is made from has changed."""
    folder, item = ImportFolder(task.folder), task.item
    digests = {file.path: _digest(file) for file in item.files}
    mark = mark_of(task.source, item, digests, task.text)
    known = folder.record(item.part, item.key, read=True)
    if known is not None and known["mark"] == mark:
        return Done(item.part, item.key, True, digests, notes_of(known))
    try:
        drawn = task.source.draw(item)
        graphs, notes = _graphs(task, drawn, digests)
    except Exception as error:  # whatever a file brings about, the rest goes on
        return fail(task, _failure(item, error), digests)
    notes = tuple(sorted(_fit(note, item) for note in (*drawn.notes, *notes)))
    rows, start = [], 0
    for graph, lines in graphs:
        length = sum(map(len, lines))
        rows.append(_row(task, mark, graph, lines, start, length))
        start += length
    record = _record(item, mark, digests, notes, rows)
    folder.say_item(record, b"".join(line for _, lines in graphs for line in lines))
    return Done(item.part, item.key, False, digests, notes)


def fail(task: Task, note: Note, digests: dict[str, str] | None = None) -> Done:
    """Write that an item could not be drawn, so that it is tried again by the next run."""
    notes, item = (_fit(note, task.item),), task.item
    digests = digests or {file.path: "" for file in item.files}
    ImportFolder(task.folder).say_item(_record(item, "", digests, notes, []), b"")
    return Done(item.part, item.key, False, digests, notes)


def mark_of(source: Source, item: Item, digests: dict[str, str], text: bool) -> str:
    """Return the mark of an item: the digest of all that decides what is drawn from it."""
    made_of = (
        made_with(source),
        code_of(source.name),
        repr(Limits.from_environment()),
        text,
        item.part,
        item.key,
        item.beside,
    )
    files = [(file.path, digests[file.path]) for file in item.files]
    return hashlib.sha256(json.dumps([made_of, files]).encode()).hexdigest()


@cache
def code_of(source: str, room: Path = PACKAGE / "sources") -> str:
    """Return a digest of the code and tables that draw the items of a source, by its name.

    So a change that nobody calls another version is noticed as well.
    """
    shared = [path for path in room.glob("*") if path.is_file()]
    digest = hashlib.sha256()
    for path in sorted([*shared, *(room / "inputs").rglob("*"), *(room / source).rglob("*")]):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(room).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def notes_of(record: dict) -> tuple[Note, ...]:
    """Return the notes of an item from its record."""
    return tuple(Note(**note | {"outcome": Outcome(note["outcome"])}) for note in record["notes"])


def fitted(note: Note) -> Note:
    """Return a note as it is kept: shortened, and without addresses of files."""
    return Note(note.kind, note.outcome, masked(note.place), masked(note.item)[:_DETAIL], masked(note.detail)[:_DETAIL])


def _fit(note: Note, item: Item) -> Note:
    note = fitted(note)
    return Note(note.kind, note.outcome, note.place, note.item or item.key, note.detail)


def _digest(file) -> str:
    """Return the SHA-256 of a file; nothing where it cannot be read, of which the source tells when it draws."""
    try:
        return hashlib.sha256(file.read()).hexdigest()
    except Breach:
        return ""


def _failure(item: Item, error: Exception) -> Note:
    if isinstance(error, Breach):
        return error.note(item.files[0].path if len(item.files) == 1 else "", item.key)
    if isinstance(error, MemoryError):
        return Limits.from_environment().breach("item_memory", "more bytes held").note("", item.key)
    return Note("item-failed", Outcome.SKIPPED, "", item.key, f"{type(error).__name__}: {error}")


def _graphs(task: Task, drawn: Drawn, digests: dict[str, str]) -> tuple[list[tuple[str, list[bytes]]], list[Note]]:
    """Return the graphs of an item with their lines, by standing, and what was noticed in making them."""
    graphs, notes = [], []
    limits = Limits.from_environment()
    limits.hold("statements", sum(map(len, drawn.triples.values())), "statements")
    for standing in (standing for standing in Standing if drawn.triples.get(standing)):
        graph = graph_of(task.source.name, standing, task.item.key)
        triples = [triple for triple in drawn.triples[standing] if task.text or triple.predicate != _OFFICIAL_TEXT]
        if not triples:
            continue
        triples += provenance(graph, task.source, standing, ((path, one) for path, one in digests.items() if one))
        node = ox.NamedNode(graph)
        lines = canonical.lines(
            ox.Quad(triple.subject, triple.predicate, as_kept(triple.object), node) for triple in triples
        )
        if any(line.startswith(b"_:") or b" _:c14n" in line for line in lines):
            raise ValueError("a statement has a blank node: name the thing by an IRI")
        clean = without_addresses(lines)
        if len(clean) < len(lines):
            left = len(lines) - len(clean)
            notes.append(Note("address-of-a-file", Outcome.TAKEN, detail=f"{left} statements left out, {standing}"))
        graphs.append((graph, clean))
    return graphs, notes


def _row(task: Task, mark: str, graph: str, lines: list[bytes], start: int, length: int) -> dict:
    """Return the row of a graph, with the columns that a release's table of graphs has."""
    return {
        "graph": graph,
        "part": f"{task.source.name}-{task.item.part}",
        "sha256": canonical.digest(lines),
        "statements": len(lines),
        "file": ImportFolder(task.folder).file_of(task.item.part, task.item.key),
        "start": start,
        "bytes": length,
        "mark": mark,
    }


def _record(item: Item, mark: str, digests: dict[str, str], notes: tuple[Note, ...], rows: list[dict]) -> dict:
    sizes = {file.path: file.size for file in item.files}
    return {
        "part": item.part,
        "key": item.key,
        "mark": mark,
        "files": [{"path": path, "size": sizes[path], "sha256": digest} for path, digest in digests.items()],
        "notes": [asdict(note) for note in notes],
        "rows": rows,
    }
