"""What an operator sees: health, readiness, metrics in the text format of Prometheus, logs that cannot be forged."""

import contextlib
import errno
import json
import re
import subprocess
import sys
import urllib.error
from urllib.parse import urlsplit

import pytest
from tests.serving.live import ask, fetch, service, told

from unmandates.serving.counters import Recorder
from unmandates.serving.logs import JsonLines
from unmandates.serving.pseudonyms import SETTING, Pseudonyms
from unmandates.web.endpoint.serving import Outcome
from unmandates.web.http import health

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c > ?f) }"
FORGED = 'ASK { } # "}\r\n{"level": "info", "message": "forged"}\u2028\x1b[31m'
SAMPLE = re.compile(r'unmandates_\w+(?:\{(?:\w+="(?:[^"\\\n]|\\.)*",?)+\})? [0-9.e+-]+(?:inf)?\Z', re.IGNORECASE)


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return tmp_path_factory.mktemp("log") / "log"


@pytest.fixture(scope="module")
def base(data, log):
    with service("data", data, log=log, UNMANDATES_TIME="1", UNMANDATES_MEMORY=str(2**28)) as base:
        yield base


def samples(base):
    lines = fetch(base + "/metrics")[2].decode().splitlines()
    assert all(line.startswith("# ") or SAMPLE.match(line) for line in lines)
    return dict(line.rsplit(" ", 1) for line in lines if not line.startswith("# "))


def test_metrics_count_what_happens(base):
    before = samples(base)
    for text in ("ASK { } # counted", "ASK { } # counted", ENDLESS, "SELECT * { broken"):
        with contextlib.suppress(urllib.error.HTTPError):
            ask(base, text)
    fetch(base + "/health")
    after = samples(base)

    def grown(name):
        return float(after["unmandates_" + name]) - float(before["unmandates_" + name])

    assert grown('queries_total{outcome="answered"}') + grown('queries_total{outcome="cached"}') == 2
    assert grown('queries_total{outcome="time-limit"}') == grown('queries_total{outcome="malformed"}') == 1
    assert grown('engine_kills_total{reason="time"}') == 1
    assert grown("query_duration_seconds_count") >= 1
    assert grown('http_requests_total{area="query",status="5xx"}') == 1
    assert after["unmandates_engine_up"] == "1"
    assert any(name.startswith("unmandates_release_info{") and "sha256:" in name for name in after)
    buckets = [float(after[name]) for name in after if "seconds_bucket" in name]
    assert buckets == sorted(buckets) and buckets[-1] == float(after["unmandates_query_duration_seconds_count"])


def test_health_and_readiness(base):
    for path in ("/health", "/ready"):
        status, headers, body = fetch(base + path)
        state = json.loads(body)
        assert status == 200 and state["digest"].startswith("sha256:")
        assert {name: headers[name] for name in health.HEADERS} == health.HEADERS
        assert {*health.SCHEMA["required"], "since"} == state.keys() <= health.SCHEMA["properties"].keys()


def test_no_query_forges_a_log_line(base, log):
    with pytest.raises(urllib.error.HTTPError) as refused:  # the line break ends the comment
        ask(base, FORGED)
    refused.value.close()
    lines = [json.loads(line) for line in log.read_bytes().decode("ascii").splitlines()]
    assert [line["query"] for line in lines if line.get("query") == FORGED] == [FORGED]
    assert not [line for line in lines if line["message"] == "forged"]
    assert {"time", "level", "logger", "process", "message"} <= lines[-1].keys()


def test_a_long_query_is_cut_in_the_log(caplog, tmp_path):
    recorder = Recorder(tmp_path)
    with caplog.at_level("INFO", "unmandates.queries"):
        recorder.finished(Outcome("answered", 0.1, "192.0.2.1", "x" * 9000))
    assert "(9,000 characters)" in json.loads(JsonLines().format(caplog.records[-1]))["query"]


def test_the_log_has_no_address_beside_the_words_that_were_asked(caplog, tmp_path):
    now = [0.0]
    recorder = Recorder(tmp_path, Pseudonyms(hours=2, clock=lambda: now[0]))
    with caplog.at_level("INFO", "unmandates.queries"):
        for hour, client in ((0, "192.0.2.1"), (1.9, "192.0.2.1"), (1.9, "192.0.2.2"), (2.1, "192.0.2.1")):
            now[0] = hour * 3600
            recorder.finished(Outcome("answered", 0.1, client, "ASK {}"))
    lines = [JsonLines().format(record) for record in caplog.records]
    first, later, other, next_day = (json.loads(line)["client"] for line in lines)
    assert first == later and len({first, other, next_day}) == 3
    assert not [line for line in lines if "192.0.2" in line]


@pytest.mark.parametrize("hours", ["soon", "-1", "nan", "inf"])
def test_hours_that_are_none_are_refused(hours):
    with pytest.raises(ValueError, match=SETTING):
        Pseudonyms.from_environment({SETTING: hours})
    assert Pseudonyms.from_environment({SETTING: "0"}).name("192.0.2.1") == ""


def test_counts_of_all_processes_are_added_up(tmp_path):
    recorders = [Recorder(tmp_path) for _ in range(3)]
    for recorder in recorders:
        recorder.replied("page", 404)
    assert [recorder.sums()["requests", "page", "4xx"] for recorder in recorders] == [3, 3, 3]


def test_who_comes_after_a_killed_process_counts_on_in_its_file(tmp_path):
    living = Recorder(tmp_path)
    count = "import os, sys; from unmandates.serving.counters import Recorder\n"
    count += "Recorder(sys.argv[1]).replied('page', 404); os.kill(os.getpid(), 9)"
    for _ in range(3):
        assert subprocess.run([sys.executable, "-c", count, tmp_path]).returncode == -9
    assert living.sums()["requests", "page", "4xx"] == 3
    assert len(list(tmp_path.iterdir())) == 2


def test_on_a_full_disk_a_process_counts_for_itself(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    others = Recorder(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr("os.posix_fallocate", full)
        Recorder(tmp_path).replied("page", 404)
    others.replied("page", 200)
    sums = others.sums()
    assert (sums["requests", "page", "4xx"], sums["requests", "page", "2xx"]) == (0, 1)


def serve(data, log, port):
    command = [sys.executable, "-m", "unmandates.cli", "serve", "--data", data, "--log", log, "--port", str(port)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_log_in_a_file_leaves_one_line_that_says_where_to_look(data, tmp_path):
    process = serve(data, tmp_path / "log", 0)
    try:
        line = process.stdout.readline()
        base = re.fullmatch(r"serving \S.* at (http://127\.0\.0\.1:\d+)\n", line)[1]
        assert fetch(base + "/ready")[0] == 200, "it answers when the line is there"
        told(tmp_path / "log", "serving")
        taken = serve(data, tmp_path / "other", urlsplit(base).port)
        output, complaint = taken.communicate(timeout=30)
        assert (taken.returncode, output) == (1, "") and "cannot be used" in complaint
    finally:
        process.terminate()
        rest, complaints = process.communicate(timeout=30)
    assert (rest, complaints) == ("", "")
