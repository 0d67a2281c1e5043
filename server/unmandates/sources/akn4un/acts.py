"""An item's files, read and laid beside each other: the act, or nothing where no file of it can be read."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from unmandates.sources.akn4un.act import Act, Unit, Version
from unmandates.sources.akn4un.identity import agrees, key_of, profiles_known, read_name
from unmandates.sources.akn4un.merging.counting import gaps
from unmandates.sources.akn4un.merging.figures import figures_in, likeness
from unmandates.sources.akn4un.merging.mending import mend
from unmandates.sources.akn4un.merging.merging import LEADING, merge
from unmandates.sources.akn4un.merging.structure import units_of
from unmandates.sources.akn4un.profile import Named, Profile
from unmandates.sources.akn4un.reading.blocks import Area, Pages
from unmandates.sources.akn4un.reading.reading import FileRead, read_file
from unmandates.sources.notes import Note, Outcome
from unmandates.sources.source import Item


def act_of(item: Item) -> tuple[Act | None, list[Note]]:
    """Return the act of an item and what was noticed."""
    notes: list[Note] = []
    read = [read_file(file, item.key) for file in item.files]
    for one in read:
        notes += one.notes
    profile, named = named_of(item)
    for one in read:
        if one.version is None:
            continue
        notes += _identity_notes(one, item.key, profile, named)
        if _of_another_part(one, profile, named):
            notes.append(Note("text-of-another-act", Outcome.SKIPPED, one.path, item.key))
            one.pages = None
    chosen = _chosen(read, item.key, notes)
    _without_foreign(chosen, item.key, notes)
    if not chosen:
        return None, notes
    merged = merge({language: one.pages for language, one in chosen.items() if one.pages})
    for kind, count in sorted(mend(merged.area, merged.leading).items()):
        notes.append(Note(kind, item=item.key, detail=str(count)))
    units, twice = units_of(merged, profile.paragraph, profile.kind)
    notes += merged.notes(item.key)
    notes += [Note("numbers-not-complete", item=item.key, detail=gap) for gap in gaps(units, profile.paragraph)]
    notes += [Note("path-twice", item=item.key, detail=path) for path in twice]
    versions = {language: one.version for language, one in sorted(chosen.items()) if one.version}
    metadata = json.loads(item.beside) if item.beside else None
    return act(profile, named, item.key, versions, units, metadata), notes


def act(
    profile: Profile, named: Named, key: str, versions: Mapping[str, Version], units: tuple[Unit, ...], metadata: object
) -> Act:
    """Return an act of a profile."""
    return Act(
        key=key,
        symbol=profile.symbol(named),
        organ=profile.organ,
        kind=profile.kind,
        session=named.session,
        versions=versions,
        units=units,
        metadata=metadata if isinstance(metadata, Mapping) else None,
    )


def named_of(item: Item) -> tuple[Profile, Named]:
    """Return the profile of an item and what its key names. Raises ValueError for an item that `sort` did not make."""
    session = item.part.partition("-")[2].upper()
    for file in item.files:
        name = read_name(file.path)
        if name is None:
            continue
        base = Named(name.named.session or session, name.named.number, name.named.letters)
        if key_of(name.profile.symbol(base)) == item.key:
            return name.profile, base
        rest = item.key.removeprefix(key_of(name.profile.symbol(Named(base.session, base.number))) + "-")
        for letters in (rest, rest.replace("-", " ")):
            lettered = Named(base.session, base.number, letters)
            if key_of(name.profile.symbol(lettered)) == item.key:
                return name.profile, lettered
    raise ValueError(f"No name of the files of {item.key} makes its symbol. Give items that sort() made.")


def profile_of(act: Act) -> Profile:
    """Return the profile that an act was read by."""
    return next(one for one in profiles_known() if one.cover(act.symbol) is not None)


def _identity_notes(one: FileRead, key: str, profile: Profile, named: Named) -> list[Note]:
    """Return notes where the cover, or the address of the work, names another act than the file's name."""
    facts, notes = one.version.facts if one.version else {}, []
    symbol = facts.get("cover_symbol", "")
    cover = profile.cover(symbol)
    if not symbol:
        notes.append(Note("cover-without-symbol", place=one.path, item=key))
    elif not agrees(named, cover):
        notes.append(Note("name-and-cover-differ", place=one.path, item=key, detail=symbol))
    elif cover is not None and cover.letters != named.letters:
        notes.append(Note("name-and-cover-differ-in-letters", place=one.path, item=key, detail=symbol))
    figures = re.findall(r"\d+", PurePosixPath(facts.get("work_uri", "")).name)
    wanted = [named.number, *re.findall(r"\d+", named.session)]
    if facts.get("work_uri") and not set(wanted) <= {figure.lstrip("0") or "0" for figure in figures}:
        notes.append(Note("name-and-address-differ", place=one.path, item=key, detail=facts["work_uri"]))
    return notes


def _of_another_part(one: FileRead, profile: Profile, named: Named) -> bool:
    """Tell whether a name without letters hides the text of a lettered part, as its cover says."""
    cover = profile.cover(one.version.facts.get("cover_symbol", "")) if one.version else None
    unsaid = one.name is not None and not one.name.named.letters
    return cover is not None and unsaid and agrees(named, cover) and cover.letters not in ("", named.letters)


def _chosen(read: Iterable[FileRead], key: str, notes: list[Note]) -> dict[str, FileRead]:
    """Return one file for each language: a reissue before what it replaces, a file of the right name before another."""
    chosen: dict[str, FileRead] = {}

    def rank(one: FileRead) -> tuple:
        version, name = one.version, one.name
        assert version is not None
        return (
            name is not None and name.language in ("", version.language),
            name is not None and name.reissue,
            not version.recovered,
            version.facts.get("markup_date", ""),
            one.path,
        )

    for one in read:
        if one.version is None or one.pages is None:
            continue
        before = chosen.get(one.version.language)
        if before is not None:
            best, other = (one, before) if rank(one) > rank(before) else (before, one)
            same = one.version.sha256 == before.version.sha256  # type: ignore[union-attr]
            notes.append(Note("version-twice", Outcome.SKIPPED, other.path, key, "the same bytes" if same else ""))
            chosen[one.version.language] = best
        else:
            chosen[one.version.language] = one
    return chosen


def _without_foreign(chosen: dict[str, FileRead], key: str, notes: list[Note]) -> None:
    """Take out a version whose figures (numbers of resolutions, years, amounts) are plainly those of another act."""
    figures = {language: figures_of(one.pages) for language, one in chosen.items() if one.pages}
    leading = next((language for language in LEADING if language in chosen), "")
    stated = {language: one.version.facts.get("cover_symbol", "") for language, one in chosen.items() if one.version}
    for language in [language for language in sorted(chosen) if language != leading]:
        others = [figures[other] for other in figures if other != language]
        alien = all(likeness(figures[language], other) < 0.35 for other in others)
        doubtful = stated[language] != stated[leading] and likeness(figures[language], figures[leading]) < 0.6
        if alien or doubtful:
            notes.append(Note("text-of-another-act", Outcome.SKIPPED, chosen[language].path, key))
            del chosen[language]


def figures_of(pages: Pages) -> frozenset[str]:
    """Return the figures of all of a text."""
    found: set[str] = set()

    def take(area: Area) -> None:
        for block in area.blocks:
            found.update(figures_in(block.words.text))
        for inner in area.areas:
            take(inner)

    take(pages.body)
    return frozenset(figure for figure in found if len(figure) > 2)
