"""The gate, from the outside: what is wrong in a copy of the corpus is named, and nothing of it is put in service.

The command runs in a copy of the checkout, so that it is the same command. A gate that lets something through turns
the tests of shapes, rules and keys red: they go through it.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from unmandates.corpus.layout import TURTLE_ROOT


@pytest.fixture
def copy(tmp_path) -> Path:
    for name in ("graph", "ontology", "shapes", "server"):
        shutil.copytree(TURTLE_ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def run(copy: Path, verb: str, *files: str) -> subprocess.CompletedProcess:
    environment = os.environ | {"PYTHONPATH": str(copy / "server"), "UNMANDATES_RELEASES": str(copy / "releases")}
    command = [sys.executable, "-m", "unmandates.cli", verb, *files]
    return subprocess.run(command, env=environment, cwd=copy, capture_output=True, text=True)


def edit(folder: Path, pattern: str, replacement: str) -> str:
    """Change the first place in the folder's Turtle that fits; return the file, named from the top of the copy."""
    for path in sorted(folder.rglob("*.ttl")):
        text, changes = re.subn(pattern, replacement, path.read_text(encoding="utf-8"), count=1)
        if changes:
            path.write_text(text, encoding="utf-8")
            return path.relative_to(folder.parents[1]).as_posix()
    raise AssertionError(f"nothing in {folder} fits {pattern}")


def test_what_breaks_a_shape_a_rule_or_a_key_is_named_and_stops_the_build(copy):
    """One thing is wrong of each kind, each in a file of its own."""
    verb = edit(copy / "graph" / "document", r"\n    unm:verb <[^\n]+ ;", "")
    term = edit(
        copy / "graph" / "body", r"\n    skos:prefLabel ", r'\n    unm:neverDeclared "x" ;\n    skos:prefLabel '
    )
    symbol = edit(copy / "graph" / "document", r'unm:symbol "A/RES/70/1"', 'unm:symbol "A/RES/70/2"')
    built, checked = run(copy, "build"), run(copy, "check")
    assert (built.returncode, checked.returncode) == (1, 1)
    assert not (copy / "releases" / "current").exists()
    assert "the release in service is unchanged" in built.stderr
    for output in (built.stderr, checked.stdout):
        for file, rule in (
            (verb, "shape:Act-verb, MinCount"),
            (term, "hygiene undeclared-term"),
            (symbol, "key of symbol"),
        ):
            below = output.partition(f"\n{file}\n" if not output.startswith(file) else f"{file}\n")[2]
            assert re.match(rf"(?:  .*\n)*?  violation .*\[{rule}\]", below), (file, rule, output)


def test_files_can_be_checked_by_themselves(copy):
    """What they speak of is held to the shapes, and what points there; other things are not."""
    verb = edit(copy / "graph" / "document", r"\n    unm:verb <[^\n]+ ;", "")
    rule = "[shape:Act-verb, MinCount]"
    here, elsewhere = run(copy, "check", verb), run(copy, "check", "graph/body/unodc.ttl")
    assert here.returncode == 1 and rule in here.stdout
    assert elsewhere.returncode == 0 and rule not in elsewhere.stdout, elsewhere.stdout
    stranger = run(copy, "check", "README.md")
    assert stranger.returncode == 2 and "README.md" in stranger.stderr


def test_what_cannot_be_read_stops_the_build(copy):
    file = edit(copy / "graph" / "body", r"BASE <", "BASIS <")
    built = run(copy, "build")
    assert built.returncode == 1 and f"{file}\n  violation line" in built.stderr and "[syntax]" in built.stderr
    assert not (copy / "releases" / "current").exists()


SHAPES = ("tests/shapes", "test_invalid_data and Mandate")
HYGIENE = ("tests/hygiene", "test_a_rule_finds")
WEAKENED = {
    "shapes without targets": ("import unmandates.corpus.shacl as m; m.TARGETS = ()", *SHAPES),
    "no finding of shapes": ("import unmandates.corpus.shacl as m; m.Shapes.findings = lambda *_: []", *SHAPES),
    "no hygiene rules": ("import unmandates.corpus.check as m; m.hygiene_rules = lambda root: []", *HYGIENE),
    "no finding of hygiene": ("import unmandates.corpus.check as m; m.hygiene_findings = lambda *_: []", *HYGIENE),
    "no finding of keys": (
        "import unmandates.corpus.check as m; m.key_findings = lambda *_: []",
        "tests/corpus",
        "test_two_symbols or test_a_symbol_that_is_not",
    ),
}


@pytest.mark.parametrize("weakening, folder, names", WEAKENED.values(), ids=WEAKENED)
def test_a_gate_that_lets_through_turns_every_test_red(tmp_path, weakening, folder, names):
    (tmp_path / "weakened.py").write_text(weakening + "\n", encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(TURTLE_ROOT)])}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "weakened",
        "-p",
        "no:cacheprovider",
        "-q",
        "--tb=no",
        "-k",
        names,
        folder,
    ]
    output = subprocess.run(command, env=environment, cwd=TURTLE_ROOT, capture_output=True, text=True).stdout
    summary = output.splitlines()[-1]
    assert re.search(r"\b[1-9]\d* failed", summary) and "passed" not in summary, output[-2000:]
