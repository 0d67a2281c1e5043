"""Addresses of files on somebody's machine (RFC 8089), which name people: found in what is drawn, never let out."""

import re

_ADDRESS = r"file:(?:[\\/]|%2f|%5c)|[a-z]:[\\/]+(?:users|documents and settings)[\\/]"
_IN_LINES = re.compile(_ADDRESS.encode(), re.I)
#: Such a path may have blanks in it, so all is taken up to what no path holds.
_IN_TEXT = re.compile(rf"(?:{_ADDRESS})[^\"<>|\r\n]*", re.I)


def without_addresses(lines: list[bytes]) -> list[bytes]:
    """Return those of the lines of N-Quads that have no such address in any of their terms."""
    if not _IN_LINES.search(b"".join(lines)):
        return lines
    return [line for line in lines if not _IN_LINES.search(line)]


def masked(text: str) -> str:
    """Return a text with each such address, and what may belong to it, put out of sight.

    >>> masked('to "file:///home/somebody/a b.docx"')
    'to "[address of a file]"'
    """
    return _IN_TEXT.sub("[address of a file]", text)
