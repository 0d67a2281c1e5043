"""The tokens of SPARQL 1.1 (section 19.8), as far as one must tell them apart without a parser.

Used to find dataset clauses and SERVICE, to measure nesting, and to explain errors. Strings, comments and
IRIs are whole tokens, so that no word inside them is taken for a keyword.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ESCAPE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_LOCAL = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_TOKEN = re.compile(
    rf"""
    (?P<space>[ \t\r\n]+|\#[^\r\n]*)
  | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|{_ESCAPE})*>)
  | (?P<string>'''(?:'{{0,2}}(?:[^'\\]|\\.))*'''|\"\"\"(?:"{{0,2}}(?:[^"\\]|\\.))*\"\"\"
      |'(?:[^'\\\r\n]|\\.)*'|"(?:[^"\\\r\n]|\\.)*")
  | (?P<variable>[?$]\w+)
  | (?P<blank>_:[\w](?:[\w.\-·]*[\w\-·])?)
  | (?P<name>(?:[^\W\d_](?:[\w.\-·]*[\w\-·])?)?:
      (?:(?:[\w:]|{_LOCAL})(?:(?:[\w.:\-·]|{_LOCAL})*(?:[\w:\-·]|{_LOCAL}))?)?)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<word>[^\W\d]\w*)
  | (?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
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
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "space":
            yield Token(match.lastgroup, match.group(), match.start())


def unescape(text: str) -> str:
    """Return a query with the escapes of characters resolved that stand outside strings, IRIs and comments.

    SPARQL 1.1, section 19.2, allows them everywhere; the engine reads them in strings and IRIs alone.
    """
    parts, at = [], 0
    for match in _TOKEN.finditer(text):
        if match.lastgroup in ("string", "iri", "space"):
            parts += _UNICODE.sub(_character, text[at : match.start()]), match.group()
            at = match.end()
    return "".join((*parts, _UNICODE.sub(_character, text[at:])))


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
