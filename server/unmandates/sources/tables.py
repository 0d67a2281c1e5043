"""What is written at the end of an import: its tables, and what it says of itself."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from unmandates import __version__
from unmandates.clock import now
from unmandates.sources.drawing import notes_of
from unmandates.sources.folder import FILES, FORMAT, INDEX, NOTES, ImportFolder
from unmandates.sources.inputs.csv_text import write_rows
from unmandates.sources.notes import Note, Outcome
from unmandates.sources.report import EXAMPLES, Report, read_report
from unmandates.sources.source import Source

#: Why a file is foreign that the source neither took nor said anything of.
_NOT_USED = "not-used"
#: With what the kind of a note begins that tells of a file that was not read.
_REFUSED = "refused-"
_WORST = (Outcome.SKIPPED, Outcome.RECOVERED, Outcome.FOREIGN, Outcome.TAKEN)


def write(folder: ImportFolder, source: Source, text: bool, walked: list[str], notes: list[Note]) -> Report:
    """Write the tables of an import, and at last `import.json`; return its report.

    `walked` are the paths of all files that were found, `notes` those that belong to no item.
    """
    gathered = _Gathered()
    with folder.table(INDEX, ("part", "key", "files", "graphs", "statements", "notes")) as rows:
        write_rows(gathered.of_items(folder), rows)
    with folder.table(NOTES, ("kind", "outcome", "place", "item", "detail")) as rows:
        for note, of_item in _all(folder, notes):
            gathered.notice(note, of_item)
            write_rows([(note.kind, str(note.outcome), note.place, note.item, note.detail)], rows)
    became: dict[str, int] = Counter()
    with folder.table(FILES, ("path", "outcome", "reason", "sha256")) as rows:
        for row in gathered.of_files(walked):
            became[row[1]] += 1
            write_rows([row], rows)
    folder.say_about(
        {
            "format": FORMAT,
            "complete": True,
            "source": source.name,
            "title": dict(source.title),
            "publisher": source.publisher,
            "rights": {
                "statement": dict(source.rights.statement),
                "acknowledgement": dict(source.rights.acknowledgement),
                "said_at": source.rights.said_at,
                "served": source.rights.served,
            },
            "source_version": source.version,
            "tool": f"unmandates {__version__}",
            "text": text,
            "created": now().isoformat(timespec="seconds"),
            "parts": gathered.parts,
            "counts": gathered.counts | {"files": dict(sorted(became.items()))},
            "notes": gathered.kinds(),
        }
    )
    return read_report(folder.root)


def _all(folder: ImportFolder, notes: list[Note]) -> Iterator[tuple[Note, bool]]:
    """Yield every note, and whether it was made when an item was drawn."""
    yield from ((note, False) for note in notes)
    for record in folder.records():
        yield from ((note, True) for note in notes_of(record))


@dataclass
class _Gathered:
    """What is counted on the way."""

    parts: dict[str, dict[str, int]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: {"items": 0, "graphs": 0, "statements": 0})
    digests: dict[str, str] = field(default_factory=dict)  #: of the files of items, by path
    #: Kinds and outcomes of notes, and whether they are of an item, by their place.
    told: dict[str, set[tuple[str, Outcome, bool]]] = field(default_factory=lambda: defaultdict(set))
    found: dict[tuple[str, Outcome], int] = field(default_factory=Counter)
    examples: dict[tuple[str, Outcome], list[Note]] = field(default_factory=lambda: defaultdict(list))

    def of_items(self, folder: ImportFolder) -> Iterator[tuple]:
        """Yield the rows of the index, counting."""
        for record in folder.records():
            told = {"items": 1, "graphs": len(record["rows"])}
            told["statements"] = sum(row["statements"] for row in record["rows"])
            part = self.parts.setdefault(record["part"], dict.fromkeys(told, 0))
            for count, number in told.items():
                part[count] += number
                self.counts[count] += number
            for file in record["files"]:
                if record["mark"] or file["path"] not in self.digests:
                    self.digests[file["path"]] = file["sha256"] if record["mark"] else ""
            numbers = (len(record["files"]), told["graphs"], told["statements"], len(record["notes"]))
            yield (record["part"], record["key"], *numbers)

    def notice(self, note: Note, of_item: bool) -> None:
        """Count a note."""
        kind = note.kind, note.outcome
        self.told[note.place].add((*kind, of_item))
        self.found[kind] += 1
        if len(self.examples[kind]) < EXAMPLES:
            self.examples[kind].append(note)

    def kinds(self) -> list[dict]:
        """Return the notes by kind and outcome, with the first of each."""
        return [
            {
                "kind": kind,
                "outcome": str(outcome),
                "count": count,
                "examples": [
                    {"place": note.place, "item": note.item, "detail": note.detail}
                    for note in self.examples[kind, outcome]
                ],
            }
            for (kind, outcome), count in sorted(self.found.items())
        ]

    def of_files(self, walked: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
        """Yield the rows of the table of files: those that were found, and those that were refused before."""
        refused = {
            place for place, told in self.told.items() if place and any(kind.startswith(_REFUSED) for kind, *_ in told)
        }
        for path in sorted({*walked, *self.digests, *refused}):
            outcome, reasons = self._became(path)
            yield path, str(outcome), " ".join(reasons), self.digests.get(path, "")

    def _became(self, path: str) -> tuple[Outcome, list[str]]:
        """Return what became of a file, and why.

        What was skipped before the items were drawn is a part of a file from which others came: a line, a row.
        """
        told = self.told.get(path, set())
        taken = bool(self.digests.get(path)) or any(outcome is Outcome.TAKEN for _, outcome, _ in told)
        outcomes = {
            outcome
            for kind, outcome, of_item in told
            if outcome is not Outcome.SKIPPED or of_item or not taken or kind.startswith(_REFUSED)
        }
        if path in self.digests:
            outcomes.add(Outcome.TAKEN if taken else Outcome.SKIPPED)
        if not outcomes:
            return Outcome.FOREIGN, [_NOT_USED]
        worst = next(outcome for outcome in _WORST if outcome in outcomes)
        return worst, sorted({kind for kind, outcome, _ in told if outcome in (worst, Outcome.SKIPPED)})
