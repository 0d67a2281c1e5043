"""How an act was decided on, as the steps of its workflow and its metadata tell: `Adopted 11-0-4, 9527th meeting`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from unmandates.sources.akn4un.act import Act, Version
from unmandates.sources.akn4un.aspects.occasions import Occasion, is_of_another_meeting, meeting_of
from unmandates.sources.akn4un.aspects.record import day_of_adoption
from unmandates.sources.akn4un.dates import date_of
from unmandates.sources.saying import document

_COUNTS = re.compile(r"\b(\d{1,3})-(\d{1,3})-(\d{1,3})\b")
_MEETING = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b(?:\s*\([^)]*\))?(?:\s+plenary)?\s+meeting")
_RECORD = re.compile(r"(?:S/PV\.?|A/(?:S-|ES-)?\d+/PV\.?|E/\d+/SR\.?)\s?\d+(?:\s*\(Resumption \d+\))?\Z")
_DOT = re.compile(r"(?<=PV|SR)\.?\s?(?=\d)")
_VETO = re.compile(r"negative votes? of [^(]*\(([^()]+)\)")
#: Outcomes of steps that decide.
_DECIDING = {"adopted": "adopted", "veto": "not-adopted", "notadopted": "not-adopted"}


@dataclass(frozen=True)
class Adoption:
    """What is told of a decision; each is empty or None where nothing tells it.

    `manner` is `by-vote`, `without-a-vote` or `by-consensus`, `result` `adopted` or `not-adopted` (concepts of the
    graph), `counts` in favour, against and abstaining, `vetoed_by` the names in brackets, `meeting` and `record` what
    is said of them, `day` a date as `2023-10-19`.
    """

    manner: str = ""
    result: str = ""
    counts: tuple[int, int, int] | None = None
    unanimous: bool = False
    by_mail: bool = False
    chapter_seven: bool = False
    veto: bool = False
    vetoed_by: str = ""
    meeting: Occasion | None = None
    record: tuple[ox.NamedNode, list[ox.Triple]] | None = None
    day: str = ""


def adoption(act: Act, version: Version) -> Adoption:
    """Return what the last deciding step of a version and the act's metadata say."""
    step = next((step for step in reversed(version.steps) if step.get("outcome", "").lower() in _DECIDING), {})
    metadata = act.metadata or {}
    stated = "; ".join(filter(None, (step.get("by", ""), step.get("as", ""))))
    told = " ".join((stated, *(voting.get("outcome", "") for voting in version.votings)))
    words = told if manner(told) else f"{told} {metadata.get('adoption_type', '')}"
    counts = _COUNTS.search(words)
    vetoed = _VETO.search(stated)
    record = next((found for found in _records(step, metadata) if _RECORD.match(found)), "")
    of_record = f"{record.rpartition('.')[2]}th meeting" if record.startswith("S/PV.") else ""
    named = (version.facts.get("meeting_name", ""), words, metadata.get("adoption_meeting", ""), of_record)
    stated_meeting = _MEETING.search(" ".join(named))
    meeting = meeting_of(act, stated_meeting.group()) if stated_meeting else None
    if is_of_another_meeting(meeting, [record]):  # one of the two is wrong, and nothing tells which
        meeting, record = None, ""
    return Adoption(
        manner=manner(words),
        result=_DECIDING.get(step.get("outcome", "").lower(), ""),
        counts=tuple(map(int, counts.groups())) if counts else None,
        unanimous="unanimously" in words,
        by_mail="voting by mail" in words.lower(),
        chapter_seven="chapter vii" in f"{step.get('refersTo', '')} {metadata.get('chapter_VII', '')}".lower(),
        veto=step.get("outcome", "").lower() == "veto",
        vetoed_by=vetoed.group(1) if vetoed else "",
        meeting=meeting,
        record=document(_DOT.sub(".", record)) if record else None,
        day=day_of_adoption(act, []) or date_of(step.get("date", "")) or "",
    )


def manner(words: str) -> str:
    """Return the manner of adoption that words tell: `By a recorded vote`, `adoptedWithoutVote`, `by acclamation`."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words).lower()
    if re.search(r"without a? ?vote|acclamation", text):
        return "without-a-vote"
    if "consensus" in text:
        return "by-consensus"
    voted = re.search(r"recorded vote|unanimously|voting by mail|not adopted|non-unanimously", text)
    return "by-vote" if voted or _COUNTS.search(text) else ""


def _records(step: Mapping[str, str], metadata: Mapping) -> list[str]:
    candidates = (step.get("as", ""), *(str(metadata.get(name, "")) for name in ("pv", "sr", "outcome_letter")))
    return [" ".join(candidate.split()) for candidate in candidates]
