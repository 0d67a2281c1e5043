"""What an organ's secretariat says of an act: who adopted it, when, where, on which draft, under which item.

Standing metadata. Where languages and metadata differ most of them decide, English first among equals, and it is noted.
"""

import re
from collections import Counter
from collections.abc import Iterator

import pyoxigraph as ox

from unmandates.rdf.names import relative
from unmandates.sources.akn4un.act import Act
from unmandates.sources.akn4un.acts import profile_of
from unmandates.sources.akn4un.aspect import Aspect
from unmandates.sources.akn4un.aspects.committees import main_committee
from unmandates.sources.akn4un.aspects.occasions import (
    agenda_of,
    is_of_another_meeting,
    item_of,
    meeting_of,
    session_of,
)
from unmandates.sources.akn4un.aspects.text import document_of
from unmandates.sources.akn4un.dates import date_of
from unmandates.sources.notes import Note
from unmandates.sources.saying import document, in_language, of_class, said, term, thing
from unmandates.sources.source import Drawn, Standing

_ITEM = re.compile(r"(\d{1,3})(?:\s*\(([a-z])\))?")
_PARAGRAPH = re.compile(r"(?:paras?\.?|paragraphs?)\s*(\d{1,3})\b", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:,|;|\band\b|\bet\b)\s*")
_RECORD = re.compile(r"(?:[AS]/(?:[\w-]+/)?PV\.\d+|E/\d{4}/SR\.\d+|A/HRC/[\w-]+/SR\.\d+)(?: \(Resumption \d+\))?")
_LANGUAGES = {"english": "en", "french": "fr", "spanish": "es", "russian": "ru", "chinese": "zh", "arabic": "ar"}


def draw(act: Act) -> Drawn:
    """Return what is said of an act beside its text."""
    drawn = Drawn()
    node = document_of(act)
    for say in (_adoption, _occasion, _session, _draft, _item, _distribution):
        drawn.say(Standing.METADATA, dict.fromkeys(say(act, node, drawn.notes)))
    return drawn


def _adoption(act: Act, node: ox.NamedNode, notes: list[Note]) -> Iterator[ox.Triple]:
    if act.kind == "draft":
        return
    yield said(node, "adoptedBy", thing(f"body/{profile_of(act).body}"))
    adopted = day_of_adoption(act, notes)
    if adopted:
        yield said(node, "adoptionDate", ox.Literal(adopted, datatype=term("xsd:date")))


def _occasion(act: Act, node: ox.NamedNode, notes: list[Note]) -> Iterator[ox.Triple]:
    """Say at which meeting the act was adopted, and the record of it; neither where the two are not of one meeting."""
    if act.kind == "draft":
        return
    stated = _fact(act, "meeting_name") or _fact(act, "meeting") or _metadata(act, "adoption_meeting")
    meeting, records = meeting_of(act, stated), _records(act)
    if is_of_another_meeting(meeting, records):
        notes.append(Note("meeting-and-record-differ", item=act.key, detail="; ".join((stated, *records))))
        return
    if meeting is not None:
        yield said(node, "adoptedAt", meeting.node)
        yield from meeting.triples
    for found in filter(None, map(document, records)):
        yield from found[1]
        yield said(node, "recordedIn", found[0])
    if len(records) > 1:
        notes.append(Note("records-differ", item=act.key, detail=", ".join(records)))


def day_of_adoption(act: Act, notes: list[Note]) -> str | None:
    """Return the day of adoption that most versions and the metadata have, else the work's; note differences."""
    told = _agreed(act, "adoption_date", notes, "adoption-dates-differ", _metadata(act, "adoption_date"))
    return told or _agreed(act, "work_date", notes, "adoption-dates-differ")


def _session(act: Act, node: ox.NamedNode, notes: list[Note]) -> Iterator[ox.Triple]:
    session = session_of(act)
    if session is not None:
        yield said(node, "session", session.node)
        yield from session.triples
    if act.organ == "ga" and act.kind == "resolution":
        committee = _fact(act, "committee")
        if committee == "noMainCommittee":
            yield said(node, "referral", thing("scheme/referral/without-reference-to-a-main-committee"))
        elif main_committee(committee):
            yield said(node, "referral", thing("scheme/referral/through-a-main-committee"))


def _draft(act: Act, node: ox.NamedNode, notes: list[Note]) -> Iterator[ox.Triple]:
    if act.kind == "draft":
        return
    stated = _fact(act, "originating_document") or _metadata(act, "originating_document")
    draft = _metadata(act, "draft_resolution") or _metadata(act, "draft")
    paragraph = _PARAGRAPH.search(stated)
    symbols = [part for part in _SPLIT.split(_PARAGRAPH.sub("", stated)) if "/" in part]
    for symbol in [*symbols, *(part for part in _SPLIT.split(draft) if "/" in part)]:
        found = document(symbol)
        if found is None:
            notes.append(Note("draft-not-understood", item=act.key, detail=symbol))
            continue
        target, triples = found
        limited = "/L." in symbol or symbol in draft
        if limited:
            triples = [triple for triple in triples if triple.predicate != of_class(target, "Draft").predicate]
            triples.append(of_class(target, "Draft"))
        yield from triples
        if paragraph and len(symbols) == 1 and not limited:
            part = thing(f"{relative(target.value)}/para/{paragraph[1]}")
            yield of_class(part, "ReportParagraph")
            yield said(part, "parent", target)
            yield said(part, "order", int(paragraph[1]))
            yield said(part, "number", paragraph[1])
            target = part
        yield said(node, "basedOn", target)
        committee = main_committee(_fact(act, "committee") or _metadata(act, "committee"))
        if committee is not None and act.organ == "ga" and len(symbols) == 1 and not limited:
            yield of_class(found[0], "Report")
            yield said(found[0], "preparedBy", committee.node)
            yield from committee.triples


def _item(act: Act, node: ox.NamedNode, notes: list[Note]) -> Iterator[ox.Triple]:
    names = {language: version.facts.get("agenda_item_name", "") for language, version in sorted(act.versions.items())}
    names["en"] = names.get("en") or _metadata(act, "agenda_item_name")
    for language, name in sorted(names.items()):
        if name:
            yield said(node, "itemAsStated", in_language(name, language))
    stated = _fact(act, "agenda_item_title") or _metadata(act, "agenda_item") or _english(act, "agenda_item")
    found = _ITEM.search(stated)
    if not found:
        return
    if len(_ITEM.findall(stated)) > 1:
        notes.append(Note("several-agenda-items", item=act.key, detail=stated))
        return
    version = act.in_english()
    symbols = {keyword.get("dictionary", "") for keyword in version.keywords if keyword.get("refersTo") == "agenda"}
    agenda = agenda_of(act, min(symbols) if len(symbols) == 1 else "")
    if agenda is not None:
        item = item_of(agenda, str(int(found[1])), found[2] or "")
        yield said(node, "underItem", item.node)
        yield from item.triples


def _records(act: Act) -> list[str]:
    """Return the symbols of the records of the meeting that metadata and the steps of the text name, sorted."""
    named = [_metadata(act, name) for name in ("pv", "sr", "outcome_letter")]
    named += [step.get("as", "") for step in act.in_english().steps if step.get("outcome") == "adopted"]
    return sorted({symbol.strip() for symbol in named if _RECORD.fullmatch(symbol.strip())})


def _distribution(act: Act, node: ox.NamedNode, notes: list[Note]) -> Iterator[ox.Triple]:
    distributed = _agreed(act, "distribution_date", notes, "distribution-dates-differ")
    if distributed:
        yield said(node, "distributionDate", ox.Literal(distributed, datatype=term("xsd:date")))
    if _fact(act, "distribution") == "generalDistribution":
        yield said(node, "distribution", thing("scheme/distribution/general"))
    original = _LANGUAGES.get(_fact(act, "originalLanguage_meant").lower(), "")
    if original:
        yield said(node, "originalLanguage", ox.Literal(original, datatype=term("xsd:language")))


def _agreed(act: Act, name: str, notes: list[Note], kind: str, beside: str = "") -> str | None:
    """Return the date that most versions and the metadata have; English first among equals."""
    dates = {language: date_of(version.facts.get(name, "")) for language, version in sorted(act.versions.items())}
    if beside:
        dates["metadata"] = date_of(beside)
    counts = Counter(day for day in dates.values() if day)
    if not counts:
        return None
    if len(counts) > 1:
        said_by = (f"{where} {day}" for where, day in sorted(dates.items()) if day)
        notes.append(Note(kind, item=act.key, detail=", ".join(said_by)))
    return min(counts, key=lambda day: (-counts[day], day != dates.get("en"), day))


def _fact(act: Act, name: str) -> str:
    """Return a fact as English has it, else as the first language that has it."""
    texts = [act.in_english().facts.get(name, "")]
    texts += [version.facts.get(name, "") for _, version in sorted(act.versions.items())]
    return next((text for text in texts if text), "")


def _english(act: Act, name: str) -> str:
    version = act.versions.get("en")
    return version.facts.get(name, "") if version else ""


def _metadata(act: Act, name: str) -> str:
    value = (act.metadata or {}).get(name, "")
    return value if isinstance(value, str) else ""


ASPECT = Aspect("record", draw)
