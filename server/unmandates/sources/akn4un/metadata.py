"""The metadata beside the texts: one clean line for each symbol, out of lines that are quoted, doubled or cut."""

import json
from collections.abc import Iterator, Mapping

from unmandates.sources.akn4un.identity import key_of
from unmandates.sources.inputs.files import InputFile
from unmandates.sources.notes import Note, Outcome

ENDINGS = (".json", ".jsonl")


class Metadata:
    """The lines of all files of metadata, by the key of their symbols, as JSON text; and what was noticed."""

    def __init__(self) -> None:
        """Begin without any."""
        self.lines: dict[str, str] = {}
        self.notes: list[Note] = []

    def take(self, file: InputFile) -> None:
        """Read a file. One without any line that has a symbol is none of the source's."""
        taken, broken, text = 0, 0, file.read().decode("utf-8-sig", "replace")
        for row in rows_of(text):
            if row is None:
                broken += 1
            elif isinstance(row, Mapping) and isinstance(row.get("symbol"), str) and "adoption_type" in row | _other(row):
                taken += 1
                self.put(row, file.path)
        if not taken:
            self.notes.append(Note("file-of-another-kind", Outcome.FOREIGN, file.path))
        elif broken:
            self.notes.append(Note("metadata-line-cannot-be-read", Outcome.SKIPPED, file.path, detail=str(broken)))

    def put(self, row: Mapping, path: str) -> None:
        """Keep a line, unless its symbol has one: the first stays, and a second that differs is noted."""
        key = key_of(row["symbol"].strip().rstrip("*"))
        line = json.dumps(_clean(row), ensure_ascii=False, sort_keys=True)
        before = self.lines.setdefault(key, line)
        if before is not line:
            kind = "metadata-twice" if before == line else "metadata-twice-and-differing"
            self.notes.append(Note(kind, place=path, item=key))


def rows_of(text: str) -> Iterator[object]:
    """Yield what each line of JSON holds, None for a line that cannot be read; a file that is one list gives its members."""
    if text.lstrip().startswith("["):
        try:
            yield from json.loads(text)
            return
        except (ValueError, RecursionError):
            yield None
            return
    for line in text.splitlines():
        bare = line.strip().strip(",").strip()
        if bare.startswith('"{'):
            bare = bare[1:]
        if bare.endswith('}"'):
            bare = bare[:-1]
        if bare in ("", "[", "]", '"'):
            continue
        try:
            yield json.loads(bare)
        except (ValueError, RecursionError):
            yield None


def _other(row: Mapping) -> dict:
    """Return what marks a line of metadata whose organ has no type of adoption."""
    return {"adoption_type": True} if "voting_type" in row or "draft_resolution" in row or "outcome" in row else {}


def _clean(value: object) -> object:
    """Return a value with single spaces, and without "N.A."."""
    if isinstance(value, str):
        bare = " ".join(value.split())
        return "" if bare in ("N.A.", "N.A", "n.a.") else bare
    if isinstance(value, Mapping):
        return {str(name): _clean(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_clean(inner) for inner in value]
    return value
