"""The table of citations, gathered by the section of the budget that makes them."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from unmandates.sources.bodies import known_bodies
from unmandates.sources.inputs.csv_text import read_records
from unmandates.sources.inputs.files import InputFile
from unmandates.sources.inputs.limits import Breach
from unmandates.sources.notes import Note, Outcome
from unmandates.sources.source import Item
from unmandates.sources.symbols import key_of

#: The columns without which a table is none of this source.
NEEDED = {"entity", "entity_long", "subprogramme", "cited_text", "document_symbol", "source_file"}
#: "A_80_6_SECT.24.json", "A_80_6 (SECT. 3)_ADD.2_CLUSTER I_….json", "A_80_6_SECT.1.PART AB_….json".
_SECTION = re.compile(
    r"A_(?P<session>[0-9]{2,3})_6[ _]\(?SECT\. ?(?P<section>[0-9]{1,2}[A-Z]?)\)?(?:\.PART [A-Z]+)?"
    r"(?:_ADD\.(?P<addition>[0-9]{1,2}))?(?:_[^/]*)?\.json\Z"
)


def sort(files: Iterable[InputFile]) -> Iterator[Item | Note]:
    """Yield an item for each section of a budget, and notes on files and rows that are none.

    An item's key is that of the section's document; `beside` has its symbol and its rows, in the order of the table.
    """
    for file in files:
        if not file.path.lower().endswith(".csv"):
            yield Note("no-table", Outcome.FOREIGN, file.path)
            continue
        try:
            yield from _sections(file)
        except Breach as breach:
            yield breach.note(file.path)


def section(name: str) -> tuple[str, str] | None:
    """Return symbol and session of the section that the file with a name was read from; None if it is not understood.

    >>> section("A_80_6_SECT.29A.json")
    ('A/80/6 (Sect. 29A)', '80')
    """
    found = _SECTION.match(" ".join(name.split()))
    if not found:
        return None
    addition = f"/Add.{found['addition']}" if found["addition"] else ""
    return f"A/{found['session']}/6 (Sect. {found['section']}){addition}", found["session"]


def _sections(file: InputFile) -> Iterator[Item | Note]:
    rows: dict[str, list[dict]] = defaultdict(list)
    for row in read_records(file.read()):
        if not row.keys() >= NEEDED:
            yield Note("other-table", Outcome.FOREIGN, file.path, detail=", ".join(sorted(NEEDED - row.keys())))
            return
        rows[row["source_file"]].append(
            {name: text for name, value in row.items() if (text := " ".join(value.split()))}
        )
    sections: dict[tuple[str, str], list[dict]] = defaultdict(list)
    for name, found in rows.items():
        if told := section(name):
            sections[told] += found
        else:
            yield Note("section-not-understood", Outcome.SKIPPED, file.path, detail=f"{name}: {len(found)}")
    bodies = known_bodies().digest
    for (symbol, session), found in sections.items():
        beside = json.dumps({"symbol": symbol, "rows": found, "bodies": bodies}, ensure_ascii=False, sort_keys=True)
        yield Item(key_of(symbol), f"ga-{session}", (file,), beside)
