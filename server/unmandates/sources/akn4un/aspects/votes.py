"""Votes: who voted how on an act, with counts and result, from the marked-up text, held against the metadata."""

import pyoxigraph as ox

from unmandates.sources.akn4un.act import Act, UnitKind, Version
from unmandates.sources.akn4un.aspect import Aspect
from unmandates.sources.akn4un.aspects.adoption import Adoption, adoption, manner
from unmandates.sources.akn4un.aspects.text import document_of, unit_of
from unmandates.sources.akn4un.voting.ballot import KINDS, Ballot, from_metadata, from_voting
from unmandates.sources.akn4un.voting.states import body_of
from unmandates.sources.notes import Note
from unmandates.sources.saying import part, said, term, thing
from unmandates.sources.source import Drawn, Standing

_CHAPTER_SEVEN = "instrument/charter-of-the-united-nations/ch/7"
_PERMANENT = ("china", "france", "russian-federation", "united-kingdom", "united-states")


def draw(act: Act) -> Drawn:
    """Return the votes on an act and the manner in which it was adopted."""
    drawn = Drawn()
    version = _with_votings(act)
    told = adoption(act, version)
    ballots = [from_voting(voting) for voting in version.votings if _is_vote(voting, told)]
    _compare_languages(act, version, drawn)
    _compare_metadata(act, version, ballots, drawn)
    on = _voted_on(act, ballots)
    decision = told.counts if len(ballots) == 1 else None
    for order, ballot in enumerate(ballots, 1):
        agreed = ballot.agreed(decision, _metadata_counts(act, ballots)).held_against(decision)
        drawn.notes += [Note(kind, item=act.key, place=version.path, detail=detail) for kind, detail in agreed.doubts]
        if any(agreed.counts.values()) or any(agreed.members.values()):
            drawn.say(Standing.METADATA, _vote(act, order, agreed, told, on[order - 1]))
        else:
            drawn.notes.append(Note("vote-not-told", item=act.key, place=version.path))
    if len(ballots) > 1 and None in on:
        drawn.notes.append(Note("votes-on-parts-not-named", item=act.key, place=version.path, detail=str(len(ballots))))
    how = "by-vote" if ballots else told.manner
    if how and act.kind != "draft":
        drawn.say(Standing.METADATA, [said(document_of(act), "adoptionManner", thing(f"scheme/adoption-manner/{how}"))])
    if told.chapter_seven:
        drawn.say(Standing.METADATA, [said(document_of(act), "legalBasis", thing(_CHAPTER_SEVEN))])
    return drawn


def _with_votings(act: Act) -> Version:
    """Return the English version, or the first of the others that has votes where the English has none."""
    english = act.in_english()
    others = [act.versions[language] for language in sorted(act.versions)]
    return english if english.votings else next((other for other in others if other.votings), english)


def _is_vote(voting, told: Adoption) -> bool:
    how = manner(voting.get("outcome", "")) or ("by-vote" if voting.get("counts") else told.manner)
    return how == "by-vote"


def _voted_on(act: Act, ballots: list[Ballot]) -> list[ox.NamedNode | None]:
    """Return what each ballot was on: the act, its components where there are as many, None where nothing tells it."""
    if len(ballots) < 2:
        return [document_of(act)]
    components = [unit for unit in act.units if unit.kind is UnitKind.COMPONENT and not unit.parent]
    if len(components) == len(ballots):
        return [unit_of(act, unit.path) for unit in components]
    return [None] * len(ballots)


def _vote(act: Act, order: int, ballot: Ballot, told: Adoption, on: ox.NamedNode | None) -> list[ox.Triple]:
    vote = unit_of(act, f"vote/{order}")
    result = told.result or ("" if act.kind == "draft" else "adopted")
    unanimous = told.unanimous and not (ballot.counts.get("against") or ballot.counts.get("abstaining"))
    triples = part(vote, "Vote", document_of(act), order)
    triples += [said(vote, "voteOn", on)] if on is not None else []
    triples.append(said(vote, "voteKind", thing(f"scheme/vote-kind/{'unanimous' if unanimous else 'recorded'}")))
    triples += [said(vote, "result", thing(f"scheme/result/{result}"))] if result else []
    vetoed = _vetoed_by(ballot, told)
    for kind, (position, count, _) in KINDS.items():
        members = ballot.members.get(kind, frozenset()) - (vetoed if kind == "against" else frozenset())
        triples += [said(vote, position, thing(f"body/{key}")) for key in sorted(members)]
        triples += [said(vote, count, ballot.counts[kind])] if kind in ballot.counts else []
    triples += [said(vote, "vetoedBy", thing(f"body/{key}")) for key in sorted(vetoed)]
    triples += [said(vote, "voteDate", ox.Literal(told.day, datatype=term("xsd:date")))] if told.day else []
    if told.meeting is not None and not told.by_mail:
        triples.append(said(vote, "takenAt", told.meeting.node))
        triples += told.meeting.triples if act.kind == "draft" else ()
    if told.record is not None:
        node, described = told.record
        triples.append(said(vote, "recordedIn", node))
        triples += described if act.kind == "draft" else ()
    return [*triples, *([said(vote, "votedAsStated", "VOTING BY MAIL")] if told.by_mail else [])]


def _vetoed_by(ballot: Ballot, told: Adoption) -> frozenset[str]:
    """Return the permanent members whose vote kept a text from being adopted: those named, else all against."""
    if not told.veto:
        return frozenset()
    named = frozenset(filter(None, map(body_of, told.vetoed_by.replace(" and ", ",").split(","))))
    return (named or ballot.members.get("against", frozenset())) & frozenset(_PERMANENT)


def _metadata_counts(act: Act, ballots: list[Ballot]) -> tuple[int, int, int] | None:
    told = from_metadata(act.metadata) if act.metadata and len(ballots) == 1 else None
    return tuple(told.counts.get(kind, 0) for kind in KINDS) if told and told.counts else None


def _compare_languages(act: Act, version: Version, drawn: Drawn) -> None:
    said = [from_voting(voting).members for voting in version.votings]
    for language, other in sorted(act.versions.items()):
        if [from_voting(voting).members for voting in other.votings] != said:
            drawn.notes.append(Note("votes-differ-in-languages", item=act.key, place=other.path, detail=language))


def _compare_metadata(act: Act, version: Version, ballots: list[Ballot], drawn: Drawn) -> None:
    """Note where the metadata tell another vote than the text."""
    if act.metadata is None:
        return
    told = from_metadata(act.metadata)
    said = ballots[0] if len(ballots) == 1 else None
    if said is None and not ballots and not told.members and not any(told.counts.values()):
        return
    differences = said.differences(told) if said else ["several votes in the text" if ballots else "none in the text"]
    for difference in differences:
        drawn.notes.append(Note("vote-and-metadata-differ", item=act.key, place=version.path, detail=difference))


ASPECT = Aspect("votes", draw)
