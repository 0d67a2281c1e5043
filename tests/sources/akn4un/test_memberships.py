"""Memberships: who is elected or appointed to what, until when, and of whom a body is made."""

import csv
from dataclasses import replace

import pytest
from tests.sources.akn4un.made_acts import KINDS, act, noted, said, words

from unmandates.sources.akn4un.act import Unit, UnitKind
from unmandates.sources.akn4un.aspects.memberships import draw
from unmandates.sources.akn4un.electing.bodies import NAMES, body_of
from unmandates.sources.akn4un.electing.names import named_in
from unmandates.sources.akn4un.electing.terms import Term, expiry, term
from unmandates.sources.bodies import known_bodies
from unmandates.sources.source import Standing

ELECTED = (
    "At its 17th plenary meeting, on 11 October 2044, the General Assembly elected Chile, the Sudan and Bosnia and "
    "Herzegovina as members of the Lighthouse Committee for a three-year term of office beginning on 1 January 2045 to "
    "fill the vacancies occurring on the expiration of the terms of office of Peru and Kenya."
)
COMPOSED = (
    "As a result, as of 1 January 2045, the Lighthouse Committee is composed of the following five Member States: "
    "Bosnia and Herzegovina,** Chile,** Côte d’Ivoire,* France and Sudan.**"
)
EXPIRY = {"*": "Term of office expires on 31 December 2045.", "**": "Term of office expires on 31 December 2047."}


def unit(path: str, text: str, number: str = "", note: tuple[str, str] | None = None) -> Unit:
    """Return a paragraph, a sub-paragraph or a footnote of a decision in English."""
    parent, _, last = path.rpartition("/")
    kind = UnitKind.PARAGRAPH if parent == "para" else KINDS.get(parent, UnitKind.SUB)
    return Unit(
        path, kind, "" if kind is not UnitKind.SUB else parent, 1, number or last, {"en": words(text, note=note)}
    )


def decision(*texts: str, expiring: dict[str, str] | None = None, **fields):
    """Return a decision of paragraphs, with footnotes by their marks."""
    units = [unit(f"para/{number}", text) for number, text in enumerate(texts, 1)]
    units += [unit(f"fn/{number}", text, mark) for number, (mark, text) in enumerate((expiring or {}).items(), 1)]
    return act(*units, kind="decision", **fields)


def seat(drawn, key: str, body: str = "lighthouse-committee") -> dict[str, str]:
    """Return what is said of a membership."""
    return {name: value for node, name, value in said(drawn) if node == f"body/{body}/membership/{key}"}


def members(drawn) -> set[str]:
    return {node.rpartition("/")[2] for node, name, _ in said(drawn) if name == "member"}


def test_the_elected_and_the_composition_are_one_membership():
    drawn = draw(decision(ELECTED, COMPOSED, expiring=EXPIRY))
    assert members(drawn) == {
        "chile-2045", "sudan-2045", "bosnia-and-herzegovina-2045", "cote-d-ivoire-2045", "france-2045",
    }  # fmt: skip
    chile = seat(drawn, "chile-2045")
    assert (chile["from"], chile["until"]) == ("2045-01-01", "2047-12-31")
    assert (chile["attestedOn"], chile["electedIn"], chile["role"]) == ("2045-01-01", "para/1", "scheme/role/member")
    assert ("body/lighthouse-committee/membership/chile-2045", "source", "fn/2") in said(drawn)
    assert noted(drawn) == []


def test_a_membership_has_a_name_that_every_act_gives_alike():
    drawn = draw(decision(ELECTED, COMPOSED, expiring=EXPIRY))
    assert seat(drawn, "sudan-2045")["prefLabel"] == "Sudan, member of the Lighthouse Committee (2045)"


def test_who_is_in_the_composition_alone_has_no_first_day():
    drawn = draw(decision(ELECTED, COMPOSED, expiring=EXPIRY))
    ivory = seat(drawn, "cote-d-ivoire-2045")
    assert ivory["until"] == "2045-12-31"
    assert not {"from", "electedIn", "appointedIn"} & set(ivory)
    assert "until" not in seat(drawn, "france-2045")


def test_those_whose_terms_expire_are_not_elected():
    drawn = draw(decision(ELECTED))
    assert members(drawn) == {"chile-2045", "sudan-2045", "bosnia-and-herzegovina-2045"}
    assert seat(drawn, "sudan-2045")["until"] == "2047-12-31"


def test_a_printed_end_goes_before_a_reckoned_one():
    drawn = draw(decision(ELECTED, COMPOSED, expiring=EXPIRY | {"**": "Term of office expires on 30 June 2047."}))
    assert seat(drawn, "chile-2045")["until"] == "2047-06-30"
    assert [kind for kind, _ in noted(drawn)] == ["terms-of-office-differ"] * 3


def test_one_mark_of_two_meanings_tells_nothing():
    units = decision(COMPOSED, expiring=EXPIRY).units
    again = unit("fn/9", "Term of office expires on 31 December 2050.", "*")
    assert "until" not in seat(draw(act(*units, again, kind="decision")), "cote-d-ivoire-2045")


def test_persons_have_a_name_a_state_and_their_office():
    text = (
        "At its 3rd meeting, on 5 May 2044, the General Assembly appointed or reappointed the following persons as "
        "members of the Lighthouse Committee for a two-year term beginning on 1 June 2044: Ann Lee (Peru), "
        "Jürgen de la Cruz (Lebanon/Chile), full-time, Geneva, and Bo Å. Ødegård (Norway)."
    )
    drawn = draw(decision(text))
    assert members(drawn) == {"ann-lee-2044", "jurgen-de-la-cruz-2044", "bo-a-odegard-2044"}
    assert {
        value for node, name, value in said(drawn) if node == "person/jurgen-de-la-cruz" and name == "nationality"
    } == {
        "body/lebanon",
        "body/chile",
    }
    told = {name for node, name, _ in said(drawn) if node == "person/ann-lee"}
    assert told == {"type", "prefLabel", "nationality", "source"}
    assert seat(drawn, "ann-lee-2044", "lighthouse-committee")["appointedIn"] == "para/1"
    assert noted(drawn) == []


def test_lines_of_a_list_may_have_terms_of_their_own():
    drawn = draw(
        act(
            unit(
                "para/1", "The General Assembly appointed the following persons as members of the Lighthouse Committee:"
            ),
            unit("para/1/a", "Ann Lee (Peru) for a three-year term of office beginning on 1 January 2045;", "(a)"),
            unit(
                "para/1/b",
                "Bo Ray (Chad) for a term of office beginning on 2 March 2044 and ending on 31 December 2044 as a "
                "result of the resignation of Cy Poe.",
                "(b)",
            ),
            kind="decision",
        )
    )
    assert members(drawn) == {"ann-lee-2045", "bo-ray-2044"}
    assert seat(drawn, "ann-lee-2045")["until"] == "2047-12-31"
    bo = seat(drawn, "bo-ray-2044")
    assert (bo["from"], bo["until"], bo["appointedIn"]) == ("2044-03-02", "2044-12-31", "para/1/b")


def test_a_further_term_after_a_semicolon_is_of_the_same_office():
    text = (
        "The General Assembly appointed Ann Lee (Peru) as a judge of the Lake Tribunal for a term of office beginning "
        "on 1 July 2044 and expiring on 30 June 2050; and Bo Ray (Chad) for a term of office beginning on 2 March 2044 "
        "and expiring on 30 June 2046 to fill the vacancy occurring as a result of the resignation of Cy Poe."
    )
    drawn = draw(decision(text))
    assert seat(drawn, "bo-ray-2044", "lake-tribunal")["until"] == "2046-06-30"
    assert members(drawn) == {"ann-lee-2044", "bo-ray-2044"}


def test_who_was_elected_may_stand_first_and_the_body_in_short():
    title = "Election of a member of the Lake Tribunal"
    text = (
        "Having obtained the required majority in the General Assembly and the Security Council, Ann Lee (Peru) was "
        "elected as a member of the Tribunal for a term of office beginning on 4 May 2044 and expiring on 5 May 2050."
    )
    told = decision(text)
    drawn = draw(replace(told, versions={"en": replace(told.versions["en"], title=title)}))
    assert members(drawn) == {"ann-lee-2044"}
    assert seat(drawn, "ann-lee-2044", "lake-tribunal")["electedIn"] == "para/1"


def test_a_short_name_that_nothing_tells_is_noted():
    drawn = draw(decision("The Assembly elected Chile as a member of the Tribunal for a one-year term."))
    assert (members(drawn), noted(drawn)) == (set(), [("body-of-election-not-told", "")])


def test_chairs_of_committees_in_lines():
    drawn = draw(
        decision(
            "The President announced that the following persons had been elected as Chairs of the First and Special "
            "Political and Decolonization (Fourth) Committees of the Assembly at its ninetieth session:",
            "First Committee: Ann Lee (Peru)",
            "Special Political and Decolonization Committee (Fourth Committee): Bo RAY (Chad)",
        )
    )
    roles = {(node.split("/")[1], value) for node, name, value in said(drawn) if name == "role"}
    assert roles == {("first-committee", "scheme/role/chair"), ("fourth-committee", "scheme/role/chair")}


def test_heads_and_vice_presidents():
    drawn = draw(
        decision(
            "The Assembly re-elected Ann Lee (Peru) as United Nations High Commissioner for Refugees for a period of "
            "two and a half years, beginning on 1 July 2044 and ending on 31 December 2046.",
            "The Assembly elected the following two Member States as Vice-Presidents of the General Assembly at its "
            "ninetieth session: Chile and Netherlands (Kingdom of the).",
        )
    )
    head = seat(drawn, "ann-lee-head-2044", "unhcr")
    assert (head["role"], head["until"]) == ("scheme/role/head", "2046-12-31")
    assert members(drawn) == {"ann-lee-head-2044", "chile-vice-chair", "netherlands-vice-chair"}


def test_the_states_of_a_resolution_may_stand_in_its_footnote():
    appointing = (
        "Decides to appoint 2 Member States, 1 from African States and 1 from Asia-Pacific States, as members of the "
        "Advisory Committee on Lakes, Rivers and Seas for a period of four years, beginning on 1 January 2045;"
    )
    drawn = draw(
        act(
            unit("op/1", appointing, note=("2045", "fn/1")),
            unit("fn/1", "The following States have been appointed members of the Advisory Committee: Chad and Japan."),
        )
    )
    chad = seat(drawn, "chad-2045", "advisory-committee-on-lakes-rivers-and-seas")
    assert (chad["until"], chad["appointedIn"]) == ("2048-12-31", "op/1")


def test_prose_of_a_resolution_elects_nobody():
    text = "Welcomes that the Secretary-General appointed Ann Lee (Peru) as a member of the Lighthouse Committee;"
    assert members(draw(act(unit("op/1", text)))) == set()


def test_the_body_may_stand_in_the_heading():
    drawn = draw(
        decision(
            "Commission for Social Development",
            "The Council elected by acclamation Chad and Peru for a four-year term beginning on 1 May 2044.",
            "The Council elected the following two Member States for a term beginning on the date of election and "
            "expiring on 31 December 2046: Latin American and Caribbean States: Chile; African States: Kenya.",
            "It also elected Japan to the Committee for Development Policy for a term beginning on 1 May 2044.",
        )
    )
    bodies = {(node.split("/")[1], value) for node, name, value in said(drawn) if name == "member"}
    assert bodies == {
        ("csocd", "body/chad"),
        ("csocd", "body/peru"),
        ("csocd", "body/chile"),
        ("csocd", "body/kenya"),
        ("cdp", "body/japan"),
    }


def test_an_office_may_follow_the_name_at_once():
    text = "Appoints Mr. Ann Lee Secretary-General of the United Nations for a term beginning on 1 January 2044;"
    assert members(draw(act(unit("op/1", text)))) == {"ann-lee-head-2044"}


def test_holders_of_offices_are_no_persons_by_name():
    text = "The Assembly appointed the Comptroller and Auditor General of India as a member of the Board of Auditors."
    drawn = draw(decision(text))
    assert (members(drawn), [kind for kind, _ in noted(drawn)]) == (set(), ["election-not-understood"])


def steps(*rows):
    return tuple(
        {
            "outcome": "composition",
            "as": "Lighthouse Committee",
            "refersTo": state,
            "by": by,
            "end": end,
            "date": "2045-01-01",
        }
        for state, by, end in rows
    )


def test_steps_are_held_against_the_text():
    rows = steps(("CHILE", "", "2046-12-31"), ("Peru", "", ""))
    drawn = draw(decision(ELECTED, steps=rows))
    assert {kind for kind, _ in noted(drawn)} == {
        "membership-and-metadata-differ",
        "membership-by-metadata-alone",
        "membership-by-text-alone",
    }
    assert "peru" not in "".join(members(drawn))


def test_steps_tell_where_no_text_does():
    rows = steps(("CHILE", "", "2046-12-31"), (" Peru", "Ann LEE ", " "))
    drawn = draw(decision(steps=rows))
    assert set(drawn.triples) == {Standing.METADATA}
    assert seat(drawn, "chile")["until"] == "2046-12-31"
    assert seat(drawn, "ann-lee")["member"] == "person/ann-lee"


def test_the_same_act_gives_the_same():
    made = decision(ELECTED, COMPOSED, expiring=EXPIRY)
    assert draw(made).triples == draw(made).triples


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for a three-year term of office beginning on 1 January 2045", Term("2045-01-01", "2047-12-31", True)),
        ("for a term beginning on the date of election and expiring on 2 May 2046", Term("2044-10-11", "2046-05-02")),
        ("for the remainder of the term of office of Greece beginning on 1 January 2045", Term("2045-01-01", "")),
        ("for a period of two and a half years, beginning on 1 July 2045", Term("2045-07-01", "")),
        ("for one year beginning on 29 February 2044", Term("2044-02-29", "2045-02-27", True)),
        ("for a four-year term", Term("", "")),
    ],
)
def test_terms(text, expected):
    assert term(text, "2044-10-11") == expected


def test_a_condition_of_expiry_is_told():
    assert expiry("Term of office expires on 31 December 2045 or when they cease to be members.") == (
        "2045-12-31", "or when they cease to be members",
    )  # fmt: skip
    assert expiry("Permanent members of the Security Council.") is None


def test_headings_of_regional_groups_are_no_members():
    named, unread = named_in(
        "African States: Chad and Kenya; Latin American and Caribbean States (2): Trinidad and Tobago, Peru"
    )
    assert ([one.key for one in named], unread) == (["chad", "kenya", "trinidad-and-tobago", "peru"], [])


def test_a_person_may_be_called_like_a_state():
    named, _ = named_in("Chad Jordan (United States of America) and Jordan")
    assert [one.path for one in named] == ["person/chad-jordan", "body/jordan"]


def test_names_of_bodies_are_those_of_the_graph():
    known = known_bodies()
    with NAMES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        assert bool(row["label"]) == (row["key"] not in known.keys), row["name"]
        assert body_of(f"the United Nations {row['name']}").key == row["key"]
    for name, keys in known.names.items():
        if name in {row["name"].casefold() for row in rows}:
            assert keys == {body_of(name[:1].upper() + name[1:]).key}
