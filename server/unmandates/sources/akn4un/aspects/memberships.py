"""Memberships: who was elected or appointed to what, for which time, and of whom a body is made, as an act tells.

Standing text where the English words tell it, metadata where only the steps beside it do. Of a person nothing is said
but the name, the State that the text names, and the office with the paragraph that tells of it.
"""

import re
from collections import Counter

import pyoxigraph as ox

from unmandates.sources.akn4un.act import Act
from unmandates.sources.akn4un.aspect import Aspect
from unmandates.sources.akn4un.aspects.record import day_of_adoption
from unmandates.sources.akn4un.aspects.text import unit_of
from unmandates.sources.akn4un.electing.holdings import Holding, holdings
from unmandates.sources.akn4un.electing.stated import stated
from unmandates.sources.akn4un.electing.terms import Term
from unmandates.sources.akn4un.voting.states import name_of
from unmandates.sources.notes import Note
from unmandates.sources.saying import in_language, of_class, said, term, thing
from unmandates.sources.source import Drawn, Standing


def draw(act: Act) -> Drawn:
    """Return the memberships that an act tells of, and what of its elections could not be told."""
    drawn = Drawn()
    adopted = day_of_adoption(act, []) or ""
    told = holdings(act, adopted, drawn.notes)
    listed = _listed(act, told, drawn.notes)
    keys: Counter[tuple[str, str]] = Counter()
    for standing, found in ((Standing.TEXT, told), (Standing.METADATA, listed)):
        triples: dict[ox.Triple, None] = {}
        for held in found:
            key = held.key(adopted)
            keys[held.body.key, key] += 1
            if keys[held.body.key, key] > 1:
                key = f"{key}-{keys[held.body.key, key]}"
            triples.update(dict.fromkeys(_membership(act, held, key)))
        if triples:
            drawn.say(standing, triples)
    return drawn


def _membership(act: Act, held: Holding, key: str) -> list[ox.Triple]:
    body = thing(f"body/{held.body.key}")
    node = thing(f"body/{held.body.key}/membership/{key}")
    triples = [
        of_class(node, "Membership"),
        said(node, "member", thing(held.member.path)),
        said(node, "organization", body),
        said(node, "role", thing(f"scheme/role/{held.role}")),
    ]
    days = (("from", held.term.start), ("until", held.term.end), ("attestedOn", held.attested))
    triples += [said(node, name, ox.Literal(day, datatype=term("xsd:date"))) for name, day in days if day]
    if held.consecutive:
        triples.append(said(node, "consecutiveTerm", held.consecutive))
    for manner, paths in sorted(held.given.items()):
        triples += [said(node, manner, unit_of(act, path)) for path in sorted(paths)]
    sources = [unit_of(act, path) for path in sorted(held.sources)]
    triples += [said(node, "source", source) for source in sources]
    triples.append(said(node, "skos:prefLabel", in_language(_label(held, key))))
    if not held.body.curated:
        triples += [of_class(body, "Body"), said(body, "skos:prefLabel", in_language(held.body.name))]
    if held.member.path.startswith("person/"):
        person = thing(held.member.path)
        triples += [of_class(person, "Person"), said(person, "skos:prefLabel", in_language(held.member.name))]
        triples += [said(person, "nationality", thing(f"body/{state}")) for state in held.member.states]
        triples += [said(person, "source", source) for source in sources]
    return triples


def _label(held: Holding, key: str) -> str:
    """Return a name of a membership that every act gives alike: `Kenya, member of the Security Council (2045)`."""
    kind, _, who = held.member.path.partition("/")
    name = name_of(who) if kind == "body" else held.member.name
    year = re.search(r"-(\d{4})(?:-\d+)?\Z", key)
    return f"{name}, {held.role} of the {held.body.name}" + (f" ({year[1]})" if year else "")


def _listed(act: Act, told: list[Holding], notes: list[Note]) -> list[Holding]:
    """Return the memberships that the steps alone tell; note where they and the text differ."""
    version = act.in_english()
    ends: dict[str, set[str]] = {}
    for held in told:
        ends.setdefault(held.member.path, set()).add(held.term.end)
    found: list[Holding] = []
    seen: set[str] = set()
    for one in stated(version):
        path = one.member.path
        seen.add(path)
        if path in ends:
            if one.end and one.end not in ends[path]:
                detail = f"{one.member.name}: {', '.join(sorted(ends[path]))}; {one.end}"
                notes.append(Note("membership-and-metadata-differ", item=act.key, place=version.path, detail=detail))
            continue
        notes.append(Note("membership-by-metadata-alone", item=act.key, place=version.path, detail=one.member.name))
        if told or one.office is None or one.office.body is None:
            continue
        given = {one.manner: {""}} if one.manner else {}
        held = Holding(
            one.member, one.office.body, one.office.role, Term(one.start, one.end), given=given, sources={""}
        )
        found.append(held)
    if seen:
        missing = [held.member.name for held in told if held.member.path not in seen]
        notes += [
            Note("membership-by-text-alone", item=act.key, place=version.path, detail=name)
            for name in dict.fromkeys(missing)
        ]
    return found


ASPECT = Aspect("memberships", draw)
