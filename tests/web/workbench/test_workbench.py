"""The page at `/sparql`: what it says of the limits, and the ways to take a result away."""

import html
from urllib.error import HTTPError
from urllib.parse import urlencode

import pytest
from tests.serving.live import ask, fetch, service
from tests.serving.releases import small_release


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("release")
    with service("release", small_release(folder, 1).folder, log=folder / "log", UNMANDATES_TIME="12") as base:
        yield base


def page(answer):
    return html.unescape(answer[2].decode())


@pytest.mark.parametrize(("language", "words"), [("en", ("Limits", "Time for one query")), ("ar", ("الحدود",))])
def test_the_limits_are_told_as_they_are_set(server, language, words):
    text = page(fetch(server + "/sparql", Accept="text/html", Accept_Language=language))
    for word in (*words, ">12 s<", ">1,024 MiB<", ">5,000,000<", ">60 s / 60 s<"):
        assert word in text


@pytest.mark.parametrize(
    ("query", "formats"),
    [
        ("SELECT * { ?s ?p ?o } LIMIT 1", ("csv", "json", "tsv", "xml")),
        ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", ("turtle", "jsonld", "ntriples", "rdfxml")),
    ],
)
def test_a_result_can_be_taken_away_in_each_format(server, query, formats):
    text = page(ask(server, query, Accept="text/html"))
    for name in formats:
        assert f'name="format" value="{name}"' in text
        address = f"{server}/sparql?" + urlencode({"query": query, "format": name})
        assert fetch(address, Accept="text/html")[0] == 200


def test_a_query_on_the_page_is_counted_as_any_other(server):
    def count(outcome):
        lines = fetch(server + "/metrics")[2].decode().splitlines()
        return next(float(line.split()[1]) for line in lines if f'queries_total{{outcome="{outcome}"}}' in line)

    answered, malformed = count("answered"), count("malformed")
    ask(server, "ASK { ?s ?p ?o } # on the page", Accept="text/html")
    with pytest.raises(HTTPError):
        ask(server, "SELECT nothing", Accept="text/html")
    assert (count("answered"), count("malformed")) == (answered + 1, malformed + 1)
