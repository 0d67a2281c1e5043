"""The files for operators name what there is: options, settings, paths of health checks, files to copy."""

import configparser
import contextlib
import os
import re
import shlex
import socket
import ssl
import subprocess
import time
import tomllib
import urllib.error
import urllib.request

import pytest
from tests.ground import find, lacking
from tests.serving.live import service

from unmandates.cli import main
from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.engine import Limits
from unmandates.serving import serve
from unmandates.sources.inputs import limits as importing

DEPLOY = TURTLE_ROOT / "server" / "deploy"
SETTINGS = {"UNMANDATES_" + name.upper() for name in Limits.__dataclass_fields__}
SETTINGS |= {importing.PREFIX + name.upper() for name in importing.Limits.__dataclass_fields__}
SETTINGS |= {"UNMANDATES_RELEASES", "UNMANDATES_ALLOWED_SERVICES", "UNMANDATES_REPORT_TO", "UNMANDATES_PAGES_AHEAD"}
SETTINGS |= {"UNMANDATES_PROXIES", "UNMANDATES_PUBLISHER", "UNMANDATES_PUBLISHER_PAGE", "UNMANDATES_CONTACT"}
SETTINGS |= {"UNMANDATES_LOG_CLIENT_HOURS"}


def options_of_serve(capsys):
    with pytest.raises(SystemExit):
        main(["serve", "--help"])
    return set(re.findall(r"--[a-z]+", capsys.readouterr().out))


def test_the_unit(capsys):
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read(DEPLOY / "unmandates.service")
    words = shlex.split(unit["Service"]["ExecStart"])
    assert words[0].endswith("/bin/unmandates") and words[1] == "serve"
    assert {word for word in words if word.startswith("--")} <= options_of_serve(capsys)
    assert int(unit["Service"]["TimeoutStopSec"]) > Limits().time + Limits().queue_time


def test_the_container_file(capsys):
    text = (DEPLOY / "Containerfile").read_text()
    for line in re.findall(r"^COPY (.+) \S+$", text, re.MULTILINE):
        for name in line.split():
            assert (TURTLE_ROOT / name).exists(), name
    copied = " ".join(re.findall(r"^COPY (.+) \S+$", text, re.MULTILINE)).split()
    project = tomllib.loads((TURTLE_ROOT / "pyproject.toml").read_text())
    shipped = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert {name.partition("/")[0] for name in shipped} <= set(copied)
    assert set(re.findall(r"(?<=\")--[a-z]+", text)) <= options_of_serve(capsys)
    assert "/ready" in text


def directives(text):
    """Return an nginx file as nginx reads it: a directive's words with its block, or with `None` where it has none.

    Raises `ValueError` where a directive is not ended, or a block not opened or not closed.
    """
    waiting, found, words = [], [], []
    for token in re.findall(r'"[^"]*"|[{};]|[^\s{};"]+', re.sub(r"#.*", "", text)):
        if token == ";" and words:
            found.append((tuple(words), None))
        elif token == "{" and words:
            waiting.append((found, tuple(words)))
            found = []
        elif token == "}" and waiting and not words:
            block, (found, name) = found, waiting.pop()
            found.append((name, block))
        elif token in "{};":
            raise ValueError(f"{token} after {' '.join(words) or 'nothing'}")
        else:
            words.append(token)
            continue
        words = []
    if waiting or words:
        raise ValueError("the end comes before it is complete")
    return found


def test_the_proxy():
    found = directives((DEPLOY / "nginx.conf").read_text())
    upstream, server = (next(one for one in found if one[0][0] == name) for name in ("upstream", "server"))
    # What one address may have, and how long it may say nothing; an idle connection is closed by the proxy first.
    said = {words[0]: words[1:] for words, block in server[1] if block is None}
    assert {"limit_conn", "limit_req", "http2_max_concurrent_streams"} <= said.keys()
    for name in ("client_header_timeout", "client_body_timeout", "send_timeout"):
        assert int(said[name][0].removesuffix("s")) <= 30
    idle = {words[0]: words[1:] for words, _ in upstream[1]}["keepalive_timeout"][0]
    assert 1000 * int(idle.removesuffix("s")) < serve._HEAD_TIME
    assert upstream[0] == ("upstream", "unmandates") and (("server", "127.0.0.1:8000"), None) in upstream[1]
    assert server[0] == ("server",)
    blocks = {name: dict(block) for name, block in server[1] if block is not None}
    everywhere = {words[0]: words[1:] for words, _ in blocks["location", "/"].items()}
    assert everywhere["proxy_pass"] == ("http://unmandates",)
    assert (("proxy_set_header", "X-Forwarded-For", "$remote_addr"), None) in blocks["location", "/"].items()
    assert int(everywhere["proxy_read_timeout"][0].removesuffix("s")) > Limits().time + Limits().queue_time
    assert list(blocks["location", "=", "/metrics"])[:2] == [("allow", "127.0.0.1"), ("deny", "all")]


def test_a_proxy_that_lacks_a_brace_or_a_semicolon_is_refused():
    text = re.sub(r"#.*", "", (DEPLOY / "nginx.conf").read_text())
    whole = directives(text)
    for mark in re.finditer(r"[{};]", text):
        with contextlib.suppress(ValueError):
            assert directives(text[: mark.start()] + text[mark.end() :]) != whole


@pytest.fixture(scope="module")
def proxied(tmp_path_factory):
    """The address of a service behind nginx, which runs with our file but for ports, names and places."""
    for program in ("nginx", "openssl"):
        if not find(program):
            pytest.skip(lacking(program))
    folder = tmp_path_factory.mktemp("nginx")
    data = folder / "data.ttl"
    data.write_text('<http://example.org/a> <http://example.org/p> "1" .')
    make = f"req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -keyout {folder}/key -out {folder}/pem"
    subprocess.run(["openssl", *make.split()], check=True, capture_output=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with service("data", data, log=folder / "service.log") as base:
        text = (DEPLOY / "nginx.conf").read_text()
        text = text.replace("127.0.0.1:8000", base.removeprefix("http://")).replace("listen 443", f"listen {port}")
        text = re.sub(r"/etc/ssl/unmandates\.(pem|key)", rf"{folder}/\1", text)
        user = "" if os.geteuid() else "user root; "  # it would leave root, and could not write in the folder
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        places = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
        head = f"{user}pid {folder}/pid; error_log {folder}/error.log; events {{}}"
        (folder / "nginx.conf").write_text(f"{head}\nhttp {{ access_log off; {places}\n{text} }}")
        process = subprocess.Popen([find("nginx"), "-p", folder, "-c", folder / "nginx.conf", "-g", "daemon off;"])
        try:
            for _ in range(100):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.1):
                    break
                assert process.poll() is None, (folder / "error.log").read_text()
                time.sleep(0.05)
            yield f"https://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(10)


def through(address, data=None, **headers):
    """Return status and body of what the proxy answers."""
    request = urllib.request.Request(address, data, {name.replace("_", "-"): v for name, v in headers.items()})
    unverified = ssl._create_unverified_context()
    try:
        with urllib.request.urlopen(request, context=unverified, timeout=30) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def test_the_proxy_hands_queries_on(proxied):
    status, body = through(proxied + "/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D")
    assert (status, b"true" in body) == (200, True)
    long = f"ASK {{ ?s ?p ?o }} # {'x' * 900_000}".encode()
    status, body = through(proxied + "/sparql", long, Content_Type="application/sparql-query")
    assert (status, b"true" in body) == (200, True)


def test_the_proxy_hands_refusals_on(proxied):
    status, body = through(proxied + "/sparql", b"x" * 2_000_000, Content_Type="application/sparql-query")
    assert (status, b"too large" in body) == (413, True)
    assert through(proxied + "/sparql?query=SELECT")[0] == 400


@pytest.mark.parametrize("name", ["unmandates.service", "Containerfile", "README.md"])
def test_settings_exist(name):
    found = set(re.findall(r"UNMANDATES_[A-Z_]+", (DEPLOY / name).read_text())) - {"UNMANDATES_"}
    assert found and found <= SETTINGS
