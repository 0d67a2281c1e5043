"""A competency question: its words, its query and the rows that the text gives.

The head of `<name>.rq` has the question in a researcher's words; `asks`, the questions of the field that it is a case
of (D1 to D20, listed in README.md beside this file); `rests on`, the passages from which the rows were worked out.
`<name>.csv` holds the expected rows under the variables' names: IRIs relative to the base or with a
prefix, literals as text, an unbound variable as nothing. An ASK has one column `answer`. Rows are compared as a bag.
"""

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from unmandates.rdf.names import abbreviate
from unmandates.rdf.namespaces import BASE, PREFIXES
from unmandates.rdf.queries import QueryFile, read_queries

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Question:
    """A question, with its query text and expected rows (each a tuple of texts, in the order of `columns`)."""

    name: str
    words: str
    asks: tuple[str, ...]
    rests_on: str
    query: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def questions(folder: Path = FOLDER) -> list[Question]:
    """Return the questions of the folder by name; a file that is not of the form is a `ValueError`."""
    return [_question(file, folder) for file in read_queries(folder, "asks", "rests on")]


def _question(file: QueryFile, folder: Path) -> Question:
    asks, rests_on = tuple(file.notes["asks"].split()), file.notes["rests on"]
    with (folder / f"{file.name}.csv").open(encoding="utf-8", newline="") as table:
        columns, *rows = [tuple(row) for row in csv.reader(table)]
    return Question(file.name, file.words["en"], asks, rests_on, file.text, columns, tuple(rows))


def answer(store: ox.Store, question: Question) -> list[tuple[str, ...]]:
    """Return the rows that the store gives to the question."""
    result = store.query(question.query, prefixes=PREFIXES, base_iri=BASE)
    if isinstance(result, ox.QueryBoolean):
        return [("true" if result else "false",)]
    names = tuple(variable.value for variable in result.variables)
    if names != question.columns:
        raise ValueError(f"{question.name}: the query gives {names}, the rows are of {question.columns}")
    return [tuple(_cell(value) for value in row) for row in result]


def _cell(term) -> str:
    if term is None:
        return ""
    return abbreviate(term.value).strip("<>") if isinstance(term, ox.NamedNode) else term.value


def differences(store: ox.Store, question: Question) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Return the expected rows that are missing and the rows that were not expected."""
    expected, found = Counter(question.rows), Counter(answer(store, question))
    return sorted((expected - found).elements()), sorted((found - expected).elements())
