"""Due dates of tasks as a calendar (iCalendar, RFC 5545): a day's entry for each task that is due on a day."""

from datetime import UTC, date, datetime

from flask import Blueprint, Response, request

from unmandates import __version__
from unmandates.rdf.names import relative
from unmandates.text.words import say_date, words
from unmandates.web.forms.calendar_file import Entry, calendar_file
from unmandates.web.frame.delivery import kept
from unmandates.web.http.operations import gives, in_language, operation, refuses
from unmandates.web.http.parameters import reads
from unmandates.web.lists.deadlines import LIST as DEADLINES
from unmandates.web.lists.filters import chosen, names_of, parameters
from unmandates.web.things.display_names import cited
from unmandates.web.things.site import site

blueprint = Blueprint("due", __name__)


@blueprint.get("/<language>/due.ics")
@operation("due", "Due dates of tasks as a calendar (RFC 5545).", gives("The calendar.", "text/calendar")
           | refuses(400, 404), in_language(), *parameters(DEADLINES.filters))  # fmt: skip
@reads(*names_of(DEADLINES.filters))
@kept
def calendar(language: str) -> Response:
    """Answer with the calendar, of all tasks or of those that the filters of the list of deadlines leave."""
    lines = DEADLINES.order(DEADLINES.table(language, chosen(DEADLINES.filters)))
    text = words(language)
    title = f"{text['site']['name']}: {text['lists']['deadlines']['title']}"
    own = f"{site().base}/{language}/due.ics" + (
        f"?{request.query_string.decode('ascii', 'replace')}" if request.query_string else ""
    )
    entries = (_entry(line, language) for line in lines if line["dueDate"])
    made = datetime.fromisoformat(site().data.release.manifest["created"]).astimezone(UTC)
    product = f"-//unmandates//unmandates {__version__}//{language.upper()}"
    body = calendar_file(title, product, own, made, filter(None, entries))
    response = Response(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="unmandates-due-{language}.ics"'
    return response


def _entry(line: dict, language: str) -> Entry | None:
    """Return the entry of a task, or None for one whose day is none of the calendar's."""
    task, provision, due = line["mandate"][0], line["provision"][0], str(line["dueDate"][0])
    try:
        day = date.fromisoformat(due)
    except ValueError:
        return None
    text = words(language)
    who = text["signs"]["joint"].join(actor.name.value for actor in line["assignee"])
    summary = task.text("summary") or task.name
    stated = say_date(str(line["dueAsStated"][0]) if line["dueAsStated"] else due, language)
    on_day = text["mandate"]["on"].format(day=say_date(str(line["day"][0]), language))
    standing = f"{on_day}{text['signs']['colon']}{line['status'][0].name.value}"
    return Entry(
        name=f"{relative(task.iri)}@w3id.org/unmandates",
        day=day,
        summary=f"{who}{text['signs']['colon']}{summary}",
        summary_language=summary.language or language,
        description=f"{who}\n{cited(provision)}\n{text['due']['by']} {stated}\n{standing}\n{task.iri}",
        description_language=language,
        url=site().base + task.href,
        category=provision.whole.name.value,
    )
