"""Resolutions and decisions of the Economic and Social Council: E/RES/2024/9."""

import re

from unmandates.sources.akn4un.act import UnitKind
from unmandates.sources.akn4un.profile import Named, Profile, letters_of

_LETTERS = r"((?:[_ -]?[A-Z](?:[ _-]*[A-Z])?)?)"


def _profile(word: str, name: str, kind: str, paragraph: UnitKind) -> Profile:
    file_name = re.compile(rf"E[_ ]{word}[_ ](\d{{4}})[_ ](\d{{1,3}}){_LETTERS}")
    symbol = re.compile(rf"E/{word}/(\d{{4}})/(\d{{1,3}})((?:\s*[A-Z](?:\s*[-–]\s*[A-Z])?)?)(?:\s*\*+)?")

    def named(found: re.Match | None) -> Named | None:
        return Named(found[1], str(int(found[2])), letters_of(found[3])) if found else None

    return Profile(
        name=name,
        organ="ecosoc",
        kind=kind,
        body="economic-and-social-council",
        read=lambda written: named(file_name.fullmatch(written)),
        symbol=lambda said: f"E/{word}/{said.session}/{said.number}" + (f" {said.letters}" if said.letters else ""),
        cover=lambda written: named(symbol.fullmatch(written)),
        part="ecosoc",
        session=lambda session: f"economic-and-social-council-session-{session}",
        paragraph=paragraph,
    )


PROFILES = [
    _profile("RES", "economic-and-social-council", "resolution", UnitKind.OPERATIVE),
    _profile("DEC", "economic-and-social-council-decisions", "decision", UnitKind.PARAGRAPH),
]
