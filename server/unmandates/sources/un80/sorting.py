"""The files of the source: one for each document, named by its symbol with underscores (`A_RES_76_186.json`)."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from unmandates.sources.bodies import known_bodies
from unmandates.sources.inputs.files import InputFile
from unmandates.sources.notes import Note, Outcome
from unmandates.sources.source import Item
from unmandates.sources.symbols import key_of, printed

#: The part to which an act belongs, by the beginning of its symbol; what follows in it is the session or year.
_PARTS = (
    (re.compile(r"A/HRC/(?:RES|DEC|PRST)/(?:OS/)?((?:S-)?[0-9]+)/"), "hrc"),
    (re.compile(r"A/(?:RES|DEC)/((?:E?S-)?[0-9]+)/"), "ga"),
    (re.compile(r"S/RES/[0-9]+ \(([0-9]{4})\)"), "sc"),
    (re.compile(r"S/PRST/([0-9]{4})/"), "sc"),
    (re.compile(r"E/(?:RES|DEC)/([0-9]{4})/"), "ecosoc"),
)


def sort(files: Iterable[InputFile]) -> Iterator[Item | Note]:
    """Yield an item for each document, and notes on files that are none."""
    seen = set()
    for file in files:
        name = PurePosixPath(file.path).name
        stem, _, suffix = name.rpartition(".")
        key = key_of(stem.replace("_", "/")) if suffix.lower() == "json" else None
        if key is None:
            yield Note("no-symbol-in-name", Outcome.FOREIGN, file.path)
        elif key in seen:
            yield Note("document-twice", Outcome.SKIPPED, file.path, key)
        else:
            seen.add(key)
            symbol = printed(stem.replace("_", "/"))
            beside = {"symbol": symbol, "bodies": known_bodies().digest}
            yield Item(key, part_of(symbol), (file,), json.dumps(beside, sort_keys=True))


def part_of(symbol: str) -> str:
    """Return the part of a document by its printed symbol: `ga-76`, `hrc-54`, `sc-2023`, `ecosoc-2024`, else `others`.

    >>> part_of("S/RES/2700 (2023)"), part_of("A/RES/118 (II)")
    ('sc-2023', 'others')
    """
    found = ((pattern.match(symbol), organ) for pattern, organ in _PARTS)
    return next((f"{organ}-{one[1].lower()}" for one, organ in found if one), "others")
