"""Names in the order in which readers look for them, and the letter to look under."""

import pytest

from unmandates.text.alphabet import letter, place


@pytest.mark.parametrize(
    "names",
    [
        ["Costa Rica", "Côte d’Ivoire", "Zambia"],
        ["الأردن", "إسبانيا", "ألبانيا", "البحرين", "اليابان"],
        ["“Blue Heart”", "Council", "(draft)"],
    ],
)
def test_order(names):
    assert sorted(reversed(names), key=place) == names


@pytest.mark.parametrize(
    ("name", "under"),
    [("Éire", "E"), ("الأطفال", "ا"), ("ألبانيا", "ا"), ("اليابان", "ي"), ("2030", "#"), ("", "#")],
)
def test_letters(name, under):
    assert letter(name) == under
