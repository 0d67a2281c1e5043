"""One file, read: its version of the act and the pages of its text."""

import hashlib
from dataclasses import dataclass, field

from unmandates.sources.akn4un.act import Version
from unmandates.sources.akn4un.identity import NameRead, read_name
from unmandates.sources.akn4un.languages import folder_language, language_of, written_in
from unmandates.sources.akn4un.reading.blocks import Area, Pages
from unmandates.sources.akn4un.reading.cover import facts_of, keywords_of, steps_of, title_of, votings_of
from unmandates.sources.akn4un.reading.elements import name_of
from unmandates.sources.akn4un.reading.pages import pages_of
from unmandates.sources.inputs.files import InputFile
from unmandates.sources.inputs.limits import Breach
from unmandates.sources.inputs.xml import parse_xml
from unmandates.sources.notes import Note, Outcome


@dataclass
class FileRead:
    """A file: its version and pages (None where nothing was read), its name, and what was noticed."""

    path: str
    name: NameRead | None
    version: Version | None = None
    pages: Pages | None = None
    notes: list[Note] = field(default_factory=list)


def read_file(file: InputFile, key: str) -> FileRead:
    """Read a file of the act of that key. What cannot be read is a note, not an error."""
    read = FileRead(file.path, read_name(file.path))
    try:
        data = file.read()
        if not data.strip():
            read.notes.append(Note("file-empty", Outcome.SKIPPED, file.path, key))
            return read
        parsed = parse_xml(data)
    except Breach as breach:
        read.notes.append(breach.note(file.path, key))
        return read
    if name_of(parsed.root) != "akomaNtoso":
        read.notes.append(Note("file-of-another-kind", Outcome.FOREIGN, file.path, key, name_of(parsed.root)))
        return read
    if parsed.recovered:
        read.notes.append(Note("file-broken", Outcome.RECOVERED, file.path, key))
    facts = facts_of(parsed.root)
    read.pages, dropped = pages_of(parsed.root)
    read.notes += [Note(kind, place=file.path, item=key, detail=str(count)) for kind, count in sorted(dropped.items())]
    language = _language(read, facts.get("language", ""), key)
    if not language:
        read.notes.append(Note("language-unknown", Outcome.SKIPPED, file.path, key))
        read.pages = None
        return read
    read.version = Version(
        language=language,
        path=file.path,
        sha256=hashlib.sha256(data).hexdigest(),
        title=title_of(facts),
        recovered=parsed.recovered,
        facts=facts,
        votings=votings_of(parsed.root),
        steps=steps_of(parsed.root),
        keywords=keywords_of(parsed.root),
    )
    return read


def _language(read: FileRead, stated: str, key: str) -> str:
    """Return the language: what the file states, unless the text is plainly in another; note what differs."""
    said = language_of(stated)
    seen = written_in(_texts(read.pages.body)) if read.pages else ""
    named = read.name.language if read.name else ""
    folder = folder_language(read.path)
    language = seen or said or named or folder
    claims = {"inside": said, "name": named, "folder": folder, "text": seen}
    if any(claim and claim != language for claim in claims.values()):
        detail = ", ".join(f"{where} {claim}" for where, claim in claims.items() if claim)
        read.notes.append(Note("language-and-place-differ", place=read.path, item=key, detail=detail))
    return language


def _texts(area: Area) -> list[str]:
    texts = [block.words.text for block in area.blocks]
    for inner in area.areas:
        texts += _texts(inner)
    return texts
