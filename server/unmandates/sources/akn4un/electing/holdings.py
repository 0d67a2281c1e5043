"""Who holds which office by an act, for which time: what elects and what tells of a composition, laid together.

Who is elected in one paragraph and named in the composition of another has one membership from both: its last day is
the printed one. Who is in the composition alone has no first day.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from unmandates.sources.akn4un.act import Act, Unit, UnitKind
from unmandates.sources.akn4un.electing import composition, sentences
from unmandates.sources.akn4un.electing.bodies import Elected, body_of, told_in
from unmandates.sources.akn4un.electing.marks import Marks
from unmandates.sources.akn4un.electing.names import Named
from unmandates.sources.akn4un.electing.offices import Office
from unmandates.sources.akn4un.electing.terms import Term
from unmandates.sources.notes import Note

_READ = (UnitKind.OPERATIVE, UnitKind.PARAGRAPH, UnitKind.SUB)
_WORTH = re.compile(r"elect|appoint|composed|constituted|designat|select|as follows", re.IGNORECASE)
#: How a paragraph of a resolution opens that fills seats itself.
_BY_RESOLUTION = re.compile(
    r"(?:[A-Z]\w+ )?(?:also |further )?(?:decides to )?"
    r"(?:(?:re-?)?(?:elects?|appoints?)\b|(?:confirms|approves|endorses) the (?:re-?)?(?:appointment|election)s?\b"
    r"|takes note of the (?:re-?)?appointments?\b)",
    re.IGNORECASE,
)
_ELECTS = re.compile(r"\b(?:re-?)?(?:elect|appoint)(?:ed|s)?\b", re.IGNORECASE)
_OF_BODY = re.compile(r"(.{3,160}?\b(?:Committee|Commission|Council|Board)\b[^:]*):\s*(.+)", re.DOTALL)
_CHAIR = re.compile(r"(?:Chair(?:man|person|woman)?|President)\Z")


@dataclass
class Holding:
    """A membership as an act tells it; `given` are the units that elect or appoint, by `electedIn` or `appointedIn`."""

    member: Named
    body: Elected
    role: str
    term: Term = field(default_factory=Term)
    attested: str = ""
    consecutive: int = 0
    given: dict[str, set[str]] = field(default_factory=dict)
    sources: set[str] = field(default_factory=set)

    def key(self, adopted: str) -> str:
        """Return its key below the body: the member, a role that is not that of a member, and the year."""
        role = "" if self.role == "member" else f"-{self.role}"
        year = (self.term.start or self.attested or adopted)[:4]
        return f"{self.member.key}{role}" + (f"-{year}" if year else "")


def holdings(act: Act, adopted: str, notes: list[Note]) -> list[Holding]:
    """Return the memberships that the English text of an act tells; `adopted` is its day."""
    told = told_in(act)
    found: list[Holding] = []
    units = [unit for unit in act.units if "en" in unit.words and unit.words["en"].text]
    taken: set[str] = set()
    for at, unit in enumerate(units):
        text = unit.words["en"].text
        if unit.kind not in _READ or unit.path in taken or not _WORTH.search(text):
            continue
        if act.kind != "decision" and not _BY_RESOLUTION.match(text):
            continue
        made = composition.read(text, told)
        if made is not None and made.named:
            _compose(act, unit, made, found, notes)
            continue
        seats, opened = sentences.read(text, told, adopted, _heading(unit, units, at))
        for one in seats:
            _fill(act, unit.path, one, one.office, found, notes)
        if opened is not None:
            for path, one, office in _below(unit, units[at + 1 :], opened):
                taken.add(path)
                _fill(act, path, one, office, found, notes, unit.path)
                seats.append(one)
        if not seats and _ELECTS.search(text) and "as a result" not in text.lower():
            notes.append(Note("election-not-understood", item=act.key, place=unit.path, detail=text[:160]))
    return found


def _heading(unit: Unit, units: list[Unit], at: int) -> str:
    """Return the words of the heading under which a unit stands: its section's, or a short paragraph before it."""
    for one in reversed(units[:at]):
        text = one.words["en"].text
        above = one.path == unit.parent and one.kind is UnitKind.SECTION
        if above or (
            one.parent == unit.parent and one.kind is unit.kind and len(text) < 120 and text[-1:] not in ".;:,"
        ):
            return text
    return ""


def _below(unit: Unit, after: list[Unit], opened: sentences.Opened) -> Iterator[tuple[str, sentences.Seats, Office]]:
    """Yield the lines of a list that a unit opened: sub-paragraphs, else paragraphs after it, else its footnotes."""
    inner = [one for one in after if one.parent == unit.path and one.kind is UnitKind.SUB]
    lines = 0
    for one in inner or [one for one in after if one.parent == unit.parent and one.kind is unit.kind]:
        text, office = one.words["en"].text, opened.office
        titled = _OF_BODY.match(text) if office.body is None else None
        if titled:
            text, office = titled[2], replace(office, body=body_of(titled[1]))
        seats = sentences.below(opened, text)
        if seats is None or (seats.unread and not inner):
            break
        lines += 1
        yield one.path, seats, office
    if lines:
        return
    marked = {mark.target for mark in unit.words["en"].marks if mark.kind == "note"}
    for one in after:
        text = one.words["en"].text
        listed = one.path in marked and re.match(r"The following\b[^:]*:", text)
        if listed and (seats := sentences.below(opened, text.partition(":")[2])):
            yield one.path, seats, opened.office


def _fill(
    act: Act,
    path: str,
    seats: sentences.Seats,
    office: Office,
    found: list[Holding],
    notes: list[Note],
    whole: str = "",
) -> None:
    """Add those whom an act elects or appoints. `whole` is the unit that elects where `path` is a line of its list."""
    if office.body is None:
        notes.append(Note("body-of-election-not-told", item=act.key, place=path))
        return
    _say_unread(act, path, seats.unread, notes)
    in_footnote = path.startswith("fn/")
    for one in seats.named:
        given = {seats.manner: {whole if in_footnote else path}}
        found.append(Holding(one, office.body, office.role, seats.term, given=given, sources={path, whole} - {""}))


def _compose(act: Act, unit: Unit, made: composition.Composition, found: list[Holding], notes: list[Note]) -> None:
    """Add or complete those of whom a body is made."""
    if made.body is None:
        notes.append(Note("body-of-election-not-told", item=act.key, place=unit.path))
        return
    _say_unread(act, unit.path, made.unread, notes)
    marks = Marks(act, unit)
    for one in made.named:
        end, source, condition = marks.end(one, made.at)
        if condition:
            notes.append(Note("term-with-condition", item=act.key, place=unit.path, detail=f"{one.name}: {condition}"))
        held = _same(found, one, made.body, "member", made.on, end)
        if held is None:
            held = Holding(one, made.body, "member")
            found.append(held)
        elif end and held.term.end and end != held.term.end:
            detail = f"{one.name}: {held.term.end}, {end}"
            notes.append(Note("terms-of-office-differ", item=act.key, place=unit.path, detail=detail))
            end = end if held.term.reckoned else held.term.end
        held.term = Term(held.term.start, end or held.term.end)
        held.attested = made.on
        held.sources |= {unit.path, source} - {""}
        held.consecutive, where = marks.consecutive(one)
        held.sources |= {where} - {""}
        if any(map(_CHAIR.match, one.words)):
            chair = _same(found, one, made.body, "chair", made.on, "")
            if chair is None:
                chair = Holding(one, made.body, "chair")
                found.append(chair)
            chair.attested = made.on
            chair.sources.add(unit.path)


def _same(found: Iterable[Holding], one: Named, body: Elected, role: str, on: str, end: str) -> Holding | None:
    """Return the membership that is told already: of the same member, for a time that has the day or the same end."""
    for held in found:
        if (held.member.path, held.body.key, held.role) != (one.path, body.key, role) or held.attested:
            continue
        begun = not held.term.start or held.term.start <= on
        if (on and begun and (not held.term.end or on <= held.term.end)) or (end and end == held.term.end):
            return held
        if not on:
            return held
    return None


def _say_unread(act: Act, path: str, unread: Iterable[str], notes: list[Note]) -> None:
    notes += [Note("member-not-told", item=act.key, place=path, detail=piece[:160]) for piece in unread]
