"""Checks of votes, sponsors, verbs and citations on real samples of AKN4UN.

They read the folder that `UNMANDATES_SAMPLES` names: the unpacked folders of the organs, with metadata beside.
"""

import os
import re
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from unmandates.rdf.names import relative
from unmandates.sources.akn4un.act import Act
from unmandates.sources.akn4un.acts import act_of
from unmandates.sources.akn4un.aspects import citations, sponsors, verbs, votes
from unmandates.sources.akn4un.citing.resolving import links
from unmandates.sources.akn4un.citing.series import possible
from unmandates.sources.akn4un.sort import sort
from unmandates.sources.akn4un.voting.ballot import KINDS
from unmandates.sources.akn4un.voting.states import body_of
from unmandates.sources.inputs.files import InputFile
from unmandates.sources.source import Drawn, Item
from unmandates.sources.symbols import key_of

SAMPLES = os.environ.get("UNMANDATES_SAMPLES", "")
pytestmark = pytest.mark.skipif(not SAMPLES, reason="UNMANDATES_SAMPLES names no folder with samples of AKN4UN")

Facts = Counter[str]
_LETTERS = re.compile(r"-[A-Z]{1,2}(?:-[A-Z])?(?=-|\Z)|-(?:Part|Vol\.)-[IVX]+\Z")


@pytest.fixture(scope="module")
def counted() -> tuple[Facts, list[str]]:
    """Return how often each thing was met in all acts of the samples, and the worst cases in words."""
    root = Path(SAMPLES)
    paths = sorted(path for path in root.rglob("*") if path.suffix.lower() in (".xml", ".json", ".jsonl"))
    files = [InputFile(str(path.relative_to(root)), path, "", path.stat().st_size) for path in paths]
    items = [found for found in sort(files) if isinstance(found, Item)]
    assert items, f"no acts below {root}"
    facts: Facts = Counter()
    cases: list[str] = []
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        for found, told in pool.map(of_item, items, chunksize=16):
            facts.update(found)
            cases += told
    print(*(f"{name}: {count}" for name, count in sorted(facts.items())), *cases[:40], sep="\n")
    return facts, cases


def of_item(item: Item) -> tuple[Facts, list[str]]:
    """Return the facts of one act."""
    act, _ = act_of(item)
    facts: Facts = Counter()
    cases: list[str] = []
    if act is not None:
        for count in (_votes, _sponsors, _verbs, _citations):
            count(act, facts, cases)
    return facts, cases


def _said(drawn: Drawn) -> list[tuple[str, str, str]]:
    triples = [triple for found in drawn.triples.values() for triple in found]
    return [
        (
            relative(triple.subject.value),
            triple.predicate.value.rpartition("#")[2],
            relative(triple.object.value),
        )
        for triple in triples
    ]


def _votes(act: Act, facts: Facts, cases: list[str]) -> None:
    drawn = votes.draw(act)
    said = _said(drawn)
    contradicting = {note.kind for note in drawn.notes} & {"vote-contradicts-itself", "state-voted-twice"}
    facts["names of no State"] += sum(note.kind == "state-not-recognized" for note in drawn.notes)
    for order, voting in enumerate([one for one in act.in_english().votings if any(one["names"].values())], 1):
        facts["votes"] += 1
        if contradicting:
            facts["votes that contradict themselves"] += 1
            continue
        vote = f"document/{act.key}/vote/{order}"
        for kind, (position, _, _) in KINDS.items():
            printed = {f"body/{body_of(name)}" for name in voting["names"].get(kind, ())}
            told = {value for subject, name, value in said if subject == vote and name == position}
            if kind == "against":
                told |= {value for subject, name, value in said if subject == vote and name == "vetoedBy"}
            if printed != told:
                facts["votes that differ"] += 1
                cases.append(f"vote {act.key} {kind}")


def _sponsors(act: Act, facts: Facts, cases: list[str]) -> None:
    names = Counter(name for _, name, _ in _said(sponsors.draw(act)))
    facts["sponsors"] += names["initialSponsor"] + names["additionalSponsor"]
    facts["sponsors as stated"] += names["sponsorAsStated"]


def _verbs(act: Act, facts: Facts, cases: list[str]) -> None:
    drawn = verbs.draw(act)
    facts["paragraphs with a verb"] += sum(name == "opensWith" for _, name, _ in _said(drawn))
    for note in drawn.notes:
        if note.kind != "opening-words-not-understood" or note.place.startswith("pp/"):
            facts[note.kind] += 1


def _citations(act: Act, facts: Facts, cases: list[str]) -> None:
    drawn = citations.draw(act)
    said = _said(drawn)
    cites = [(subject.partition("/citation/")[0], value) for subject, name, value in said if name == "cites"]
    facts["citations"] += len(cites)
    facts["citations of what cannot be"] += sum(
        name == "symbol" and not possible(value) for _, name, value in said if "/citation/" not in name
    )
    facts["citations of the act itself"] += sum(value == f"document/{act.key}" for _, value in cites)
    refused = {note.place for note in drawn.notes if note.kind in ("link-and-words-differ", "number-and-year-differ")}
    for unit in act.units:
        place = f"document/{act.key}/{unit.path}"
        found = {_LETTERS.sub("", value.split("/")[1]) for subject, value in cites if subject == place}
        for link in links(unit.words["en"]) if "en" in unit.words else ():
            key = key_of(link.symbol) if link.symbol else None
            if key is None or key == act.key:
                continue
            facts["links"] += 1
            if _LETTERS.sub("", key) not in found:
                facts["links not followed"] += 1
                facts["links not followed without a note"] += unit.path not in refused
                cases.append(f"link {act.key}/{unit.path} {link.symbol}")


def test_votes_are_equal_to_the_source(counted):
    facts, cases = counted
    assert facts["votes"] > 0
    assert facts["votes that differ"] == 0, cases
    assert facts["votes that contradict themselves"] <= max(3, facts["votes"] // 200)


def test_every_spelling_of_a_state_is_resolved(counted):
    facts, _ = counted
    assert facts["names of no State"] == 0


def test_sponsors_are_resolved(counted):
    facts, _ = counted
    assert facts["sponsors as stated"] * 50 <= facts["sponsors"]


def test_opening_words_of_the_preamble_are_known(counted):
    facts, _ = counted
    assert facts["opening-words-not-understood"] * 200 <= facts["paragraphs with a verb"]


def test_links_are_followed(counted):
    facts, cases = counted
    assert facts["links"] > 0
    assert facts["links not followed"] * 200 <= facts["links"], cases
    assert facts["links not followed without a note"] * 500 <= facts["links"], cases


def test_nothing_impossible_is_cited(counted):
    facts, _ = counted
    assert facts["citations of what cannot be"] == 0
    assert facts["citations of the act itself"] == 0
