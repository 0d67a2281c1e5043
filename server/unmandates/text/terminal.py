"""Text from elsewhere on a terminal: what would steer the terminal, or turn what is read around, is shown and not sent.

A name or value of an endpoint may hold escape sequences (ECMA-48), which move, hide, or put into the clipboard, and
characters that reorder a line (Unicode Technical Report 36, section 3.5). They are written as escapes.
"""

import unicodedata

#: Categories of characters that are no text: controls, formats, half surrogate pairs, separators of lines, others.
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"))
#: Formats that words of some scripts are written with, and that change nothing around them.
_OF_WORDS = frozenset("\u200c\u200d\u00ad")


def visible(text: str, allowed: str = "") -> str:
    """Return the text with every character that is not shown as itself written as an escape: `\\u202e`.

    `allowed` are characters that stay, such as the end of a line.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        char if char in allowed or char in _OF_WORDS or unicodedata.category(char) not in _UNSEEN else _escape(char)
        for char in text
    )


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
