"""Files held against the standard for registers, read as files of strangers are, in a process that may end.

The parser of a file is a program too: one that a file brings to its end costs that file alone, and is a finding.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from unmandates.corpus.findings import Finding
from unmandates.sources.addresses_of_files import masked
from unmandates.sources.inputs.archives import Inputs
from unmandates.sources.inputs.files import InputFile
from unmandates.sources.inputs.limits import Breach, Limits
from unmandates.sources.notes import Note, Outcome
from unmandates.sources.report import say_kind
from unmandates.sources.workers import Lost, run

_REMEDY = "Publish the register as plain files in a folder, an archive, or one file"


def validate(given: Path) -> Iterator[Finding]:
    """Yield what is wrong with a file, or with those in a folder or archive, each with its remedy.

    Raises ValueError for what is not there.
    """
    limits, notes = Limits.from_environment(), []
    with tempfile.TemporaryDirectory(prefix="unmandates-") as spool:
        files = Inputs([given], Path(spool), notes.append, limits)
        for file, found in run(_findings, files, 1, limits.item_seconds, limits.item_memory):
            if isinstance(found, Lost):
                found = [Finding("process", f"reading the file ended: {found.how}", "Write it in a simpler form.")]
            for finding in found:
                message = masked(finding.message)
                yield replace(finding, message=message, file=given.parent / file.path)
    for note in notes:
        if note.outcome is Outcome.SKIPPED:
            yield _of_note(note, given)


def _of_note(note: Note, given: Path) -> Finding:
    message, _, remedy = masked(note.detail).partition(". ")
    return Finding(note.kind, message or say_kind(note.kind), remedy or _REMEDY, given.parent / note.place)


def _findings(file: InputFile) -> list[Finding]:
    from unmandates.sources.standard.checking import findings
    from unmandates.sources.standard.reading import read_statements

    try:
        return findings(read_statements(file.read(), file.path))
    except Breach as breach:
        return [Finding(breach.limit, breach.seen, breach.remedy)]
    except (ValueError, RecursionError, MemoryError) as error:
        return [Finding("reading", f"{type(error).__name__}: {error}", "Write it in a simpler form.")]
