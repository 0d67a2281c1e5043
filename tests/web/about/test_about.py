"""The page about the data: what it says of the release, and that what it tells readers to do gives the digest."""

import csv
import hashlib
import io
import subprocess
import sys

import pytest
from tests.web.page import Page

from unmandates.corpus.layout import PACKAGE
from unmandates.release.release import FINDINGS, NQUADS
from unmandates.text.words import languages


@pytest.fixture(params=languages())
def page(request, real_client) -> Page:
    """The page of the curated corpus in a language."""
    return Page(real_client.get(f"/{request.param}/about").get_data(as_text=True))


def test_it_is_whole(page):
    assert not page.faults
    assert {"release", "coverage", "checks", "errors", "downloads"} <= set(page.ids)


def test_it_names_what_is_missing_and_what_was_found(page, release):
    checks = release.manifest["checks"]
    assert checks["violations"] == 0 and checks["shapes"] > 100 and checks["rules"] > 30
    assert str(checks["shapes"]) in page.text and str(checks["rules"]) in page.text
    assert release.digest in page.text
    for name, file in release.files.items():
        if not name.startswith("changes/"):
            assert file["sha256"] in page.text, name


def test_files_are_what_their_checksums_say(real_client, release):
    page = Page(real_client.get("/en/about").get_data(as_text=True))
    found = [link for link in page.links if link.startswith("/dump/")]
    assert len(found) >= 5
    for link in found:
        answer = real_client.get(link)
        name = link.removeprefix("/dump/")
        if name in release.files:
            assert hashlib.sha256(answer.get_data()).hexdigest() == release.files[name]["sha256"]
        answer.close()


def test_findings_are_a_table(real_client, release):
    answer = real_client.get(f"/dump/{FINDINGS}")
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))
    answer.close()
    assert len(rows) == release.manifest["checks"]["warnings"]
    assert all(row["severity"] == "warning" and row["rule"] for row in rows)


def test_the_recipe_gives_the_digest(small_release, real_client, tmp_path):
    recipe = PACKAGE / "release" / "recompute.py"
    shown = Page(real_client.get("/en/about").get_data(as_text=True))
    assert " ".join(recipe.read_text().split()) in shown.text
    shuffled = (small_release.folder / NQUADS).read_text(encoding="utf-8").splitlines(keepends=True)[::-1]
    dump = tmp_path / "dump.nq"
    dump.write_text("".join(shuffled).replace("_:c14n", "_:other"), encoding="utf-8")
    done = subprocess.run([sys.executable, str(recipe), str(dump)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == small_release.digest
