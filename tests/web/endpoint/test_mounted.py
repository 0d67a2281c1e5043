"""Results leave without the framework, with the headers that it puts on every answer; nothing is evaluated twice."""

from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.test import EnvironBuilder

from unmandates.engine import EngineClient
from unmandates.engine.waiting import BLOCKING, completed
from unmandates.web.endpoint.hints import Vocabulary
from unmandates.web.endpoint.serving import Serving
from unmandates.web.endpoint.sparql import mount
from unmandates.web.http.problems import register_problems

from .conftest import ENDPOINT

SELECT = "SELECT ?o { ?s <http://example.org/p> ?o } ORDER BY ?o"


def _with_policy(response):
    response.headers.setdefault("Content-Security-Policy", "default-src 'none'")
    return response


@pytest.fixture
def asked(engine):
    """A client of an application, and the outcomes that were told."""
    outcomes, framework = [], []
    app = Flask("mounted")
    with EngineClient(engine.address, engine.limits) as client:
        serving = Serving(client, "digest", ENDPOINT, Vocabulary(frozenset({"Body"})))
        mount(app, replace(serving, finished=outcomes.append))
        register_problems(app)
        app.before_request(lambda: framework.append(1))
        app.after_request(_with_policy)
        yield app.test_client(), outcomes, framework


@pytest.mark.parametrize("accept", [None, "*/*", "text/csv", "application/sparql-results+xml", "application/json"])
@pytest.mark.parametrize("coding", [None, "gzip", "gzip;q=0, identity"])
@pytest.mark.parametrize("text", [SELECT, "SELECT * { ?s <http://example.org/label> ?o } LIMIT 100"])
def test_results_leave_without_the_framework(asked, accept, coding, text):
    web, outcomes, framework = asked
    headers = {name: value for name, value in (("Accept", accept), ("Accept-Encoding", coding)) if value}
    answers = [web.get("/sparql", query_string={"query": f"{text} # {n}"}, headers=headers) for n in range(3)]
    assert not framework
    assert {answer.headers["Content-Security-Policy"] for answer in answers} == {"default-src 'none'"}
    assert [outcome.kind for outcome in outcomes] == ["answered"] * 3
    first, second, third = [
        (answer.status_code, {k: v for k, v in answer.headers.items() if k != "ETag"}, answer.data)
        for answer in answers
    ]
    assert first == second == third
    assert len({answer.headers["ETag"] for answer in answers}) == 3


class _Noting(type(BLOCKING)):
    """Waits as `BLOCKING` does, and counts what is work."""

    def __init__(self):
        self.count = 0

    async def work(self, function):
        self.count += 1
        return function()


@pytest.mark.parametrize(
    ("text", "accept", "works"),
    [
        (SELECT, "*/*", 0),
        ("SELECT * { ?s a unm:Body }", "*/*", 0),
        ("SELECT * { ?s a unm:Bodi }", "*/*", 1),  # near names are looked for
        ("SELECT * { ?s <http://example.org/label> ?o }", "*/*", 1),  # the result is long
        ("SELECT", "*/*", 1),
        (SELECT, "application/pdf", 1),
        (None, "*/*", 1),
    ],
)
def test_what_takes_its_time_is_work(asked, text, accept, works):
    web, _, _ = asked
    noting = _Noting()
    environ = EnvironBuilder("/sparql", query_string={"query": text} if text else None, headers={"Accept": accept})
    completed(web.application.wsgi_app.answer(environ.get_environ(), noting))
    assert noting.count == works


def test_the_cache_is_one(asked):
    web, outcomes, _ = asked
    answers = [web.get("/sparql", query_string={"query": SELECT}) for _ in range(3)]
    assert [outcome.kind for outcome in outcomes] == ["answered", "cached", "cached"]
    assert len({(answer.data, answer.headers["ETag"]) for answer in answers}) == 1


@pytest.mark.parametrize(
    ("text", "status", "kind"),
    [
        ("SELECT", 400, "malformed"),
        ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c > ?f) }", 504, "time-limit"),
        ("INSERT DATA { }", 403, "update-refused"),
    ],
)
def test_a_refusal_is_told_once(asked, text, status, kind):
    web, outcomes, _ = asked
    answer = web.get("/sparql", query_string={"query": text})
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert [outcome.kind for outcome in outcomes] == [kind]


@pytest.mark.parametrize("address", ["query=%ff", "query=SELECT%", "query=ASK%7B%7D&query=ASK%7B%7D", "query="])
def test_a_bad_address_is_refused(asked, address):
    web, _, _ = asked
    assert web.get(f"/sparql?{address}").status_code == 400


def test_what_differs_each_time_has_no_tag(asked):
    web, outcomes, _ = asked
    answers = [web.get("/sparql", query_string={"query": "SELECT (RAND() AS ?x) {}"}) for _ in range(3)]
    assert len({answer.data for answer in answers}) == 3
    assert all("ETag" not in answer.headers for answer in answers)
    assert [outcome.kind for outcome in outcomes] == ["answered"] * 3


def test_a_hint_stays_with_its_query(asked):
    web, _, _ = asked
    for name, hinted in (("Body", False), ("Bodi", True), ("Body", False), ("Bodi", True)):
        answer = web.get("/sparql", query_string={"query": f"SELECT * {{ ?s a unm:{name} }}"})
        assert ("Unmandates-Hint" in answer.headers) is hinted
