"""Sessions, meetings and agendas of the organs: their keys, classes and names, as the curated ones are called."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from unmandates.rdf.names import relative
from unmandates.sources.akn4un.act import Act
from unmandates.sources.akn4un.acts import profile_of
from unmandates.sources.akn4un.ordinals import arabic, english, short
from unmandates.sources.saying import in_language, of_class, said, thing

_BODIES = {
    "ga": ("general-assembly", "the General Assembly", "الجمعية العامة", "للجمعية العامة"),
    "sc": ("security-council", "the Security Council", "مجلس الأمن", "لمجلس الأمن"),
    "hrc": ("human-rights-council", "the Human Rights Council", "مجلس حقوق الإنسان", "لمجلس حقوق الإنسان"),
    "ecosoc": (
        "economic-and-social-council",
        "the Economic and Social Council",
        "المجلس الاقتصادي والاجتماعي",
        "للمجلس الاقتصادي والاجتماعي",
    ),
}
_NUMBER_OF_RECORD = re.compile(r"(?:PV|SR)\.?\s?(\d+)")
_MEETING = re.compile(r"(\d{1,5})(?:st|nd|rd|th)?\b\s*(\(?resumed\)?)?", re.IGNORECASE)


@dataclass(frozen=True)
class Occasion:
    """A session, meeting or agenda: its IRI, what is said of it, and the number of a meeting."""

    node: ox.NamedNode
    triples: tuple[ox.Triple, ...]
    number: int = 0


def session_of(act: Act) -> Occasion | None:
    """Return the session of an act; None for an organ that has none, such as the Security Council."""
    key = profile_of(act).session(act.session)
    if not key:
        return None
    body, name, whole, of_whole = _BODIES[act.organ]
    node = thing(f"event/{key}")
    figures = re.sub(r"\D", "", act.session)
    before, after = _special(act.session)
    if act.organ == "ecosoc":
        labels = (f"{act.session} session of {name}", f"دورة {whole} لعام {act.session}")
    else:
        words = english(int(figures))
        labels = (
            f"{words[0].upper()}{words[1:]} {before}session of {name}",
            f"الدورة{after} {arabic(int(figures))} {of_whole}",
        )
    numbered = [said(node, "sessionNumber", int(figures))] if act.organ != "ecosoc" else []
    return Occasion(node, (*_event(act, node, "Session", body, labels), *numbered))


def meeting_of(act: Act, stated: str) -> Occasion | None:
    """Return the meeting that a text names in English (`53rd plenary meeting`, `48th (resumed)`); None if unclear."""
    found = _MEETING.match(stated.strip())
    if not found:
        return None
    number, resumed = int(found[1]), bool(found[2])
    body, name, whole, of_whole = _BODIES[act.organ]
    suffix, again = ("-resumed", " (resumed)") if resumed else ("", "")
    mark = " (المستأنفة)" if resumed else ""
    if act.organ == "sc":
        key = f"security-council-meeting-{number}"
        labels = (f"{short(number)}{again} meeting of {name}", f"الجلسة {number}{mark} {of_whole}")
        kind, within = "Meeting", None
    elif act.organ == "ecosoc":
        key = f"{body}-{act.session}-plenary-{number}"
        labels = (
            f"{short(number)}{again} plenary meeting of {name} in {act.session}",
            f"الجلسة العامة {number}{mark} {of_whole} في عام {act.session}",
        )
        kind, within = "PlenaryMeeting", session_of(act)
    else:
        plenary = act.organ == "ga"
        key = f"{body}-{act.session.lower()}-{'plenary' if plenary else 'meeting'}-{number}"
        labels = _in_session(act, number, plenary, again, mark)
        kind, within = ("PlenaryMeeting" if plenary else "Meeting"), session_of(act)
    node = thing(f"event/{key}{suffix}")
    triples = [*_event(act, node, kind, body, labels), said(node, "meetingNumber", number)]
    if within is not None:
        triples += [said(node, "parent", within.node), *within.triples]
    return Occasion(node, tuple(triples), number)


def is_of_another_meeting(meeting: Occasion | None, records: Iterable[str]) -> bool:
    """Say whether all records, by their symbols (`A/75/PV.37`), are of meetings of another number than `meeting`."""
    numbers = {int(found[1]) for found in map(_NUMBER_OF_RECORD.search, records) if found}
    return bool(meeting and numbers) and meeting.number not in numbers


def _in_session(act: Act, number: int, plenary: bool, again: str, mark: str) -> tuple[str, str]:
    _, name, _, of_whole = _BODIES[act.organ]
    figures = int(re.sub(r"\D", "", act.session))
    special = (
        "emergency special " if act.session.startswith("ES-") else "special " if act.session.startswith("S-") else ""
    )
    arabic_special = {"emergency special ": " الاستثنائية الطارئة", "special ": " الاستثنائية"}.get(special, "")
    own = "دورتها" if act.organ == "ga" else "دورته"
    kind = "plenary meeting" if plenary else "meeting"
    return (
        f"{short(number)}{again} {kind} of {name} at its {english(figures)} {special}session",
        f"{'الجلسة العامة' if plenary else 'الجلسة'} {number}{mark} {of_whole} "
        f"في {own}{arabic_special} {arabic(figures, True)}",
    )


def agenda_of(act: Act, stated: str) -> Occasion | None:
    """Return the agenda of an act's session; `stated` is the symbol that the keywords name for it."""
    if act.organ == "ga" and act.session.isdigit():
        node = thing(f"document/GA-AGENDA-{act.session}")
        number = int(act.session)
        labels = (
            f"Agenda of the {english(number)} session of the General Assembly",
            f"جدول أعمال الدورة {arabic(number, True)} للجمعية العامة",
        )
        triples = [of_class(node, "Agenda"), *_named(node, "dcterms:title", labels), *_labels(node, labels)]
    elif act.organ in ("hrc", "ecosoc") and re.fullmatch(r"A/HRC/(?:S-)?\d+/1|E/\d{4}/100", stated):
        node = thing("document/" + stated.replace("/", "-"))
        triples = [of_class(node, "Agenda"), said(node, "symbol", stated), *_labels(node, (stated, stated))]
    else:
        return None
    session = session_of(act)
    if session is not None:
        triples += [said(node, "session", session.node), *session.triples]
    return Occasion(node, tuple(triples))


def item_of(agenda: Occasion, number: str, letter: str) -> Occasion:
    """Return an item of an agenda, or a lettered sub-item of it."""
    node = thing(f"{_path(agenda.node)}/item/{number}")
    triples = [
        *agenda.triples,
        of_class(node, "AgendaItem"),
        said(node, "parent", agenda.node),
        said(node, "order", int(number)),
        said(node, "number", number),
    ]
    if letter:
        below = thing(f"{_path(node)}/{letter}")
        triples += [
            of_class(below, "AgendaItem"),
            said(below, "parent", node),
            said(below, "order", ord(letter) - ord("a") + 1),
            said(below, "number", f"({letter})"),
        ]
        node = below
    return Occasion(node, tuple(triples))


def _special(session: str) -> tuple[str, str]:
    """Return what stands before "session" in English and after it in Arabic for a special session."""
    if session.startswith("ES-"):
        return "emergency special ", " الاستثنائية الطارئة"
    return ("special ", " الاستثنائية") if session.startswith("S-") else ("", "")


def _path(node: ox.NamedNode) -> str:
    return relative(node.value)


def _event(act: Act, node: ox.NamedNode, kind: str, body: str, labels: tuple[str, str]) -> Iterator[ox.Triple]:
    yield of_class(node, kind)
    yield from _labels(node, labels)
    yield said(node, "convenedBy", thing(f"body/{body}"))
    yield said(node, "eventStatus", thing("scheme/event-status/held"))
    yield said(node, "source", thing(f"document/{act.key}"))


def _labels(node: ox.NamedNode, labels: tuple[str, str]) -> Iterator[ox.Triple]:
    yield from _named(node, "skos:prefLabel", labels)


def _named(node: ox.NamedNode, by: str, names: tuple[str, str]) -> Iterator[ox.Triple]:
    for language, name in zip(("en", "ar"), names, strict=True):
        yield said(node, by, in_language(name, language))
