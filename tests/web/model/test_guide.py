"""What can be said: each question has terms that exist, a query that runs, and the first rows of its answer."""

from urllib.parse import parse_qs, urlsplit

import pytest
from tests.web.conftest import TOLD_IN
from tests.web.page import Page

from unmandates.asking.data import FOLDER, query
from unmandates.rdf.namespaces import ONTOLOGY
from unmandates.text.words import languages, words
from unmandates.web.model.guide import QUESTIONS
from unmandates.web.things.vocabulary import vocabulary


@pytest.fixture(scope="module")
def known(real_app) -> set[str]:
    """The IRIs of all terms."""
    return set(vocabulary(real_app.extensions["unmandates"]).terms)


def test_every_question_has_its_query_and_words():
    assert {path.stem for path in FOLDER.glob("guide-*.rq")} == {f"guide-{name}" for name in QUESTIONS}
    for language in languages():
        assert (
            list(words(language)["guide"]["questions"]) == list(words(language)["guide"]["answers"]) == list(QUESTIONS)
        )


@pytest.mark.parametrize("name", QUESTIONS)
def test_terms_exist_and_the_query_is_in_the_languages_of_the_data(known, name):
    terms = QUESTIONS[name].split()
    assert len(set(terms)) == len(terms) and not [term for term in terms if ONTOLOGY + term not in known]
    assert set(TOLD_IN) <= set(query(f"guide-{name}").words)


@pytest.mark.parametrize("language", languages())
def test_the_first_rows_of_each_answer_are_those_of_its_query(real_client, store, language):
    page = real_client.get(f"/{language}/ontology/guide").get_data(as_text=True)
    for name in QUESTIONS:
        section = page.partition(f'<section id="{name}">')[2].partition("</section>")[0]
        (asked,) = [link for link in Page(section).links if "/sparql?query=" in link]
        rows = list(store.query(asked_in(asked)))
        shown = section.count('<tr role="row">') - 1 if rows else 0
        assert shown == min(3, len(rows)), name
        assert bool(rows) != (words(language)["guide"]["none"] in section), name


def asked_in(link: str) -> str:
    """Return the query of a link to the workbench."""
    return parse_qs(urlsplit(link).query)["query"][0]


def test_a_release_without_any_of_it_says_so(client):
    page = client.get("/en/ontology/guide").get_data(as_text=True)
    assert words("en")["guide"]["none"] in page and client.get("/en/ontology/guide").status_code == 200
