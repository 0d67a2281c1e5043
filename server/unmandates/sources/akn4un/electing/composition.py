"""Paragraphs that tell of whom a body is made: `As a result, as of 1 January 2023, the Council is composed of …`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from unmandates.sources.akn4un.electing.bodies import Elected, in_full
from unmandates.sources.akn4un.electing.names import Named, named_in
from unmandates.sources.akn4un.electing.terms import day

_BEFORE = re.compile(
    r"\A(?:As a result\s*,?\s*|Consequently,\s*|Accordingly,\s*)?"
    r"(?:(?:as of|as from|on|from|with effect from|effective|beginning(?: on)?) (?P<day>\d{1,2} \w+ \d{4})\s*,?\s*)?"
    r"(?:the )?",
    re.IGNORECASE,
)
_COMPOSED = re.compile(
    r"(?P<body>[A-Z][^:]*?) (?:is|are|will be|shall be)(?: now| then)? (?:composed|constituted)\b[^:]*:\s*"
    r"(?P<names>.*)",
    re.DOTALL,
)
_MEMBERS = re.compile(
    r"(?:members|membership|composition)"
    r"(?: and alternate members)? of (?:the )?(?P<body>[A-Z][^:]*?)(?: (?:appointed|elected) by [^:]*?)? "
    r"(?:is|are|will be)(?: now)?(?: composed)? (?:as follows|the following)\b[^:]*:\s*(?P<names>.*)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Composition:
    """Of whom a body is made: `on` is the day, empty where none is told; `at` where the list begins in the text."""

    body: Elected | None
    on: str
    named: tuple[Named, ...]
    unread: tuple[str, ...]
    at: int


def read(text: str, told: Iterable[str]) -> Composition | None:
    """Return the composition that a paragraph tells; None if it tells none."""
    before = _BEFORE.match(text)
    start = before.end() if before else 0
    found = _MEMBERS.match(text, start) or _COMPOSED.match(text, start)
    if not found:
        return None
    named, unread = named_in(found["names"])
    on = day((before and before["day"]) or "")
    return Composition(in_full(found["body"], told), on, tuple(named), tuple(unread), found.start("names"))
