"""`unmandates query` against a live endpoint, and the script that shows the way to pandas."""

import json
import os
import runpy
import subprocess
import sys

import pytest
from tests.endpoint.live import service
from tests.endpoint.releases import BODY, small_release, switch

from unmandates.cli import main
from unmandates.layout import PACKAGE

LABEL = f"SELECT ?label {{ <{BODY}> skos:prefLabel ?label }}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("releases")
    switch(small_release(folder, 7), folder)
    return folder


@pytest.fixture(scope="module")
def endpoint(folder, tmp_path_factory):
    with service("release", folder / "current", log=tmp_path_factory.mktemp("log") / "log") as base:
        yield base + "/sparql"


@pytest.mark.parametrize("where", ["release", "endpoint"])
def test_the_command_asks_here_and_there(folder, endpoint, where, monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("UNMANDATES_RELEASES", str(folder))
    there = ["--endpoint", endpoint] if where == "endpoint" else []
    (tmp_path / "label.rq").write_text(LABEL)
    for question in (LABEL, str(tmp_path / "label.rq")):
        assert main(["query", question, "--format", "csv", *there]) == 0
        assert capsys.readouterr().out == "label\nAssembly number 7\n"
    assert main(["query", "all-bodies", "--format", "json", *there]) == 0
    assert len(json.loads(capsys.readouterr().out)["results"]["bindings"]) == 1
    assert main(["query", LABEL, *there]) == 0
    assert "1 row(s)" in capsys.readouterr().out
    assert main(["query", "SELECT * { broken", *there]) == 1
    assert capsys.readouterr().err


def test_the_script_for_pandas_works_with_and_without_pandas(endpoint, monkeypatch, capsys):
    script = PACKAGE / "notebooks" / "pandas_users.py"
    monkeypatch.setattr(sys, "argv", [str(script), endpoint])
    found = runpy.run_path(str(script))
    table = found["ask"](endpoint, LABEL)
    assert "Assembly number 7" in table
    try:
        import pandas
    except ImportError:
        return
    frame = found["frame"](endpoint, LABEL)
    assert isinstance(frame, pandas.DataFrame) and frame["label"].tolist() == ["Assembly number 7"]


def test_the_script_runs_as_it_stands(endpoint):
    script = PACKAGE / "notebooks" / "pandas_users.py"
    done = subprocess.run(
        [sys.executable, str(script), endpoint], capture_output=True, text=True, timeout=60, env=os.environ, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Assembly number 7" in done.stdout
