"""Addresses without a language: each leads to what has the same name in the reader's language."""

from flask import Blueprint, Flask, Response

from unmandates.web.frame.form import forms
from unmandates.web.http.language import negotiated
from unmandates.web.http.redirects import BY_READER, lead, with_query
from unmandates.web.lists.list import lists

#: The pages and files that every language has; those with an IRI (`/ontology`, `/shape`) have an answer of their own.
NAMES = ("about", "imports", "search", "releases", "report", *lists(), "opensearch.xml")


def blueprint(app: Flask) -> Blueprint:
    """Return the blueprint of these addresses, with those of the forms that an application has of its pages."""
    found = Blueprint("doors", __name__)
    with app.app_context():
        files = (form.file(page) for form in forms().values() for page in form.pages())
    names = ",".join(f'"{name}"' for name in dict.fromkeys((*NAMES, *files)))
    found.get("/", endpoint="start")(start)
    found.get(f"/<any({names}):name>", endpoint="named")(named)
    return found


def start() -> Response:
    """Lead to the start page."""
    return lead(with_query(f"/{negotiated()}/"), *BY_READER, status=302)


def named(name: str) -> Response:
    """Lead to the page or file of the name."""
    return lead(with_query(f"/{negotiated()}/{name}"), *BY_READER)
