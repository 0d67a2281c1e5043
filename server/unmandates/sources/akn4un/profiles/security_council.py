"""Resolutions, presidential statements and drafts that were not adopted, of the Security Council."""

import re

from unmandates.sources.akn4un.act import UnitKind
from unmandates.sources.akn4un.profile import Named, Profile

_RESOLUTION = re.compile(r"(?:S[_ ]RES|SC)[_ ](\d{1,4})(?:[_ ]?\(?(\d{4})\)?)?", re.IGNORECASE)
_RESOLUTION_SYMBOL = re.compile(r"S/RES/(\d{1,4})\s*\((\d{4})\)(?:\s*\*+)?")
_STATEMENT = re.compile(r"S[_ ]PRST[_ ](\d{4})[_ ](\d{1,3})(?:_0)?", re.IGNORECASE)
_STATEMENT_SYMBOL = re.compile(r"S/PRST/(\d{4})/(\d{1,3})(?:\s*\*+)?")
_DRAFT = re.compile(r"S[_ ](\d{4})[_ -](\d{1,4})", re.IGNORECASE)
_DRAFT_SYMBOL = re.compile(r"S/(\d{4})/(\d{1,4})(?:\s*\*+)?")


def _by_number(found: re.Match | None) -> Named | None:
    return Named(found[2] or "", str(int(found[1]))) if found else None


def _by_year(found: re.Match | None) -> Named | None:
    return Named(found[1], str(int(found[2]))) if found else None


PROFILES = [
    Profile(
        name="security-council",
        organ="sc",
        kind="resolution",
        body="security-council",
        read=lambda name: _by_number(_RESOLUTION.fullmatch(name)),
        symbol=lambda named: f"S/RES/{named.number} ({named.session})",
        cover=lambda symbol: _by_number(_RESOLUTION_SYMBOL.fullmatch(symbol)),
        part="sc",
    ),
    Profile(
        name="presidential-statements",
        organ="sc",
        kind="presidential-statement",
        body="security-council",
        read=lambda name: _by_year(_STATEMENT.fullmatch(name)),
        symbol=lambda named: f"S/PRST/{named.session}/{named.number}",
        cover=lambda symbol: _by_year(_STATEMENT_SYMBOL.fullmatch(symbol)),
        part="sc",
        paragraph=UnitKind.PARAGRAPH,
    ),
    Profile(
        name="drafts-not-adopted",
        organ="sc",
        kind="draft",
        body="",
        read=lambda name: _by_year(_DRAFT.fullmatch(name)),
        symbol=lambda named: f"S/{named.session}/{named.number}",
        cover=lambda symbol: _by_year(_DRAFT_SYMBOL.fullmatch(symbol)),
        part="sc",
    ),
]
