"""Subjects: headings of librarians, resolved to a thesaurus where that is sure, and apart from them machine tags."""

import csv
import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from unmandates.sources.akn4un.act import Act, Version
from unmandates.sources.akn4un.aspect import Aspect
from unmandates.sources.akn4un.aspects.text import document_of
from unmandates.sources.notes import Note
from unmandates.sources.saying import said
from unmandates.sources.source import Drawn, Standing

#: Labels of concepts of the UNBIS Thesaurus that have one concept each.
LABELS = Path(__file__).with_name("subjects.csv")
#: The classification in which librarians write, and those of its dictionaries that hold headings.
_LIBRARIANS = "DHLAUTH"
_HEADINGS = ("UNBIS Thesaurus", "DHLAUTH")
_CONCEPT = re.compile(r"https?://metadata\.un\.org/thesaurus/(\w+)\Z")
_TAGS = re.compile(
    r"https?://(metadata\.un\.org/(?:sdg/[0-9]{1,2}(?:\.[0-9a-z]{1,2}){0,2}|thesaurus/\w+)"
    r"|eurovoc\.europa\.eu/(?:[0-9]+|c_[0-9a-f]+))\Z"
)


def draw(act: Act) -> Drawn:
    """Return the headings of an act as librarians wrote them, their concepts, and the concepts of machine tags."""
    drawn = Drawn()
    version = act.in_english()
    whole = document_of(act)
    headings = _headings(version)
    told = dict.fromkeys(label for label in _told(act) if label not in headings)
    if headings and told:
        detail = f"in the metadata alone: {'; '.join(sorted(told))}"
        drawn.notes.append(Note("headings-and-metadata-differ", item=act.key, place=version.path, detail=detail))
    headings |= told
    drawn.say(Standing.HEADINGS, [said(whole, "subjectHeading", label) for label in headings])
    concepts = {label: address or _labels().get(label.upper(), "") for label, address in headings.items()}
    found = sorted(set(filter(None, concepts.values())))
    drawn.say(Standing.HEADINGS, [said(whole, "dcterms:subject", ox.NamedNode(address)) for address in found])
    for label, address in concepts.items():
        if not address:
            drawn.notes.append(Note("heading-without-concept", item=act.key, place=version.path, detail=label))
    tags, strange = _tags(act, version)
    drawn.say(Standing.CANDIDATE, [said(whole, "dcterms:subject", ox.NamedNode(tag)) for tag in tags])
    drawn.notes += [Note("tag-not-understood", item=act.key, place=version.path, detail=tag) for tag in strange]
    return drawn


def _headings(version: Version) -> dict[str, str | None]:
    """Return the headings of a version, each with the IRI of its concept where the file gives it."""
    headings = {}
    for keyword in version.keywords:
        label = " ".join(keyword.get("value", "").split())
        written = keyword.get("source") == _LIBRARIANS and keyword.get("dictionary") in _HEADINGS
        if written and label and not keyword.get("refersTo"):
            concept = _CONCEPT.match(keyword.get("href", ""))
            address = f"http://metadata.un.org/thesaurus/{concept.group(1)}" if concept else None
            headings[label] = headings.get(label) or address
    return headings


def _told(act: Act) -> list[str]:
    """Return the headings that the metadata tell: pairs of a label and the dictionary that it is from."""
    pairs = (act.metadata or {}).get("subjects") or ()
    return [" ".join(label.split()) for label, dictionary in pairs if dictionary in _HEADINGS and label.strip()]


def _tags(act: Act, version: Version) -> tuple[list[str], list[str]]:
    """Return the concepts of machine tags, sorted, and what is none."""
    given = [word.get("href", "").strip() for word in version.keywords if word.get("source") != _LIBRARIANS]
    given += [f"http://metadata.un.org/sdg/{goal.strip()}" for goal in (act.metadata or {}).get("SDGs") or ()]
    found = {tag: _TAGS.match(tag) for tag in given if tag}
    tags = {f"http://{match.group(1)}" for match in found.values() if match}
    return sorted(tags), sorted(tag for tag, match in found.items() if not match)


@cache
def _labels() -> dict[str, str]:
    with LABELS.open(encoding="utf-8", newline="") as file:
        return {row["label"]: f"http://metadata.un.org/thesaurus/{row['concept']}" for row in csv.DictReader(file)}


ASPECT = Aspect("subjects", draw)
