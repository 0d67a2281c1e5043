"""The list of what is due: by its day, else by the session or event at which it is; what only recurs comes last."""

import re

import pyoxigraph as ox

from unmandates.rdf.namespaces import PREFIXES
from unmandates.web.lists.list import Lines, List
from unmandates.web.lists.mandates import FILTERS
from unmandates.web.things.tables import Table, in_reading_order
from unmandates.web.things.things import Thing

#: The year to which the number of a regular session of the General Assembly is added.
_BEFORE_FIRST_SESSION = 1945
_DUE_ALONE = ox.Literal("true", datatype=ox.NamedNode(PREFIXES["xsd"] + "boolean"))


def order(found: Table) -> Lines:
    """Return tasks in the order in which they are due."""
    return sorted(in_reading_order(found.lines, "mandate"), key=_due)


def _due(line: dict) -> tuple[int, str]:
    """Return when a task is due, for the order: by its day, else when its session or event begins; recurring last."""
    day = begins(line)
    return (0, day) if day else (2 if line["recurrence"] else 1, "")


def begins(line: dict) -> str:
    """Return the day by which a task is due, or that on which its session or event begins; or nothing."""
    days = [str(day) for day in line["dueDate"]]
    days = days or [_begins(event) for name in ("dueSession", "dueAt", "dueBefore") for event in line[name]]
    return min(filter(None, days), default="")


def day_of(event: Thing) -> str:
    """Return the day, month or year on which an event begins, if the data say it."""
    stated = str(event.one("startDate") or event.one("dateAsStated") or event.one("latestDate") or "")
    return stated if re.match(r"[0-9]{4}(-|\Z)", stated) else ""


def _begins(event: Thing) -> str:
    """Return the day or the month on which an event begins, for the order only; empty where nothing tells it.

    What has no day of its own begins with that of which it is part. A regular session of the General Assembly begins
    in September of the year that its number gives (the first was in the season 1945/46).
    """
    for one in (event, *(above for name in ("parent", "partOf") for above in event.all(name))):
        if day := day_of(one):
            return day
        number = str(one.one("sessionNumber") or "")
        if number.isdigit() and any(body.path == "body/general-assembly" for body in one.all("convenedBy")):
            return f"{_BEFORE_FIRST_SESSION + int(number)}-09"
    return ""


LIST = List(
    "mandates-on-a-day", "mandate", ("due", "assignee", "task", "provision", "status"), FILTERS,
    fixed={"deadline": _DUE_ALONE}, order=order,
)  # fmt: skip
