"""Asking a question: of the release on this machine, or of any SPARQL endpoint."""

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from unmandates.asking.remote import ExchangeError, exchange
from unmandates.engine.columns import in_order, star_of
from unmandates.engine.reading import read
from unmandates.engine.refusals import Refusal
from unmandates.rdf.names import abbreviate
from unmandates.rdf.namespaces import BASE, PREFIXES
from unmandates.release.examples import examples
from unmandates.release.release import current
from unmandates.text.terminal import visible

_WIDEST = 120  #: characters up to which a column is filled up; a longer value stands out
_MOST_BYTES, _MOST_CELLS = 64 * 2**20, 4_000_000  #: of an endpoint's answer
_TYPES = ("uri", "literal", "typed-literal", "bnode")


class QuestionError(Exception):
    """The question could not be answered; the text says why and what to do."""


@dataclass(frozen=True)
class Rows:
    """The answer to a SELECT or ASK: columns, and rows of SPARQL JSON terms (`None` where unbound)."""

    columns: list[str]
    rows: list[list[dict | None]]

    def reordered(self, columns: list[str]) -> "Rows":
        """Return the same rows with their columns in another order."""
        places = [self.columns.index(column) for column in columns]
        return Rows(columns, [[row[place] for place in places] for row in self.rows])

    def as_csv(self) -> str:
        """Return the rows as CSV, as in https://www.w3.org/TR/sparql11-results-csv-tsv/ but with short line ends."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([term["value"] if term else "" for term in row] for row in self.rows)
        return text.getvalue()

    def as_json(self) -> str:
        """Return the rows as SPARQL results JSON."""
        bindings = [
            {column: term for column, term in zip(self.columns, row, strict=True) if term is not None}
            for row in self.rows
        ]
        answer = {"head": {"vars": self.columns}, "results": {"bindings": bindings}}
        return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"

    def for_terminal(self, form: str) -> str:
        """Return the rows as CSV or JSON that is safe to look at: JSON stays the same data, CSV is for the eye."""
        if form == "json":
            return "".join(c if c == visible(c, "\n") else json.dumps(c)[1:-1] for c in self.as_json())
        return visible(self.as_csv(), "\n")

    def as_table(self) -> str:
        """Return the rows as a table for a terminal, IRIs abbreviated as in the project's Turtle.

        Nothing in it steers the terminal (`visible`).
        """
        cells = [[_short(term) for term in row] for row in self.rows]
        columns = [visible(column) for column in self.columns]
        widths = [min(_WIDEST, max(map(len, column))) for column in zip(columns, *cells, strict=True)]
        lines = [columns, ["-" * width for width in widths], *cells]
        text = [
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
        ]
        return "\n".join(text) + f"\n{len(self.rows)} row(s)\n"


def _short(term: dict | None) -> str:
    if term is None:
        return ""
    text = abbreviate(term["value"]).strip("<>") if term["type"] == "uri" else " ".join(term["value"].split())
    return visible(text)


def query_text(question: str) -> str:
    """Return the text of a query that is given as text, as the path of a file, or as the name of an example."""
    question = question.removeprefix("\ufeff")  # the signature of a file whose content is given as the question
    named = {example.name: example.query for example in examples()}
    if question in named:
        return named[question]
    if question.endswith(".rq"):
        try:
            return Path(question).read_text(encoding="utf-8-sig")
        except OSError as error:
            raise QuestionError(f"{question} cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise QuestionError(f"{question} is not UTF-8 at byte {error.start}: save it as UTF-8") from error
    if "{" not in question:
        raise QuestionError(f"no example is named {question!r}; there are: {', '.join(named)}")
    return question


def ask_release(query: str) -> Rows:
    """Answer a SELECT or ASK from the release in service; `QuestionError` for a query that is not one of them."""
    release = current()
    try:
        store = release.load()
    except (OSError, SyntaxError) as error:
        raise QuestionError(f"{release.folder} cannot be read: run `unmandates build --force` ({error})") from error
    try:
        result = store.query(query, prefixes=PREFIXES, base_iri=BASE)
        if isinstance(result, ox.QueryTriples):
            raise QuestionError("ask for rows (SELECT) or yes or no (ASK); graphs are what an endpoint gives")
        rows = rows_of(result)
        return rows if star_of(query) is None else rows.reordered(in_order(query, rows.columns))
    except SyntaxError as error:
        raise QuestionError(f"the query cannot be read: {error}") from error
    except (RuntimeError, ValueError, OSError) as error:
        raise QuestionError(f"the query cannot be evaluated: {error}") from error


def rows_of(result: ox.QuerySolutions | ox.QueryBoolean) -> Rows:
    """Return the rows of a store's answer."""
    answer = json.loads(result.serialize(format=ox.QueryResultsFormat.JSON))
    if "boolean" in answer:
        return _rows(answer)
    columns = answer["head"]["vars"]
    return Rows(columns, [[row.get(column) for column in columns] for row in answer["results"]["bindings"]])


def ask_endpoint(query: str, endpoint: str, timeout: float = 60, most: int = _MOST_BYTES) -> Rows:
    """Answer a SELECT or ASK from a SPARQL endpoint (an URL), or raise `QuestionError`.

    The whole may take `timeout` seconds, the answer `most` bytes.
    """
    if not endpoint.startswith(("http://", "https://")):
        raise QuestionError(f"{endpoint!r} is no address of an endpoint: give one that begins with http:// or https://")
    if _form(query) in ("CONSTRUCT", "DESCRIBE"):
        raise QuestionError("ask for rows (SELECT) or yes or no (ASK)")
    try:
        text = exchange(endpoint, query, timeout, most)
    except ExchangeError as error:
        raise QuestionError(visible(f"{endpoint} {error}")) from error
    try:
        return _rows(json.loads(text))
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, _NoRows) else "it is not in the JSON format of SPARQL results"
        raise QuestionError(
            visible(f"{endpoint} gave no rows ({reason}): check the address, and ask for SELECT or ASK")
        ) from error


def _form(query: str) -> str | None:
    try:
        return read(query, {}, None, 10**9).form
    except (Refusal, ValueError):  # the endpoint's business
        return None


class _NoRows(ValueError):
    """What came is no SPARQL result (https://www.w3.org/TR/sparql11-results-json/); the text says where not."""


def _rows(answer: object) -> Rows:
    if not isinstance(answer, dict):
        raise _NoRows("it is no object")
    if "boolean" in answer:
        if not isinstance(answer["boolean"], bool):
            raise _NoRows("its boolean is neither true nor false")
        return Rows(["answer"], [[{"type": "literal", "value": str(answer["boolean"]).lower()}]])
    columns = _member(_member(answer, "head", dict), "vars", list)
    rows = _member(_member(answer, "results", dict), "bindings", list)
    if not all(isinstance(column, str) for column in columns) or len(set(columns)) != len(columns):
        raise _NoRows("its columns are no names, or not distinct ones")
    if len(columns) * len(rows) > _MOST_CELLS:
        raise _NoRows(f"it has more than {_MOST_CELLS:,} cells")
    for name in columns:
        _check_text(name, "a column")
    return Rows(columns, [_row(number, row, columns) for number, row in enumerate(rows, 1)])


def _member(document: dict, name: str, kind: type):
    if not isinstance(document.get(name), kind):
        raise _NoRows(f"it has no {name}")
    return document[name]


def _row(number: int, row: object, columns: list[str]) -> list[dict | None]:
    if not isinstance(row, dict):
        raise _NoRows(f"row {number} is no object")
    for column, term in row.items():
        place = f"row {number}, column {column[:40]!r}"
        if column not in columns:
            raise _NoRows(f"{place}: there is no such column")
        if not isinstance(term, dict) or term.get("type") not in _TYPES:
            raise _NoRows(f"{place}: it has no type that is known")
        for name in ("value", "xml:lang", "datatype"):
            if not isinstance(term.get(name, None if name == "value" else ""), str):
                raise _NoRows(f"{place}: its {name} is no text")
            _check_text(term.get(name, ""), place)
    return [row.get(column) for column in columns]


def _check_text(text: str, place: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise _NoRows(f"{place}: it holds half a surrogate pair, which is no character") from None
