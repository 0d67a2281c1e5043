"""Resolutions of the General Assembly, regular, special and emergency special sessions: A/RES/76/186, A/RES/ES-11/1."""

import re

from unmandates.sources.akn4un.profile import Named, Profile, letters_of

_NAME = re.compile(r"(?:A[_ -]RES[_ -])?((?:ES|S)-?\d{1,2}|\d{2,3})[_ ](\d{1,3})((?:[_ -]?[A-Z](?:[ _-]*(?:and )?[A-Z])?)?)")
_SYMBOL = re.compile(r"A/RES/((?:ES|S)-?\d{1,2}|\d{2,3})/(\d{1,3})((?:\s*[A-Z](?:\s*[-–]\s*[A-Z])?)?)(?:\s*\*+)?")


def _named(found: re.Match | None) -> Named | None:
    if not found:
        return None
    session = re.sub(r"(ES|S)-?", r"\1-", found[1])
    return Named(session, str(int(found[2])), letters_of(found[3]))


def _session(session: str) -> str:
    if session.startswith("ES-"):
        return f"general-assembly-emergency-special-session-{session[3:]}"
    return f"general-assembly-{'special-' if session.startswith('S-') else ''}session-{session.removeprefix('S-')}"


PROFILES = [
    Profile(
        name="assembly",
        organ="ga",
        kind="resolution",
        body="general-assembly",
        read=lambda name: _named(_NAME.fullmatch(name)),
        symbol=lambda named: f"A/RES/{named.session}/{named.number}" + (f" {named.letters}" if named.letters else ""),
        cover=lambda symbol: _named(_SYMBOL.fullmatch(symbol)),
        part="ga",
        session=_session,
    )
]
