"""Choosing a format: quality, specificity, wildcards, order."""

import pytest

from unmandates.web.http.negotiation import accepts_gzip, choose, choose_language

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
        # A quality is a number, however it is written, and no more than one (RFC 9110, 2.4, 12.4.2).
        ("image/png, */*;q=.1", "application/json"),
        ("text/html;q=.5, text/csv;q=0.9", "text/csv"),
        ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "text/html"),
        ("text/html;q=0.1000, text/csv;q=0.09999", "text/html"),
        ("text/html;q=1.5, text/csv;q=1", "text/csv"),
        ("text/html;q=-1, text/csv;q=0.1", "text/csv"),
        ("text/html;q=-1", None),
        ("text/html;q=0.00000", None),
        ("text/html;q=00.9, text/csv;q=1.", "text/csv"),
        ("text/html;q=9e-1, text/csv;q=.5", "text/html"),
        ('text/html;q="0.2", text/csv;q=0.3', "text/csv"),
        ("text/html;q=0,2, text/csv;q=0,3", "text/csv"),
        ("text/html;Q = 0.2, text/csv;q=0.3", "text/csv"),
        ("text/html;q=high, text/csv;q=0.01", "text/csv"),
        ("text/html;q=nan, text/csv;q=0.01", "text/csv"),
        ("text/html;q=inf, text/csv;q=0.01", "text/csv"),
        ("text/html;q=, text/csv;q=0.01", "text/csv"),
        ("text/html;q=50%, */*;q=0.01", "application/json"),
        ("text/html;q=0.5;q=0.1, text/csv;q=0.3", "text/csv"),
    ],
)
def test_choose(accept, expected):
    assert choose(accept, OFFERED) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [(None, False), ("gzip", True), ("gzip;q=0", False), ("br, *", True), ("identity", False), ("x-gzip", True),
     ("gzip;q=0.5, identity;q=1", False), ("*;q=0", False), ("gzip;q=0.0000", False), ("gzip;q=.000", False),
     ("gzip;q=.5, identity;q=0.4", True), ("gzip;q=.3, identity;q=0,4", False), ("GZIP;q=1.000", True),
     ("gzip;q=x, identity;q=.01", False)],
)  # fmt: skip
def test_gzip(header, expected):
    assert accepts_gzip(header) is expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [(None, None), ("", None), ("ar", "ar"), ("ar-EG,ar;q=0.9,en;q=0.8", "ar"), ("ar;q=.9, en;q=.1", "ar"),
     ("ar;q=.1, en;q=.9", "en"), ("ar;q=0.1000, en;q=0.2", "en"), ("fr, ar;q=0.5, en;q=0.4", "ar"), ("fr", None),
     ("ar;q=0, *", "en"), ("en;q=0, *;q=.1", "ar"), ("*", "en"), ("AR", "ar"), ("en, ar", "en"), ("ar, en", "ar"),
     ("ar;q=0", None), ("ar;q=x, en;q=0.01", "en"), ("ar_EG", "ar"), ("ar;q=0,9, en;q=0,8", "ar")],
)  # fmt: skip
def test_languages(header, expected):
    assert choose_language(header, ("en", "ar")) == expected
