"""The W3C's tests of queries, asked of the endpoint as a client would."""

import gc
from collections.abc import Iterator
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from tests.w3c.results import csv_rows, expected, parsed, same_rows, same_triples
from tests.w3c.suites import Case, cases
from tests.web.endpoint.conftest import application

from unmandates.engine import Engine, from_files

CASES = cases()
needs_suites = pytest.mark.skipif(not CASES, reason="the W3C's suites are not here: `make test` fetches them")

_VALUES = "the engine keeps the value of a number and not how it was written: 01 is 1, 1.0e6 is 1000000"
_RDF_11 = "in RDF 1.1 a plain literal is a string"
#: Where the engine differs from what a test expects, and why.
DIFFERS = (
    dict.fromkeys(
        "distinct/distinct-1 distinct/distinct-2 distinct/distinct-9 expr-builtin/dawg-str-1 expr-builtin/dawg-str-2 "
        "expr-builtin/sameTerm-eq expr-builtin/sameTerm-not-eq expr-builtin/sameTerm-simple expr-equals/eq-graph-1 "
        "expr-equals/eq-graph-2 open-world/open-eq-01 csv-tsv-res/csv03 csv-tsv-res/tsv03".split(),
        _VALUES,
    )
    | dict.fromkeys("expr-builtin/dawg-datatype-2 functions/strdt03 functions/strlang03".split(), _RDF_11)
    | dict.fromkeys(
        "dataset/dawg-dataset-09 dataset/dawg-dataset-10 dataset/dawg-dataset-12".split(),
        "a graph that is read once has the same blank nodes by either way to it",
    )
    | dict.fromkeys(
        "basic/term-6 basic/term-7 syntax-sparql1/syntax-lit-08".split(),
        "SPARQL 1.1 took the decimal `123.` out of the grammar",
    )
    | {
        "aggregates/agg-empty-group": "no group has no row; the suite's later version says so too",
        "open-world/date-2": "the engine finds a date with a time zone unequal to one without",
        "optional-filter/dawg-optional-filter-005-simplified": "the suite's later version has this as not simplified",
        "functions/bnode01": "the engine makes of BNODE(?x) the node of that name, in each row the same",
        "syntax-sparql3/syn-bad-26": "the engine reads `?x<?a&&?b>?y` as two comparisons",
    }
)


class Services:
    """The service over the data that was asked for last."""

    def __init__(self):
        self._files, self._engine, self._web = None, None, None

    def over(self, files: tuple[str, ...]):
        if files != self._files:
            self.close()
            self._engine = Engine(from_files(files)).__enter__()
            self._files, self._web = files, application(self._engine).test_client()
        return self._web

    def close(self) -> None:
        if self._engine:
            self._engine.__exit__(None, None, None)
            self._engine = self._files = None
            gc.collect()


@pytest.fixture(scope="module")
def services(tmp_path_factory) -> Iterator[Services]:
    empty = tmp_path_factory.mktemp("data") / "empty.ttl"
    empty.touch()
    made = Services()
    made.empty = (str(empty),)
    yield made
    made.close()


def expect_what_differs(case: Case, request) -> None:
    """Let a test fail for the reason that is known; one that no longer does is noticed."""
    if case.name in DIFFERS:
        request.applymarker(pytest.mark.xfail(reason=DIFFERS[case.name], strict=True))


def ask(web, text: str, accept: str):
    body = urlencode({"query": text})
    return web.post("/sparql", data=body, headers={"Accept": accept}, content_type="application/x-www-form-urlencoded")


@needs_suites
@pytest.mark.parametrize("case", [c for c in CASES if c.kind == "evaluation"] or [None], ids=lambda c: c and c.name)
def test_evaluation(services, case: Case, request):
    expect_what_differs(case, request)
    web = services.over(case.files or services.empty)
    theirs = expected(case.result)
    if case.result.suffix == ".csv":
        answer = ask(web, case.text, "text/csv")
        assert same_rows(csv_rows(answer.text), theirs), answer.text
        return
    forms = {".srj": ("JSON", "application/sparql-results+json"), ".tsv": ("TSV", "text/tab-separated-values")}
    form, media_type = forms.get(case.result.suffix, ("XML", "application/sparql-results+xml"))
    answer = ask(web, case.text, f"{media_type}, application/n-triples;q=0.9")
    assert answer.status_code == 200, answer.text
    if answer.mimetype == "application/n-triples":
        ours = [quad.triple for quad in ox.parse(answer.data, format=ox.RdfFormat.N_TRIPLES)]
        assert same_triples(ours, theirs), answer.text
    elif isinstance(theirs, bool):
        assert parsed(answer.data, form) is theirs
    else:
        assert same_rows(parsed(answer.data, form), theirs, case.lax), answer.text


@needs_suites
@pytest.mark.parametrize("case", [c for c in CASES if c.kind != "evaluation"] or [None], ids=lambda c: c and c.name)
def test_syntax(services, case: Case, request):
    expect_what_differs(case, request)
    answer = ask(services.over(services.empty), case.text, "*/*")
    if case.kind == "wrong":
        assert answer.status_code == 400, answer.text
        assert answer.json["line"] >= 1
    elif "SERVICE SILENT" in case.text:  # understood, and asked of nobody
        assert answer.status_code == 200 and "asked nobody" in answer.headers["Unmandates-Hint"], answer.text
    elif "SERVICE" in case.text:  # understood, and refused for that reason alone
        assert answer.status_code == 403, answer.text
    elif answer.status_code != 200:  # so is one with a function that nobody knows
        assert answer.json["detail"].startswith("There is no function"), answer.text
