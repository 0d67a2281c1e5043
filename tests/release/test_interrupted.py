"""A build that is killed, or finds the disk full, leaves the release in service as it is.

`UNMANDATES_INTERRUPTIONS=20` makes the number of killed builds twenty.
"""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.release.build import build
from unmandates.release.release import current, verify
from unmandates.release.rereading import recomputed

INTERRUPTIONS = int(os.environ.get("UNMANDATES_INTERRUPTIONS", "4"))
_BUILD = """
import sys, signal
from pathlib import Path
from unmandates.release.build import build
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
build(Path(sys.argv[1]), Path(sys.argv[2]), force=True)
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, Path, float]:
    """A small checkout, the folder of its releases with one in service, and the seconds that a build takes."""
    folder = tmp_path_factory.mktemp("interrupted")
    root, releases = folder / "root", folder / "releases"
    shutil.copytree(TURTLE_ROOT / "ontology", root / "ontology")
    (root / "graph").mkdir()
    build(root, releases)
    started = time.monotonic()
    subprocess.run([sys.executable, "-c", _BUILD, root, releases], check=True)
    return root, releases, time.monotonic() - started


def test_killed_builds_change_nothing(built):
    root, releases, duration = built
    before, choose = current(releases), random.Random(3)
    for _ in range(INTERRUPTIONS):
        process = subprocess.Popen([sys.executable, "-c", _BUILD, root, releases])
        time.sleep(choose.uniform(0.1, 0.95) * duration)
        process.send_signal(signal.SIGKILL)
        process.wait()
        after = current(releases)
        assert after.digest == before.digest
        verify(after)
    made, _ = build(root, releases, force=True)
    assert made.digest == before.digest
    assert not list(releases.glob(".building-*"))


@pytest.mark.parametrize("kilobytes", [0, 1, 16, 128, 512])
def test_a_full_disk_changes_nothing(built, kilobytes):
    root, releases, _ = built
    before = current(releases)
    assert (before.folder / "unmandates.nq").stat().st_size > 1024 * kilobytes
    # A file that may not grow past so much fails as a write to a full disk does, with an OSError.
    process = subprocess.run(
        [sys.executable, "-c", _BUILD, root, releases],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1024 * kilobytes,) * 2),
        capture_output=True,
    )
    assert process.returncode != 0
    after = current(releases)
    assert (after.folder, after.digest) == (before.folder, before.digest)
    verify(after)


def test_the_order_of_the_statements_does_not_matter(built):
    _, releases, _ = built
    quads = list(ox.parse(path=str(current(releases).folder / "unmandates.nq"), format=ox.RdfFormat.N_QUADS))
    random.Random(5).shuffle(quads)
    store = ox.Store()
    store.extend(quads)
    assert recomputed(store) == current(releases).digest
