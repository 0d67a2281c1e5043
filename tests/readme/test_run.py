"""What `make test` does round the tests: each folder is run once, what was not run is told, a lack stops nothing."""

import subprocess

from tests import ground, run

CASES = """<testsuites><testsuite><testcase name="a"/><testcase name="b"><failure message="no"/></testcase>
<testcase name="c"><skipped message="{reason}"/></testcase><testcase name="d"><error message="no"/></testcase>
</testsuite></testsuites>"""


def test_every_folder_is_run_once_and_what_measures_time_alone():
    (together, beside), (browser, driving), (alone, by_itself) = run.parts([])
    assert (together, browser, alone) == ("together", "browser", "alone")
    assert beside == [str(run.TESTS), *(f"--ignore={folder}" for folder in (*run.BROWSER, *run.ALONE))]
    assert driving == list(map(str, run.BROWSER)) and by_itself == list(map(str, run.ALONE))
    assert all(any(folder.glob("test_*.py")) for folder in (*run.BROWSER, *run.ALONE))


def test_a_folder_that_is_named_is_run_alone_where_it_must_be():
    assert run.parts([str(run.TESTS / "engine")]) == [("alone", [str(run.TESTS / "engine")])]
    assert run.parts([str(run.TESTS / "browser")]) == [("browser", [str(run.TESTS / "browser")])]
    assert run.parts([str(run.TESTS / "text")]) == [("together", [str(run.TESTS / "text")])]
    (_, beside), (_, by_itself) = run.parts([str(run.TESTS / "web")])
    assert beside[0] == str(run.TESTS / "web") and len(beside) == 1 + len(by_itself) == 3


def test_outcomes_are_counted_and_a_run_that_told_nothing_is_a_failure(tmp_path):
    outcome = run.Outcome()
    (tmp_path / "one.xml").write_text(CASES.format(reason="nginx is not here"), encoding="utf-8")
    outcome.add(tmp_path / "one.xml")
    assert str(outcome) == "1 passed, 2 failed, 1 skipped" and outcome.skipped["nginx is not here"] == 1
    outcome.add(tmp_path / "none.xml")
    assert outcome.failed == 3


def test_what_cannot_be_fetched_is_told_in_one_line(monkeypatch, tmp_path, capsys):
    def refuse(*_, **__):
        raise subprocess.CalledProcessError(1, "pip", stderr="first\nno such host\n")

    monkeypatch.setattr(ground, "_run", refuse)
    monkeypatch.setattr(ground, "suites_folder", lambda: tmp_path / "suites")
    monkeypatch.setattr(ground, "clients_folder", lambda: tmp_path / "clients")
    monkeypatch.setattr(ground, "find", lambda program: None)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("SETUP", raising=False)
    assert ground.main() == 0
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2 and all(line.startswith("not set up: ") and "no such host" in line for line in told)
    monkeypatch.setenv("SETUP", "1")
    assert ground.main() == 0
    assert "apache2-bin, chromium, nginx" in capsys.readouterr().err


def test_system_programs_are_looked_for_where_they_are_kept():
    assert ground.find("openssl") is None or ground.find("openssl").endswith("/openssl")
    assert all(ground.REMEDY in ground.lacking(program) for program in ground.PROGRAMS)
