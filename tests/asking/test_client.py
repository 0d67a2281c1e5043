"""`unmandates query` against a live endpoint, and the script that shows the way to pandas."""

import contextlib
import csv
import http.server
import io
import json
import os
import runpy
import subprocess
import sys
import threading
import time
import urllib.parse

import pytest
from tests.serving.live import service
from tests.serving.releases import BODY, small_release, switch

from unmandates.asking.client import QuestionError, Rows, ask_endpoint
from unmandates.cli import main
from unmandates.corpus.layout import PACKAGE

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


class Hostile(http.server.BaseHTTPRequestHandler):
    """An endpoint that means no good: what it does is in its path."""

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        what = self.path.strip("/").partition("?")[0]
        with contextlib.suppress(OSError):
            getattr(self, what.replace("-", "_"))()

    do_GET = do_POST

    def answer(self, body):
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.end_headers()
        self.wfile.write(body)

    def drip(self):
        for _ in range(400):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.05)

    def slow(self):
        self.answer(b"")
        self.drip()

    def slow_head(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        self.drip()

    def endless(self):
        self.answer(b'{"head": {"vars": []}, "results": {"bindings": [')
        while True:
            self.wfile.write(b"{}," * 100_000)

    def to_ftp(self):
        self.leads("ftp://127.0.0.1:1/x")

    def to_file(self):
        self.leads("file:///etc/passwd")

    def in_circles(self):
        self.leads("/in-circles?again")

    def once(self):
        self.leads("/rows")

    def leads(self, where):
        self.send_response(307)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def rows(self):
        self.answer(b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "one"}}]}}')

    def refuses(self):
        self.send_response(400, "No \x1b]52;c;aGk=\x07")
        self.end_headers()
        self.wfile.write(b'{"detail": "because \x1b[2J \\u202e so", "hint": "ask otherwise"}')

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def hostile():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hostile) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize(
    "what, words",
    [
        ("slow", "within 1 seconds"),
        ("slow-head", "within 1 seconds"),
        ("endless", "more than 1 MiB"),
        ("to-ftp", "leads elsewhere than to http"),
        ("to-file", "not allowed"),
        ("in-circles", "refused the query"),
        ("refuses", "ask otherwise"),
    ],
)
def test_an_endpoint_that_means_no_good_is_left(hostile, what, words):
    started = time.monotonic()
    with pytest.raises(QuestionError, match=words) as caught:
        ask_endpoint("ASK {}", hostile + what, timeout=1, most=2**20)
    assert time.monotonic() - started < 5
    assert str(caught.value).isprintable() and len(str(caught.value)) < 1000


def test_a_redirect_to_another_http_address_is_followed(hostile):
    assert ask_endpoint("SELECT * {}", hostile + "once").as_csv() == "x\none\n"


def results(*bindings, columns=("x",)):
    return json.dumps({"head": {"vars": columns}, "results": {"bindings": bindings}})


@pytest.mark.parametrize(
    "answer, words",
    [
        ("5", "no object"),
        ('"text"', "no object"),
        ("[" * 100_000, "not in the JSON format"),
        ('{"head": {"vars": ["x"]}, "results": {"bindings": [' + '{"x":' * 50_000, "not in the JSON format"),
        ('{"boolean": "yes"}', "neither true nor false"),
        ('{"boolean": 1}', "neither true nor false"),
        ('{"head": {}}', "no vars"),
        ('{"head": {"vars": ["x"]}}', "no results"),
        ('{"head": {"vars": ["x"]}, "results": {"bindings": {}}}', "no bindings"),
        (results(columns=[1]), "columns"),
        (results(columns=["x", "x"]), "columns"),
        (results(columns=["\ud800"]), "surrogate"),
        (results("row"), "row 1"),
        (results({"x": "value"}), "row 1, column 'x'"),
        (results({"x": {"value": "1"}}), "no type"),
        (results({"x": {"type": "number", "value": "1"}}), "no type"),
        (results({}, {"x": {"type": "literal", "value": 5}}), "row 2, column 'x': its value is no text"),
        (results({"x": {"type": "literal"}}), "its value is no text"),
        (results({"x": {"type": "literal", "value": "1", "datatype": 4}}), "datatype"),
        (results({"y": {"type": "literal", "value": "1"}}), "no such column"),
        (results({"x": {"type": "literal", "value": "\udfff"}}), "surrogate"),
        (results({"x": {"type": "literal", "value": "1", "xml:lang": "\ud800"}}), "surrogate"),
        (results(*[{}] * 5_000, columns=[f"v{n}" for n in range(1_000)]), "cells"),
        ("NaN", "no object"),
        ("", "not in the JSON format"),
        ("\xff\xfe", "not in the JSON format"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_told(capsys, answer, words):
    class Fixed(Hostile):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.answer(answer.encode("latin-1") if answer.isascii() else b"\xff\xfe")

    with http.server.HTTPServer(("127.0.0.1", 0), Fixed) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        assert main(["query", "ASK {}", "--endpoint", f"http://127.0.0.1:{server.server_port}/"]) == 1
    captured = capsys.readouterr()
    assert words in captured.err and not captured.out and captured.err.rstrip("\n").isprintable()


#: What steers a terminal or turns a line around, and how it is shown.
STEERING = [
    ("\x1b[2J", r"\x1b[2J"), ("\x1b]52;c;aGk=\x07", r"\x1b]52;c;aGk=\x07"), ("\x9b31m", r"\x9b31m"),
    ("\x08b", r"\x08b"),
    ("\u202eabc", r"\u202eabc"), ("\u2066a\u2069", r"\u2066a\u2069"), ("\u200fa", r"\u200fa"), ("\u061ca", r"\u061ca"),
    ("\x00", r"\x00"), ("\x7f", r"\x7f"), ("\ufeffa", r"\ufeffa"), ("\U000e0041", r"\U000e0041"), ("\ue000", r"\ue000"),
    ("می\u200cخواهم", "می\u200cخواهم"), ("مجلس الأمن", "مجلس الأمن"), ("é 中 😀", "é 中 😀"),
]  # fmt: skip


@pytest.mark.parametrize("text, shown", STEERING)
def test_nothing_steers_the_terminal(text, shown):
    rows = Rows([f"n{text}"], [[{"type": "literal", "value": f"v{text}"}], [{"type": "uri", "value": f"u:{text}"}]])
    assert rows.as_table().splitlines()[0].startswith(f"n{shown}") and f"v{shown}" in rows.as_table()
    assert f"u:{shown}" in rows.as_table()
    if shown != text:
        assert all(
            char == "\n" or char.isprintable()
            for form in (rows.as_table(), rows.for_terminal("csv"), rows.for_terminal("json"))
            for char in form
        )
    # What goes to a file or a program is exact.
    assert list(csv.reader(io.StringIO(rows.as_csv().replace("\x00", "\\0"))))[1] == [f"v{text}".replace("\x00", "\\0")]
    for form in (rows.as_json(), rows.for_terminal("json")):
        assert json.loads(form)["results"]["bindings"][0] == {f"n{text}": {"type": "literal", "value": f"v{text}"}}


def test_one_long_value_does_not_fill_up_all_lines():
    rows = Rows(["a", "b"], [[{"type": "literal", "value": "x" * 100_000}, None]] + [[None, None]] * 1000)
    assert len(rows.as_table()) < 400_000
