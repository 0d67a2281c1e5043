"""Lists by discovery: each module that has a list is one, and each filter reads, offers and describes itself."""

import pytest
from werkzeug.exceptions import BadRequest

from unmandates.asking.data import query
from unmandates.text.words import languages, words
from unmandates.web.lists.filters import ACTOR_KIND, AT_LEAST, ON_DAY, STATUS, VERB, YEAR, chosen, names_of
from unmandates.web.lists.list import lists


@pytest.mark.parametrize("name", lists())
def test_a_list_asks_what_its_query_gives(name):
    found = lists()[name]
    variables = query(found.query).variables
    assert found.key in variables and found.fixed.keys() <= set(variables)
    assert {one.variable for one in found.filters} <= set(variables) | {"status"}
    for language in languages():
        assert {"title", "about"} <= words(language)["lists"][name].keys()
        assert set(names_of(found.filters)) <= words(language)["filters"].keys() | {"kind"}


@pytest.mark.parametrize("name", lists())
def test_the_order_loses_nothing(real_client, real_app, name):
    found = lists()[name]
    with real_app.test_request_context("/en/"):
        terms = chosen(found.filters)
        whole = found.table("en", found.always(terms))
        ordered = found.order(whole)
        assert len(ordered) == len(whole.lines) and all(line in whole.lines for line in ordered)
        assert found.sections(ordered)


@pytest.mark.parametrize(
    ("filter", "good", "term", "bad"),
    [
        (VERB, "scheme/verb/request", "<https://w3id.org/unmandates/id/scheme/verb/request>", "../x"),
        (VERB, "body/" + "x" * 290, None, "body/" + "x" * 300),
        (YEAR, "2021", '"2021"^^<http://www.w3.org/2001/XMLSchema#integer>', "20211"),
        (AT_LEAST, "3", '"3"^^<http://www.w3.org/2001/XMLSchema#integer>', "three"),
        (ON_DAY, "2021-12-31", '"2021-12-31"^^<http://www.w3.org/2001/XMLSchema#date>', "2021-02-30"),
        (STATUS, "in-force", "<https://w3id.org/unmandates/id/scheme/status/in-force>", "broken"),
        (ACTOR_KIND, "states", '"states"', "planets"),
    ],
)
def test_a_filter_reads_its_parameter(filter, good, term, bad):
    assert filter.term(good) is not None and (term is None or str(filter.term(good)) == term)
    with pytest.raises(BadRequest):
        filter.term(bad)
    assert filter is ON_DAY or filter.term("") is None
    assert filter.said and filter.schema["type"] in ("string", "integer")


def test_nothing_but_spaces_is_no_day(client):
    assert client.get("/en/events?day=").status_code == client.get("/en/events?day=%202021-12-31").status_code == 200
    assert client.get("/en/events?day=%C2%A0").status_code == client.get("/en/mandates?year=%20").status_code == 400
