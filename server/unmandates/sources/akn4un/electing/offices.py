"""Offices to which one is elected or appointed: the role, and the body in which it is held.

`non-permanent members of the Security Council`, `Chair`, `United Nations High Commissioner for Refugees`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from unmandates.sources.akn4un.electing.bodies import Elected, body_of, in_full

_ROLES = (
    (r"vice-(?:president|chair(?:man|person|woman)?)s?", "vice-chair"),
    (r"(?:president|chair(?:man|person|woman)?)s?", "chair"),
    (r"(?:members?|judges?|representatives?|experts?)(?: (?:and|or) alternate members?)?", "member"),
    (r"executive directors?|administrator|director-general|secretary-general|executive secretary|rector", "head"),
)
_BEFORE = (
    r"(?:(?:the|an?|its|new|full-time|half-time|part-time|regular|ad hoc|alternate|non[-‑]permanent|permanent"
    r"|ex officio|independent|additional|ordinary) )*"
)
_OFFICE = re.compile(
    rf"{_BEFORE}(?P<role>{'|'.join(words for words, _ in _ROLES)})\b(?:\s+(?:of|to|on) (?P<body>(?:the |its )?.+))?\Z",
    re.IGNORECASE,
)
#: Where the name of a body ends, since something else is told after it.
_END = re.compile(
    r" (?:for (?:an?|the (?:period|term|remainder|remaining|unexpired)|its|one|two|three|four|five|six|seven|another"
    r"|terms?|periods?|regular)\b|to (?:fill|serve|complete|take)\b|at (?:its|the)\b|beginning|starting|commencing"
    r"|effective|expiring|ending|until|as a result|as of|as from|subject to|with (?:an? |immediate )?effect|following"
    r"|in (?:place of|accordance)|in (?:Geneva|Nairobi|New York|Vienna|The Hague|Arusha)\b|replacing|pursuant"
    r"|from (?:\d|the date|among)|by acclamation|consisting of|be extended)"
    r"|,? (?=(?:and )?(?:subject|effective|beginning|in accordance|on the recommendation)\b)|[:;]"
    r"|, (?:for|to|with|as|on|at|in accordance|pursuant)\b"
)
#: Offices that have a name of their own, and the bodies that their holders head.
_HEADS = {
    "united nations high commissioner for refugees": "Office of the United Nations High Commissioner for Refugees",
    "united nations high commissioner for human rights": (
        "Office of the United Nations High Commissioner for Human Rights"
    ),
    "under-secretary-general for internal oversight services": "Office of Internal Oversight Services",
}


@dataclass(frozen=True)
class Office:
    """An office: a role of the scheme, and the body; None where the words name none that can be told."""

    role: str
    body: Elected | None


def split(text: str) -> tuple[str, str]:
    """Return the words of an office with which a text begins, and what follows them."""
    found = _END.search(text)
    return (text[: found.start()], text[found.start() :]) if found else (text.rstrip(" ."), "")


def office(words: str, told: Iterable[str]) -> Office | None:
    """Return the office that words name; `told` are the bodies that the act names in full. None for other words."""
    plain = " ".join(words.split()).strip(" .,")
    if head := _HEADS.get(re.sub(r"\A(?:the|a) ", "", plain).casefold()):
        return Office("head", body_of(head))
    found = _OFFICE.match(plain)
    if not found:
        return None
    role = next(role for pattern, role in _ROLES if re.fullmatch(pattern, found["role"], re.IGNORECASE))
    if found["body"]:
        return Office(role, in_full(re.sub(r"\Aits ", "", found["body"]), told))
    bodies = {body for name in told if (body := body_of(name))}
    return Office(role, bodies.pop() if len(bodies) == 1 else None)
