"""Hostile names in feeds, calendars and tables: each stays within its place."""

import csv
import io
from xml.etree import ElementTree

import pytest


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_feed_is_well_formed(client, language):
    answer = client.get(f"/{language}/releases.atom")
    root = ElementTree.fromstring(answer.data)
    assert answer.status_code == 200 and root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert not root.findall(".//{http://www.w3.org/2005/Atom}script")


@pytest.mark.parametrize(
    "address",
    [
        "/en/due.ics?day=2030-01-01%0D%0AEND:VCALENDAR",
        "/en/due.ics?x=%0D%0ABEGIN:VALARM",
        "/due.ics?document=a%0D%0AX:%20y",
    ],
)
def test_an_address_steers_no_calendar(client, address):
    answer = client.get(address)
    assert answer.status_code in (200, 303, 400) and "\n" not in answer.headers.get("Location", "")
    if answer.status_code == 200:
        text = answer.get_data(as_text=True)
        assert text.count("END:VCALENDAR\r\n") == 1 and "\r\nBEGIN:VALARM" not in text


@pytest.mark.parametrize("address", ["/en/actors.csv", "/en/documents.csv", "/lookup.csv"])
def test_a_table_has_as_many_cells_in_each_row(client, address):
    rows = list(csv.reader(io.StringIO(client.get(address).get_data(as_text=True), newline="")))
    assert len(rows) > 1 and len({len(row) for row in rows}) == 1
