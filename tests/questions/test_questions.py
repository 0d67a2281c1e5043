"""Every competency question gets, from the data, the rows that were worked out from the text."""

import re
from collections import Counter

import pytest
from tests.questions.question import differences, questions

QUESTIONS = questions()


@pytest.fixture(scope="module")
def store(release):
    return release.load()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_answer(store, question):
    missing, unexpected = differences(store, question)
    assert not missing and not unexpected, (
        f"{question.words}\nmissing: {missing}\nnot expected: {unexpected}\nthe rows rest on {question.rests_on}"
    )


def test_no_two_questions_differ_only_in_a_constant():
    forms = {}
    for question in QUESTIONS:
        forms.setdefault(form(question.query), []).append(question.name)
    assert [names for names in forms.values() if len(names) > 1] == []


def form(query: str) -> str:
    """Return the query without its constants: variables by order, things, literals and white space evened out."""
    names: dict[str, str] = {}
    bare = re.sub(r'"[^"]*"(@\w+|\^\^\S+)?', '""', re.sub(r"#[^\n]*\n", "\n", query))
    bare = re.sub(r"<[^<>\s]*>", "<>", bare)
    bare = re.sub(r"\?(\w+)", lambda found: names.setdefault(found[1], f"?{len(names)}"), bare)
    return re.sub(r"\s+", " ", re.sub(r"\b\d+\b", "0", bare))


def test_the_questions_of_the_field_are_each_asked_twice():
    asked = Counter(number for question in QUESTIONS for number in question.asks)
    assert [f"D{number}" for number in range(1, 21) if asked[f"D{number}"] < 2] == []


def test_many_join_and_some_have_no_answer():
    joins = [
        question for question in QUESTIONS if len(set(re.findall(r"(\?\w+)\s+(?:a|unm:|\^)", question.query))) >= 3
    ]
    negative = [question for question in QUESTIONS if not question.rows or question.rows == (("false",),)]
    assert len(joins) >= 25 and len(negative) >= 8


def test_no_question_asks_by_a_term_that_does_not_exist(store):
    declared = {
        row["term"].value.rpartition("#")[2]
        for row in store.query(
            "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT ?term WHERE { GRAPH ?g"
            " { ?term rdfs:isDefinedBy <https://w3id.org/unmandates/ontology> } }"
        )
    }
    assert len(declared) > 150
    unknown = {
        question.name: missing
        for question in QUESTIONS
        if (missing := set(re.findall(r"\bunm:(\w+)", question.query)) - declared)
    }
    assert unknown == {}
