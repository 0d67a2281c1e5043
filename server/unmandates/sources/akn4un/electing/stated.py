"""Who is elected or belongs to a body as the steps of an act's workflow list it, one step for each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from unmandates.sources.akn4un.act import Version
from unmandates.sources.akn4un.electing.bodies import body_of
from unmandates.sources.akn4un.electing.names import Named, person_key
from unmandates.sources.akn4un.electing.offices import Office, office, split
from unmandates.sources.akn4un.voting.states import body_of as state_of

_OUTCOMES = {"composition": "", "election": "electedIn", "appointment": "appointedIn"}
_DAY = re.compile(r"[12]\d{3}-\d\d-\d\d")


@dataclass(frozen=True)
class Stated:
    """A step: who, in which office (None where the words tell none), first and last day, and by which manner."""

    member: Named
    office: Office | None
    start: str
    end: str
    manner: str
    year: str


def stated(version: Version) -> Iterator[Stated]:
    """Yield the steps of a version that name members. One of whom no State or person can be told is left out."""
    for step in version.steps:
        outcome = step.get("outcome", "")
        if outcome not in _OUTCOMES:
            continue
        state, person = state_of(step.get("refersTo", "")), " ".join(step.get("by", "").split())
        if person:
            member = Named(f"person/{person_key(person)}", person, 0, 0, (state,) if state else ())
        elif state:
            member = Named(f"body/{state}", " ".join(step["refersTo"].split()), 0, 0)
        else:
            continue
        words = " ".join(step.get("as", "").split())
        place = office(split(words)[0], ()) if words else None
        if place is None and (body := body_of(words)) is not None:
            place = Office("member", body)
        start, end = (value if _DAY.fullmatch(value) else "" for value in (_of(step, "start"), _of(step, "end")))
        yield Stated(member, place, start, end, _OUTCOMES[outcome], step.get("date", "")[:4])


def _of(step, name: str) -> str:
    return step.get(name, "").strip()
