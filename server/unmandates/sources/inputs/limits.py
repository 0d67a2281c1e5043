"""How much of a stranger's file is read; every number has its unit, and each is a setting.

The field `xml_depth` is read from `UNMANDATES_IMPORT_XML_DEPTH`, and so on. What the defaults refuse is several times
larger or deeper than anything that the United Nations has published in these formats.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from unmandates.settings import above_zero, from_environment
from unmandates.sources.notes import Note, Outcome

PREFIX = "UNMANDATES_IMPORT_"
MIB = 1024 * 1024


class Breach(ValueError):
    """A file asks for more than it is given, or for what no file is given.

    `limit` names the rule: a field of `Limits` where a setting changes it, else a word (`doctype`). `seen` is what was
    met, `remedy` what the reader of the report can do.
    """

    def __init__(self, limit: str, seen: str, remedy: str = "Have the file mended where it was published") -> None:
        super().__init__(limit, seen, remedy)
        self.limit, self.seen, self.remedy = limit, seen, remedy

    def __str__(self) -> str:
        return f"{self.limit}: {self.seen}. {self.remedy}"

    def note(self, place: str = "", item: str = "") -> Note:
        """Return the note that tells of it: the file or part at `place` was not read."""
        kind = f"refused-{self.limit.replace('_', '-')}"
        return Note(kind, Outcome.SKIPPED, place, item, f"{self.seen}. {self.remedy}")


@dataclass(frozen=True)
class Limits:
    """The limits of one import. Sizes are in bytes, times in seconds."""

    files: int = 2_000_000  #: files in all folders and archives that are given
    file_bytes: int = 64 * MIB  #: bytes of one file, or one member of an archive
    path_length: int = 1024  #: characters of a path below what was given
    path_depth: int = 32  #: folders inside each other

    archive_members: int = 200_000  #: members of one archive
    archive_bytes: int = 16 * 1024 * MIB  #: bytes of all members of one archive together
    archive_ratio: int = 200  #: bytes unpacked for each byte packed, once a MiB was unpacked
    archive_nesting: int = 2  #: archives inside each other, the outermost counted
    archive_memory: int = 256 * MIB  #: bytes that unpacking may take
    archive_header: int = MIB  #: bytes that tell of one member

    xml_bytes: int = 32 * MIB  #: bytes of one XML file
    xml_depth: int = 100  #: elements inside each other
    xml_attributes: int = 64  #: attributes of one element
    xml_value: int = 64 * 1024  #: characters of one attribute

    json_bytes: int = 64 * MIB  #: bytes of one JSON text
    json_depth: int = 64  #: arrays and objects inside each other
    json_digits: int = 40  #: characters of one number

    csv_cell: int = MIB  #: characters of one cell
    csv_columns: int = 512  #: cells of one row
    csv_rows: int = 5_000_000  #: rows of one file

    statements: int = 5_000_000  #: statements of one file of RDF, or of one item
    item_seconds: float = 300.0  #: seconds that drawing one item may take
    item_memory: int = 1024 * MIB  #: bytes that the process that draws may hold

    def __post_init__(self):
        above_zero(self)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Limits":
        """Return the defaults with what the environment sets.

        Raises ValueError, naming the variable, for a value that is no positive number.
        """
        return from_environment(cls, PREFIX, environment)

    def hold(self, limit: str, seen: float, what: str) -> None:
        """Raise a `Breach` where `seen` passes the limit; `what` says what is counted ("rows")."""
        if seen > getattr(self, limit):
            raise self.breach(limit, f"{seen:,} {what}")

    def breach(self, limit: str, seen: str) -> Breach:
        """Return the breach of a limit of which `seen` tells; it names the setting."""
        allowed = getattr(self, limit)
        return Breach(limit, f"{seen}, {allowed:,} allowed", f"If it is sound, set {PREFIX}{limit.upper()}")
