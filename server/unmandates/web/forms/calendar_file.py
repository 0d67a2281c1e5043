"""A calendar of days as a file (iCalendar, RFC 5545; what a feed says of itself: RFC 7986), written by `icalendar`.

It has no METHOD: that is for calendars that are sent to somebody, who would then have to be told by an ORGANIZER
(RFC 5546, 3.2.1).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import quote

import icalendar

from unmandates.text.words import plain


@dataclass(frozen=True)
class Entry:
    """What falls on a day: a name for it that never changes, and what a reader sees.

    `summary` and `description` (whose lines stay lines) are in the languages beside them; `url` is its page.
    """

    name: str
    day: date
    summary: str
    summary_language: str
    description: str
    description_language: str
    url: str
    category: str


def calendar_file(title: str, product: str, source: str, made: datetime, entries: Iterable[Entry]) -> bytes:
    """Return the calendar; `product` made it, `source` is its own address, `made` the time from which it is so."""
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", product)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", icalendar.vText(plain(title)))
    calendar.add("x-wr-calname", icalendar.vText(plain(title)))
    calendar.add("source", icalendar.vUri(_uri(source)), parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, made))
    return calendar.to_ical(sorted=False)


def _event(entry: Entry, made: datetime) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", _uri(entry.name))
    event.add("dtstamp", made)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", _text(entry.summary), parameters={"LANGUAGE": entry.summary_language})
    event.add("description", _text(entry.description), parameters={"LANGUAGE": entry.description_language})
    event.add("url", icalendar.vUri(_uri(entry.url)))
    event.add("categories", [_text(entry.category)])
    event.add("transp", "TRANSPARENT")
    return event


def _text(text: str) -> str:
    return "\n".join(map(plain, text.split("\n")))


def _uri(address: str) -> str:
    return quote(address, safe="/:?#[]@!$&'()*+,;=%-._~")
