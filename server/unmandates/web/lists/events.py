"""The list of events in the order of time, those without a day last."""

from unmandates.rdf.turtle import natural
from unmandates.text.words import words
from unmandates.web.http.language import page_language
from unmandates.web.lists.deadlines import day_of
from unmandates.web.lists.filters import ON_DAY
from unmandates.web.lists.list import Lines, List, Section
from unmandates.web.things.tables import Table


def order(found: Table) -> Lines:
    """Return events in the order of time."""
    return sorted(found.lines, key=_in_time)


def sections(lines: Lines) -> list[Section]:
    """Return events with a day, and those without one under a heading that says so."""
    dated = [line for line in lines if day_of(line["event"][0])]
    undated = [line for line in lines if not day_of(line["event"][0])]
    heading = words(page_language())["event"]["undated"]
    return [one for one in (Section("", "", dated), Section(heading, "undated", undated)) if one.lines]


def _in_time(line: dict) -> tuple:
    event = line["event"][0]
    return day_of(event) or "9999", natural(event.iri)


LIST = List("events", "event", ("event", "dates", "status", "convenedBy"), (ON_DAY,), order=order, sections=sections)
