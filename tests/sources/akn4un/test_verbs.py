"""Opening words and the verbs that they are."""

import csv
import re

import pytest
from tests.sources.akn4un.made_acts import act, noted, said, unit, words

from unmandates.corpus.files import TURTLE_ROOT
from unmandates.sources.akn4un.aspects.opening import FORMS, opening
from unmandates.sources.akn4un.aspects.verbs import draw


def test_every_verb_of_the_forms_is_in_the_scheme():
    scheme = (TURTLE_ROOT / "graph/scheme/verb.ttl").read_text("utf-8")
    concepts = set(re.findall(r"^<scheme/verb/([a-z-]+)> a unm:Verb", scheme, re.MULTILINE))
    with FORMS.open(encoding="utf-8", newline="") as file:
        verbs = {row["verb"] for row in csv.DictReader(file)}
    assert verbs - {""} <= concepts


@pytest.mark.parametrize(
    ("printed", "verb"),
    [
        ("Recalling further", "recall"),
        ("Noting with great concern also", "note-with-concern"),
        ("Expressing its deep concern", "express-concern"),
        ("Deeply concerned", "express-concern"),
        ("Gravely concerned by", "express-concern"),
        ("Taking note with appreciation also", "take-note-with-appreciation"),
        ("Emphasising", "emphasize"),
        ("Re-emphasizing its unequivocal support", "emphasize"),
        ("Mindful also", "bear-in-mind"),
        ("Reiterates its request", "request"),
        ("Reiterating its concern", "reiterate"),
        ("Condemns in the strongest possible terms", "condemn"),
        ("Welcoming and further encouraging", "welcome"),
        ("In this regard, notes", "note"),
        ("Authorises", "authorize"),
        ("Noting with satisfaction", ""),
        ("Convinced", ""),
        ("Determined also", ""),
    ],
)
def test_opening_words_are_a_verb_or_known_to_have_none(printed, verb):
    assert opening(printed).verb == verb


@pytest.mark.parametrize("printed", ["Protection of civilians", "Soulignant", "", "Yeşilirmak", "Supplies of"])
def test_other_words_are_no_verb(printed):
    assert opening(printed) is None


def test_words_that_say_too_little_are_read_with_those_that_follow():
    assert opening("Calls", " upon Member States").verb == "call-upon"
    assert opening("Acting", " under Chapter VII of the Charter").verb == "act-under"
    assert opening("Further", " requests the Board").verb == "request"


def test_paragraphs_tell_their_verb_and_words_in_each_language():
    drawn = draw(
        act(
            unit(
                "pp/1",
                en=words("Recalling also its decisions,", "Recalling also"),
                ar=words("وإذ تشير أيضا إلى", "وإذ تشير أيضا"),
            ),
            unit("op/1", en=words("Requests the Board to report;")),
        )
    )
    assert said(drawn) == {
        ("pp/1", "opensWith", "scheme/verb/recall"),
        ("pp/1", "openingWords", "Recalling also"),
        ("pp/1", "openingWords", "وإذ تشير أيضا"),
        ("op/1", "opensWith", "scheme/verb/request"),
        ("op/1", "openingWords", "Requests"),
    }


def test_a_mark_that_cuts_a_word_is_completed():
    drawn = draw(act(unit("pp/1", en=words("Welcoming the report,", "Welcomin"))))
    assert ("pp/1", "openingWords", "Welcoming") in said(drawn)


def test_headings_and_lists_open_with_no_verb():
    drawn = draw(
        act(
            unit("op/1", en=words("Protection of civilians", "Protection of civilians")),
            unit("op/2", en=words("Support for the process;")),
            unit("op/3", en=words("States that have not done so;")),
        )
    )
    assert said(drawn) == set()
    assert noted(drawn) == [("opening-words-not-understood", "Protection of civilians")]


def test_a_verb_without_concept_keeps_its_words_and_is_noted():
    drawn = draw(act(unit("pp/1", en=words("Convinced that it helps,", "Convinced"))))
    assert said(drawn) == {("pp/1", "openingWords", "Convinced")}
    assert noted(drawn) == [("verb-without-concept", "convinced")]
