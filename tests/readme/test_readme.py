"""What the README says can be done, done: its commands are there, its question has its answer, its paths exist."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from unmandates.corpus.layout import TURTLE_ROOT

README = (TURTLE_ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", README, re.DOTALL)
MAKEFILE = (TURTLE_ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_make_verbs_are_there():
    verbs = set(re.findall(r"(?:`|^)make ([a-z]+)", README, re.MULTILINE))
    assert {"serve", "test"} <= verbs
    assert verbs <= set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([A-Za-z/._-]+)\)|`([a-z]+/[a-z/]*)`", README))))
def test_paths_exist(path):
    assert (TURTLE_ROOT / (path[0] or path[1])).exists()


def test_the_question_has_the_answer_that_is_shown(release, monkeypatch):
    question = next(text for language, text in BLOCKS if "unmandates query" in text)
    answer = BLOCKS[BLOCKS.index(("sh", question)) + 1][1]
    monkeypatch.setenv("UNMANDATES_RELEASES", str(release.folder.parent))
    query = re.search(r"query '(.*)'", question, re.DOTALL)[1]
    run = subprocess.run(
        [sys.executable, "-m", "unmandates.cli", "query", query], capture_output=True, text=True, check=True
    )
    assert run.stdout == answer


def test_the_python_lines_run(release, monkeypatch):
    monkeypatch.setenv("UNMANDATES_RELEASES", str(release.folder.parent))
    for language, text in BLOCKS:
        if language == "python":
            exec(compile(text, "README.md", "exec"), {})


def test_ci_runs_only_what_the_readme_names():
    lines = Path(TURTLE_ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert commands[-1] == "make test"
    assert all(command in README for command in commands)
