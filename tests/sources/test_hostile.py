"""A folder of files that mean no good goes through an import: nothing outside is read, written or reached."""

import csv
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from tests.sources import hostile

from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.sources.source import sources

#: An import in a process of its own, and those that it starts, in which nobody can be reached.
SCRIPT = """
import resource
import sys
from pathlib import Path

def refuse(event, found):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto", "os.system", "os.exec"):
        raise SystemExit(f"tried {event}")
    if event == "open" and isinstance(found[0], (str, bytes)) and "outside" in str(found[0]):
        raise SystemExit(f"opened {found[0]}")

sys.addaudithook(refuse)

if __name__ == "__main__":
    from tests.sources.lake import SOURCE
    from unmandates.sources.source import sources
    from unmandates.sources.importing import Options, import_files
    from unmandates.sources.report import as_text
    source = sources().get(sys.argv[3], SOURCE)
    print(as_text(import_files(source, [Path(sys.argv[1])], Path(sys.argv[2]), Options(processes=2))))
    own = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))  # that of the tests is not in it
    peak = max(int(own.split()[1]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    (Path(sys.argv[2]) / "peak").write_text(str(peak))
"""


def import_hostile(folder: Path, source: str) -> str:
    """Import the hostile folder, made below a folder, into `into`; return what was printed.

    The files name a server, of which nothing is asked, and nothing is written elsewhere.
    """
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        made = hostile.make(folder, f"http://127.0.0.1:{server.getsockname()[1]}")
        (folder / "script.py").write_text(SCRIPT)
        before = {path for path in folder.rglob("*") if not path.is_symlink()}
        paths = os.pathsep.join((str(TURTLE_ROOT / "server"), str(TURTLE_ROOT)))
        result = subprocess.run(
            [sys.executable, str(folder / "script.py"), str(made), str(folder / "into"), source],
            env=os.environ | {"PYTHONPATH": paths, "TMPDIR": str(folder / "into"), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
        )
        assert result.returncode == 0, result.stderr
        with pytest.raises(BlockingIOError):
            server.accept()
    written = {path for path in folder.rglob("*") if not path.is_symlink()} - before
    assert {path for path in written if folder / "into" not in (path, *path.parents)} == set()
    return result.stdout


@pytest.fixture(scope="module")
def imported(tmp_path_factory) -> tuple[Path, str]:
    """The folder beside which the hostile one lies, and what the import printed; the import is in `into`."""
    folder = tmp_path_factory.mktemp("hostile")
    return folder, import_hostile(folder, "lake")


@pytest.mark.parametrize("source", sources())
def test_each_source_survives(tmp_path, source):
    told = import_hostile(tmp_path, source)
    held = texts(tmp_path)
    assert hostile.SECRET.encode() not in held and hostile.PERSON.encode() not in held and b"file://" not in held
    assert "\u202e" not in told and "\x1b" not in told and hostile.PERSON not in told
    assert b"refused-archive-ratio" in held


def texts(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in (folder / "into").rglob("*") if path.is_file())


def test_each_breach_is_named_and_the_rest_goes_on(imported):
    with (imported[0] / "into" / "files.csv").open(encoding="utf-8", newline="") as file:
        became = {row["path"]: (row["outcome"], row["reason"]) for row in csv.DictReader(file)}
    expected = {
        "laughs.xml": "refused-doctype",
        "entity.xml": "refused-doctype",
        "entity-utf-16.xml": "refused-xml-encoding",
        "network.xml": "refused-doctype",
        "deep.xml": "refused-xml-depth",
        "attributes.xml": "refused-xml-attributes",
        "attribute.xml": "refused-xml-value",
        "empty.xml": "refused-empty",
        "noise.xml": "refused-xml-encoding",
        "bomb.zip/zeros.xml": "refused-archive-ratio",
        "bombs.zip/bomb1.zip/zeros.xml": "refused-archive-ratio",
        "bomb.tar.xz": "refused-archive-ratio",
        "overlapping.zip": "refused-archive-ratio",
        "escape.zip/../escaped.xml": "refused-member-path",
        "links.tar/h.xml": "refused-link",
        "link.xml": "refused-link",
        "pipe.xml": "refused-device",
    }
    assert {name: became[f"hostile/{name}"] for name in expected} == {
        name: ("skipped", kind) for name, kind in expected.items()
    }
    good = ("include.xml", "controls.xml", "escape.zip/good.xml", "escape.tar/good.xml", "bomb.tar.xz/first.xml")
    assert {became[f"hostile/{name}"][0] for name in good} == {"taken"}


def test_nothing_from_outside_comes_in_and_no_address_comes_out(imported):
    held = texts(imported[0])
    assert hostile.SECRET.encode() not in held and b"root:x:" not in held
    assert hostile.PERSON.encode() not in held and b"file://" not in held and str(imported[0]).encode() not in held
    assert hostile.PERSON not in imported[1] and "[address of a file]" in imported[1]


def test_texts_are_kept_as_they_are_and_forge_no_report(imported):
    held = (imported[0] / "into" / "documents" / "lake-1" / "LAKE-controls.nq").read_text(encoding="utf-8")
    assert "=cmd()|' /C calc'!A0 \u202e\u200b" in held
    for table in (imported[0] / "into").glob("*.csv"):
        with table.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [
            cell for cell in cells if cell.startswith(("=", "+", "-", "@")) or "\u202e" in cell or "\x1b" in cell
        ]
    assert "\u202e" not in imported[1] and "\x1b" not in imported[1]


def test_memory_is_bounded(imported):
    """The largest file that was unpacked has 60 MiB, and a bomb would have many times that."""
    assert 0 < int((imported[0] / "into" / "peak").read_text()) < 600 * 1024


def test_the_notes_fit_what_was_counted(imported):
    about = json.loads((imported[0] / "into" / "import.json").read_text(encoding="utf-8"))
    with (imported[0] / "into" / "notes.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == sum(noticed["count"] for noticed in about["notes"]) > 20
