"""A live server, with an independent client and with clients that behave badly."""

import contextlib
import csv
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pyoxigraph
import pytest
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, URLENCODED, XML, SPARQLWrapper
from tests.processes import family

SERVER = """
import sys
from flask import request
from unmandates.engine import Limits
from unmandates.serving.serve import data_application, serve_data

def application(serving, release):
    app = data_application(serving, release)
    app.add_url_rule("/echo/<path:path>", "echo", view_func=lambda path: {"path": path, "host": request.host})
    return app

if __name__ == "__main__":
    sys.modules.setdefault("live_server", sys.modules["__main__"])
    serve_data(sys.argv[2:], port=int(sys.argv[1]), workers=2, application="live_server:application",
               limits=Limits(time=4, slow_workers=2, queue=8, queue_time=2, quick_memory=2**26, memory=2**28))
"""
#: A service whose main process has a thread in the middle of an import that the application makes too.
IMPORTING = """
import os, sys, threading, time
from unmandates.serving.serve import data_application, serve_data

def application(serving, release):
    import long_in_the_main_process
    return data_application(serving, release)

if __name__ == "__main__":
    sys.modules.setdefault("live_server", sys.modules["__main__"])
    os.environ["LONG_IN"] = str(os.getpid())
    threading.Thread(target=application, args=(None, None), daemon=True).start()
    while "long_in_the_main_process" not in sys.modules:
        time.sleep(0.01)
    serve_data(sys.argv[2:], port=int(sys.argv[1]), application="live_server:application")
"""
LONG = """
import os, time
if os.environ["LONG_IN"] == str(os.getpid()):
    time.sleep(3600)
"""
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c > ?f) }"
LABELS = "SELECT ?s ?o { ?s <http://example.org/label> ?o }"
BIG = "SELECT * { ?s <http://example.org/label> ?o . ?t <http://example.org/p> ?x . ?u <http://example.org/p> ?y }"


@contextlib.contextmanager
def running(directory, *files, port=0, program=SERVER):
    script = directory / "live_server.py"
    script.write_text(program)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(directory), os.environ.get("PYTHONPATH", "")])}
    process = subprocess.Popen(
        [sys.executable, str(script), str(port), *map(str, files)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment,
    )  # fmt: skip
    try:
        line = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
        assert found, line + process.stdout.read()
        base = found.group()
        wait_for(base)
        yield process, base
    finally:
        process.terminate()
        try:
            process.wait(30)
        finally:
            process.kill()
            process.stdout.close()


def wait_for(base):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            return fetch(base + "/health")
        time.sleep(0.05)
    raise AssertionError("the server did not answer")


@pytest.fixture(scope="module")
def server(tmp_path_factory, data):
    with running(tmp_path_factory.mktemp("server"), data) as (_, base):
        yield base


def fetch(address, timeout=20, **headers):
    request = urllib.request.Request(
        address, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    with urllib.request.urlopen(request, timeout=timeout) as response:
        return response.status, response.headers, response.read()


def ask(base, text, **headers):
    return fetch(f"{base}/sparql?" + urllib.parse.urlencode({"query": text}), **headers)


def status_of(base, text):
    try:
        return ask(base, text)[0]
    except urllib.error.HTTPError as error:
        with error:
            assert error.headers["Content-Type"] == "application/problem+json"
            return error.code


def connect(base):
    host, port = base.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=20)


def health_times(base, count=30):
    times = []
    for _ in range(count):
        started = time.monotonic()
        assert fetch(base + "/health", 30)[0] == 200
        times.append(time.monotonic() - started)
        time.sleep(0.01)
    return sorted(times)


@pytest.mark.parametrize("how", ["GET", "form", "direct"])
@pytest.mark.parametrize("kind", [JSON, XML, CSV, TURTLE])
def test_an_independent_client(server, how, kind):
    client = SPARQLWrapper(server + "/sparql")
    client.setReturnFormat(kind)
    if how != "GET":
        client.setMethod(POST)
        client.setRequestMethod(POSTDIRECTLY if how == "direct" else URLENCODED)
    if kind == TURTLE:
        client.setQuery("CONSTRUCT WHERE { ?s <http://example.org/p> ?o }")
    else:
        # In a direct POST this client sends no graphs beside the query.
        clause = "FROM <http://example.org/g>" if how == "direct" else ""
        client.setQuery(f"SELECT ?o {clause} {{ ?s <http://example.org/p> ?o }}")
        client.addDefaultGraph("http://example.org/g")
    result = client.queryAndConvert()
    if kind == JSON:
        assert [row["o"]["value"] for row in result["results"]["bindings"]] == ["4"]
    elif kind == XML:
        assert len(result.getElementsByTagName("result")) == 1
    elif kind == CSV:
        assert result == b"o\r\n4\r\n"
    else:
        assert len(list(pyoxigraph.parse(result, format=pyoxigraph.RdfFormat.TURTLE))) == 3


def test_the_same_question_again_is_answered_alike(server):
    first, second = ask(server, LABELS), ask(server, LABELS)
    assert first[2] == second[2] and first[1]["ETag"] == second[1]["ETag"] and first[1].keys() == second[1].keys()
    with pytest.raises(urllib.error.HTTPError) as caught:
        ask(server, LABELS, If_None_Match=first[1]["ETag"])
    with caught.value as answer:
        assert answer.code == 304 and answer.headers["ETag"] == first[1]["ETag"]


def test_a_long_result_comes_whole(server):
    _, headers, body = ask(server, BIG, Accept="text/csv")
    assert len(list(csv.reader(io.StringIO(body.decode())))) == 2000 * 9 + 1
    assert int(headers["Content-Length"]) == len(body)
    assert ask(server, BIG, Accept="text/csv", Accept_Encoding="gzip")[1]["Content-Encoding"] == "gzip"


def test_paths_and_bodies_arrive_as_sent(server):
    assert json.loads(fetch(server + "/echo/a%20b/%C3%A9/c%2525")[2])["path"] == "a b/é/c%25"
    with connect(server) as connection:
        connection.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
                           b"Content-Type: application/sparql-query\r\n\r\n7\r\nASK { }\r\n0\r\n\r\n")  # fmt: skip
        assert b" 200 " in connection.recv(65536)


def test_a_body_of_ten_megabytes_is_refused(server):
    request = urllib.request.Request(
        server + "/sparql", b" " * 10_000_000, {"Content-Type": "application/sparql-query"}, method="POST"
    )
    with pytest.raises((urllib.error.HTTPError, ConnectionError, urllib.error.URLError)) as caught:
        urllib.request.urlopen(request, timeout=60)
    if isinstance(caught.value, urllib.error.HTTPError):
        with caught.value as answer:
            assert answer.code == 413
    assert ask(server, "ASK { }")[0] == 200


def test_half_open_connections_and_slow_readers_hold_nobody_up(server):
    with contextlib.ExitStack() as stack:
        for _ in range(200):
            connection = stack.enter_context(connect(server))
            connection.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n")
        query = urllib.parse.urlencode({"query": BIG})
        for _ in range(40):
            connection = stack.enter_context(connect(server))
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(4)  # the forty results are made meanwhile
        times = health_times(server)
        assert times[len(times) // 2] < 0.25, times  # 0.002 on a machine that does nothing else
        assert status_of(server, "ASK { }") == 200


def test_heavy_queries_leave_health_and_small_queries_alone(server):
    statuses = []
    threads = [
        threading.Thread(target=lambda n=n: statuses.append(status_of(server, f"{ENDLESS} # {n}"))) for n in range(60)
    ]
    for thread in threads:
        thread.start()
    time.sleep(1)
    times = health_times(server)
    assert times[len(times) // 2] < 0.25, times
    for _ in range(10):
        assert status_of(server, "ASK { }") == 200
    for thread in threads:
        thread.join()
    assert set(statuses) == {503, 504} and statuses.count(504) >= 2


def test_who_goes_away_frees_the_place(server):
    for number in range(6):  # three times the slow places, 4 seconds each if they were not freed
        with connect(server) as connection:
            query = urllib.parse.urlencode({"query": f"{ENDLESS} # gone {number}"})
            connection.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            time.sleep(0.4)
    started = time.monotonic()
    busy = re.compile(rb'^unmandates_engine_(?:workers\{lane="slow",state="busy"\}|waiting\{lane="slow"\}) [1-9]', re.M)
    while busy.search(fetch(server + "/metrics")[2]):
        assert time.monotonic() - started < 7
        time.sleep(0.1)


def test_a_port_that_is_taken_is_said_so(tmp_path, data, server):
    with pytest.raises(AssertionError, match="PortTaken"), running(tmp_path, data, port=server.rpartition(":")[2]):
        pass


def test_broken_data_are_said_so(tmp_path):
    (tmp_path / "broken.ttl").write_text("<a> <b>")
    with pytest.raises(AssertionError, match=r"SourceError.*broken\.ttl"), running(tmp_path, tmp_path / "broken.ttl"):
        pass


def test_no_web_process_waits_for_a_thread_of_the_main_process(tmp_path, data):
    (tmp_path / "long_in_the_main_process.py").write_text(LONG)
    with running(tmp_path, data, program=IMPORTING) as (_, base):
        assert status_of(base, LABELS) == 200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stopping_ends_everything(tmp_path, data, number):
    with running(tmp_path, data) as (process, base):
        ask(base, LABELS)
        members = family(process.pid)
        assert len(members) > 5
        process.send_signal(number)
        assert process.wait(30) == 0
        time.sleep(0.3)
        assert not [pid for pid in members if alive(pid)]
        with pytest.raises(OSError):
            connect(base)


def test_signals_that_come_together_stop_it_as_one_does(tmp_path, data):
    with running(tmp_path, data) as (process, _):
        for _ in range(50):
            for number in (signal.SIGTERM, signal.SIGINT):
                process.send_signal(number)
        process.wait(30)


def test_a_query_under_way_is_answered_before_the_end(tmp_path, data):
    with running(tmp_path, data) as (process, base):
        statuses = []
        text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(STRLEN(STR(?c)) > 1 && STRLEN(STR(?f)) > 1) }"
        asking = threading.Thread(target=lambda: statuses.append(status_of(base, text)))
        asking.start()
        time.sleep(0.5)
        process.terminate()
        asking.join()
        assert statuses in ([200], [504])


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
