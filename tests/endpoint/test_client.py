"""`unmandates query` against a live endpoint, and the script that shows the way to pandas."""

import http.server
import json
import os
import runpy
import subprocess
import sys
import threading
import urllib.parse

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
    (tmp_path / "marked.rq").write_bytes(b"\xef\xbb\xbf" + LABEL.encode())  # as some editors save it
    for question in (LABEL, "\ufeff" + LABEL, str(tmp_path / "label.rq"), str(tmp_path / "marked.rq")):
        assert main(["query", question, "--format", "csv", *there]) == 0
        assert capsys.readouterr().out == "label\nAssembly number 7\n"
    assert main(["query", "all-bodies", "--format", "JSON", *there]) == 0
    assert len(json.loads(capsys.readouterr().out)["results"]["bindings"]) == 1
    assert (
        main(["query", f"SELECT * {{ VALUES ?z {{ 1 }} <{BODY}> skos:prefLabel ?a }}", "--format", "csv", *there]) == 0
    )
    assert capsys.readouterr().out == "z,a\n1,Assembly number 7\n"
    assert main(["query", LABEL, *there]) == 0
    assert "1 row(s)" in capsys.readouterr().out
    for question in ("SELECT * { broken", "CONSTRUCT WHERE { ?s ?p ?o }"):
        assert main(["query", question, *there]) == 1
        assert capsys.readouterr().err


class Odd(http.server.BaseHTTPRequestHandler):
    """An endpoint that answers with its path: not HTTP, or something that is no SPARQL result."""

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        answer = urllib.parse.unquote(self.path[1:]).encode()
        if answer != b"nonsense":
            self.send_response(200)
            kind = "text/html" if answer.startswith(b"<") else "application/sparql-results+json"
            self.send_header("Content-Type", kind)
            self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def odd():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Odd) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["query", "SELECT (<http://example.org/f>(1) AS ?x) {}"], "cannot be evaluated"),
        (["query", "CONSTRUCT WHERE { ?s ?p ?o }"], "SELECT"),
        (["query", "no-such-example"], "no example is named"),
        (["query", "{folder}/latin.rq"], "save it as UTF-8"),
        (["query", "{folder}/absent.rq"], "cannot be read"),
        (["query", "ASK {}", "--endpoint", "foo"], "http://"),
        (["query", "ASK {}", "--endpoint", "http://127.0.0.1:x/"], "cannot be reached"),
        (["query", "ASK {}", "--endpoint", "http://127.0.0.1:1/"], "cannot be reached"),
        (["query", "ASK {}", "--endpoint", "{odd}nonsense"], "cannot be reached"),
        (["query", "ASK {}", "--endpoint", '{odd}{"head":'], "gave no rows"),
        (["query", "ASK {}", "--endpoint", "{odd}{}"], "gave no rows"),
        (["query", "ASK {}", "--endpoint", "{odd}[]"], "gave no rows"),
        (["query", "ASK {}", "--endpoint", "{odd}<html>"], "gave no rows"),
        (["serve", "--port", "70000"], "0 to 65535"),
        (["serve", "--host", "no such host"], "cannot be used"),
        (["serve", "--data", "{folder}/absent.ttl"], "no such file"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(folder, odd, monkeypatch, capsys, tmp_path, arguments, words):
    monkeypatch.setenv("UNMANDATES_RELEASES", str(folder))
    (tmp_path / "latin.rq").write_bytes(b"ASK { ?s ?p '\xe9' }")
    arguments = [word.replace("{folder}", str(tmp_path)).replace("{odd}", odd) for word in arguments]
    if "--endpoint" in arguments and odd in arguments[-1]:
        arguments[-1] = odd + urllib.parse.quote(arguments[-1].removeprefix(odd))
    assert main(arguments) == 1
    captured = capsys.readouterr()
    assert words in captured.err and not captured.out and len(captured.err.splitlines()) == 1


def test_a_build_that_cannot_write_says_so(monkeypatch, capsys, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("UNMANDATES_RELEASES", str(tmp_path / "file"))
    assert main(["build"]) == 1
    assert "no release could be made" in capsys.readouterr().err


def test_another_system_than_linux_is_said_so(monkeypatch, capsys):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert main(["serve"]) == 1
    assert "needs Linux" in capsys.readouterr().err


def test_the_script_for_pandas_works_without_pandas(endpoint):
    found = runpy.run_path(str(PACKAGE / "notebooks" / "pandas_users.py"))
    assert "Assembly number 7" in found["ask"](endpoint, LABEL)


def test_the_script_for_pandas_works_with_pandas(endpoint):
    pandas = pytest.importorskip("pandas", reason="pandas is not installed: `make test` installs it")
    found = runpy.run_path(str(PACKAGE / "notebooks" / "pandas_users.py"))
    frame = found["frame"](endpoint, LABEL)
    assert isinstance(frame, pandas.DataFrame) and frame["label"].tolist() == ["Assembly number 7"]


def test_the_script_runs_as_it_stands(endpoint):
    script = PACKAGE / "notebooks" / "pandas_users.py"
    done = subprocess.run(
        [sys.executable, str(script), endpoint], capture_output=True, text=True, timeout=60, env=os.environ, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Assembly number 7" in done.stdout
