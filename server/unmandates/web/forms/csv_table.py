"""The lists as tables in CSV (`/en/mandates.csv?year=2021`), narrowed as their pages are."""

import pyoxigraph as ox
from flask import Response

from unmandates.rdf.formats import CSV
from unmandates.web.frame.form import TABLE, Form
from unmandates.web.http.csv_file import csv_file
from unmandates.web.lists.filters import chosen
from unmandates.web.lists.list import lists
from unmandates.web.things.site import site


def make(language: str, name: str) -> Response:
    """Return a list as a file."""
    found = lists()[name]
    terms = {**found.fixed, **chosen(found.filters), "language": ox.Literal(language)}
    return csv_file(site().data.csv(found.query, **terms), name)


FORM = Form(CSV, "The list of {page} as a table.", make, lists, place=TABLE, operation="{page}")
