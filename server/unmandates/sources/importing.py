"""The run of an import: files sorted into items, items drawn by several processes, and what became of all written down.

What an import made before is kept where nothing that it was made from has changed, whether the former run ended or was
killed: a run that is begun again goes on. The texts are read one item at a time; what is held in memory is the list of
files, some hundred bytes for each.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from unmandates.sources import tables
from unmandates.sources.drawing import Done, Task, draw, fail, fitted, mark_of, notes_of
from unmandates.sources.folder import ImportFolder, ImportStopped, fits
from unmandates.sources.inputs.archives import Inputs
from unmandates.sources.inputs.files import InputFile
from unmandates.sources.inputs.limits import Limits
from unmandates.sources.notes import Note, Outcome
from unmandates.sources.report import Report
from unmandates.sources.source import Item, Source
from unmandates.sources.workers import Lost, run

#: With these outcomes a strict import stops.
_FINDINGS = (Outcome.SKIPPED, Outcome.RECOVERED)


@dataclass(frozen=True)
class Options:
    """How an import is made: stopping at the first finding or not, in how many processes, with or without the text."""

    strict: bool = False
    processes: int | None = None
    text: bool = True


def import_files(
    source: Source,
    given: list[Path],
    into: Path,
    options: Options = Options(),
    watch: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Import files, folders and archives of a source into a folder; return what is to be told of it.

    `watch` is told now and then how many of how many items are done. Raises `ImportStopped`, which says why and what to
    do: for a folder that cannot be used, an input that is not there, and a finding of a strict import.
    """
    for path in given:
        if into.resolve().is_relative_to(path.resolve()):
            raise ImportStopped(f"{into} lies in what is to be read: name another folder")
    folder = ImportFolder(into)
    with folder.held() as spool:
        former = folder.about()
        if (other := former.get("source", source.name)) != source.name:
            raise ImportStopped(f"{into} holds an import of {other}: name another folder")
        folder.say_about({"source": source.name, "complete": False})
        seen = folder.seen() if former.get("complete") else {}
        return _Run(source, folder, spool, options, seen).make(given, watch)


class _Run:
    """One run, and what it knows so far."""

    def __init__(
        self, source: Source, folder: ImportFolder, spool: Path, options: Options, seen: dict[str, list]
    ) -> None:
        self._source, self._folder, self._spool, self._options = source, folder, spool, options
        self._limits = Limits.from_environment()
        self._notes: list[Note] = []
        self._walked: dict[str, None] = {}
        self._items: set[tuple[str, str]] = set()
        self._former, self._seen = seen, {}

    def make(self, given: list[Path], watch: Callable[[int, int], None]) -> Report:
        try:
            files = Inputs(given, self._spool, self._notice, self._limits)
        except ValueError as error:
            raise ImportStopped(str(error)) from None
        items = list(self._sorted(files))
        total, done = len(items), 0
        watch(done, total)
        for result in self._drawn(items):
            done += 1
            watch(done, total)
            for note in result.notes:
                self._stop_if_strict(note)
        self._folder.keep(self._items)
        self._folder.settle()
        self._folder.say_seen(self._seen)
        return tables.write(self._folder, self._source, self._options.text, list(self._walked), sorted(self._notes))

    def _notice(self, note: Note) -> None:
        note = fitted(note)
        self._notes.append(note)
        self._stop_if_strict(note)

    def _stop_if_strict(self, note: Note) -> None:
        if self._options.strict and note.outcome in _FINDINGS:
            place = note.place or note.item
            raise ImportStopped(f"{place}: {note.kind}{f': {note.detail}' if note.detail else ''}")

    def _sorted(self, files: Inputs) -> Iterator[Item]:
        """Yield the items that the source finds, each under a name of its own."""
        for found in self._source.sort(self._walk(files)):
            if isinstance(found, Note):
                self._notice(found)
            elif not fits(found.part, found.key):
                self._notice(Note("key-unfit", Outcome.SKIPPED, _place(found), found.key, found.part))
            elif (found.part, found.key) in self._items:
                self._notice(Note("item-repeated", Outcome.SKIPPED, _place(found), found.key, found.part))
            else:
                self._items.add((found.part, found.key))
                yield found

    def _walk(self, files: Inputs) -> Iterator[InputFile]:
        for file in files:
            self._walked[file.path] = None
            yield file

    def _drawn(self, items: list[Item]) -> Iterator[Done]:
        """Yield what became of each item: first of those that are known to be as they were, then of those drawn."""
        changed = []
        for item in items:
            if (same := self._same(item)) is not None:
                yield same
            else:
                changed.append(Task(self._source, item, self._folder.root, self._options.text))
        processes = self._options.processes or len(os.sched_getaffinity(0))
        limits = self._limits.item_seconds, self._limits.item_memory
        for task, result in run(draw, changed, min(processes, max(1, len(changed))), *limits):
            if isinstance(result, Lost):
                result = fail(task, self._loss(result, task.item))
            for file in task.item.files:
                if (digest := result.digests.get(file.path)) and (state := _state(file)):
                    self._seen[file.path] = [*state, digest]
            yield result

    def _loss(self, lost: Lost, item: Item) -> Note:
        if lost.late:
            seen = f"more than {self._limits.item_seconds:g} seconds"
            return self._limits.breach("item_seconds", seen).note(_place(item), item.key)
        return Note("process-died", Outcome.SKIPPED, _place(item), item.key, lost.how)

    def _same(self, item: Item) -> Done | None:
        """Return what became of an item before, where neither its files nor anything else has changed since."""
        digests = {}
        for file in item.files:
            *state, digest = self._former.get(file.path, [None])
            if not state or state != _state(file):
                return None
            digests[file.path] = digest
        record = self._folder.record(item.part, item.key)
        if record is None or record["mark"] != mark_of(self._source, item, digests, self._options.text):
            return None
        self._seen |= {path: self._former[path] for path in digests}
        return Done(item.part, item.key, True, digests, notes_of(record))


def _place(item: Item) -> str:
    return item.files[0].path if item.files else ""


def _state(file: InputFile) -> list[int] | None:
    """Return what changes when a file does, without reading it: its size, and size and time of what it lies in.

    None for a file that is not there any more.
    """
    try:
        found = file.container.stat()
    except OSError:
        return None
    return [file.size, found.st_size, found.st_mtime_ns]
