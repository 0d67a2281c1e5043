"""The life cycle of mandates, authorizations, measures and events: which status each has from which day on.

The rule stands here alone.

Once adopted a mandate stays valid until it is implemented or expires, unless it is renewed, adapted, merged, replaced
or retired (A/RES/80/251, paragraph 20). A due date that has passed is no implementation: the status is then *due,
completion not recorded*. A task that serves an event is due when the event is over. What is only recommended for
adoption gives no task before it is adopted. What holds until a day (a mandate, an authorization, a measure) has expired
on the next, unless an act extended it before: of several last days the one told last counts. An event that was planned
or proposed, and whose last or latest day has passed without a source that tells of it, is *date passed, holding not
recorded*.

What follows is worked out at the build, as periods with a first and a last day, so that whoever asks for the status on
a day (a page, a list, the calendar, a query of anybody's) only looks up the period in which the day lies.
"""

import calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pyoxigraph as ox

from unmandates.corpus.layout import PACKAGE
from unmandates.rdf.names import expand, local_name
from unmandates.rdf.namespaces import BASE, ID, ONTOLOGY, PREFIXES
from unmandates.rdf.queries import read_query

#: What the rule reads of the data: a query for each kind of fact.
QUESTIONS = PACKAGE / "release" / "rules" / "lifecycle"
IN_FORCE, DUE, RECOMMENDED, EXPIRED, DATE_PASSED = "in-force", "due", "recommended", "expired", "date-passed"
#: The changes that end a mandate; the status is called as the change is.
ENDINGS = ("implemented", EXPIRED, "retired", "replaced", "merged")
#: The statuses of an event that its sources place ahead of them.
AHEAD = ("planned", "proposed")
#: The changes after which a mandate goes on: what was due or ended before begins anew.
CONTINUING = ("renewed", "adapted")
#: All statuses of a mandate, as the keys of the scheme `status`, in the order in which they are offered.
STATUSES = (IN_FORCE, DUE, RECOMMENDED, *ENDINGS)
_ONE_DAY = timedelta(days=1)
_RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_XSD_DATE = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")
_LABELS = tuple(ox.NamedNode(expand(name)) for name in ("skos:prefLabel", "rdfs:label"))
_NAMED = {"en": "{}, status {}", "ar": "{}، الحالة {}"}


@dataclass(frozen=True)
class Change:
    """A dated change of a mandate: its kind, a key of the scheme `change`, and the day from which it holds."""

    kind: str
    day: date


@dataclass(frozen=True)
class Term:
    """Until when something holds, as it is told from a day on; None where that day takes away an earlier bound."""

    told: date
    last: date | None


@dataclass(frozen=True)
class Period:
    """A status from its first day to its last, both included; None where there is no bound."""

    status: str
    first: date | None
    last: date | None


def of_task(
    changes: Iterable[Change], due: Iterable[date] = (), recurs: bool = False, terms: Iterable[Term] = ()
) -> list[Period]:
    """Return the periods of what is given or imposed, in order of time; before the first it does not exist.

    `due` are the last days on which a task is done in time; a recurring one is never due once and for all. `terms` tell
    until when it holds.
    """
    changes = sorted(changes, key=lambda change: change.day)
    terms = sorted(terms, key=lambda term: (term.told, term.last or date.max))
    due = [] if recurs else sorted(due)
    turns = {change.day for change in changes} | {day + _ONE_DAY for day in due} | {term.told for term in terms}
    turns |= {term.last + _ONE_DAY for term in terms if term.last}
    return _joined((turn, _status_on(turn, changes, due, terms)) for turn in sorted(turns))


def of_event(status: str, last: date | None) -> list[Period]:
    """Return the periods of an event with a status in its sources, and the last day on which it can be held."""
    if status not in AHEAD or last is None:
        return [Period(status, None, None)]
    return [Period(status, None, last), Period(DATE_PASSED, last + _ONE_DAY, None)]


def last_day(stated: str) -> date | None:
    """Return the last day of what a text states: a day, a month `2021-10` or a year `2021`; None of anything else."""
    parts = stated.split("-")
    try:
        if len(parts) == 3:
            return date.fromisoformat(stated)
        year, month = int(parts[0]), int(parts[1]) if len(parts) == 2 else 12
        return date(year, month, calendar.monthrange(year, month)[1])
    except (ValueError, IndexError, calendar.IllegalMonthError):
        return None


def _status_on(day: date, changes: list[Change], due: list[date], terms: list[Term]) -> str | None:
    so_far = [change for change in changes if change.day <= day]
    kinds = {change.kind for change in so_far}
    if "created" not in kinds:
        return RECOMMENDED if "recommended" in kinds else None
    anew = max((change.day for change in so_far if change.kind in CONTINUING), default=date.min)
    for change in so_far:
        if change.kind in ENDINGS and change.day >= anew:
            return change.kind
    known = [term for term in terms if anew <= term.told <= day]
    if known and known[-1].last and known[-1].last < day:
        return EXPIRED
    return DUE if any(anew <= past < day for past in due) else IN_FORCE


def _joined(turns: Iterable[tuple[date, str | None]]) -> list[Period]:
    periods: list[Period] = []
    for day, status in turns:
        if periods and periods[-1].status == status:
            continue
        if periods:
            periods[-1] = Period(periods[-1].status, periods[-1].first, day - _ONE_DAY)
        if status is not None:
            periods.append(Period(status, day, None))
    return periods


def periods(store: ox.Store) -> list[ox.Triple]:
    """Return what the rule tells of mandates, authorizations, measures and events in a store, as statements.

    The periods of each are numbered from 1.
    """
    changes, due, recurring, terms = defaultdict(list), defaultdict(list), set(), defaultdict(list)
    for mandate, kind, day in _rows(store, "changes"):
        changes[mandate].append(Change(local_name(kind.value), date.fromisoformat(day.value)))
    for held, day in _rows(store, "beginnings"):
        changes[held].append(Change("created", date.fromisoformat(day.value)))
    for held, told, until in _rows(store, "terms"):
        terms[held].append(Term(date.fromisoformat(told.value), until and date.fromisoformat(until.value)))
    for mandate, stated in _rows(store, "due"):
        if day := last_day(stated.value):
            due[mandate].append(day)
    recurring = {mandate for (mandate,) in _rows(store, "recurring")}
    triples: list[ox.Triple] = []
    for mandate in sorted(changes, key=str):
        found = of_task(changes[mandate], due[mandate], mandate in recurring, terms[mandate])
        triples += _told(store, mandate, "scheme/status/", found)
    for event, status, lasts in _events(store):
        triples += _told(store, event, "scheme/event-status/", of_event(local_name(status.value), lasts))
    return triples


def _events(store: ox.Store) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, date | None]]:
    """Yield the events of which something tells the status, with the last day of each that any statement gives it.

    The part of an event that was held, itself told by the plan alone, has none: neither is true of it.
    """
    days: dict[ox.NamedNode, list[date]] = defaultdict(list)
    statuses: dict[ox.NamedNode, ox.NamedNode] = {}
    for event, status, stated in _rows(store, "events"):
        statuses[event] = status
        if stated is not None and (day := last_day(stated.value)):
            days[event].append(day)
    for event in sorted(statuses, key=str):
        yield event, statuses[event], max(days[event], default=None)


def _rows(store: ox.Store, name: str) -> Iterator[tuple]:
    text = read_query(QUESTIONS / f"{name}.rq").text
    yield from map(tuple, store.query(text, prefixes=PREFIXES, base_iri=BASE))


def _told(store: ox.Store, thing: ox.NamedNode, scheme: str, found: list[Period]) -> Iterator[ox.Triple]:
    names = [quad.object for quad in store.quads_for_pattern(thing, _LABELS[0], None, None)]
    for number, period in enumerate(found, 1):
        own = ox.NamedNode(f"{thing.value}/status/{number}")
        yield ox.Triple(own, _RDF_TYPE, ox.NamedNode(ONTOLOGY + "StatusPeriod"))
        yield ox.Triple(own, ox.NamedNode(ONTOLOGY + "statusOf"), thing)
        yield ox.Triple(own, ox.NamedNode(ONTOLOGY + "status"), ox.NamedNode(ID + scheme + period.status))
        for name, day in (("from", period.first), ("until", period.last)):
            if day is not None:
                yield ox.Triple(own, ox.NamedNode(ONTOLOGY + name), ox.Literal(day.isoformat(), datatype=_XSD_DATE))
        for name in names:
            if name.language in _NAMED:
                label = ox.Literal(_NAMED[name.language].format(name.value, number), language=name.language)
                yield from (ox.Triple(own, predicate, label) for predicate in _LABELS)
