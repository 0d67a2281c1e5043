"""The table of entities, row by row: each a body with a key."""

import json
from collections.abc import Iterable, Iterator

from unmandates.sources.bodies import known_bodies, own_key
from unmandates.sources.inputs.csv_text import read_records
from unmandates.sources.inputs.files import InputFile
from unmandates.sources.inputs.limits import Breach
from unmandates.sources.notes import Note, Outcome
from unmandates.sources.source import Item

#: The columns without which a table is none of this source.
NEEDED = {"entity", "entity_long", "un_principal_organ"}


def sort(files: Iterable[InputFile]) -> Iterator[Item | Note]:
    """Yield an item for each entity, and notes on files and rows that are none.

    `beside` of an item is its row; `curated` in it says whether the key is that of a curated body, `named` whether that
    body has the name of the row.
    """
    for file in files:
        if not file.path.lower().endswith(".csv"):
            yield Note("no-table", Outcome.FOREIGN, file.path)
            continue
        try:
            yield from _entities(file)
        except Breach as breach:
            yield breach.note(file.path)


def _entities(file: InputFile) -> Iterator[Item | Note]:
    known, seen, columns = known_bodies(), set(), None
    for number, row in enumerate(read_records(file.read()), 2):
        if columns is None:
            columns = set(row)
            if not columns >= NEEDED:
                yield Note("other-table", Outcome.FOREIGN, file.path, detail=", ".join(sorted(NEEDED - columns)))
                return
        row = {name: " ".join(value.split()) for name, value in row.items() if value.strip()}
        short, name = row.get("entity", ""), row.get("entity_long", "")
        if not short or not name:
            yield Note("entity-without-name", Outcome.SKIPPED, file.path, detail=f"row {number}")
            continue
        curated = known.key(short, name)
        key = curated or own_key(short)
        if key in seen or (not curated and key in known.keys) or not key:
            kind = "entity-twice" if key in seen else "key-of-another-body"
            yield Note(kind, Outcome.SKIPPED, file.path, key, f"{short}: {name}")
            continue
        seen.add(key)
        standing = {"curated": bool(curated), "named": bool(curated) and known.named(name) == curated}
        beside = json.dumps(row | standing, ensure_ascii=False, sort_keys=True)
        yield Item(key, "chart", (file,), beside)
