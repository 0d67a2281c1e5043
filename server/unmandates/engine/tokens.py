"""The tokens of SPARQL 1.1 (section 19.8), as far as one must tell them apart without a parser.

Used to find dataset clauses and SERVICE, to measure nesting, and to explain errors. Strings, comments and
IRIs are whole tokens, so that no word inside them is taken for a keyword.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ESCAPE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_LOCAL = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_OTHERS = rf"""
    (?P<space>[ \t\r\n]+|\#[^\r\n]*)
  | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|{_ESCAPE})*>)
  | (?P<variable>[?$]\w+)
  | (?P<blank>_:[\w](?:[\w.\-·]*[\w\-·])?)
  | (?P<name>PREFIX:(?:(?:[\w:]|{_LOCAL})(?:(?:[\w.:\-·]|{_LOCAL})*(?:[\w:\-·]|{_LOCAL}))?)?)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<word>[^\W\d]\w*)
  | (?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)
  | (?P<mark>.)
"""
#: A token that is no string; a prefix may stand before the colon of a name, or may not.
_TOKEN = re.compile(_OTHERS.replace("PREFIX", r"(?:[^\W\d_](?:[\w.\-·]*[\w\-·])?)?"), re.VERBOSE | re.DOTALL)
_TOKEN_IN_RUN = re.compile(_OTHERS.replace("PREFIX", ""), re.VERBOSE | re.DOTALL)
#: What a prefix consists of.
_RUN = re.compile(r"[\w.\-·]*")
#: Strings by what opens and closes them, without the latter.
_STRINGS = {
    "'''": re.compile(r"'''(?:'{0,2}(?:[^'\\]|\\.))*", re.DOTALL),
    '"""': re.compile(r'"""(?:"{0,2}(?:[^"\\]|\\.))*', re.DOTALL),
    "'": re.compile(r"'(?:[^'\\\r\n]|\\.)*", re.DOTALL),
    '"': re.compile(r'"(?:[^"\\\r\n]|\\.)*', re.DOTALL),
}
_UNICODE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its kind (a group of the pattern above), its text, and where it starts in the query."""

    kind: str
    text: str
    start: int

    def is_word(self, *words: str) -> bool:
        """Say whether this is one of the keywords (given in upper case)."""
        return self.kind == "word" and self.text.upper() in words


def tokenize(text: str) -> Iterator[Token]:
    """Yield the tokens of a query, without white space and comments."""
    for kind, start, end in _scan(text):
        if kind != "space":
            yield Token(kind, text[start:end], start)


def _scan(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield kind, start and end of every token, in time that grows as the text does.

    What was looked for in vain is not looked for again from every later place: a prefix in a run of letters, dots and
    hyphens that no colon follows, and the end of a string that has none.
    """
    at, size = 0, len(text)
    measured = run = 0  # where the last run ends, and the place before which a prefix is in vain
    in_vain = dict.fromkeys(_STRINGS, 0)
    while at < size:
        if text[at] in "'\"" and (end := _string_end(text, at, in_vain)):
            yield "string", at, end
            at = end
            continue
        match = (_TOKEN_IN_RUN if at < run else _TOKEN).match(text, at)
        if match.lastgroup == "word" and at >= measured:
            measured = _RUN.match(text, at).end()
            if not text.startswith(":", measured) or text[measured - 1] == ".":
                run = measured
        yield match.lastgroup, at, match.end()
        at = match.end()


def _string_end(text: str, at: int, in_vain: dict[str, int]) -> int:
    """Return where the string that opens here ends; 0 if it does not."""
    quote = text[at]
    for opening in (quote * 3, quote):
        if at >= in_vain[opening] and text.startswith(opening, at):
            end = _STRINGS[opening].match(text, at).end()
            if text.startswith(opening, end):
                return end + len(opening)
            # What opens alike before that place is escaped, and as little closed.
            in_vain[opening] = end
    return 0


def unescape(text: str) -> str:
    """Return a query with the escapes of characters resolved that stand outside strings, IRIs and comments.

    SPARQL 1.1, section 19.2, allows them everywhere; the engine reads them in strings and IRIs alone.
    """
    parts, at = [], 0
    for kind, start, end in _scan(text):
        if kind in ("string", "iri", "space"):
            parts += _UNICODE.sub(_character, text[at:start]), text[start:end]
            at = end
    return "".join((*parts, _UNICODE.sub(_character, text[at:])))


def unescape_all(text: str) -> str:
    """Return a text with every escape of a character resolved, wherever it stands: to look for words in it."""
    return _UNICODE.sub(_character, text) if "\\" in text else text


def iri_of(token: str) -> str:
    """Return the IRI between the angle brackets, its escapes (section 19.2) resolved."""
    return _UNICODE.sub(_character, token[1:-1])


def local_of(text: str) -> str:
    """Return the local part of a prefixed name without the backslashes of its escapes."""
    return re.sub(r"\\(.)", r"\1", text)


def place_of(text: str, start: int) -> tuple[int, int]:
    """Return line and column (both from 1, in characters) of an offset in the text."""
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def _character(match: re.Match) -> str:
    code = int(match.group(1) or match.group(2), 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
