"""Citations: from links and words, each thing once, with manner, place and footnote, and none that is not sure."""

import pytest
from tests.sources.akn4un.made_acts import act, noted, said, unit, words

from unmandates.sources.akn4un.aspects.citations import draw

UNDOCS = "https://undocs.org/en/"


def cites(drawn):
    return sorted((subject, value) for subject, name, value in said(drawn) if name == "cites")


def test_words_and_link_together_are_one_citation():
    text = "Recalling its resolution 70/1 of 25 September 2015,"
    drawn = draw(act(unit("pp/1", en=words(text, "Recalling", {"70/1": UNDOCS + "A/RES/70/1"}))))
    assert {
        ("pp/1/citation/1", "cites", "document/A-RES-70-1"),
        ("pp/1/citation/1", "parent", "pp/1"),
        ("pp/1/citation/1", "order", "1"),
        ("pp/1/citation/1", "citationManner", "scheme/citation-manner/recall"),
        ("document/A-RES-70-1", "symbol", "A/RES/70/1"),
        ("document/A-RES-70-1", "type", "https://w3id.org/unmandates/ontology#Resolution"),
    } <= said(drawn)
    assert not drawn.notes


def test_the_link_decides_whose_a_bare_number_is():
    text = "the report submitted pursuant to resolution 43/24;"
    linked = draw(act(unit("op/1", en=words(text, links={"43/24": UNDOCS + "A/HRC/RES/43/24"}))))
    assert cites(linked) == [("op/1/citation/1", "document/A-HRC-RES-43-24")]
    bare = draw(act(unit("op/1", en=words(text))))
    assert cites(bare) == []
    assert noted(bare) == [("number-of-unknown-organ", "43/24")]


def test_a_link_does_not_make_another_bodys_resolution_that_of_an_organ():
    text = "Recalling Commission on Narcotic Drugs resolution 51/11,"
    drawn = draw(act(unit("pp/1", en=words(text, "Recalling", {"51/11": UNDOCS + "A/RES/51/11"}))))
    assert cites(drawn) == []
    known = "Recalling United Nations Environment Assembly resolution 4/1,"
    drawn = draw(act(unit("pp/1", en=words(known, "Recalling", {"4/1": UNDOCS + "UNEP/EA.4/Res.1"}))))
    assert cites(drawn) == [("pp/1/citation/1", "document/UNEP-EA.4-Res.1")]


def test_a_footnote_upon_an_instrument_is_the_instruments():
    text = "Recalling the Universal Declaration of Human Rights,"
    drawn = draw(
        act(
            unit("pp/1", en=words(text, "Recalling", note=("Rights,", "fn/1"))),
            unit("fn/1", en=words("Resolution 217 A (III).")),
        )
    )
    assert ("pp/1/citation/1", "throughFootnote", "fn/1") in said(drawn)
    assert cites(drawn) == [
        ("fn/1/citation/1", "document/A-RES-217-A-III"),
        ("pp/1/citation/1", "instrument/universal-declaration-of-human-rights"),
    ]


def test_a_short_name_stands_for_what_the_act_names_in_full():
    short = unit("op/1", en=words("Welcomes the Global Plan of Action;", "Welcomes"))
    full = unit(
        "pp/1", en=words("Recalling the United Nations Global Plan of Action to Combat Trafficking in Persons,")
    )
    plan = "instrument/global-plan-of-action-trafficking"
    assert ("op/1/citation/1", plan) in cites(draw(act(full, short)))
    assert cites(draw(act(short))) == []


def test_the_link_of_another_language_decides_as_well():
    french = words("en application de la résolution 43/24", links={"43/24": UNDOCS + "A/HRC/RES/43/24"})
    drawn = draw(act(unit("op/1", en=words("pursuant to resolution 43/24;"), fr=french)))
    assert cites(drawn) == [("op/1/citation/1", "document/A-HRC-RES-43-24")]


def test_a_link_to_another_document_than_the_words_name_cites_none():
    drawn = draw(act(unit("pp/1", en=words("Recalling its resolution 70/1,", links={"70/1": UNDOCS + "A/RES/70/2"}))))
    assert cites(drawn) == []
    assert noted(drawn) == [("link-and-words-differ", "70/1")]


@pytest.mark.parametrize(
    ("said", "linked", "cited"),
    [
        ("through the Assembly, in its resolution 54/18 of 12 October 2023,", "A/HRC/RES/54/18", "A-HRC-RES-54-18"),
        ("Human Rights Council resolution 7/20 of 27 March 2008,", "A/RES/7/20", "A-HRC-RES-7-20"),
        ("Recalling its resolution 54/18 of 1 November 1999,", "A/HRC/RES/54/18", "A-RES-54-18"),
    ],
)
def test_where_words_and_link_are_of_two_organs_the_date_beside_them_decides(said, linked, cited):
    number = cited.split("RES-")[1].replace("-", "/")
    drawn = draw(act(unit("pp/1", en=words(said, links={number: UNDOCS + linked}))))
    assert cites(drawn) == [("pp/1/citation/1", f"document/{cited}")] and not drawn.notes


@pytest.mark.parametrize("said", ["Human Rights Council resolution 7/20,", "Council resolution 7/20 of 27 March 2015,"])
def test_without_a_date_that_fits_one_of_them_neither_is_cited(said):
    drawn = draw(
        act(
            unit(
                "pp/1", en=words("Human Rights " * ("Human" not in said) + said, links={"7/20": UNDOCS + "A/RES/7/20"})
            )
        )
    )
    assert cites(drawn) == [] and noted(drawn) == [("link-and-words-differ", "7/20")]


def test_letters_of_the_words_make_a_link_exact():
    drawn = draw(
        act(unit("pp/1", en=words("Recalling its resolution 54/54 T,", links={"54/54": UNDOCS + "A/RES/54/54"})))
    )
    assert cites(drawn) == [("pp/1/citation/1", "document/A-RES-54-54-T")]


def test_a_number_in_pieces_is_one_and_a_stray_link_is_none():
    pieces = {"A/RES/7": UNDOCS + "A/RES/70/304", "0/304": UNDOCS + "A/RES/70/304", "4 of": UNDOCS + "S/2349"}
    drawn = draw(act(unit("op/1", en=words("see A/RES/70/304 and resolution 4 of a body", links=pieces))))
    assert cites(drawn) == [("op/1/citation/1", "document/A-RES-70-304")]
    assert ("link-on-other-words", "4 of") in noted(drawn)


def test_addresses_of_files_cite_nothing_and_do_not_come_out():
    target = "file:///C:/Users/Some.Body/A_RES_70_1.docx"
    drawn = draw(act(unit("op/1", en=words("as agreed there before;", links={"agreed": target}))))
    assert said(drawn) == set()
    assert "Some.Body" not in str(drawn.notes)


def test_a_paragraph_is_the_place_of_a_citation():
    drawn = draw(act(unit("op/1", en=words("Recalls paragraph 12 of its resolution 76/186;", "Recalls"))))
    assert ("op/1/citation/1", "citedPlace", "op/12") in said(drawn)
    assert ("op/1/citation/1", "citationManner", "scheme/citation-manner/recall") in said(drawn)


def test_a_paragraph_of_the_act_itself_is_cited_if_it_is_there():
    drawn = draw(
        act(
            unit("op/1", en=words("Decides to meet;", "Decides")),
            unit("op/2", en=words("Requests a report on paragraphs 1 and 9 above;", "Requests")),
        )
    )
    assert cites(drawn) == [("op/2/citation/1", "op/1")]


def test_a_footnote_identifies_what_the_paragraph_names():
    text = "Taking note of the report of the Secretary-General,"
    drawn = draw(
        act(
            unit("pp/1", en=words(text, "Taking note", note=("Secretary-General,", "fn/1"))),
            unit("fn/1", en=words("A/76/120.", links={"A/76/120": UNDOCS + "A/76/120"})),
        )
    )
    assert {
        ("pp/1/citation/1", "cites", "document/A-76-120"),
        ("pp/1/citation/1", "throughFootnote", "fn/1"),
        ("pp/1/citation/1", "citationManner", "scheme/citation-manner/take-note"),
        ("fn/1/citation/1", "cites", "document/A-76-120"),
        ("fn/1/citation/1", "citationManner", "scheme/citation-manner/identify"),
    } <= said(drawn)


def test_ibid_stands_for_the_treaty_series():
    drawn = draw(
        act(
            unit("pp/1", en=words("Recalling both treaties,", note=("treaties", "fn/2"))),
            unit("fn/1", en=words("United Nations, Treaty Series, vol. 2225, No. 39574.")),
            unit("fn/2", en=words("Ibid., vol. 823, No. 11806.")),
        )
    )
    treaty = "instrument/unts-vol-823-no-11806"
    assert ("pp/1/citation/1", treaty) in cites(drawn)
    assert {(treaty, "treatySeriesVolume", "823"), (treaty, "treatySeriesNumber", "11806")} <= said(drawn)


def test_an_explaining_footnote_does_not_speak_for_the_paragraph():
    drawn = draw(
        act(
            unit("pp/1", en=words("Recalling the plan,", note=("plan", "fn/1"))),
            unit("fn/1", en=words("The delegation stated that it did not regard A/76/120 as agreed.")),
        )
    )
    assert cites(drawn) == [("fn/1/citation/1", "document/A-76-120")]
    assert not [triple for triple in said(drawn) if triple[1] == "citationManner"]


def test_a_resolution_that_cannot_be_is_not_cited():
    drawn = draw(act(unit("op/2", en=words("in violation of resolutions 1556 (2005) and 1591 (2005),")), organ="sc"))
    assert cites(drawn) == [("op/2/citation/1", "document/S-RES-1591-2005")]
    assert noted(drawn) == [("number-and-year-differ", "1556 (2005)")]


def test_each_thing_is_cited_once_and_never_the_act_itself():
    text = "Recalling its resolutions 70/1 and 71/2, and reaffirming resolution 70/1 and resolution 90/7,"
    drawn = draw(act(unit("pp/1", en=words(text, "Recalling"))))
    assert [target for _, target in cites(drawn)] == ["document/A-RES-70-1", "document/A-RES-71-2"]


def test_what_is_said_about_a_thing_beside_the_verb_has_no_manner_of_it():
    text = "Welcoming the efforts that Member States made to implement resolution 70/1,"
    drawn = draw(act(unit("pp/1", en=words(text, "Welcoming"))))
    assert cites(drawn) == [("pp/1/citation/1", "document/A-RES-70-1")]
    assert not [triple for triple in said(drawn) if triple[1] == "citationManner"]


def test_acts_without_english_are_read_by_links_and_symbols():
    french = words("Rappelant la résolution 70/1 et S/2021/96,", links={"70/1": UNDOCS + "A/RES/70/1"})
    assert [target for _, target in cites(draw(act(unit("pp/1", fr=french))))] == [
        "document/A-RES-70-1",
        "document/S-2021-96",
    ]
