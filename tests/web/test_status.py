"""One status: every way of asking tells the same of every task on the same day, and tells the day with it."""

import re
from datetime import UTC, datetime, timedelta

import pyoxigraph as ox
import pytest
from tests.web.standing import of_csv, of_lines, statuses

from unmandates import clock
from unmandates.rdf.names import relative
from unmandates.rdf.namespaces import BASE as IDS
from unmandates.rdf.namespaces import PREFIXES
from unmandates.release.examples import examples
from unmandates.release.lifecycle import STATUSES
from unmandates.text.words import languages, say_date, words
from unmandates.web.things.paging import SIZE

DAYS = (
    "2015-12-15", "2021-09-01", "2021-11-23", "2021-11-24", "2023-12-19", "2025-12-31", "2026-01-01",
)  # fmt: skip


@pytest.fixture
def move_clock(monkeypatch):
    """Return a function that makes it noon, in UTC, of a day."""

    def move(day: str, hour: int = 12) -> None:
        moment = datetime.fromisoformat(f"{day}T{hour:02}:00:00").replace(tzinfo=UTC)
        monkeypatch.setattr(clock, "now", lambda: moment)

    return move


def asked(store: ox.Store, day: str) -> dict[str, str]:
    """Return the status of each task as the example query tells it, with the day put in."""
    (example,) = (example for example in examples() if example.name == "status-on-a-day")
    text = re.sub(r'"\d{4}-\d\d-\d\d"\^\^xsd:date', f'"{day}"^^xsd:date', example.query)
    keys = {name: key for key, name in statuses("en").items()}
    rows = store.query(text, prefixes=PREFIXES, base_iri=IDS)
    return {relative(row["mandate"].value): keys[row["name"].value] for row in rows}


@pytest.mark.parametrize("day", DAYS)
def test_every_way_tells_the_same(real_app, real_client, move_clock, day):
    move_clock(day)
    truth = asked(real_app.extensions["unmandates"].data._store, day)
    assert set(truth.values()) <= set(STATUSES) and (day < "2015-12-16") == (not truth)

    def page(address: str) -> str:
        answer = real_client.get(address)
        assert answer.status_code == 200, address
        return answer.get_data(as_text=True)

    def pages(address: str) -> str:
        """Return the pages of a list together."""
        total = -(-len(truth) // SIZE) or 1
        return "".join(page(f"{address}{'&' if '?' in address else '?'}page={number + 1}") for number in range(total))

    assert of_lines(pages("/en/mandates"), "<tr role") == truth
    assert of_lines(pages(f"/en/mandates?day={day}"), "<tr role") == truth
    assert of_csv(page("/en/mandates.csv")) == truth
    for status in sorted(set(truth.values())):
        narrowed = of_csv(page(f"/en/mandates.csv?status={status}"))
        assert narrowed == {task: found for task, found in truth.items() if found == status}
    due = of_lines(page("/en/deadlines"), "<tr role")
    assert due == of_csv(page("/en/deadlines.csv")) and due.items() <= truth.items()
    home = of_lines(page("/en/").partition('id="by-deadline"')[2], "<li>")
    assert home.items() <= truth.items() and len(home) == min(5, len(due))
    told = {}
    for document in {task.split("/")[1] for task in truth}:
        listed = page(f"/en/document/{document}").partition('id="asked"')[2].partition("</section>")[0]
        for task, status in re.findall(
            r'href="#([^"]*/mandate/\d+)"(?:(?!</li>).)*?tag s-([a-z-]+)"', listed, re.DOTALL
        ):
            told[f"document/{document}/{task}"] = status
    assert told == truth
    on_actors = {}
    holders = {row["a"].value for row in real_app.extensions["unmandates"].data._store.query(
        f"SELECT DISTINCT ?a {{ ?m <{PREFIXES['unm']}assignee> ?a }}")}  # fmt: skip
    for holder in holders:
        on_actors |= of_lines(page(f"/en/{relative(holder)}").partition('id="tasks"')[2], "<tr role")
    assert on_actors == truth
    for task, status in truth.items():
        said = re.search(r'<p class="standing">.*?</p>', page(f"/en/{task}"), re.DOTALL)[0]
        assert f"s-{status}" in said and say_date(day, "en") in said
    calendar = page("/en/due.ics").replace("\r\n ", "")
    entries = re.findall(r"UID:(document/[^@]*)@.*?DESCRIPTION[^:]*:(.*?)\r\n", calendar, re.DOTALL)
    assert entries or not due
    for task, description in entries:
        assert f"{words('en')['mandate']['on'].format(day=say_date(day, 'en'))}: {statuses('en')[truth[task]]}" in (
            description.replace("\\,", ",")
        )


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("path", ["", "mandates", "deadlines", "events", "post/secretary-general",
                                  "document/A-RES-76-186", "document/A-RES-76-186/op/28/mandate/1",
                                  "event/high-level-meeting-trafficking-2025"])  # fmt: skip
def test_the_day_stands_beside_the_status(real_client, move_clock, language, path):
    move_clock("2024-02-29")
    page = real_client.get(f"/{language}/{path}").get_data(as_text=True)
    assert re.search(r'class="tag s-', page) and say_date("2024-02-29", language) in page


@pytest.mark.parametrize("path", ["en/", "en/mandates", "en/mandates.csv", "ar/due.ics",
                                  "en/document/A-RES-76-186/op/5/mandate/1", "en/body/general-assembly"])  # fmt: skip
def test_nothing_that_was_made_yesterday_is_sent_today(real_client, move_clock, path):
    move_clock("2025-12-31", hour=23)
    before = real_client.get(f"/{path}")
    assert real_client.get(f"/{path}", headers={"If-None-Match": before.headers["ETag"]}).status_code == 304
    move_clock("2026-01-01", hour=0)
    after = real_client.get(f"/{path}", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200 and after.headers["ETag"] != before.headers["ETag"]
    assert after.get_data() != before.get_data()


def test_nobody_else_keeps_a_page_over_midnight(real_client, monkeypatch):
    moment = datetime(2026, 1, 1, tzinfo=UTC) - timedelta(seconds=20)
    monkeypatch.setattr(clock, "now", lambda: moment)
    assert real_client.get("/en/mandates").headers["Cache-Control"] == "public, max-age=20"


def test_a_task_that_a_later_text_renews_says_so_from_that_day(real_client, move_clock):
    for day, said in (("2023-12-18", False), ("2023-12-19", True)):
        move_clock(day)
        for path in (
            "mandates?document=document/A-RES-76-186",
            "document/A-RES-76-186",
            "body/unodc",
            "document/A-RES-76-186/op/26/mandate/1",
        ):
            page = real_client.get(f"/en/{path}").get_data(as_text=True)
            start = 'class="standing"' if path.endswith("mandate/1") else r'"(?:[^"]*A-RES-76-186)?#op/26/mandate/1"'
            found = re.search(rf"{start}(?:(?!</li>|</tr>|</section>).)*", page, re.DOTALL)[0]
            assert (words("en")["status"]["renewedBy"] in found) is said, (path, day)
