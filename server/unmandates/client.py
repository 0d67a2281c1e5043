"""Asking a question: of the release on this machine, or of any SPARQL endpoint."""

import csv
import io
import json
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError

import pyoxigraph as ox
from SPARQLWrapper import CONSTRUCT, DESCRIBE, JSON, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from unmandates.engine.columns import in_order, star_of
from unmandates.examples import examples
from unmandates.namespaces import BASE, PREFIXES
from unmandates.release import current
from unmandates.turtle import abbreviate


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

    def as_table(self) -> str:
        """Return the rows as a table for a terminal, IRIs abbreviated as in the project's Turtle."""
        cells = [[_short(term) for term in row] for row in self.rows]
        widths = [max(map(len, column)) for column in zip(self.columns, *cells, strict=True)]
        lines = [self.columns, ["-" * width for width in widths], *cells]
        text = [
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
        ]
        return "\n".join(text) + f"\n{len(self.rows)} row(s)\n"


def _short(term: dict | None) -> str:
    if term is None:
        return ""
    return abbreviate(term["value"]).strip("<>") if term["type"] == "uri" else " ".join(term["value"].split())


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
    return _rows(json.loads(result.serialize(format=ox.QueryResultsFormat.JSON)))


def ask_endpoint(query: str, endpoint: str, timeout: int = 60) -> Rows:
    """Answer a SELECT or ASK from a SPARQL endpoint (an URL) within `timeout` seconds, or raise `QuestionError`."""
    if not endpoint.startswith(("http://", "https://")):
        raise QuestionError(f"{endpoint!r} is no address of an endpoint: give one that begins with http:// or https://")
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setTimeout(timeout)
    wrapper.setMethod(POST)
    wrapper.setReturnFormat(JSON)
    wrapper.setQuery(query)
    if wrapper.queryType in (CONSTRUCT, DESCRIBE):
        raise QuestionError("ask for rows (SELECT) or yes or no (ASK)")
    try:
        text = wrapper.query().response.read()
    except (SPARQLWrapperException, HTTPError) as error:
        raise QuestionError(f"{endpoint} refused the query: {error}") from error
    except (OSError, HTTPException, ValueError) as error:
        raise QuestionError(f"{endpoint} cannot be reached: {error}") from error
    try:
        return _rows(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise QuestionError(
            f"{endpoint} gave no rows: check the address, and ask for rows (SELECT) or yes or no (ASK)"
        ) from error


def _rows(answer: dict) -> Rows:
    if "boolean" in answer:
        value = {"type": "literal", "value": str(answer["boolean"]).lower()}
        return Rows(["answer"], [[value]])
    columns = answer["head"]["vars"]
    return Rows(columns, [[row.get(column) for column in columns] for row in answer["results"]["bindings"]])
