"""What is noticed while a source is read, for the report: a kind, where, and what was done about it."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of what a note is about."""

    TAKEN = "taken"  #: all was read; the note tells what differs
    RECOVERED = "recovered"  #: the file was broken and read all the same
    SKIPPED = "skipped"  #: the file, or the part named, was not read
    FOREIGN = "foreign"  #: the file is none of the source's


@dataclass(frozen=True, order=True)
class Note:
    """One thing noticed.

    `kind` is a word of the importer (`name-and-cover-differ`); the words of readers for it stand in the files of
    languages. `place` is the path of a file below what was given, never an absolute one; `item` the key of the item;
    `detail` what was seen, as data of others: it may hold anything, and is written so that it forges nothing.
    """

    kind: str
    outcome: Outcome = Outcome.TAKEN
    place: str = ""
    item: str = ""
    detail: str = ""
