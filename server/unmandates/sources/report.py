"""What an import has to tell people: how many files were read, recovered, skipped, and what was noticed, by kind.

Texts of others stand in it as they are; whoever shows them escapes what is not seen (`visible`).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from unmandates.sources.folder import ABOUT, NOTES, ImportStopped
from unmandates.sources.notes import Note, Outcome
from unmandates.text.terminal import visible
from unmandates.text.words import words

#: Of each kind so many notes are told with their places; `notes.csv` has all.
EXAMPLES = 3


@dataclass(frozen=True)
class Noticed:
    """A kind of note with an outcome: how many there are, and the first of them by place."""

    kind: str
    outcome: Outcome
    count: int
    examples: tuple[Note, ...]


@dataclass(frozen=True)
class Report:
    """What an import came to. `files` counts the files by outcome; `created` is the moment of the run (ISO 8601)."""

    folder: Path
    source: str
    title: Mapping[str, str]
    created: str
    files: Mapping[Outcome, int]
    items: int
    graphs: int
    statements: int
    noticed: tuple[Noticed, ...]


def read_report(folder: Path) -> Report:
    """Return the report of an import. Raises `ImportStopped` where there is no import that ended."""
    try:
        about = json.loads((folder / ABOUT).read_bytes())
        complete = about["complete"]
    except (OSError, ValueError, KeyError, TypeError):
        raise ImportStopped(f"{folder}: there is no import: make one with `unmandates import`") from None
    if not complete:
        raise ImportStopped(f"{folder}: the import has not ended: call it again, and it goes on")
    counts = about["counts"]
    return Report(
        folder,
        about["source"],
        about["title"],
        about["created"],
        {outcome: counts["files"].get(outcome, 0) for outcome in Outcome},
        counts["items"],
        counts["graphs"],
        counts["statements"],
        tuple(map(_noticed, about["notes"])),
    )


def _noticed(told: Mapping) -> Noticed:
    kind, outcome = told["kind"], Outcome(told["outcome"])
    examples = tuple(Note(kind, outcome, **example) for example in told["examples"])
    return Noticed(kind, outcome, told["count"], examples)


def say_kind(kind: str, language: str = "en") -> str:
    """Return what a kind of note means, in a language; its own words where nobody has said it there yet.

    >>> say_kind("never-heard-of")
    'never heard of'
    """
    return words(language)["importing"]["kinds"].get(kind) or kind.replace("-", " ")


def as_text(report: Report, language: str = "en") -> str:
    """Return a report as lines for a terminal, in a language."""
    said = words(language)["importing"]
    lines = [
        said["counts"].format(
            source=report.title.get(language) or report.source,
            items=_number(report.items),
            graphs=_number(report.graphs),
            statements=_number(report.statements),
        ),
        said["files"]
        + " "
        + ", ".join(f"{_number(count)} {said['outcomes'][outcome]}" for outcome, count in report.files.items()),
    ]
    for outcome in (Outcome.SKIPPED, Outcome.RECOVERED, Outcome.FOREIGN, Outcome.TAKEN):
        kinds = [noticed for noticed in report.noticed if noticed.outcome == outcome]
        if not kinds:
            continue
        lines += ["", said["headings"][outcome]]
        for noticed in sorted(kinds, key=lambda one: (-one.count, one.kind)):
            lines.append(f"{_number(noticed.count):>9}  {say_kind(noticed.kind, language)} [{noticed.kind}]")
            lines += [f"{'':11}{_example(note)}" for note in noticed.examples]
    return "\n".join([*lines, "", said["all"].format(file=visible(str(report.folder / NOTES)))])


def _example(note: Note) -> str:
    told = ": ".join(part for part in (note.place or note.item, note.detail) if part)
    told = visible(told)
    return told if len(told) <= 160 else told[:159] + "…"


def _number(number: int) -> str:
    return f"{number:,}"
