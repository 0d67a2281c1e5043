"""Sentences that elect or appoint: by whom is not asked, but whom, as what, for how long.

`elected Algeria and Guyana as members of the Security Council for a two-year term`; `appointed the following persons as
members of the Committee: …`; `X was elected as a member of the Court for a term …`; `appointed a Credentials Committee
consisting of the following Member States: …`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from unmandates.sources.akn4un.electing.names import Named, named_in
from unmandates.sources.akn4un.electing.offices import Office, office, split
from unmandates.sources.akn4un.electing.terms import Term, day, term

_ELECTING = r"(?:(?:re-?)?elect(?:ed|s)?)"
_APPOINTING = (
    r"(?:(?:re-?)?appoint(?:ed|s)?|designat(?:ed|es)|select(?:ed|s)?|nam(?:ed|es)"
    r"|(?:confirm(?:ed|s)?|approv(?:ed|es)|endors(?:ed|es)|t(?:ook|akes) note of|extend(?:ed|s)?)"
    r" the (?:(?:re-?)?(?:appointment|designation|selection)s?(?: (?:or|and) )?)+"
    r"(?: by (?:the Secretary-General|its President|the President[^,]*?))?(?:, [^,]*,)? of)"
)
_DOING = rf"(?P<verb>(?i:{_ELECTING}|{_APPOINTING}))(?: or (?:re-?)?(?:elected|appointed|elects|appoints))?"
_SEATING = re.compile(rf"\b(?:{_DOING})\b(?:,? by acclamation,?)?\s+(?P<whom>.+?),? (?:as|to be) (?=\S)", re.DOTALL)
_TO_BODY = re.compile(
    rf"\b(?:{_DOING})\b(?:,? by acclamation,?)?\s+(?P<whom>.+?) "
    r"(?:to fill (?:an? |the )?(?:outstanding )?vacanc(?:y|ies) [io]n|to|members of) "
    r"(?P<body>(?:the |its )?(?=[A-Z]).+)",
    re.DOTALL,
)
#: An office without "as" before it.
_STRAIGHT = re.compile(
    rf"\b(?:{_DOING})\s+(?P<whom>.+?) (?=(?:Secretary-General|President|Vice-Presidents?|Chair) of )", re.DOTALL
)
#: Neither office nor body: these stand in the heading.
_BARE = re.compile(
    rf"\b(?:{_DOING})\b(?:,? by acclamation,?)?\s+(?P<whom>.+?)(?=,? (?:for an?|to fill|to serve)\b|:)", re.DOTALL
)
_PASSIVE = re.compile(
    r"(?P<whom>.+?) (?:was|were|is|are|has been|have been|had been) (?:duly )?"
    r"(?P<verb>(?:re-?)?(?:elected|appointed|designated)),? (?:as )?(?=\S)",
    re.DOTALL,
)
_FOLLOWING = re.compile(r"(?:the )?following\b[^:]*\Z", re.IGNORECASE)
_CONSISTING = re.compile(
    r"\b(?P<verb>appointed|elected|appoints|elects) an? (?P<body>[A-Z][\w ]+?)(?P<rest>,? for its .*?)?,? "
    r"(?:consisting|composed) of (?:the following )?(?:Member States)?[^:]*:\s*(?P<names>.+)",
    re.DOTALL,
)
_COUNT = re.compile(r"\d+ (?:Member )?States\b|the following\b", re.IGNORECASE)
_REASON = re.compile(
    r",? (?:to fill|as a result of|in place of|who had|who has|following the|to replace|to take the place|replacing"
    r"|to serve for the remainder|for the remainder|to complete).*\Z",
    re.DOTALL,
)
_TERM = re.compile(
    r",? (?:for (?:an?|the|another|one|two|three|four|five|six|seven|terms?|periods?)\b|until \d|beginning|effective)"
    r".*",
    re.DOTALL,
)
_MET = re.compile(r"\b(?:meeting|meetings)\b[^,]*,(?: held)? on (\d{1,2} \w+ \d{4})")


@dataclass(frozen=True)
class Seats:
    """Who came to an office by one act: `manner` is `electedIn` or `appointedIn`, `unread` pieces that are no name."""

    manner: str
    office: Office
    named: tuple[Named, ...]
    term: Term
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class Opened:
    """A sentence that says as what and for how long, not who; `met` is the day of the meeting."""

    manner: str
    office: Office
    term: Term
    met: str


def read(text: str, told: Iterable[str], adopted: str = "", heading: str = "") -> tuple[list[Seats], Opened | None]:
    """Return the seats that a paragraph fills, and what it opens for the list that follows it.

    `told` are the names of bodies that the act has in full, `adopted` its day, for a meeting "on the same date",
    `heading` what the paragraph stands under, which may be the name of the body.
    """
    met = _MET.search(text)
    on = day(met[1]) if met else adopted
    made = _CONSISTING.search(text)
    if made:
        named, unread = named_in(made["names"])
        place = office(f"member of the {made['body']}", told)
        if place and named:
            return [Seats(_manner(made["verb"]), place, tuple(named), Term(), tuple(unread))], None
    for pattern in (_SEATING, _PASSIVE, _TO_BODY, _STRAIGHT, _BARE):
        for found in pattern.finditer(text):
            if pattern is _TO_BODY:
                words, rest = split(found["body"])
                place = office(f"member of {words}", told)
            elif pattern is _BARE:
                rest, place = text[found.end() :], office(f"member of {heading}", told) if heading else None
            else:
                words, rest = split(text[found.end() :])
                place = office(words, told)
            if place is None:
                continue
            seats, opened = _of(_manner(found["verb"]), place, found["whom"], rest, on)
            if seats or opened:
                return seats, opened
    return [], None


def below(opened: Opened, text: str) -> Seats | None:
    """Return the seats of a line of the list that a sentence opened; its own term goes before the sentence's."""
    names, when = _names_and_term(text)
    named, unread = named_in(names)
    own = term(when, opened.met)
    return (
        Seats(opened.manner, opened.office, tuple(named), own if own.start or own.end else opened.term, tuple(unread))
        if named
        else None
    )


def _of(manner: str, place: Office, whom: str, rest: str, on: str) -> tuple[list[Seats], Opened | None]:
    listed = _FOLLOWING.search(whom) or _COUNT.match(whom.strip())
    told, _, names = rest.partition(":") if listed else (rest, "", "")
    first, *more = told.split(";")
    when = term(_REASON.sub("", first) if "remainder" not in first else first, on)
    if listed:
        if not names.strip():
            return [], Opened(manner, place, when, on)
        return list(_groups(manner, place, when, names, on)), None
    named, unread = _names_at_end(whom)
    if not named:
        return [], None
    seats = [Seats(manner, place, tuple(named), when, tuple(unread))]
    for piece in more:
        further = below(Opened(manner, place, Term(), on), re.sub(r"\A\s*and ", "", piece))
        if further and not further.unread:
            seats.append(further)
    return seats, None


def _names_at_end(text: str) -> tuple[list[Named], list[str]]:
    """Return who is named in a text, leaving out what goes before the names (`Having obtained a majority, …`)."""
    for at in (0, *(found.end() for found in re.finditer(r", |\bthat ", text))):
        named, unread = named_in(text[at:])
        if named and not unread:
            return named, unread
    return named_in(text)


def _groups(manner: str, place: Office, when: Term, names: str, on: str) -> Iterator[Seats]:
    """Yield the seats of a list, of which pieces between semicolons may have terms of their own."""
    for piece in names.split(";"):
        if found := below(Opened(manner, place, when, on), re.sub(r"\A\s*and ", "", piece)):
            yield found


def _names_and_term(text: str) -> tuple[str, str]:
    found = _TERM.search(text)
    names, when = (text[: found.start()], text[found.start() :]) if found else (text, "")
    reason = _REASON.search(names)
    return (names[: reason.start()] if reason else names), _REASON.sub("", when) or when


def _manner(verb: str) -> str:
    return "electedIn" if re.match(_ELECTING, verb, re.IGNORECASE) else "appointedIn"
