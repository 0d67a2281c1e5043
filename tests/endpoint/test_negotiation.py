"""Choosing a format: quality, specificity, wildcards, order."""

import pytest

from unmandates.web.negotiation import accepts_gzip, choose, etag_matches

OFFERED = ("application/json", "text/csv", "text/html")


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV; charset=utf-8", "text/csv"),
        ("text/*", "text/csv"),
        ("text/*;q=0.5, text/html", "text/html"),
        ("application/json;q=0.1, */*;q=0.2", "text/csv"),
        ("*/*, application/json;q=0", "text/csv"),
        ("text/html;q=0.9, text/csv;q=0.8, */*;q=0.1", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ('text/html;a="x,y";q=0.2, text/csv;q=0.3', "text/csv"),
        ("image/png", None),
        ("*/*;q=0", None),
        ("*", "application/json"),
        (",,;;q=,", None),
        ("text/csv;q=abc", "text/csv"),
    ],
)
def test_choose(accept, expected):
    assert choose(accept, OFFERED) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [(None, False), ("gzip", True), ("gzip;q=0", False), ("br, *", True), ("identity", False), ("x-gzip", True),
     ("gzip;q=0.5, identity;q=1", False), ("*;q=0", False)],
)  # fmt: skip
def test_gzip(header, expected):
    assert accepts_gzip(header) is expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [(None, False), ('"x"', True), ('W/"x", "y"', True), ("*", True), ('"xy"', False), ("x", False)],
)
def test_if_none_match(header, expected):
    assert etag_matches(header, "x") is expected
