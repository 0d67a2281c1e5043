"""Addresses without a language: each leads to what has the same name in the reader's language."""

from flask import Blueprint, Response

from unmandates.web.http.language import negotiated
from unmandates.web.http.redirects import BY_READER, lead, with_query
from unmandates.web.lists.list import lists

blueprint = Blueprint("doors", __name__)
#: The pages and files that every language has; those with an IRI (`/ontology`, `/shape`) have an answer of their own.
NAMES = ("about", "search", "releases", "report", *lists(), "releases.atom", "due.ics", "opensearch.xml")


@blueprint.get("/")
def start() -> Response:
    """Lead to the start page."""
    return lead(with_query(f"/{negotiated()}/"), *BY_READER, status=302)


@blueprint.get("/<any({}):name>".format(",".join(f'"{name}"' for name in NAMES)))
def named(name: str) -> Response:
    """Lead to the page or file of the name."""
    return lead(with_query(f"/{negotiated()}/{name}"), *BY_READER)
