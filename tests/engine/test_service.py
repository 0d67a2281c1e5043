"""SERVICE reaches the endpoints that the operator allows by name, through the relay, and nothing else."""

import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pyoxigraph
import pytest

from unmandates.engine import Engine, EngineClient, Limits, Query, allowed_services, from_files, refusals

E = "http://example.org/"
DATA = f'<{E}a> <{E}p> 1 . <{E}b> <{E}p> 2 . <{E}c> <{E}q> "line\\nbreak"@en .'


class Endpoint(BaseHTTPRequestHandler):
    """Another endpoint: answers queries on its own data, or misbehaves as its path says."""

    def do_POST(self):
        body = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.queries.append(body["query"][0])
        if self.path == "/slow":
            time.sleep(3)
        if self.path == "/redirect":
            self.send_response(307)
            self.send_header("Location", self.server.elsewhere)
            self.end_headers()
            return
        if self.path == "/large":
            answer = b" " * 3_000_000
        elif self.path == "/nonsense":
            answer = b"<script>secret</script>"
        elif self.path == "/odd":
            answer = self.server.odd
        else:
            result = self.server.store.query(body["query"][0])
            answer = result.serialize(format=pyoxigraph.QueryResultsFormat.JSON)
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.end_headers()
        try:
            self.wfile.write(answer)
        except OSError:
            self.close_connection = True

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def other():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    server.queries, server.store = [], pyoxigraph.Store()
    server.store.load(DATA.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    server.store.update(f"INSERT DATA {{ [] <{E}blank> [] }}")
    server.base = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def listener():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.3)
        yield listener


@pytest.fixture(scope="module")
def client(tmp_path_factory, other, listener):
    path = tmp_path_factory.mktemp("data") / "a.ttl"
    path.write_text(f'<{E}a> <{E}label> "here" . <{E}x> <{E}label> "only here" .')
    other.elsewhere = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    services = {other.base + name for name in ("/sparql", "/slow", "/redirect", "/large", "/nonsense", "/odd")}
    services.add("http://127.0.0.1:1/nobody")
    limits = Limits(time=5, service_time=1, service_bytes=2_000_000, quick_workers=2, service_workers=1)
    with Engine(from_files([path]), limits, services) as engine:
        client = EngineClient(engine.address, limits, services)
        yield client
        client.close()


def rows(client, text):
    found = json.loads(client.evaluate(Query(text)).read())
    found = [{name: term["value"] for name, term in row.items()} for row in found["results"]["bindings"]]
    return sorted(found, key=str)


def test_an_allowed_endpoint_is_joined(client, other):
    text = f"SELECT * {{ ?s <{E}label> ?l SERVICE <{other.base}/sparql> {{ ?s <{E}p> ?v }} }}"
    assert rows(client, text) == [{"s": E + "a", "l": "here", "v": "1"}]
    assert len(other.queries[-1]) < 200 and "label" not in other.queries[-1]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("SERVICE s:sparql { ?s x:p ?v FILTER(?v > 1) }", [{"s": E + "b", "v": "2"}]),
        ("SERVICE s:sparql { x:a x:p 1 } BIND(1 AS ?v)", [{"v": "1"}]),
        ("SERVICE s:sparql { x:a x:p 9 } BIND(1 AS ?v)", []),
        ('SERVICE s:sparql { ?s x:q ?v FILTER("}" != ?v) # }\n }', [{"s": E + "c", "v": "line\nbreak"}]),
        ("OPTIONAL { SERVICE s:sparql { x:c x:q ?v } } FILTER(lang(?v) = 'en')", [{"v": "line\nbreak"}]),
        ("SERVICE s:sparql { x:a x:p ?v } SERVICE s:sparql { x:b x:p ?w }", [{"v": "1", "w": "2"}]),
        ("SERVICE s:sparql { SELECT (COUNT(*) AS ?v) { ?a x:p ?b } }", [{"v": "2"}]),
        ("SERVICE s:sparql { { x:a x:p ?v } UNION { x:b x:p ?w } }", [{"v": "1"}, {"w": "2"}]),
        ("SERVICE SILENT <http://127.0.0.1:1/nobody> { ?s ?p ?o } BIND(1 AS ?v)", [{"v": "1"}]),
        ("FILTER EXISTS { SERVICE s:sparql { x:a x:p 1 } } BIND(1 AS ?v)", [{"v": "1"}]),
    ],
)
def test_what_a_pattern_means(client, other, body, expected):
    assert rows(client, f"PREFIX x: <{E}> PREFIX s: <{other.base}/> SELECT * {{ {body} }}") == expected


@pytest.mark.parametrize(
    ("head", "term"),
    [
        (f"BASE <{E}> PREFIX x: <{E}ns#>", "x:p"),
        (f"BASE <{E}> PREFIX x: <ns#>", "x:p"),
        (f"BASE <{E}> PREFIX x: <ns?>", "x:q"),
        (f"BASE <{E}ns> PREFIX x: <#>", "x:p"),
        (f"BASE <{E}ns>", "<#p>"),
    ],
)
def test_a_namespace_keeps_the_sign_that_it_ends_with(client, other, head, term):
    other.store.update(f'INSERT DATA {{ <{E}d> <{E}ns#p> "hash" . <{E}d> <{E}ns?q> "query" }}')
    (row,) = rows(client, f"{head} SELECT ?v {{ SERVICE <{other.base}/sparql> {{ ?s {term} ?v }} }}")
    assert row["v"] == ("query" if term == "x:q" else "hash")


def test_blank_nodes_of_another_endpoint_become_iris(client, other):
    (row,) = rows(client, f"SELECT * {{ SERVICE <{other.base}/sparql> {{ ?s <{E}blank> ?o }} }}")
    assert all("/.well-known/genid/" in value for value in row.values()) and len(set(row.values())) == 2


@pytest.mark.parametrize(
    ("name", "reason"),
    [("/redirect", "status 307"), ("/large", "larger"), ("/nonsense", "cannot be read"), ("", "cannot be reached")],
)
def test_an_endpoint_that_fails_is_named(client, other, listener, name, reason):
    endpoint = other.base + name if name else "http://127.0.0.1:1/nobody"
    with pytest.raises(refusals.ServiceFailed, match=reason) as failed:
        client.evaluate(Query(f"SELECT * {{ SERVICE <{endpoint}> {{ ?s ?p ?o }} }}"))
    assert "secret" not in failed.value.detail and failed.value.status == 502
    with pytest.raises(TimeoutError):
        listener.accept()


def test_a_slow_endpoint_meets_a_limit_of_its_own(client, other):
    started = time.monotonic()
    with pytest.raises((refusals.TimeLimit, refusals.ServiceFailed)):
        client.evaluate(Query(f"SELECT * {{ SERVICE <{other.base}/slow> {{ ?s ?p ?o }} }}"))
    assert time.monotonic() - started < 6
    assert rows(client, f"SELECT ?v {{ SERVICE <{other.base}/sparql> {{ <{E}a> <{E}p> ?v }} }}") == [{"v": "1"}]


def test_nothing_else_is_reached(client, other, listener):
    there, allowed = other.elsewhere, other.base + "/sparql"
    for text in (
        f"SELECT * {{ SERVICE <{there}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ VALUES ?e {{ <{allowed}> }} SERVICE ?e {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE <{allowed}> {{ SERVICE <{there}> {{ ?s ?p ?o }} }} }}",
        f"SELECT * {{ SERVICE <{allowed}/> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE <{allowed}?x> {{ ?s ?p ?o }} }}",
    ):
        with pytest.raises(refusals.ServiceForbidden):
            client.evaluate(Query(text))
    for text in (
        f"SELECT * {{ SERVICE SILENT <{there}> {{ ?s ?p ?o }} }}",
        "SELECT * { SERVICE SILENT ?e { ?s ?p ?o } }",
        f"SELECT * {{ SERVICE SILENT <{there}> {{ ?s ?p ?o SERVICE <{allowed}> {{ ?a ?b ?c }} }} }}",
    ):
        answer = client.evaluate(Query(text))
        assert json.loads(answer.read())["results"]["bindings"] == [{}] and "asked nobody" in answer.hint
    for text in (
        f"SELECT * {{ \\u0053ERVICE <{there}> {{ ?s ?p ?o }} }} # service",
        f"SELECT * {{ \\u0053ERVICE SILENT <{there}> {{ ?s ?p ?o }} SERVICE <{allowed}> {{ ?a ?b ?c }} }}",
        f"SELECT * FROM <{there}> {{ ?s ?p ?o }} # service",
        f"LOAD <{there}> # service",
    ):
        try:
            client.evaluate(Query(text)).close()
        except refusals.Refusal as refusal:
            assert refusal.status != 500
    with pytest.raises(TimeoutError):
        listener.accept()


def test_the_operator_names_endpoints():
    named = {"UNMANDATES_ALLOWED_SERVICES": "https://a.example/sparql  http://b.example/"}
    assert allowed_services(named) == {"https://a.example/sparql", "http://b.example/"}
    assert allowed_services({}) == frozenset()
    for bad in ("a.example", "file:///etc/passwd", "https://user:word@a.example/"):
        with pytest.raises(ValueError, match="UNMANDATES_ALLOWED_SERVICES"):
            allowed_services({"UNMANDATES_ALLOWED_SERVICES": bad})


def result(**term):
    return {"head": {"vars": ["x"]}, "results": {"bindings": [{"x": term}]}}


INNER = {
    "type": "triple",
    "value": {name: {"type": "uri", "value": "a:b"} for name in ("subject", "predicate", "object")},
}


@pytest.mark.parametrize(
    "answer",
    [
        result(**INNER),
        result(type="uri", value="a> } DROP ALL #"),
        result(type="uri", value="not absolute"),
        result(type="number", value="1"),
        result(type="literal", value=1),
        {"head": {"vars": ["x) { } } #"]}, "results": {"bindings": []}},
        {"head": {"vars": ["x y"]}, "results": {"bindings": []}},
        {"boolean": True},
        [],
    ],
)
def test_an_odd_answer_is_the_fault_of_who_gave_it(client, other, answer):
    other.odd = json.dumps(answer).encode()
    text = f"SELECT * {{ SERVICE <{other.base}/odd> {{ ?x ?p ?o }} }} # {len(other.odd)}"
    with pytest.raises(refusals.ServiceFailed):
        client.evaluate(Query(text))
    silent = text.replace("SERVICE", "SERVICE SILENT")
    assert rows(client, silent) == [{}]
