"""Resolutions, decisions and presidential statements of the Human Rights Council: A/HRC/RES/54/4."""

import re

from unmandates.sources.akn4un.act import UnitKind
from unmandates.sources.akn4un.profile import Named, Profile


def _profile(word: str, name: str, kind: str, paragraph: UnitKind) -> Profile:
    file_name = re.compile(rf"A[_ ]HRC[_ ]{word}[_ ]((?:S-)?\d{{1,3}})[_ ](\d{{1,3}})", re.IGNORECASE)
    symbol = re.compile(rf"A/HRC/{word}/((?:S-)?\d{{1,3}})/(\d{{1,3}})(?:\s*\*+)?")

    def named(found: re.Match | None) -> Named | None:
        return Named(found[1].upper(), str(int(found[2]))) if found else None

    return Profile(
        name=name,
        organ="hrc",
        kind=kind,
        body="human-rights-council",
        read=lambda written: named(file_name.fullmatch(written)),
        symbol=lambda said: f"A/HRC/{word}/{said.session}/{said.number}",
        cover=lambda written: named(symbol.fullmatch(written)),
        part="hrc",
        session=lambda session: (
            f"human-rights-council-special-session-{session[2:]}"
            if session.startswith("S-")
            else f"human-rights-council-session-{session}"
        ),
        paragraph=paragraph,
    )


PROFILES = [
    _profile("RES", "human-rights-council", "resolution", UnitKind.OPERATIVE),
    _profile("DEC", "human-rights-council-decisions", "decision", UnitKind.PARAGRAPH),
    _profile("PRST", "human-rights-council-statements", "presidential-statement", UnitKind.PARAGRAPH),
]
