"""Every competency question gets, from the data, the rows that were worked out from the text."""

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
