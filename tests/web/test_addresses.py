"""A thousand addresses, Hosts and headers that nobody means well: no 500, nothing of the inside, and no way out."""

import contextlib
import json
import random
import re
import socket
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit

import pytest
from flask import Response
from tests.serving.live import service
from tests.web.conftest import BASE
from werkzeug.test import EnvironBuilder, run_wsgi_app

from unmandates.web.http.cache import AnswerCache, Kept

#: What never stands in an answer: the trace of an error, or a path of the machine.
_INSIDE = re.compile(rb'Traceback|File "|/site-packages/|\.venv|jinja2|werkzeug|/server/unmandates/|/tmp/|/home/')
_LETTERS = "abzAZ09-._~/%?#[]@!$&'()*+,;=:\\\"<>^`{|} \u202e\u0627\u00e9\x00\x01\x7f\r\n\t\U0001f600"
_PARTS = (
    "..", ".", "%2e%2e", "%2f", "%2F..%2F", "%5c", "\\", "//", "%0d%0a", "%0D%0ASet-Cookie:%20a=b", "%00", "%ff",
    "%c0%af", "%u002f", "%", "%zz", "%25", "%252f", "@evil.example", "//evil.example", "https:%2f%2fevil.example",
    "javascript:alert(1)", "{{7*7}}", "${7*7}", "<script>alert(1)</script>", "' OR 1=1 --", "%E2%80%AE", ".ttl",
    ".html", ".jsonld", ";a=b", "en", "ar", "id", "data", "graph", "body", "council", "document", "T-RES-1-1", "op",
    "sparql", "lookup", "search", "ontology", "static", "dump", "manifest.json", ".well-known", "void", "etc",
    "passwd", "a" * 300, "\u0645\u062c\u0644\u0633", "?format=ttl", "?format=%0d%0a", "?q=%00", "?q=" + "(" * 200,
    "?query=%ff", "#x", "?verb=../..", "?year=99999", "?iri=%0d%0aX:y",
)  # fmt: skip
_FIRST = (
    "/", "/id/", "/data/", "/graph/", "/en/", "/ar/", "/en/body/", "/en/document/", "/ontology", "/dump/",
    "/static/", "/lookup?iri=", "/en/search?q=", "/en/mandates?verb=", "/en/mandates?year=", "/example/",
    "/.well-known/", "/sparql?query=", "/en/sparql?query=", "//", "/xx/",
)  # fmt: skip
_HOSTS = (
    "evil.example", "evil.example:80@example.org", "[::1", "a b", "'\"><x>", "example.org\\@evil.example", "..",
    "%00", "\u00e9\u00e8", "x" * 300, "evil.example#", "127.0.0.1:99999",
)  # fmt: skip
_HEADERS = (
    "Accept", "Accept-Language", "Accept-Encoding", "If-None-Match", "If-Modified-Since", "Cookie", "Range",
    "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Original-URL", "Forwarded",
    "Origin", "Referer", "Content-Type", "X-HTTP-Method-Override",
)  # fmt: skip
_VALUES = (
    "", "*", "*/*;q=", "text/html;q=9", ",,,;", "text/turtle,," * 300, "\u00ff" * 50, "bytes=0-,5-1,-", "W/\"x\",*",
    "/evil", "language=<script>", "language=ar; language=\u0100", "https://evil.example/", "evil.example",
    "999.1.1.1", "gzip;q=nan", "application/x-www-form-urlencoded; charset=\u00e9", "en-" * 500, "Sat, 99 Foo 9999",
    "DELETE",
)  # fmt: skip


def _addresses(count: int) -> list[str]:
    """Return addresses made of parts that servers have stumbled over and of random letters; the same in every run."""
    dice = random.Random(186)
    made = []
    for _ in range(count):
        parts = dice.choices(_PARTS, k=dice.randint(0, 4))
        parts += ["".join(dice.choices(_LETTERS, k=dice.randint(0, 12)))] * dice.randint(0, 1)
        dice.shuffle(parts)
        made.append(dice.choice(_FIRST) + dice.choice(("/", "", "-")).join(parts))
    return made


def _sent(address: str) -> str:
    """Return an address as a client may write it on the wire: what is no ASCII or would end the line is encoded."""
    return quote(address, safe="/%?#[]@!$&'()*+,;=:\\\"<>^`{|}")


def _assert_harmless(response, what) -> None:
    assert response.status_code < 500, (what, response.get_data(as_text=True)[:300])
    body = response.get_data()
    found = _INSIDE.search(body)
    assert not found or found[0] in str(what).encode(), (what, found[0])
    for name, value in response.headers:
        assert "\r" not in value and "\n" not in value, (what, name)
    assert "X" not in response.headers
    cookie = response.headers.get("Set-Cookie", "language=")
    assert re.match(r"language=(en|ar)?(;|$)", cookie), (what, cookie)
    if location := response.headers.get("Location"):
        target = urlsplit(urljoin(f"{BASE}/here", location))
        assert f"{target.scheme}://{target.netloc}" == BASE, (what, location)
        assert not re.match(r"[/\\]{2}", location), (what, location)
    if body and response.mimetype == "application/problem+json":
        assert json.loads(body)["status"] == response.status_code


def _answer(client, address: str, accept: str = ""):
    """Return the answer to an address as it would be on the wire; the client's own ways would mend or refuse it."""
    path, _, query = _sent(address).partition("#")[0].partition("?")
    environ = EnvironBuilder(path="/", base_url=BASE, headers={"Accept": accept} if accept else {}).get_environ()
    environ |= {"PATH_INFO": unquote_to_bytes(path).decode("latin-1"), "QUERY_STRING": query, "REQUEST_URI": path}
    return Response(*run_wsgi_app(client.application, environ, buffered=True))


@pytest.fixture(scope="module")
def visitor(app):
    """A client over the application as it is served: what goes wrong in it would be answered with a 500."""
    return app.test_client(use_cookies=False)


def test_a_thousand_names(visitor):
    dice = random.Random(76)
    for address in _addresses(1000):
        accept = dice.choice(("text/html", "text/turtle", "application/json", "image/png", ""))
        with _answer(visitor, address, accept) as response:
            _assert_harmless(response, address)


def test_hosts_and_headers(visitor):
    dice = random.Random(75)
    addresses = ["/", "/id/body/council", "/en/body/council", "/data/body/council.ttl", "/en/mandates", "/sitemap.xml",
                 "/lookup?iri=T/RES/1/1", "/openapi.json", "/ontology", "/en/body/nobody", "/sparql"]  # fmt: skip
    for _ in range(300):
        headers = {name: dice.choice(_VALUES) for name in dice.sample(_HEADERS, 3)}
        if dice.random() < 0.5:
            headers["Host"] = dice.choice(_HOSTS)
        method = dice.choice(("GET", "GET", "HEAD", "OPTIONS", "POST", "TRACE", "BREW"))
        address = dice.choice(addresses)
        with visitor.open(address, method=method, headers=headers) as response:
            _assert_harmless(response, (method, address, headers))
            assert b"evil.example" not in response.get_data()


@pytest.mark.parametrize("length", [2_000, 20_000, 200_000])
def test_overlong(visitor, length):
    for address in ("/" + "a" * length, "/id/" + "a/" * (length // 2), "/en/search?q=" + "%C3%A9" * (length // 6),
                    "/lookup?iri=" + "a" * length, "/en/mandates?" + "verb=x&" * (length // 7),
                    "/en/body/" + "%2F.." * (length // 5)):  # fmt: skip
        with _answer(visitor, address) as response:
            _assert_harmless(response, address[:40])
            assert len(response.get_data()) < 40_000 + 2 * length


def test_what_clients_send_does_not_fill_the_memory():
    cache = AnswerCache(1_000_000)
    for number in range(100):
        cache.put((f"{number}" + " " * 50_000, None), Kept(b"short", "text/plain", None))
    assert cache.size <= cache.capacity
    kept = [number for number in range(100) if cache.get((f"{number}" + " " * 50_000, None))]
    assert 10 <= len(kept) < 20 and kept[-1] == 99
    cache.put("x" * 200_000, Kept(b"short", "text/plain", None))
    assert cache.get("x" * 200_000) is None


#: Requests as they stand on the wire, which no library would send.
_WIRE = {
    "bare line feeds": b"GET /id/body/council HTTP/1.1\nHost: x\n\n",
    "a header in the path": b"GET /id/body/x\r\nSet-Cookie: a=b HTTP/1.1\r\nHost: x\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "a whole address": b"GET http://evil.example/id/body/council HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "a star": b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
    "a bare carriage return": b"GET / HTTP/1.1\r\nHost: x\rX: y\r\n\r\n",
    "a folded header": b"GET / HTTP/1.1\r\nHost: x\r\nAccept: text/html,\r\n text/turtle\r\n\r\n",
    "no path": b"GET  HTTP/1.1\r\nHost: x\r\n\r\n",
    "bytes above ASCII": b"GET /en/body/\xff\xfe HTTP/1.1\r\nHost: \xff\r\n\r\n",
    "a length that lies": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "two lengths": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na",
    "an overlong address": b"GET /" + b"a" * 300_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    "an overlong header": b"GET / HTTP/1.1\r\nHost: x\r\nAccept: " + b"a" * 300_000 + b"\r\n\r\n",
    "a thousand headers": b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 1000 + b"\r\n",
    "another protocol": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
}


def test_on_the_wire(small_release, tmp_path):
    with service("release", small_release.folder, log=tmp_path / "log") as base:
        port = urlsplit(base).port
        for what, sent in _WIRE.items():
            answer = _exchange(port, sent)
            assert answer.startswith(b"HTTP/1.") or not answer, what
            assert not re.match(rb"HTTP/1.[01] 5", answer), (what, answer[:200])
            head = answer.partition(b"\r\n\r\n")[0].lower()
            assert b"set-cookie: a=b" not in head and b"\r\nx: y" not in head and b"evil" not in head, what
            assert not _INSIDE.search(answer), what
        assert _exchange(port, b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n").startswith(b"HTTP/1.1 200"), (
            "it is still there"
        )
    assert "Traceback" not in (tmp_path / "log").read_text()


def _exchange(port: int, sent: bytes) -> bytes:
    """Send bytes and return what comes back until there is silence; to be cut off is an answer too."""
    answer = b""
    with socket.create_connection(("127.0.0.1", port), timeout=1) as connection, contextlib.suppress(OSError):
        connection.sendall(sent)
        while piece := connection.recv(65536):
            answer += piece
    return answer
