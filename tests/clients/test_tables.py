"""Tables: pandas reads rows as CSV with a byte order mark or without, and as JSON."""

import io
import json
import urllib.parse
import urllib.request

import pytest

pandas = pytest.importorskip("pandas", reason="pandas is not installed: `make test` installs it")
QUERY = "SELECT * { ?zone a unm:State ; skos:prefLabel ?ar FILTER(lang(?ar) = 'ar') } ORDER BY ?zone LIMIT 20"


def address(endpoint, **parameters):
    return endpoint + "?" + urllib.parse.urlencode({"query": QUERY} | parameters)


def test_csv(endpoint):
    plain = pandas.read_csv(address(endpoint, format="csv"))
    marked = pandas.read_csv(address(endpoint, format="CSV", bom="1"))
    assert list(plain.columns) == ["zone", "ar"] == list(marked.columns)
    assert len(plain) == 20 and plain.equals(marked)


def test_json_and_tsv_say_the_same(endpoint):
    tsv = pandas.read_csv(address(endpoint, format="tsv"), sep="\t")
    assert list(tsv.columns) == ["?zone", "?ar"]
    with urllib.request.urlopen(address(endpoint, format="JSON")) as answer:
        found = json.load(answer)
    frame = pandas.json_normalize(found["results"]["bindings"])
    assert list(frame["zone.value"]) == list(tsv["?zone"].str.strip("<>"))


def test_excel_reads_the_list_of_names_as_utf8(base):
    with urllib.request.urlopen(base + "/lookup.csv?bom=1") as answer:
        text = answer.read()
    assert text.startswith(b"\xef\xbb\xbf") and len(pandas.read_csv(io.BytesIO(text))) > 100
