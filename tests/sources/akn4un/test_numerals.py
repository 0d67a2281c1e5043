"""Numbers and letters before a text."""

import pytest

from unmandates.sources.akn4un.merging.lists import Points
from unmandates.sources.akn4un.reading.numerals import Reading, letter_before, number_before, plain_number, readings


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("9 - تقرر", "9"),
        ("٩ - تقرر", "9"),
        ("١٢- تقرر", "12"),
        ("9. Decides", "9"),
        ("12．决定", "12"),
        ("2030 Agenda", ""),
        ("9", ""),
        ("24 States - all", ""),
    ],
)
def test_a_number_before_a_text_is_taken(text: str, number: str):
    assert number_before(text)[0] == number


def test_the_text_begins_behind_its_number():
    text = "٩ - تقرر"
    assert text[number_before(text)[1] :] == "تقرر"


@pytest.mark.parametrize(
    ("printed", "number"), [("12.", "12"), (" 1. ", "1"), ("٣ -", "3"), ("I.", ""), ("5 bis.", "5bis")]
)
def test_a_marked_number_is_plain(printed: str, number: str):
    assert plain_number(printed) == number


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("(a) To act;", "(a)"),
        ("a) Actuar;", "a)"),
        ("б) действовать;", "б)"),
        ("(هـ) أن تعمل", "(هـ)"),
        ("㈠ 采取行动", "㈠"),
        ("(一) 采取行动", "(一)"),
        ("(iv) To act;", "(iv)"),
        ("(see below) To act;", ""),
        ("Acts;", ""),
    ],
)
def test_a_letter_before_a_text_is_taken(text: str, letter: str):
    assert letter_before(text)[0] == letter


def test_letters_of_all_alphabets_have_a_place():
    assert readings("(هـ)") == [Reading("arabic", 5)]
    assert readings("в)") == [Reading("cyrillic", 3)]
    assert readings("㈢") == [Reading("chinese", 3)]
    assert readings("(i)") == [Reading("latin", 9), Reading("roman", 1)]


def paths(printed: list[str]) -> list[tuple[int, str]]:
    points, found = Points(), []
    for place, letter in enumerate(printed):
        after = readings(printed[place + 1]) if place + 1 < len(printed) else []
        level, last, _ = points.put(readings(letter), letter, 0, after)
        found.append((level, last))
    return found


def test_i_is_a_letter_after_h_and_a_figure_before_ii():
    assert paths(["(g)", "(h)", "(i)", "(j)"])[2] == (0, "i")
    assert paths(["(a)", "(i)", "(ii)", "(b)"]) == [(0, "a"), (1, "i"), (1, "ii"), (0, "b")]
    assert paths(["(h)", "(i)", "(ii)", "(i)"])[:3] == [(0, "h"), (1, "i"), (1, "ii")]


def test_letters_of_other_alphabets_give_latin_paths():
    assert paths(["(أ)", "(ب)", "(ج)"]) == [(0, "a"), (0, "b"), (0, "c")]
