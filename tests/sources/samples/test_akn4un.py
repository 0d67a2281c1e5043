"""Checks of AKN4UN on real samples: numbers, files that are skipped, traps of identity.

They read the folder that `UNMANDATES_SAMPLES` names: the unpacked folders of the organs, with metadata beside.
"""

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import pytest

from unmandates.sources.akn4un.acts import act_of
from unmandates.sources.akn4un.sort import sort
from unmandates.sources.inputs.files import InputFile
from unmandates.sources.notes import Note, Outcome
from unmandates.sources.source import Item

SAMPLES = os.environ.get("UNMANDATES_SAMPLES", "")
FOLDERS = ("75session", "76session", "78session", "ecosoc", "ga-decisions", "human-rights-council", "security-council")
pytestmark = pytest.mark.skipif(not SAMPLES, reason="UNMANDATES_SAMPLES names no folder with samples of AKN4UN")


@dataclass
class Reading:
    """What came of the samples."""

    items: list[Item]
    keys: dict[str, tuple[str, tuple[str, ...]]]
    notes: list[Note]


def one(item: Item) -> tuple[str, str, tuple[str, ...], list[Note]]:
    """Read an act; return its key, symbol, languages and notes."""
    act, notes = act_of(item)
    return item.key, act.symbol if act else "", tuple(act.versions) if act else (), notes


@pytest.fixture(scope="module")
def reading() -> Reading:
    root = Path(SAMPLES)
    files = [
        InputFile(str(path.relative_to(root)), path, "", path.stat().st_size)
        for folder in FOLDERS
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    ]
    items = [found for found in sort(files) if isinstance(found, Item)]
    assert items, f"no acts below {root}"
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        read = list(pool.map(one, items, chunksize=16))
    keys = {key: (symbol, languages) for key, symbol, languages, _ in read}
    return Reading(items, keys, [note for *_, notes in read for note in notes])


def test_numbers_are_complete_in_995_of_1000_acts(reading: Reading):
    lacking = {note.item for note in reading.notes if note.kind == "numbers-not-complete"}
    print(f"{len(reading.items)} acts, {len(lacking)} without complete numbers: {', '.join(sorted(lacking))}")
    assert len(lacking) * 1000 <= 5 * len(reading.items)


def test_no_more_than_one_file_in_1000_is_skipped(reading: Reading):
    files = sum(len(item.files) for item in reading.items)
    skipped = [note for note in reading.notes if note.outcome is Outcome.SKIPPED]
    lost = [note for note in skipped if note.place and note.kind not in ("file-empty", "version-twice")]
    print(f"{files} files; skipped: {Counter(note.kind for note in skipped)}")
    assert len(lost) * 1000 <= files


def test_a_version_twice_is_the_same_bytes_twice(reading: Reading):
    assert {note.detail for note in reading.notes if note.kind == "version-twice"} <= {"the same bytes"}


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ("78session/French/A_RES_78_130-2325874F.xml", "A-RES-78-130"),
        ("78session/French/A_RES_78_4_F.xml", "A-RES-78-4"),
        ("75session/Chinese/75_269_C.xml", "A-RES-75-269"),
        ("ga-decisions/77 session/Russian/GA decision 77_419_R.xml", "A-DEC-77-419"),
        ("security-council/2023/German/S_RES_2685_G.xml", "S-RES-2685-2023"),
    ],
)
def test_a_file_with_the_cover_of_another_act_is_told_and_taken_by_its_name(reading: Reading, place: str, key: str):
    assert [(note.kind, note.item) for note in reading.notes if note.place == place and "cover" in note.kind] == [
        ("name-and-cover-differ", key)
    ]
    assert any(file.path == place for item in reading.items if item.key == key for file in item.files)


@pytest.mark.parametrize(
    ("key", "languages"),
    [
        ("A-RES-75-274", ("ar", "en", "es", "fr", "ru", "zh")),
        ("A-RES-75-297", ("ar", "en", "es", "fr", "ru", "zh")),
        ("A-RES-76-247-A-C", ("ar", "en", "es", "fr", "ru", "zh")),
        ("A-RES-75-254-A-C", ("ar", "en", "es", "fr", "ru", "zh")),
        ("A-RES-76-16", ("ar", "en", "es", "fr", "ru", "zh")),
        ("A-RES-S-32-1", ("ar", "en", "es", "fr", "ru", "zh")),
        ("A-RES-ES-11-1", ("ar", "de", "en", "es", "fr", "ru", "zh")),
    ],
)
def test_an_act_has_the_languages_that_its_files_are_written_in(reading: Reading, key: str, languages: tuple[str, ...]):
    assert reading.keys[key][1] == languages
