"""The way in: what this is, and where to begin."""

from dataclasses import dataclass

from flask import Blueprint, Response

from unmandates.clock import today
from unmandates.release.examples import Example
from unmandates.web.frame.delivery import kept
from unmandates.web.frame.page import template
from unmandates.web.frame.rendering import all_examples, render
from unmandates.web.lists.actors import LIST as ACTORS
from unmandates.web.lists.deadlines import LIST as DEADLINES
from unmandates.web.lists.deadlines import begins
from unmandates.web.lists.documents import LIST as DOCUMENTS
from unmandates.web.lists.documents import entries, number_imported, read_documents
from unmandates.web.lists.filters import ON_DAY, on_day
from unmandates.web.lists.verbs import LIST as VERBS
from unmandates.web.things.paging import Pager
from unmandates.web.things.site import site
from unmandates.web.things.things import Thing

blueprint = Blueprint("home", __name__)
#: The keyword of the questions that a newcomer is shown.
_FIRST = "first steps"
#: How many documents that have been read stand on the page at most.
MOST = 100


@template("home.html")
@dataclass(frozen=True)
class HomePage:
    """The documents that have been read, how many are `imported` or only `known`, the topic of all read, ways in."""

    documents: list[dict]
    known: int
    imported: int
    subject: Thing | None
    actors: list[dict]
    verbs: list[dict]
    deadlines: list[dict]
    on_day: str
    questions: list[Example]


@blueprint.get("/<language>/")
@kept
def page(language: str) -> Response:
    """Show the home page."""
    keys = read_documents(site())
    site().world.tell(keys[:MOST])
    read = DOCUMENTS.page(language, {}, keys, Pager(len(keys), size=MOST)).lines
    imported = number_imported(site())
    shown = HomePage(
        documents=read,
        known=len(entries(site())) - len(keys) - imported,
        imported=imported,
        subject=subject([line["document"][0] for line in read]),
        actors=ACTORS.table(language, {}).lines[:12],
        verbs=[line for line in VERBS.table(language, {}).lines if int(str(line["acts"][0]))],
        deadlines=deadlines(language)[-5:],
        on_day=today().isoformat(),
        questions=[example for example in all_examples() if _FIRST in example.keywords],
    )
    return render(shown)


def subject(documents: list[Thing]) -> Thing | None:
    """Return the topic that all of some documents are about; None where they have none in common, or several."""
    shared = set.intersection(*(set(document.all("about")) for document in documents)) if documents else set()
    return shared.pop() if len(shared) == 1 else None


def deadlines(language: str) -> list[dict]:
    """Return the tasks that are due by a day, a session or an event, with their status today, the latest last."""
    found = DEADLINES.table(language, {ON_DAY.variable: on_day()})
    return [line for line in DEADLINES.order(found) if begins(line)]
