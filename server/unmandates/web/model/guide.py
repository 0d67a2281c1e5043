"""What can be said: the model by what a reader wants to know, each question with its terms, a query and first rows."""

from dataclasses import dataclass

import pyoxigraph as ox
from flask import Blueprint, Response

from unmandates.asking.data import DAY, Row, iris_of, query, standalone
from unmandates.clock import today
from unmandates.rdf.namespaces import ONTOLOGY, PREFIXES
from unmandates.web.frame.delivery import kept
from unmandates.web.frame.page import template
from unmandates.web.frame.rendering import render
from unmandates.web.things.naming import Text
from unmandates.web.things.site import site
from unmandates.web.things.things import Thing, Value

blueprint = Blueprint("guide", __name__)
#: What is asked, by the name of its query `guide-<name>.rq`, with the classes and then the properties that tell it.
QUESTIONS = {
    "who-what": "Mandate Act Verb Condition mandator assignee addressee basis verb force softening condition "
    "beneficiary",
    "by-when": "Session Event dueDate dueAsStated dueSession dueAt dueBefore duePeriod dueCountedFrom recurrence",
    "still-holds": "StatusPeriod MandateChange statusOf status from until validFor extends renews adapts answers",
    "how-decided": "Vote Sponsorship voteOn result votesInFavour inFavour against abstaining vetoedBy adoptionManner "
    "initialSponsor additionalSponsor",
    "rests-on": "Citation InstrumentChapter Article legalBasis bindingForce cites citationManner authorized",
    "changed": "Draft continuesChanged continuesUnchanged continues revises addsTo amends adapts renews",
    "who-belongs": "Membership member organization role from until attestedOn electedBy takesPlaceOf",
    "forbidden": "SanctionsRegime Measure Exemption measureKind imposedBy appliesTo exemptionFrom exempts overseenBy "
    "monitoredBy",
    "how-much": "Amount TableRow value currency amountKind budgetPeriod budgetSection componentOf fundedFrom",
    "differ": "Variant TextualNote variantOf onProperty otherValue source printed reading",
}
#: How many rows of each answer are shown.
_FIRST = 3


@dataclass(frozen=True)
class Question:
    """A question: its name, the terms that tell it, its query, and its first rows under the query's variables."""

    name: str
    terms: list[Thing]
    query: str
    columns: tuple[str, ...]
    rows: list[list[Thing | Text | Value | None]]


@blueprint.get("/<language>/ontology/guide")
@kept
def page(language: str) -> Response:
    """Show what can be said, question by question, with the first rows of each answer in the release."""
    day = {DAY: ox.Literal(today().isoformat(), datatype=ox.NamedNode(PREFIXES["xsd"] + "date"))}
    answers = site().data.rows_of_all([_query_of(name) for name in QUESTIONS], language, **day)
    answers = {name: rows[:_FIRST] for name, rows in answers.items()}
    site().world.expect(iri for rows in answers.values() for iri in iris_of(rows))
    return render(GuidePage([_question(name, answers[_query_of(name)], language, day) for name in QUESTIONS]))


def _query_of(name: str) -> str:
    return f"guide-{name}"


def _question(name: str, rows: list[Row], language: str, day: dict[str, ox.Literal]) -> Question:
    variables = query(_query_of(name)).variables
    reader = site().world.thing(ONTOLOGY, language)
    columns = tuple(column for column in variables if column != DAY)
    return Question(
        name,
        [reader.of(ONTOLOGY + term) for term in QUESTIONS[name].split()],
        standalone(_query_of(name), language, **(day if DAY in variables else {})),
        columns,
        [[row[column] and reader.value(row[column]) for column in columns] for row in rows],
    )


@template("guide.html")
@dataclass(frozen=True)
class GuidePage:
    """What can be said, question by question."""

    questions: list[Question]
