"""Votes: what the marked-up text tells, what contradicts itself, and what the metadata tell otherwise."""

from tests.sources.akn4un.made_acts import act, noted, said

from unmandates.sources.akn4un.aspects.votes import draw

ADOPTED = ({"outcome": "adopted", "as": "A/90/PV.12", "by": "", "date": "2035-12-01"},)


def voting(outcome="adoptedRecordedVote", counts=None, **names):
    kinds = {"yes": "inFavour", "no": "against", "none": "abstaining"}
    listed = {kinds[kind]: found for kind, found in names.items()}
    return {
        "outcome": outcome,
        "counts": counts or {kind: str(len(of)) for kind, of in listed.items()},
        "names": listed,
    }


def test_a_vote_has_its_counts_names_result_and_kind():
    drawn = draw(act(votings=(voting(yes=["FRANCE", "TÜRKÝYE"], no=["PERU"]),), steps=ADOPTED))
    assert {
        ("vote/1", "type", "https://w3id.org/unmandates/ontology#Vote"),
        ("vote/1", "voteOn", "document/A-RES-90-7"),
        ("vote/1", "inFavour", "body/france"),
        ("vote/1", "inFavour", "body/turkiye"),
        ("vote/1", "against", "body/peru"),
        ("vote/1", "votesInFavour", "2"),
        ("vote/1", "votesAgainst", "1"),
        ("vote/1", "abstentions", "0"),
        ("vote/1", "result", "scheme/result/adopted"),
        ("vote/1", "voteKind", "scheme/vote-kind/recorded"),
        ("vote/1", "recordedIn", "document/A-90-PV.12"),
        ("document/A-RES-90-7", "adoptionManner", "scheme/adoption-manner/by-vote"),
    } <= said(drawn)
    assert not drawn.notes


def test_a_vote_of_which_nothing_is_told_is_no_vote():
    drawn = draw(act(votings=({"outcome": "adoptedRecordedVote", "counts": {}, "names": {}},), steps=ADOPTED))
    assert not [one for one in said(drawn) if one[0].startswith("vote/")]
    assert ("vote-not-told", "") in noted(drawn)


def test_what_was_adopted_without_a_vote_has_its_manner_alone():
    drawn = draw(act(votings=(voting("adoptedWithoutVote", {}),), steps=ADOPTED))
    assert said(drawn) == {("document/A-RES-90-7", "adoptionManner", "scheme/adoption-manner/without-a-vote")}


def test_a_count_that_is_not_that_of_the_names_is_left_out():
    drawn = draw(act(votings=(voting(counts={"inFavour": "59"}, yes=["FRANCE", "PERU"]),), steps=ADOPTED))
    assert ("vote/1", "inFavour", "body/peru") in said(drawn)
    assert not [triple for triple in said(drawn) if triple[1] == "votesInFavour"]
    assert noted(drawn) == [("vote-contradicts-itself", "inFavour: counts 59, names 2")]


def test_a_count_in_words_that_agrees_with_the_names_is_taken():
    step = ({"outcome": "adopted", "by": "Adopted 2-0-1, 5028th meeting", "as": "S/PV.5028"},)
    wrong = voting("", {"inFavour": "015", "abstaining": "000"}, yes=["FRANCE", "CHILE"], none=["CHINA"])
    drawn = draw(act(organ="sc", key="S-RES-1559-2004", session="2004", votings=(wrong,), steps=step))
    found = {(name, value) for subject, name, value in said(drawn) if subject.endswith("vote/1")}
    assert {("votesInFavour", "2"), ("abstentions", "1"), ("takenAt", "event/security-council-meeting-5028")} <= found
    assert len(drawn.notes) == 2


def test_positions_of_which_the_decision_tells_another_number_are_left_out():
    step = ({"outcome": "adopted", "as": "E/2035/SR.1", "by": "Adopted 2-0-1", "date": "2035-06-01"},)
    ballot = voting(yes=["FRANCE", "CHILE"], no=["CHINA"])
    drawn = draw(act(organ="ecosoc", key="E-RES-2035-2", session="2035", votings=(ballot,), steps=step))
    found = {(name, value) for subject, name, value in said(drawn) if subject.endswith("vote/1")}
    assert {("votesInFavour", "2"), ("inFavour", "body/france")} <= found
    assert not {name for name, _ in found} & {"against", "votesAgainst", "abstentions"}
    assert ("vote-contradicts-itself", "against: decision 0, names 1") in noted(drawn)
    assert ("vote-contradicts-itself", "abstaining: decision 1, names 0") in noted(drawn)


def test_a_state_named_twice_took_the_position_that_the_counts_allow():
    both = voting(counts={"inFavour": "1", "abstaining": "1"}, yes=["FRANCE", "CHINA"], none=["CHINA"])
    drawn = draw(act(votings=(both,), steps=ADOPTED))
    assert ("vote/1", "abstaining", "body/china") in said(drawn)
    assert ("vote/1", "inFavour", "body/china") not in said(drawn)
    assert ("state-voted-twice", "china") in noted(drawn)


def test_a_veto_is_that_of_the_permanent_members_named():
    step = (
        {
            "outcome": "veto",
            "as": "S/PV.9000",
            "by": "The draft resolution was not adopted by the negative vote of a permanent member (China)",
        },
    )
    draft = voting("", {"inFavour": "010", "against": "02"}, yes=["GABON"] * 10, no=["CHINA", "GHANA"])
    drawn = draw(act(organ="sc", key="S-2023-999", kind="draft", session="2023", votings=(draft,), steps=step))
    found = {(name, value) for subject, name, value in said(drawn) if subject.endswith("vote/1")}
    assert {("vetoedBy", "body/china"), ("against", "body/ghana"), ("result", "scheme/result/not-adopted")} <= found
    assert ("against", "body/china") not in found
    assert ("takenAt", "event/security-council-meeting-9000") in found
    assert not [triple for triple in said(drawn) if triple[1] == "adoptionManner"]


def test_a_draft_without_enough_votes_is_no_veto():
    step = ({"outcome": "notAdopted", "by": "not adopted having failed to obtain the required number of votes"},)
    drawn = draw(act(organ="sc", kind="draft", votings=(voting("", None, yes=["GABON"], no=["FRANCE"]),), steps=step))
    assert ("vote/1", "against", "body/france") in said(drawn)
    assert not [triple for triple in said(drawn) if triple[1] == "vetoedBy"]


def test_voting_by_mail_has_no_meeting():
    step = ({"outcome": "adopted", "by": "Adopted unanimously; voting by mail", "as": "S/2021/96"},)
    mailed = voting("VOTING BY MAIL", {"inFavour": "002"}, yes=["FRANCE", "KENYA"])
    drawn = draw(act(organ="sc", key="S-RES-2561-2021", session="2021", votings=(mailed,), steps=step))
    names = {name: value for subject, name, value in said(drawn) if subject.endswith("vote/1")}
    assert names["votedAsStated"] == "VOTING BY MAIL"
    assert names["voteKind"] == "scheme/vote-kind/unanimous"
    assert "takenAt" not in names and "recordedIn" not in names


def test_chapter_seven_is_the_legal_basis():
    step = ({"outcome": "adopted", "by": "Adopted unanimously, 9429th meeting", "refersTo": "Chapter VII"},)
    drawn = draw(act(organ="sc", steps=step, votings=(voting("", None, yes=["FRANCE"]),)))
    basis = "instrument/charter-of-the-united-nations/ch/7"
    assert ("document/A-RES-90-7", "legalBasis", basis) in said(drawn)


def test_metadata_that_tell_another_vote_are_noted_and_not_followed():
    told = {"MS_in_favour": ["FRANCE"], "MS_in_favour_count": "1", "adoption_type": "By a recorded vote"}
    drawn = draw(act(votings=(voting(yes=["FRANCE", "PERU"]),), steps=ADOPTED, metadata=told))
    assert ("vote/1", "inFavour", "body/peru") in said(drawn)
    assert noted(drawn) == [("vote-and-metadata-differ", "inFavour: 2 and 1: peru")]


def test_metadata_that_list_each_state_twice_agree():
    told = {"MS_in_favour": ["FRANCE", "FRANCE"], "MS_in_favour_count": "1", "MS_against_count": "N.A."}
    assert not draw(act(votings=(voting(yes=["FRANCE"]),), steps=ADOPTED, metadata=told)).notes


def test_names_of_no_state_are_noted():
    drawn = draw(act(votings=(voting(yes=["FRANCE", "ATLANTIS"]),), steps=ADOPTED))
    assert noted(drawn) == [("state-not-recognized", "ATLANTIS")]
    assert ("vote/1", "votesInFavour", "2") in said(drawn)
