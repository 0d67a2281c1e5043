"""The rule of the life cycle: statuses by the day, worked out by hand for each case."""

from datetime import date

import pytest

from unmandates.release.lifecycle import Change, Period, Term, last_day, of_event, of_task


def day(text: str) -> date:
    return date.fromisoformat(text)


def changes(*told: str) -> list[Change]:
    return [Change(kind, day(at)) for kind, at in (one.split() for one in told)]


TASKS = {
    "goes on": (["created 2021-06-07"], [], ["in-force 2021-06-07 …"]),
    "falls due": (
        ["created 2021-06-07"], ["2021-10-31"],
        ["in-force 2021-06-07 2021-10-31", "due 2021-11-01 …"],
    ),
    "is done in time": (
        ["created 2021-06-07", "implemented 2021-07-13"], ["2021-08-31"],
        ["in-force 2021-06-07 2021-07-12", "implemented 2021-07-13 …"],
    ),
    "is done late": (
        ["created 2021-06-07", "implemented 2021-12-01"], ["2021-08-31"],
        ["in-force 2021-06-07 2021-08-31", "due 2021-09-01 2021-11-30", "implemented 2021-12-01 …"],
    ),
    "is renewed before it is due": (
        ["created 2021-12-16", "renewed 2023-12-19"], ["2025-12-31"],
        ["in-force 2021-12-16 2025-12-31", "due 2026-01-01 …"],
    ),
    "is renewed after it was due": (
        ["created 2021-12-16", "renewed 2023-12-19"], ["2022-06-30"],
        ["in-force 2021-12-16 2022-06-30", "due 2022-07-01 2023-12-18", "in-force 2023-12-19 …"],
    ),
    "is adapted after it was due": (
        ["created 2021-12-16", "adapted 2023-12-19"], ["2022-06-30"],
        ["in-force 2021-12-16 2022-06-30", "due 2022-07-01 2023-12-18", "in-force 2023-12-19 …"],
    ),
    "expires and is renewed": (
        ["created 2020-01-01", "expired 2021-01-01", "renewed 2021-03-01"], [],
        ["in-force 2020-01-01 2020-12-31", "expired 2021-01-01 2021-02-28", "in-force 2021-03-01 …"],
    ),
    "is renewed on the day on which it ends": (
        ["created 2020-01-01", "expired 2021-01-01", "renewed 2021-01-01"], [],
        ["in-force 2020-01-01 2020-12-31", "expired 2021-01-01 …"],
    ),
    "ends in two ways, the first of which counts": (
        ["created 2020-01-01", "implemented 2020-05-01", "retired 2021-01-01"], [],
        ["in-force 2020-01-01 2020-04-30", "implemented 2020-05-01 …"],
    ),
    "is only recommended": (["recommended 2022-06-30"], [], ["recommended 2022-06-30 …"]),
    "is recommended, and adopted": (
        ["recommended 2022-06-30", "created 2022-10-21"], [],
        ["recommended 2022-06-30 2022-10-20", "in-force 2022-10-21 …"],
    ),
    "is due only by what was never adopted": (["recommended 2022-06-30"], ["2022-12-31"], ["recommended 2022-06-30 …"]),
    "has two due days": (
        ["created 2021-01-01"], ["2023-01-01", "2022-01-01"],
        ["in-force 2021-01-01 2022-01-01", "due 2022-01-02 …"],
    ),
    "was due before it was given": (["created 2021-01-01"], ["2020-01-01"], ["due 2021-01-01 …"]),
}  # fmt: skip


@pytest.mark.parametrize("case", TASKS)
def test_a_task(case):
    told, due, expected = TASKS[case]
    assert [_said(period) for period in of_task(changes(*told), map(day, due))] == expected


def test_a_recurring_task_is_never_due_once_and_for_all():
    assert of_task(changes("created 2021-01-01"), [day("2022-01-01")], recurs=True) == [
        Period("in-force", day("2021-01-01"), None)
    ]


#: What is told (`created`, …), the terms (`told last`), and what follows.
TERMS = {
    "ends with its term": (
        ["created 2023-09-29"], ["2023-09-29 2024-09-29"],
        ["in-force 2023-09-29 2024-09-29", "expired 2024-09-30 …"],
    ),
    "is extended before it ends": (
        ["created 2022-10-21"], ["2022-10-21 2023-10-21", "2023-10-19 2024-10-19"],
        ["in-force 2022-10-21 2024-10-19", "expired 2024-10-20 …"],
    ),
    "is extended after it has ended": (
        ["created 2022-10-21"], ["2022-10-21 2023-10-21", "2023-11-01 2024-10-19"],
        ["in-force 2022-10-21 2023-10-21", "expired 2023-10-22 2023-10-31",
         "in-force 2023-11-01 2024-10-19", "expired 2024-10-20 …"],
    ),
    "is shortened": (
        ["created 2022-10-21"], ["2022-10-21 2024-10-21", "2023-01-01 2023-06-30"],
        ["in-force 2022-10-21 2023-06-30", "expired 2023-07-01 …"],
    ),
    "is extended without end": (
        ["created 2022-10-21"], ["2022-10-21 2023-10-21", "2023-10-19 …"], ["in-force 2022-10-21 …"],
    ),
    "is retired before its term": (
        ["created 2022-10-21", "retired 2023-02-01"], ["2022-10-21 2023-10-21"],
        ["in-force 2022-10-21 2023-01-31", "retired 2023-02-01 …"],
    ),
    "is renewed, which lifts the term": (
        ["created 2022-10-21", "renewed 2023-12-01"], ["2022-10-21 2023-10-21"],
        ["in-force 2022-10-21 2023-10-21", "expired 2023-10-22 2023-11-30", "in-force 2023-12-01 …"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TERMS)
def test_what_holds_for_a_time(case):
    told, terms, expected = TERMS[case]
    found = of_task(changes(*told), terms=map(_term, terms))
    assert [_said(period) for period in found] == expected


def _term(said: str) -> Term:
    told, last = said.split()
    return Term(day(told), None if last == "…" else day(last))


@pytest.mark.parametrize(
    ("status", "last", "expected"),
    [
        ("planned", "2025-12-31", ["planned … 2025-12-31", "date-passed 2026-01-01 …"]),
        ("proposed", "2010-10-31", ["proposed … 2010-10-31", "date-passed 2010-11-01 …"]),
        ("planned", None, ["planned … …"]),
        ("held", "2021-11-23", ["held … …"]),
    ],
)
def test_an_event(status, last, expected):
    assert [_said(period) for period in of_event(status, last and day(last))] == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2021-10-05", "2021-10-05"), ("2021-10", "2021-10-31"), ("2024-02", "2024-02-29"), ("2025", "2025-12-31"),
        ("", None), ("2021-13", None), ("soon", None), ("2021-02-30", None), ("--10-05", None), ("-0044", None),
    ],
)  # fmt: skip
def test_what_is_stated_ends_on_its_last_day(stated, expected):
    assert last_day(stated) == (expected and day(expected))


def _said(period: Period) -> str:
    return f"{period.status} {period.first or '…'} {period.last or '…'}"
