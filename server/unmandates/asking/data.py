"""The one narrow way from the pages to the data: fixed queries from files, with terms put in place of variables.

A page never runs a text that a user wrote. What it asks is a query file in `queries/`; what changes from page to page
are terms in the place of variables of the SELECT clause: IRIs, which narrow the answer, and the day of a status, by
VALUES (https://www.w3.org/TR/sparql11-query/#inline-data), literals, which filter it, by substitution in the store. A
SPARQL endpoint elsewhere can take the place of the store without a page knowing it.
"""

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

import pyoxigraph as ox

from unmandates.corpus.layout import PACKAGE
from unmandates.rdf.namespaces import BASE, PREFIXES
from unmandates.rdf.queries import QueryFile, read_query
from unmandates.release.release import Release

FOLDER = PACKAGE / "asking" / "queries"
_SELECT = re.compile(r"\bSELECT\b[^{]*?\bWHERE\s*\{")
#: The variable of the queries whose answer is that of a day; it is never left open.
DAY = "day"
Term = ox.NamedNode | ox.Literal
Row = dict[str, Term | None]


@lru_cache(maxsize=256)
def query(name: str) -> QueryFile:
    """Return the query in `queries/<name>.rq`; terms can take the place of its variables."""
    return read_query(FOLDER / f"{name}.rq")


def _check(found: QueryFile, terms: dict[str, Term]) -> None:
    """Raise ValueError where a query tells how things stand on a day and is given none: that has no answer."""
    if DAY in found.variables and DAY not in terms:
        raise ValueError(f"the query {found.name} tells of a day: give it one, {DAY}=…")


def standalone(name: str, told_in: str = "en", /, **terms: Term | tuple[Term, ...]) -> str:
    """Return a query as anybody can ask it: prefixes declared, and the terms, one or several, given by VALUES.

    It opens with its words in a language, and asks for names in it; in English, where it has none in that language.
    """
    found = query(name)
    text, language = _put(found, told_in, terms)
    used = sorted(set(re.findall(r"(?<![\w:<?])([a-z]+):(?=\w)", text)) & set(PREFIXES))
    head = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in used)
    base = f"BASE <{BASE}>\n" if re.search(r"<(?![a-z]+:)[a-z-]+/", text) else ""
    return f"# {found.words[language]}\n{base}{head}{text}"


def _put(found: QueryFile, told_in: str, terms: dict[str, Term | tuple[Term, ...]]) -> tuple[str, str]:
    """Return a query with terms given that asks for names in a language, or else in English, and which it is."""
    _check(found, terms)
    language = told_in if told_in in found.words else "en"
    return given(found.text, terms).replace('"en"', f'"{language}"'), language


def given(text: str, terms: dict[str, Term | tuple[Term, ...]]) -> str:
    """Return a query with a VALUES for each of the terms, in its SELECT and in every inner one that names the variable.

    The store plans a query before it puts substitutions in, but with VALUES in sight: where a term narrows the answer
    to few things, that is ten times as fast.
    """

    def opened(select: re.Match) -> str:
        values = (
            f"\n  VALUES ?{variable} {{ {' '.join(map(str, term)) if isinstance(term, tuple) else term} }}"
            for variable, term in sorted(terms.items())
            if select.start() == first or re.search(rf"\?{variable}\b", select[0])
        )
        return select[0] + "".join(values)

    first = select.start() if (select := _SELECT.search(text)) else 0
    return _SELECT.sub(opened, text)


class Data:
    """A release opened for reading: the rows of fixed queries, and a mark of the release."""

    def __init__(self, release: Release, store: ox.Store | None = None) -> None:
        self.release = release
        self._store = store if store is not None else release.open_store()

    def hold(self, most: int) -> None:
        """Ask a copy in memory from now on, two to three times as quick, if the dumps have up to `most` bytes."""
        if self.release.size <= most:
            self._store = self.release.load()

    def rows(self, name: str, **terms: Term | tuple[ox.NamedNode, ...]) -> list[Row]:
        """Return the rows of the query `name`, in its order, with each of `terms` in place of its variable.

        Several IRIs are asked about at once as a tuple; without one there is nothing to ask.
        """
        if () in terms.values():
            return []
        return _rows(self._solutions(name, terms))

    def rows_of_each(
        self, name: str, variable: str, terms: Iterable[ox.NamedNode], **others: ox.NamedNode
    ) -> dict[ox.NamedNode, list[Row]]:
        """Return the rows of the query `name` for each of several terms in place of a variable, asked as one question.

        A limit of the query holds for each of the terms; `others` take the place of other variables.
        """
        found: dict[ox.NamedNode, list[Row]] = {term: [] for term in terms}
        if not found:
            return found
        each = "\nUNION\n".join(f"{{ {given(query(name).text, {**others, variable: term})} }}" for term in found)
        for row in _rows(self._ask(f"SELECT * WHERE {{\n{each}\n}}")):
            found[row[variable]].append(row)
        return found

    def rows_of_all(self, names: Iterable[str], told_in: str, **terms: Term) -> dict[str, list[Row]]:
        """Return the rows of each of several queries, as they are asked in a language, asked as one question.

        A query is given those of the terms for which it has a variable.
        """
        found: dict[str, list[Row]] = {name: [] for name in names}
        parts = []
        for name in found:
            fitting = {variable: term for variable, term in terms.items() if variable in query(name).variables}
            parts.append(f'{{ {{ {_put(query(name), told_in, fitting)[0]} }} BIND("{name}" AS ?_query) }}')
        for row in _rows(self._ask("SELECT * WHERE {\n" + "\nUNION\n".join(parts) + "\n}")) if parts else ():
            name = row["_query"].value
            found[name].append({variable: row[variable] for variable in query(name).variables})
        return found

    def csv(self, name: str, **terms: Term) -> bytes:
        """Return the same rows as CSV (https://www.w3.org/TR/sparql11-results-csv-tsv/)."""
        return self._solutions(name, terms).serialize(format=ox.QueryResultsFormat.CSV)

    def holds(self, iri: str) -> bool:
        """Say whether any statement of the release is about an IRI or names it."""
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return False
        found = (self._store.quads_for_pattern(*pattern) for pattern in ((node, None, None), (None, None, node)))
        return any(next(quads, None) is not None for quads in found)

    @cached_property
    def mark(self) -> str:
        """A short mark of the release, for ETags: the first digits of its digest."""
        return self.release.digest.removeprefix("sha256:")[:12]

    def _solutions(self, name: str, terms: dict[str, Term | tuple[ox.NamedNode, ...]]) -> ox.QuerySolutions:
        _check(query(name), terms)
        inline = {
            variable: term for variable, term in terms.items() if variable == DAY or not isinstance(term, ox.Literal)
        }
        others = {ox.Variable(variable): term for variable, term in terms.items() if variable not in inline}
        text = given(query(name).text, inline)
        return self._ask(text, others)

    def _ask(self, text: str, substitutions: dict[ox.Variable, ox.Literal] | None = None) -> ox.QuerySolutions:
        """Ask the store a question: the one place where a page does."""
        return self._store.query(text, prefixes=PREFIXES, base_iri=BASE, substitutions=substitutions)


def _rows(solutions: ox.QuerySolutions) -> list[Row]:
    names = [variable.value for variable in solutions.variables]
    return [dict(zip(names, row, strict=True)) for row in solutions]


def iris_of(rows: Iterable[Row]) -> set[str]:
    """Return all IRIs that stand in rows."""
    return {term.value for row in rows for term in row.values() if isinstance(term, ox.NamedNode)}
