"""What comes from elsewhere cannot steer a terminal or turn what is read around."""

import pytest

from unmandates.text.terminal import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("ولاية — mandate", "ولاية — mandate"),
        ("\x1b]52;c;aGk=\x07", "\\x1b]52;c;aGk=\\x07"),
        ("a\u202eb", "a\\u202eb"),
        ("می\u200cشود", "می\u200cشود"),
        ("two\nlines", "two\\x0alines"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_visible(text, shown):
    assert visible(text) == shown


def test_what_is_allowed_stays():
    assert visible("two\nlines\t\x1b", allowed="\n") == "two\nlines\\x09\\x1b"
