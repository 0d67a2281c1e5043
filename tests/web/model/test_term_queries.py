"""The questions about terms on the page of the ontology have answers, and the page says what its readers need."""

import gzip
import html
import re
from urllib.parse import unquote

import pyoxigraph as ox
import pytest
from tests.web.conftest import TOLD_IN

from unmandates.asking.data import FOLDER, standalone
from unmandates.rdf.namespaces import BASE, ONTOLOGY
from unmandates.text.words import languages
from unmandates.web.model.ontology import coded
from unmandates.web.things.vocabulary import vocabulary

NAMES = sorted(path.stem for path in FOLDER.glob("term-*.rq"))
#: Properties whose values are concepts of a scheme; each lists those that occur.
LISTED = (
    "conditionKind softening role deliverable errorOrigin capacity citationManner selectionMethod coverage "
    "adoptionManner referral distribution eventStatus mode verbCategory verb quantifier stance standing change "
    "confidence"
).split()


@pytest.fixture(scope="module")
def terms(real_app) -> dict:
    return vocabulary(real_app.extensions["unmandates"]).terms


def entry(client, name: str, language: str = "en") -> str:
    """Return what is told of a term, from the page of its section."""
    found = vocabulary(client.application.extensions["unmandates"])
    page = client.get(found.address_of(ONTOLOGY + name, language).partition("#")[0]).get_data(as_text=True)
    return re.search(rf'<section class="term \w+" id="{name}">.*?</section>', page, re.DOTALL)[0]


@pytest.mark.parametrize("language", TOLD_IN)
@pytest.mark.parametrize("name", NAMES)
def test_every_question_has_an_answer(store, name, language):
    text = standalone(name, language)
    assert list(store.query(text)), "prefixes and base are declared, and there are rows"
    assert text.count("# ") == 1
    assert language == "en" or '"en"' not in text


@pytest.mark.parametrize("name", NAMES)
def test_every_question_is_put_in_both_languages_on_its_term(real_client, terms, name):
    term = name.split("-")[1]
    assert ONTOLOGY + term in terms
    for language in TOLD_IN:
        page = entry(real_client, term, language)
        asked = [unquote(html.unescape(link)) for link in re.findall(r'href="/(?:en|ar)/sparql\?query=([^"]*)"', page)]
        assert standalone(name, language) in asked
        assert language == "en" or re.match(r"# [\u0600-\u06ff]", standalone(name, language))


def test_the_query_behind_a_term_gives_names(store, real_client):
    for language, name in (("en", "Secretary-General"), ("ar", "الأمين العام")):
        page = entry(real_client, "Post", language)
        asked = unquote(html.unescape(re.search(r'href="/(?:en|ar)/sparql\?query=([^"]*)"', page)[1]))
        assert name in {row["name"].value for row in store.query(asked) if row["name"] is not None}


def test_values_that_are_concepts_are_listed_with_their_number(real_client, terms, store):
    for name in LISTED:
        page = entry(real_client, name)
        for value, uses in terms[ONTOLOGY + name].values:
            shown = f'&lt;{value.removeprefix(BASE)}&gt;</code> <span class="count">{uses}</span>'
            assert shown in page
        used = any(store.quads_for_pattern(None, ox.NamedNode(ONTOLOGY + name), None))
        assert bool(terms[ONTOLOGY + name].values) == used, name


def test_notes_stand_in_both_languages(terms):
    for term in terms.values():
        assert sorted(text.language for text in term.texts["note"]) in ([], ["ar", "en"]), term.local


@pytest.mark.parametrize("language", languages())
def test_the_page_is_light_and_opens_with_how_to_query(real_client, language):
    page = real_client.get(f"/{language}/ontology").get_data()
    assert len(gzip.compress(page, 6)) < 100_000
    assert page.index(b'id="how"') < page.index(b'id="picture"')


def test_code_in_running_text(real_app):
    with real_app.app_context():
        written = coded('Ask <b> with unm:basis, `"en" < 2` or ?m unm:basis?/unm:condition ?c; <scheme/role/chair>.')
    assert written == (
        'Ask &lt;b&gt; with <a href="#basis"><span class="iri" dir="ltr">unm:basis</span></a>, '
        '<span class="iri" dir="ltr">&#34;en&#34; &lt; 2</span> or '
        '<span class="iri" dir="ltr">?m unm:basis?/unm:condition ?c</span>; '
        '<span class="iri" dir="ltr">&lt;scheme/role/chair&gt;</span>.'
    )


def test_a_question_without_words_in_a_language_is_put_in_english(real_client):
    assert standalone(NAMES[0], "qaa") == standalone(NAMES[0], "en")
    for language in set(languages()) - set(TOLD_IN):
        assert f'href="/{language}/sparql?query=' in entry(real_client, NAMES[0].split("-")[1], language)
