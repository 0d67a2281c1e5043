"""Symbols of documents in whatever way they are written: the one as printed, the document's key, its class, its organ.

A symbol that is not understood gives None and never something near: a wrong key would be a statement about another
document.

>>> printed("A/hrc/RES/12/10"), printed("S/RES/1267(1999)"), printed("A/RES/79/93a-b")
('A/HRC/RES/12/10', 'S/RES/1267 (1999)', 'A/RES/79/93 A-B')
>>> key_of("A/RES/2200A(XXI)"), key_of("E/RES/1139%20(XLI)"), key_of("S/RES/1267")
('A-RES-2200-A-XXI', 'E-RES-1139-XLI', None)
"""

import re
import unicodedata
from urllib.parse import unquote

from unmandates.corpus.keys import key_of_symbol

#: First names of symbols: organs, departments, conferences and treaty bodies.
_SERIES = set(
    "A AT BWC CAC CAT CBD CCM CCPCJ CCPR CCW CD CEB CED CEDAW CERD CLCS CMW CND CONF CRC CRPD CTOC DC DP E ECE ESCAP "
    "FCCC HRI HSP ICC ICCD ICEF ID ISBA JIU LC LOS NPT OPCW PBC S SPLOS ST T TD TPNW UNEP UNIDIR UNW WFP".split()
)
#: How the names inside a symbol are printed where that is not in capitals.
_NAMES = {"ADD": "Add", "AMEND": "Amend", "CORR": "Corr", "REV": "Rev", "SUMMARY": "Summary"}
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\u00ad"), "-")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\ufeff"))

_PARTS = r"(?P<parts>[A-Z](?: ?(?:-|&|AND) ?[A-Z])?)"
_NUMBER = r"[1-9]\d{0,3}"
_ROMAN = r"[IVXLC]+"
_SESSION = r"(?:ES-|S-)?[1-9]\d{0,2}"
_ACTS = tuple(
    re.compile(pattern + r"\Z")
    for pattern in (
        # A/RES/76/186, A/RES/ES-11/1, A/RES/79/252 A-B, A/HRC/RES/S-33/1, A/HRC/PRST/OS/12/1
        rf"(?P<stem>A/(?:HRC/)?(?:RES|DEC|PRST)/(?:OS/)?{_SESSION}/{_NUMBER})[ /]?{_PARTS}?",
        rf"(?P<stem>E/(?:RES|DEC)/(?:19|20)\d\d/{_NUMBER})[ /]?{_PARTS}?",
        # A/RES/415 (V), A/RES/2200 A (XXI), A/RES/377 (V) A, A/RES/3201 (S-VI), E/RES/1139 (XLI)
        rf"(?P<stem>[AE]/(?:RES|DEC)/{_NUMBER}) ?{_PARTS}? ?\((?P<bracket>(?:E?S-)?{_ROMAN})\)",
        rf"(?P<stem>[AE]/(?:RES|DEC)/{_NUMBER}) ?\((?P<bracket>(?:E?S-)?{_ROMAN})\) ?{_PARTS}",
        rf"(?P<stem>S/RES/{_NUMBER}) ?\((?P<bracket>(?:19|20)\d\d)\)",
        rf"(?P<stem>S/PRST/(?:19|20)\d\d/{_NUMBER})",
    )
)
_AMENDED = re.compile(r"(?P<act>.+?)(?P<after>(?:/(?:ADD|CORR|REV|AMEND)\.\d+)+)\Z")
_ACT = re.compile(r"(?:A|E|S|A/HRC)/(?:RES|DEC|PRST)/")
_OTHER = re.compile(
    # ICCD/COP(14)/23 has the number of the session in brackets
    r"(?P<stem>[A-Z]+(?:/(?:(?:COP|CST|CRIC)\(\d+\)(?=/)|(?:[A-Z]+-?)?[A-Z0-9]+(?:[.-][A-Z0-9]+)*))+)"
    r"(?: ?\((?P<name>PART|VOL|SECT|SUPP|RESUMPTION)[. ]*(?P<number>\d+[A-Z]?|[IVXLC]+)\))?"
    r"(?P<after>(?:/(?:ADD|CORR|REV|AMEND)\.\d+)*)\Z"
)
_CLASSES = (
    (r"(?:A|E|S|A/HRC)/RES/|(?:UNEP/EA|HSP/HA)\.\d+/Res\.\d+\Z", "Resolution"),
    (r"(?:A|E|A/HRC)/DEC/|A/CONF\.\d+/\d{4}/DEC\.\d+\Z", "Decision"),
    (r"(?:S|A/HRC)/PRST/", "PresidentialStatement"),
    (r"(?:[A-Z]+/)(?:[^ ]+/)?(?:PV|SR)\.\d+(?: \(Resumption \d+\))?\Z", "MeetingRecord"),
    (r"ST/(?:SGB|AI|IC)/", "AdministrativeIssuance"),
    (r"(?:CAT|CCPR|CED|CEDAW|CERD|CMW|CRC|CRPD)/C/GC/\d+\Z", "GeneralComment"),
)
_ORGANS = (
    ("A/HRC/", "human-rights-council"),
    ("A/", "general-assembly"),
    ("S/", "security-council"),
    ("E/", "economic-and-social-council"),
)


def printed(symbol: str) -> str | None:
    """Return a symbol as the United Nations prints it (`S/RES/1267 (1999)`); None for what is no whole symbol."""
    text = unicodedata.normalize("NFKC", unquote(symbol)).translate(_UNSEEN).translate(_DASHES)
    text = re.sub(r" ?([/(]) ?|\s+", lambda gap: gap[1] or " ", " ".join(text.split()))
    text = text.replace(" )", ")").replace("/(", "(").upper()
    if text.partition("/")[0] not in _SERIES:
        return None
    after = ""
    if _ACT.match(text):
        if amended := _AMENDED.match(text):
            text, after = amended["act"], amended["after"]
        found = next((found for pattern in _ACTS if (found := pattern.match(text))), None)
        return _act(found) + _in_print(after) if found else None
    found = _OTHER.match(text)
    return _other(found) if found and any(sign.isdigit() for sign in text) else None


def key_of(symbol: str) -> str | None:
    """Return the key of the document with a symbol, in whatever way it is written; None if it is not understood."""
    found = printed(symbol)
    return key_of_symbol(found) if found else None


def class_of(symbol: str) -> str:
    """Return the local name of the class of a document, `Document` where its symbol does not tell a narrower one."""
    found = printed(symbol) or ""
    if re.search(r"/(?:Add|Corr)\.\d+", found):
        return "Document"
    return next((name for pattern, name in _CLASSES if re.match(pattern, found)), "Document")


def organ_of(symbol: str) -> str | None:
    """Return the key of the body that adopted a resolution, a decision or a statement with a symbol, where it tells.

    >>> organ_of("A/HRC/RES/54/4"), organ_of("A/76/120")
    ('human-rights-council', None)
    """
    found = printed(symbol) or ""
    if not _ACT.match(found) or _AMENDED.match(found.upper()):
        return None
    return next((body for start, body in _ORGANS if found.startswith(start)), None)


def _act(found: re.Match) -> str:
    """Return the printed symbol of an act from its parts."""
    values = found.groupdict()
    parts = re.sub(r" ?(?:-|&|AND) ?", "-", values.get("parts") or "")
    bracket = f"({values['bracket']})" if values.get("bracket") else ""
    return " ".join(filter(None, (values["stem"], parts, bracket)))


def _other(found: re.Match) -> str:
    """Return the printed symbol of a document that is no act of an organ."""
    stem = _in_print(found["stem"])
    if stem.startswith(("UNEP/EA.", "HSP/HA.")):
        stem = stem.replace("/RES.", "/Res.")
    name = (found["name"] or "").capitalize()
    stop = "." if name in ("Vol", "Sect", "Supp") else ""
    bracket = f" ({name}{stop} {found['number']})" if name else ""
    return stem + bracket + _in_print(found["after"])


def _in_print(names: str) -> str:
    """Return the names of a symbol with the capitals that are printed."""
    return re.sub(r"(?<=/)[A-Z]+(?=\.|\Z)", lambda name: _NAMES.get(name[0], name[0]), names)
