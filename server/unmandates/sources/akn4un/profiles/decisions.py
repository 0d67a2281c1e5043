"""Decisions of the General Assembly: A/DEC/77/403."""

import re

from unmandates.sources.akn4un.act import UnitKind
from unmandates.sources.akn4un.profile import Named, Profile, letters_of

_LETTERS = r"((?:[_ -]?[A-Z](?:[ _-]*(?:and )?[A-Z])?)?)"
_NAME = re.compile(rf"(?:GA[ _]decision[ _]|A[_ ]DEC[_ ])((?:ES-|S-)?\d{{1,3}})[_ ](\d{{3}}){_LETTERS}", re.IGNORECASE)
_SYMBOL = re.compile(r"A/DEC/((?:ES-|S-)?\d{1,3})/(\d{3})((?:\s*[A-Z](?:\s*[-–]\s*[A-Z]|\s*and\s*[A-Z])?)?)(?:\s*\*+)?")


def _named(found: re.Match | None) -> Named | None:
    return Named(found[1].upper(), found[2], letters_of(found[3])) if found else None


PROFILES = [
    Profile(
        name="decisions",
        organ="ga",
        kind="decision",
        body="general-assembly",
        read=lambda name: _named(_NAME.fullmatch(name)),
        symbol=lambda named: f"A/DEC/{named.session}/{named.number}" + (f" {named.letters}" if named.letters else ""),
        cover=lambda symbol: _named(_SYMBOL.fullmatch(symbol)),
        part="ga",
        session=lambda session: f"general-assembly-session-{session}" if session.isdigit() else "",
        paragraph=UnitKind.PARAGRAPH,
    )
]
