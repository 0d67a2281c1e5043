"""The order in which lists are read, and what their lines stand under: letters, days, a tree."""

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from unmandates.rdf.turtle import natural
from unmandates.text.alphabet import letter, place
from unmandates.text.words import words
from unmandates.web.http.language import page_language
from unmandates.web.things.tables import Table, in_reading_order
from unmandates.web.things.things import Thing

#: How far down a tree is followed, whatever the data say.
_DEEPEST = 12
#: The year to which the number of a regular session of the General Assembly is added.
_BEFORE_FIRST_SESSION = 1945


@dataclass(frozen=True)
class Section:
    """Lines of a list that stand together, with what they stand under and the place to jump to."""

    heading: str
    place: str
    lines: list[dict]


def sort(name: str, found: Table) -> list[dict]:
    """Return a list's lines in the order in which it is read."""
    if name == "deadlines":
        return sorted(in_reading_order(found.lines, "mandate"), key=_due)
    if name == "actors":
        return sorted(found.lines, key=lambda line: place(line["actor"][0].name.value))
    if name == "events":
        return sorted(found.lines, key=_in_time)
    if name == "mandates":
        return in_reading_order(found.lines, "mandate")
    if name == "documents":
        latest = sorted(found.lines, key=lambda line: _first(line["adopted"], ""), reverse=True)
        return sorted(latest, key=lambda line: (not is_read(line), -int(_first(line["mandates"], "0"))))
    return found.lines


def _due(line: dict) -> tuple[int, str]:
    """Return when a task is due, for the order: by its day, else when its session or event begins; recurring last."""
    day = begins(line)
    return (0, day) if day else (2 if line["recurrence"] else 1, "")


def begins(line: dict) -> str:
    """Return the day by which a task is due, or that on which its session or event begins; or nothing."""
    days = [str(day) for day in line["dueDate"]]
    days = days or [_begins(event) for name in ("dueSession", "dueAt", "dueBefore") for event in line[name]]
    return min(filter(None, days), default="")


def _in_time(line: dict) -> tuple:
    event = line["event"][0]
    return _day_of(event) or "9999", natural(event.iri)


def _day_of(event: Thing) -> str:
    """Return the day, month or year on which an event begins, if the data say it."""
    stated = str(event.one("startDate") or event.one("dateAsStated") or event.one("latestDate") or "")
    return stated if re.match(r"[0-9]{4}(-|\Z)", stated) else ""


def _begins(event: Thing) -> str:
    """Return the day or the month on which an event begins, for the order only; empty where nothing tells it.

    What has no day of its own begins with that of which it is part. A regular session of the General Assembly begins
    in September of the year that its number gives (the first was in the season 1945/46).
    """
    for one in (event, *(above for name in ("parent", "partOf") for above in event.all(name))):
        if day := _day_of(one):
            return day
        number = str(one.one("sessionNumber") or "")
        if number.isdigit() and any(body.path == "body/general-assembly" for body in one.all("convenedBy")):
            return f"{_BEFORE_FIRST_SESSION + int(number)}-09"
    return ""


def sections(name: str, lines: list[dict]) -> list[Section]:
    """Return a list's lines by what they stand under: the letters of names, or that an event has no day."""
    text = words(page_language())
    if name == "actors":
        together = groupby(lines, key=lambda line: letter(line["actor"][0].name.value))
        return [Section(sign, f"letter-{sign.lower()}", list(found)) for sign, found in together]
    if name == "events":
        dated = [line for line in lines if _day_of(line["event"][0])]
        undated = [line for line in lines if not _day_of(line["event"][0])]
        return [
            one for one in (Section("", "", dated), Section(text["event"]["undated"], "undated", undated)) if one.lines
        ]
    return [Section("", "", lines)]


def tree(found: Table) -> list[tuple[dict, list]]:
    """Return the lines of topics as a tree: each with those below it, in the order of their names."""
    below: dict[str, list[dict]] = defaultdict(list)
    there = {line["topic"][0].iri for line in found.lines}
    for line in found.lines:
        broader = [cell.iri for cell in line["broader"] if cell.iri in there]
        for above in broader or [""]:
            below[above].append(line)

    def branches(above: str, depth: int) -> list[tuple[dict, list]]:
        lines = sorted(below.get(above, ()), key=lambda line: line["topic"][0].name.value.casefold())
        return [(line, branches(line["topic"][0].iri, depth + 1) if depth < _DEEPEST else []) for line in lines]

    return branches("", 0)


def is_read(line: dict) -> bool:
    """Say whether a document has been read, in full or in part, and is more than a stub."""
    return any(not cell.iri.endswith("/stub") for cell in line["coverage"])


def _first(cells: list, default: str) -> str:
    return str(cells[0]) if cells else default
