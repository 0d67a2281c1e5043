"""Tokens of a query: told apart in time that grows as the text does, whatever the text is."""

import time

import pytest

from unmandates.engine.tokens import tokenize, unescape

#: Pieces that a scanner which looks ahead from every place would look through again and again, when repeated.
PIECES = ["true-", "a.", "_a-", "a·", "é.", "1.a", ".a.", "a:b.", "a:.", "x.:", "_:a.", "?a.", "@a-", "<a", "<a\\u0041",
          "a:%", "a:\\-", "'\\", '"\\', "'''\\", "'''a'", '"""\\\'', "'\"", "''''\\", "#", "\\u0041", "{("]  # fmt: skip


def kinds(text):
    return [(token.kind, token.text) for token in tokenize(text)]


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_as_the_text_does(piece):
    started = time.process_time()
    for text in (piece * (100_000 // len(piece)), f"x{piece * (100_000 // len(piece))}:y '"):
        assert sum(len(text) for _, text in kinds(text)) <= len(text)
        unescape(text)
    assert time.process_time() - started < 6  # 1 s where nobody else is; from every place anew it is a minute


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("true-false a:b", [("word", "true"), ("mark", "-"), ("word", "false"), ("name", "a:b")]),
        ("a.b.c:d.e.", [("name", "a.b.c:d.e"), ("mark", ".")]),
        ("a.b.:c", [("word", "a"), ("mark", "."), ("word", "b"), ("mark", "."), ("name", ":c")]),
        ("_a.b:c", [("word", "_a"), ("mark", "."), ("name", "b:c")]),
        ("9a-b:c", [("number", "9"), ("name", "a-b:c")]),
        ("'a\\'b' 'c", [("string", "'a\\'b'"), ("mark", "'"), ("word", "c")]),
        ("'\\'\n'a'", [("mark", "'"), ("mark", "\\"), ("mark", "'"), ("string", "'a'")]),
        ("'\\\\' 'a'", [("string", "'\\\\'"), ("string", "'a'")]),
        ("'''a'' 'b'", [("string", "''"), ("string", "'a'"), ("string", "' '"), ("word", "b"), ("mark", "'")]),
        ('"""a"b\\""""', [("string", '"""a"b\\""""')]),
    ],
)
def test_what_is_not_closed_hides_nothing(text, expected):
    assert kinds(text) == expected
