"""The import of what was really published: its time, its memory, what it skips, and that it is the same again.

`UNMANDATES_SAMPLES` names the folder with the unpacked folders of the organs; metadata may lie in it or beside it. It
takes some minutes, and is told as processor time, so that what else the machine does changes nothing.
"""

import csv
import os
import resource
from pathlib import Path

import pytest

from unmandates.sources.importing import import_files
from unmandates.sources.report import Report
from unmandates.sources.source import sources

SAMPLES = os.environ.get("UNMANDATES_SAMPLES", "")
#: What a duplicate, a reissue or an empty file is noted as: it is told, and not counted as one that was not read.
APART = {"version-twice", "file-empty", "refused-empty"}
#: Seconds of two processors, and bytes of three processes.
SECONDS, BYTES = 8 * 60 * 2, 2 * 1024**3

pytestmark = [
    pytest.mark.skipif(not SAMPLES, reason="UNMANDATES_SAMPLES names no folder of samples to import"),
    pytest.mark.skipif("akn4un" not in sources(), reason="there is no source akn4un"),
]


@pytest.fixture(scope="module")
def imported(tmp_path_factory) -> tuple[Path, Report]:
    """The folder of an import of all samples, and its report."""
    into = tmp_path_factory.mktemp("samples") / "akn4un"
    return into, import_files(sources()["akn4un"], given(), into)


def given() -> list[Path]:
    folder = Path(SAMPLES)
    return [folder, *sorted(folder.parent.glob("*.jsonl"))]


def held(into: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in into.glob("documents/*/*")}


def test_it_takes_no_more_than_it_may(imported):
    """Time and memory of the processes that the import has started, and of this one."""
    children, own = (resource.getrusage(who) for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
    assert sum(one.ru_utime + one.ru_stime for one in (children, own)) < SECONDS
    assert (2 * children.ru_maxrss + own.ru_maxrss) * 1024 < BYTES


def test_nearly_every_file_is_read(imported):
    with (imported[0] / "files.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    skipped = [row for row in rows if row["outcome"] == "skipped" and not APART & set(row["reason"].split())]
    assert len(skipped) <= sum(row["outcome"] in ("taken", "recovered") for row in rows) / 1000, skipped


def test_it_is_not_made_again(imported):
    into, report = imported
    before = held(into)
    assert import_files(sources()["akn4un"], given(), into).statements == report.statements
    assert held(into) == before


def test_no_address_of_a_file_comes_out(imported):
    for path in imported[0].rglob("*"):
        assert not path.is_file() or b"file://" not in path.read_bytes().lower(), path
