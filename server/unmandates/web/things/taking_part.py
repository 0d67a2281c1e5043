"""Who takes part and who belongs: participations by capacity, memberships by role, in the order of names."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph as ox

from unmandates.rdf.turtle import natural
from unmandates.text.alphabet import place
from unmandates.web.things.naming import Text
from unmandates.web.things.reading import participants_of, rules_of
from unmandates.web.things.site import Site
from unmandates.web.things.things import Thing

#: The roles that come first; the others follow, those with most members first.
_FIRST_ROLES = ("scheme/role/member", "scheme/role/partner")
#: Capacities in which one attends without speaking.
_ATTENDING = ("party", "participant", "delegate", "observer")


@dataclass(frozen=True)
class Group:
    """Participations in one capacity, by the names of those who take part."""

    capacity: Thing | Text | None
    participations: list[Thing]


@dataclass(frozen=True)
class Memberships:
    """Memberships by role, and for each one of the same member in each other role."""

    groups: list[tuple[Thing, list[Thing]]]
    also: dict[Thing, dict[Thing, Thing]]

    def __len__(self) -> int:
        """Return the number of members, each counted once whatever its roles."""
        return len({member for _, held in self.groups for one in held for member in one.all("member")})


def by_capacity(event: Thing) -> list[Group]:
    """Return who took part in this very event, by capacity, the most numerous first."""
    groups = _grouped(participants_of(event), "capacity")
    groups.sort(key=lambda group: -len(group[1]))
    return [Group(capacity, sorted(found, key=_by_name("participant"))) for capacity, found in groups]


def capacity_said(participation: Thing) -> Thing | Text | None:
    """Return how one took part, in the words of the participation's own name if they follow the participant's there."""
    name, participant = participation.name, participation.one("participant")
    if isinstance(participant, Thing) and not participation.all("onBehalfOf"):
        for mark in (", ", "، "):
            _, found, rest = name.value.partition(participant.name.value + mark)
            if found and rest:
                return Text(rest[:1].upper() + rest[1:], name.language)
    return participation.one("capacity")


def not_listed(where: Site, attended: list[dict], actor: Thing) -> set[Thing]:
    """Return the events with a list of speakers in which an actor only attended: no speaker's capacity is recorded."""
    roles: dict[Thing, set[str]] = defaultdict(set)
    for line in attended:
        for event in line["event"]:
            roles[event] |= {capacity.local for capacity in line["capacity"]}
    silent = {
        event.iri: event
        for event, capacities in roles.items()
        if capacities and all(capacity.startswith(_ATTENDING) for capacity in capacities)
    }
    spoken_for, listed = set(), set()
    for row in where.data.rows("speakers", event=tuple(map(ox.NamedNode, silent))):
        event = silent[row["event"].value]
        if row["speaks"].value == "true":
            listed.add(event)
        if row["onBehalfOf"] is not None and row["onBehalfOf"].value == actor.iri:
            spoken_for.add(event)
    return listed - spoken_for


def by_role(organization: Thing) -> Memberships:
    """Return the memberships in an organization by role: by their dates, then by the names of the members."""
    found = organization.within("Membership")
    groups = _grouped(found, "role")
    groups.sort(key=lambda group: (_rank(group[0]), -len(group[1])))
    also = {
        one: {
            other.one("role"): other
            for other in found
            if other.one("member") == one.one("member") and other.one("role") != one.one("role")
        }
        for one in found
    }
    name = _by_name("member")
    return Memberships([(role, sorted(held, key=lambda one: (_dated(one), name(one)))) for role, held in groups], also)


def rules_above(event: Thing) -> list[tuple[Thing, list[Thing]]]:
    """Return the rules on participation of what an event is part of, with the nearest above first."""
    found: list[tuple[Thing, list[Thing]]] = []
    above = event.one("parent")
    while isinstance(above, Thing) and len(found) < len(event.path.split("/")):
        found.append((above, rules_of(above)))
        above = above.one("parent") if above.part else None
    return [(whole, rules) for whole, rules in found if rules]


def _grouped(things: list[Thing], name: str) -> list[tuple[Thing, list[Thing]]]:
    found: dict = defaultdict(list)
    for thing in things:
        found[thing.one(name)].append(thing)
    return list(found.items())


def _rank(role: Thing | None) -> int:
    path = role.path if role else ""
    return _FIRST_ROLES.index(path) if path in _FIRST_ROLES else len(_FIRST_ROLES)


def _dated(membership: Thing) -> str:
    return str(membership.one("from") or membership.one("attestedOn") or membership.one("until") or "9999")


def _by_name(name: str) -> Callable[[Thing], tuple]:
    def key(thing: Thing) -> tuple:
        named = thing.one(name)
        return place(named.name.value if isinstance(named, Thing) else ""), natural(thing.iri)

    return key
