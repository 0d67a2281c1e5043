"""The example queries: at least forty, each in two languages, each answered with rows by the engine that serves."""

import json

import pytest

from unmandates.engine import Engine, EngineClient, Limits, Query
from unmandates.release.examples import example_quads, examples
from unmandates.release.source import from_release
from unmandates.web.endpoint.hints import nearest_terms
from unmandates.web.endpoint.serving import Serving, informed


@pytest.fixture(scope="module")
def serving(release):
    with Engine(from_release(release.folder), Limits(time=20, quick_workers=2)) as engine:
        yield informed(Serving(EngineClient(engine.address, engine.limits), release.digest, "https://e.org/sparql"))


def test_there_are_forty_from_easy_to_hard():
    assert len(examples()) >= 40
    for level in ("easy", "medium", "hard"):
        assert sum(1 for example in examples() if level in example.keywords) >= 8
    assert {quad.predicate.value.rpartition("#")[2] for quad in example_quads()} >= {"select", "ask", "construct"}


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_an_example_is_answered(serving, example):
    with serving.client.evaluate(Query(example.query, graph="application/n-triples")) as answer:
        body = answer.read()
    if answer.form == "graph":
        assert body.strip()
    else:
        found = json.loads(body)
        assert found.get("boolean") or found["results"]["bindings"]
    assert nearest_terms(example.query, serving.vocabulary) is None
    assert any("\u0600" <= letter <= "\u06ff" for letter in example.questions["ar"])
