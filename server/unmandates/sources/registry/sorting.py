"""The files of registers: each file in one of the formats of the standard is an item."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from unmandates.sources.inputs.files import InputFile
from unmandates.sources.notes import Note, Outcome
from unmandates.sources.source import Item
from unmandates.sources.standard.reading import format_of


def sort(files: Iterable[InputFile]) -> Iterator[Item | Note]:
    """Yield an item for each file of a register, and notes on the others.

    Its key is the name of the file without its end, its part the folder that the file lies in.
    """
    seen = set()
    for file in files:
        path = PurePosixPath(file.path)
        key = _plain(path.stem)
        if format_of(file.path) is None or not key:
            yield Note("no-register", Outcome.FOREIGN, file.path)
        elif key in seen:
            yield Note("register-twice", Outcome.SKIPPED, file.path, key)
        else:
            seen.add(key)
            yield Item(key, _plain(path.parent.name) or "registers", (file,))


def _plain(name: str) -> str:
    """Return a name as it can stand in an IRI: letters, digits and hyphens."""
    return re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")
