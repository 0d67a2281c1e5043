"""`unmandates import` as it is called."""

import io
import os
import subprocess
import sys

import pytest

from unmandates.sources.progress import Progress

TABLE = (
    "entity,entity_long,subprogramme,cited_text,document_symbol,source_file\n"
    "LAKE,Office of the Lake,,resolution 1/1,A/RES/1/1,A_80_6_SECT.24.json\n"
)


@pytest.fixture
def command(tmp_path):
    """Call the command with arguments; its imports lie below the folder of the test."""
    (tmp_path / "table.csv").write_text(TABLE)

    def command(*arguments: object) -> subprocess.CompletedProcess:
        environment = os.environ | {"UNMANDATES_IMPORTS": str(tmp_path / "imports")}
        line = [sys.executable, "-m", "unmandates.cli", "import", *map(str, arguments)]
        return subprocess.run(line, env=environment, capture_output=True, text=True, cwd=tmp_path)

    return command


def test_an_import_tells_what_it_came_to(command, tmp_path):
    result = command("budget", "table.csv")
    assert result.returncode == 0 and not result.stderr
    assert "1 items" in result.stdout and (tmp_path / "imports" / "budget" / "import.json").is_file()
    assert command("--report", tmp_path / "imports" / "budget").stdout == result.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((), 2, "name a source ("),
        (("nowhere", "table.csv"), 2, "name a source"),
        (("budget",), 2, "what to read"),
        (("budget", "missing.csv"), 1, "there is no such file"),
        (("budget", "table.csv", "--processes", "0"), 2, "--processes"),
        (("--report", "missing"), 1, "there is no import"),
    ],
)
def test_a_wrong_call_says_what_to_do(command, arguments, code, told):
    result = command(*arguments)
    assert result.returncode == code and told in result.stderr and "Traceback" not in result.stderr


def test_a_bad_limit_stops_at_once_and_is_named(command, monkeypatch):
    monkeypatch.setenv("UNMANDATES_IMPORT_FILES", "many")
    result = command("budget", "table.csv")
    assert result.returncode == 1 and "UNMANDATES_IMPORT_FILES" in result.stderr and "Traceback" not in result.stderr


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_a_bar_on_a_terminal_and_a_line_now_and_then_elsewhere(monkeypatch):
    terminal, file = Terminal(), io.StringIO()
    for stream in (terminal, file):
        with Progress(stream) as progress:
            for done in range(11):
                progress.tell(done, 10)
    assert "10/10" in terminal.getvalue() and not file.getvalue()
    monkeypatch.setattr("unmandates.sources.progress._BETWEEN", 0.0)
    with Progress(file) as progress:
        progress.tell(1200, 3400)
    assert file.getvalue() == "1,200 of 3,400 items\n"
