"""Words in the languages of the pages: the same in all, dates, durations and numbers as each says them."""

import pytest

from unmandates.text.words import (
    after_preposition,
    direction,
    languages,
    plain,
    plural,
    say_date,
    say_duration,
    words,
    written,
)


def leaves(table: dict, path: str = "") -> dict[str, object]:
    """Return the words of a table by their paths; a list counts with its length."""
    found = {}
    for name, value in table.items():
        found |= leaves(value, f"{path}{name}.") if isinstance(value, dict) else {path + name: value}
    return found


#: Tables that have as many entries as the language needs: forms of a number, letters, names of tongues.
_OF_THE_LANGUAGE = ("durations.", "language.")


@pytest.mark.parametrize("language", languages())
def test_each_language_says_all(language):
    own, english = leaves(words(language)), leaves(words("en"))
    needed = {name for name in english if not name.startswith(_OF_THE_LANGUAGE)}
    assert needed <= set(own)
    assert not [name for name in needed if isinstance(english[name], str) and not str(own[name]).strip()]
    assert len(own["dates.months"]) == 12


@pytest.mark.parametrize(
    ("value", "english", "arabic"),
    [
        ("2021-06-07", "7 June 2021", "7 حزيران/يونيه 2021"),
        ("2021-08", "August 2021", "آب/أغسطس 2021"),
        ("2021", "2021", "2021"),
        ("2021-13-01", "2021-13-01", "2021-13-01"),
        ("soon", "soon", "soon"),
    ],
)
def test_dates(value, english, arabic):
    assert (say_date(value, "en"), say_date(value, "ar")) == (english, arabic)


@pytest.mark.parametrize(
    ("value", "english", "arabic"),
    [
        ("P1Y", "year", "سنة"),
        ("P2Y", "2 years", "سنتين"),
        ("P4Y", "4 years", "4 سنوات"),
        ("P11Y", "11 years", "11 سنة"),
        ("P100D", "100 days", "100 يوم"),
        ("P103D", "103 days", "103 أيام"),
        ("PT3M", "3 minutes", "3 دقائق"),
        ("P1Y2M", "P1Y2M", "P1Y2M"),
    ],
)
def test_durations(value, english, arabic):
    assert (say_duration(value, "en"), say_duration(value, "ar")) == (english, arabic)


@pytest.mark.parametrize(
    ("language", "categories"),
    [
        ("en", "other one other other other other other"),
        ("ar", "zero one two few many many other"),
        ("ru", "many one few many many one many"),
        ("qaa", "other other other other other other other"),
        ("no language", "other other other other other other other"),
    ],
)
def test_numbers(language, categories):
    assert [plural(number, language) for number in (0, 1, 2, 5, 11, 21, 100)] == categories.split()


def test_what_stands_after_a_preposition():
    assert after_preposition("الدورة الثامنة والسبعون", "ar") == "الدورة الثامنة والسبعين"
    assert after_preposition("seventy-eighth session", "en") == "seventy-eighth session"
    assert after_preposition("78e session", "fr") == "78e session"


def test_directions_and_what_is_not_seen():
    assert [direction(tag) for tag in ("ar", "AR-EG", "he", "en", "ru", "zh")] == ["rtl", "rtl", "rtl", *["ltr"] * 3]
    assert plain(" one\n\u202etwo\ufeff \x1b[31m") == "one two [31m"


def test_a_word_that_is_missing_is_an_error():
    with pytest.raises(AttributeError):
        _ = written("en").site.nothing_of_this_name
    assert "keys" not in written("en") or isinstance(written("en").keys, str)
