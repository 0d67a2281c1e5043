"""Kinds of notes that are made in one place and written in another have words as well."""

import pytest

from unmandates.text.words import languages, words

KINDS = {
    "link-and-words-differ",
    "link-elsewhere",
    "link-not-understood",
    "link-on-other-words",
    "number-and-year-differ",
    "number-of-unknown-organ",
    "opening-words-not-understood",
    "reference-not-understood",
    "state-not-recognized",
    "state-voted-twice",
    "verb-without-concept",
    "vote-contradicts-itself",
}


@pytest.mark.parametrize("language", languages())
def test_each_has_words(language):
    assert not KINDS - set(words(language)["importing"]["kinds"])
