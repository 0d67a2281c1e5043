"""Due dates of tasks as a calendar (iCalendar, RFC 5545): a day's entry for each task that is due on a day."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

from flask import Blueprint, Response, request
from werkzeug.utils import redirect

from unmandates import __version__
from unmandates.namespaces import ID
from unmandates.web.calling import cited
from unmandates.web.citing import plain
from unmandates.web.delivery import kept
from unmandates.web.language import VARY, negotiated
from unmandates.web.lists import LISTS, chosen
from unmandates.web.order import sort
from unmandates.web.site import site
from unmandates.web.tables import table
from unmandates.web.words import say_date, words

blueprint = Blueprint("due", __name__)
#: Octets that a line may have before it is folded (RFC 5545, 3.1).
_LONGEST = 75


@blueprint.get("/due.ics")
def door() -> Response:
    """Lead to the calendar in the reader's language."""
    pairs = [(name, value) for name, value in request.args.items() if name in LISTS["deadlines"].filters]
    query = "&".join(f"{name}={quote(value[:300], safe='/')}" for name, value in pairs)
    response = redirect(f"/{negotiated()}/due.ics" + (f"?{query}" if query else ""), 303)
    response.autocorrect_location_header = False
    response.vary.update(VARY)
    return response


@blueprint.get("/<language>/due.ics")
@kept
def calendar(language: str) -> Response:
    """Answer with the calendar, of all tasks or of those that the filters of the list of deadlines leave."""
    found = LISTS["deadlines"]
    terms = chosen(found.filters)
    lines = sort("deadlines", table(site(), language, found.query, found.key, **dict(found.fixed), **terms))
    text = words(language)
    title = f"{text['site']['name']}: {text['lists']['deadlines']['title']}"
    own = f"{site().base}/{language}/due.ics" + (
        f"?{request.query_string.decode('ascii', 'replace')}" if request.query_string else ""
    )
    properties = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//unmandates//unmandates {__version__}//{language.upper()}",
        "CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"NAME:{escape(title)}", f"X-WR-CALNAME:{escape(title)}",
        f"SOURCE;VALUE=URI:{_uri(own)}", "REFRESH-INTERVAL;VALUE=DURATION:P1D",
    ]  # fmt: skip
    for line in lines:
        if line["dueDate"]:
            properties += _event(line, language)
    body = "".join(map(fold, [*properties, "END:VCALENDAR"]))
    response = Response(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="unmandates-due-{language}.ics"'
    return response


def _event(line: dict, language: str) -> list[str]:
    task, provision, due = line["mandate"][0], line["provision"][0], str(line["dueDate"][0])
    try:
        day = date.fromisoformat(due)
    except ValueError:
        return []
    text = words(language)
    who = text["signs"]["joint"].join(actor.name.value for actor in line["assignee"])
    summary = task.text("summary") or task.name
    stated = say_date(str(line["dueAsStated"][0]) if line["dueAsStated"] else due, language)
    made = datetime.fromisoformat(site().data.release.manifest["created"]).astimezone(UTC)
    shown = f"{who}{text['signs']['colon']}{summary}"
    on_day = text["mandate"]["on"].format(day=say_date(str(line["day"][0]), language))
    standing = f"{on_day}{text['signs']['colon']}{line['status'][0].name.value}"
    described = f"{who}\n{cited(provision)}\n{text['due']['by']} {stated}\n{standing}\n{task.iri}"
    return [
        "BEGIN:VEVENT",
        f"UID:{_uri(task.iri.removeprefix(ID))}@w3id.org/unmandates",
        f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY;LANGUAGE={summary.language or language}:{escape(shown)}",
        f"DESCRIPTION;LANGUAGE={language}:{escape(described)}",
        f"URL:{_uri(site().base + task.href)}",
        f"CATEGORIES:{escape(provision.whole.name.value)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escape(text: str) -> str:
    """Return a text as the value of a property (RFC 5545, 3.3.11)."""
    lines = (plain(line) for line in text.split("\n"))
    return "\\n".join(line.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,") for line in lines)


def fold(line: str) -> str:
    """Return a line of content with its end, folded so that none has more than 75 octets and no character is cut."""
    parts, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _LONGEST:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += octets
    return "\r\n".join(parts) + "\r\n"


def _uri(address: str) -> str:
    return quote(address, safe="/:?#[]@!$&'()*+,;=%-._~")
