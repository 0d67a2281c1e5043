"""The calendar of due dates as a calendar program reads it (RFC 5545)."""

import re
from datetime import UTC, date, datetime

import icalendar
import pytest
from tests.web.conftest import BASE, TOLD_IN

from unmandates.text.words import languages
from unmandates.web.forms.calendar_file import Entry, calendar_file
from unmandates.web.lists.filters import on_day
from unmandates.web.lists.list import lists

_NAME = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=(?:\"[^\"]*\"|[^\";:,]*))*):(.*)", re.DOTALL)


def read(body: bytes) -> list[dict[str, str]]:
    """Return the properties of the calendar, then of each event, by name; the text is checked line by line."""
    assert body.endswith(b"\r\n") and b"\n" not in body.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    for line in body.split(b"\r\n"):
        line.decode()  # no character is cut
    lines = body.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    components, stack = [{}], []
    for line in lines:
        name, parameters, value = _NAME.fullmatch(line).groups()
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value)
        if name == "BEGIN":
            stack.append(value)
            if value == "VEVENT":
                components.append({})
        elif name == "END":
            assert stack.pop() == value
        else:
            here = components[-1] if stack[-1] == "VEVENT" else components[0]
            assert name not in here, f"{name} occurs once"
            here[name] = value
            here[name + " parameters"] = parameters
    assert not stack and lines[0] == "BEGIN:VCALENDAR"
    return components


def plain(value: str) -> str:
    """Return a text as it was before it was escaped."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), "a bare separator"
    return re.sub(r"\\([\\;,nN])", lambda hit: "\n" if hit[1] in "nN" else hit[1], value)


@pytest.mark.parametrize("language", TOLD_IN)
def test_a_task_is_due_on_its_day(client, language):
    answer = client.get(f"/{language}/due.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    calendar, event = read(answer.get_data())
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"] and "METHOD" not in calendar
    assert event["UID"] == "document/T-RES-1-1/op/1/a/mandate/1@w3id.org/unmandates"
    assert (event["DTSTART parameters"], event["DTSTART"], event["DTEND"]) == (";VALUE=DATE", "20210831", "20210901")
    assert event["DTSTAMP"] == "20260101T000000Z"
    summary, description = plain(event["SUMMARY"]), plain(event["DESCRIPTION"])
    assert ("Report on the tests." if language == "en" else "تقديم تقرير عن الاختبارات.") in summary
    assert ("August 2021" if language == "en" else "آب/أغسطس 2021") in description
    assert "https://w3id.org/unmandates/id/document/T-RES-1-1/op/1/a/mandate/1" in description
    assert event["URL"] == f"{BASE}/{language}/document/T-RES-1-1/op/1/a/mandate/1"
    assert f"LANGUAGE={language}" in event["SUMMARY parameters"]


def test_it_can_be_narrowed_as_the_list(client):
    assert len(read(client.get("/en/due.ics?assignee=post/clerk").get_data())) == 2
    assert len(read(client.get("/en/due.ics?assignee=body/council").get_data())) == 1
    assert client.get("/en/due.ics?year=many").status_code == 400
    assert client.get("/due.ics?assignee=post/clerk").headers["Location"] == "/en/due.ics?assignee=post/clerk"
    page = client.get("/en/deadlines?assignee=post/clerk").get_data(as_text=True)
    assert "/en/due.ics?assignee=post" in page


@pytest.mark.parametrize("language", languages())
def test_the_calendar_of_the_corpus(real_client, real_app, language):
    calendar, *events = read(real_client.get(f"/{language}/due.ics").get_data())
    with real_app.test_request_context():
        rows = real_app.extensions["unmandates"].data.rows(lists()["deadlines"].query, day=on_day())
    due = {row["mandate"].value: row["dueDate"].value for row in rows if row["dueDate"]}
    assert len({event["UID"] for event in events}) == len(events) == len(due)
    assert sorted(event["DTSTART"] for event in events) == sorted(day.replace("-", "") for day in due.values())
    for event in events:
        date.fromisoformat(event["DTSTART"])
        assert event["DTSTART"] < event["DTEND"]


@pytest.mark.parametrize(
    "text",
    [
        "a;b,c\\d",
        "two\nlines",
        "\r\nBEGIN:VALARM\r\n",
        "x" * 200,
        "\u0645" * 200,
        "\U0001f600" * 60,
        "a\x00b\u2028c",
        ";;,,\\\\",
    ],
)
def test_any_text_stays_in_its_line(text):
    entry = Entry("x", date(2026, 1, 1), text, "en", f"{text}\nsecond", "en", f"{BASE}/{text}", text)
    body = calendar_file(text, "-//test", f"{BASE}/{text}", datetime(2026, 1, 1, tzinfo=UTC), [entry])
    calendar, event = read(body)
    seen = text.replace("\x00", "").split()
    assert plain(event["SUMMARY"]).split() == plain(calendar["NAME"]).split() == seen
    assert plain(event["DESCRIPTION"]).split() == [*seen, "second"]


def test_a_reader_of_calendars_reads_it(client):
    for language in TOLD_IN:
        found = icalendar.Calendar.from_ical(client.get(f"/{language}/due.ics").get_data())
        (event,) = found.walk("VEVENT")
        assert not found.errors and not event.errors
        assert event.decoded("DTSTART") == date(2021, 8, 31) and event.decoded("DTEND") == date(2021, 9, 1)
        assert event.decoded("DTSTAMP") == datetime(2026, 1, 1, tzinfo=UTC)
        assert event["SUMMARY"].params["LANGUAGE"] == language and event["UID"].endswith("@w3id.org/unmandates")
        assert "METHOD" not in found and "ORGANIZER" not in event
