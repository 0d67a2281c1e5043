"""Sponsors: first and later ones, on behalf of others, withdrawn, and as stated."""

from tests.sources.akn4un.made_acts import act, noted, said

from unmandates.sources.akn4un.aspects.sponsors import draw
from unmandates.sources.akn4un.voting.sponsor_list import read

WHOLE = "document/A-RES-90-7"


def steps(first="", later=""):
    outcomes = ("draftResolution", first), ("draftResolutionAdditionalSponsors", later)
    return tuple({"outcome": outcome, "by": by, "date": "0001-01-01"} for outcome, by in outcomes)


def test_first_sponsors_and_those_that_joined_are_two_lists():
    drawn = draw(
        act(steps=steps("Albania, the Dominican Republic and Viet Nam", "Albania and Iran (Islamic Republic of)"))
    )
    assert said(drawn) == {
        (WHOLE, "initialSponsor", "body/albania"),
        (WHOLE, "initialSponsor", "body/dominican-republic"),
        (WHOLE, "initialSponsor", "body/viet-nam"),
        (WHOLE, "additionalSponsor", "body/iran"),
    }
    assert noted(drawn) == [("sponsor-joined-own-draft", "body/albania")]


def test_a_sponsor_on_behalf_of_others_has_a_sponsorship():
    drawn = draw(
        act(steps=steps("Chile, Guyana (on behalf of the States Members of the Group of 77 and China) and Peru"))
    )
    assert {
        (WHOLE, "initialSponsor", "body/guyana"),
        (WHOLE, "initialSponsor", "body/peru"),
        ("sponsorship/1", "participant", "body/guyana"),
        ("sponsorship/1", "onBehalfOfAsStated", "the States Members of the Group of 77 and China"),
    } <= said(drawn)


def test_on_whose_behalf_is_named_where_the_graph_has_it():
    union = "the States Members of the United Nations that are members of the European Union"
    drawn = draw(act(steps=steps(f"Belgium (on behalf of {union}) and Japan")))
    assert ("sponsorship/1", "onBehalfOf", "group/member-states-of-the-european-union") in said(drawn)


def test_two_states_in_one_string_are_two():
    assert [sponsor.path for sponsor in read("UNITED STATES AND VIET NAM")] == ["body/united-states", "body/viet-nam"]


def test_an_office_without_a_post_is_as_stated():
    text = "submitted by the Chair of the Committee following informal consultations"
    drawn = draw(act(steps=steps(text)))
    assert said(drawn) == {(WHOLE, "sponsorAsStated", text)}
    assert noted(drawn) == [("sponsor-as-stated", text)]


def test_an_office_may_stand_before_states():
    found = read("submitted by the Chair, Japan and the United Arab Emirates")
    assert [sponsor.path or sponsor.stated for sponsor in found] == [
        "submitted by the Chair",
        "body/japan",
        "body/united-arab-emirates",
    ]


def test_a_known_office_is_a_sponsor():
    drawn = draw(act(steps=steps("submitted by the President of the General Assembly")))
    assert said(drawn) == {(WHOLE, "initialSponsor", "post/president-of-the-general-assembly")}


def test_who_withdrew_is_no_sponsor():
    drawn = draw(
        act(steps=steps("Austria", "Peru. - Removes Czechia from the list of sponsors of the draft resolution"))
    )
    assert (WHOLE, "withdrawnSponsor", "body/czechia") in said(drawn)
    assert not [triple for triple in said(drawn) if triple[1] != "withdrawnSponsor" and triple[2] == "body/czechia"]


def test_a_field_that_tells_something_else_names_nobody():
    drawn = draw(act(steps=steps("Austria", "The amendment was rejected by the Assembly")))
    assert said(drawn) == {(WHOLE, "initialSponsor", "body/austria")}
    assert noted(drawn) == [("no-sponsor-in-list", "The amendment was rejected by the Assembly")]


def test_a_broken_name_is_as_stated_and_never_another_state():
    assert [sponsor.path or sponsor.stated for sponsor in read("Guinea, the of Korea and Niger")] == [
        "body/guinea",
        "the of Korea and Niger",
    ]


def test_metadata_stand_in_where_the_text_names_none_and_are_held_against_it():
    alone = draw(act(metadata={"sponsors": ["FRANCE"], "additional_sponsors": []}))
    assert (WHOLE, "initialSponsor", "body/france") in said(alone)
    both = draw(act(steps=steps("France"), metadata={"sponsors": ["FRANCE", "PERU"]}))
    assert noted(both) == [("sponsors-and-metadata-differ", "initialSponsor: 1 and 2: body/peru")]
    assert (WHOLE, "initialSponsor", "body/peru") not in said(both)
