"""From files to items: all files of an act together, with its line of metadata; what is none of the source's, noted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from unmandates.sources.akn4un.identity import (
    NameRead,
    agrees,
    cover_symbol,
    key_of,
    read_name,
    year_of_folder,
)
from unmandates.sources.akn4un.metadata import ENDINGS, Metadata
from unmandates.sources.akn4un.profile import Named, Profile
from unmandates.sources.inputs.files import InputFile
from unmandates.sources.inputs.limits import Breach
from unmandates.sources.notes import Note, Outcome
from unmandates.sources.source import Item


@dataclass
class Group:
    """The files whose names name one act."""

    profile: Profile
    named: Named
    files: list[tuple[InputFile, NameRead]] = field(default_factory=list)


def sort(files: Iterable[InputFile]) -> Iterator[Item | Note]:
    """Yield the items in the order of their keys, and notes about what is no file of the source."""
    metadata, groups = Metadata(), {}
    for file in files:
        name = read_name(file.path)
        if name is not None:
            named = name.named
            year = named.session or (year_of_folder(file.path) if name.profile.name == "security-council" else "")
            key = (name.profile.name, named.session and year, named.number, named.letters)
            groups.setdefault(key, Group(name.profile, named)).files.append((file, name))
        elif file.path.lower().endswith(ENDINGS):
            metadata.take(file)
        else:
            yield Note("file-of-another-kind", Outcome.FOREIGN, file.path, detail=PurePosixPath(file.path).name)
    items = {}
    for _, group in sorted(groups.items()):
        for item in _items(group, metadata):
            if isinstance(item, Note):
                yield item
                continue
            items[item.key] = _joined(items.get(item.key), item)
    yield from (items[key] for key in sorted(items))
    yield from metadata.notes
    yield from (Note("metadata-without-text", item=key) for key in sorted(set(metadata.lines) - set(items)))


def _items(group: Group, metadata: Metadata) -> Iterator[Item | Note]:
    named = _completed(group)
    if not named.session:
        for file, _ in group.files:
            yield Note("year-unknown", Outcome.SKIPPED, file.path, detail=named.number)
        return
    symbol = group.profile.symbol(named)
    key = key_of(symbol)
    files = sorted((file for file, _ in group.files), key=lambda file: file.path)
    part = f"{group.profile.part}-{named.session.lower()}"
    yield Item(key, part, tuple(files), metadata.lines.get(key, ""))


def _joined(before: Item | None, item: Item) -> Item:
    if before is None:
        return item
    files = sorted({file.path: file for file in (*before.files, *item.files)}.items())
    return Item(item.key, item.part, tuple(file for _, file in files), before.beside or item.beside)


def _completed(group: Group) -> Named:
    """Return what the names say, with the letters or the year that they leave out: from covers, then from folders."""
    named = group.named
    if named.session and (named.letters or group.profile.organ not in ("ga", "ecosoc")):
        return named
    ordered = sorted(group.files, key=lambda pair: (pair[1].language not in ("en", ""), pair[0].path))
    for file, _ in ordered:
        cover = group.profile.cover(_symbol(file))
        if agrees(named, cover):
            return Named(cover.session, named.number, named.letters or cover.letters)
    years = [year_of_folder(file.path) for file, _ in ordered]
    return Named(named.session or next((year for year in years if year), ""), named.number, named.letters)


def _symbol(file: InputFile) -> str:
    """Return the symbol on a file's cover; empty for a file that cannot be read, which is noted when it is drawn."""
    try:
        return cover_symbol(file.read())
    except Breach:
        return ""
