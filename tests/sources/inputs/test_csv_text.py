"""CSV of strangers, and CSV for people."""

import csv
import io

import pytest

from unmandates.sources.inputs.csv_text import read_records, read_rows, safe_cell, write_rows
from unmandates.sources.inputs.limits import Breach, Limits


def breach(data: bytes, **limits: int) -> str:
    with pytest.raises(Breach) as caught:
        list(read_rows(data, Limits(**limits)))
    return caught.value.limit


def test_each_limit_is_held():
    assert breach(b"a,b,c\n", csv_columns=2) == "csv_columns"
    assert breach(b"a\nb\nc\n", csv_rows=2) == "csv_rows"
    assert breach(b"a,12345\n", csv_cell=4) == "csv_cell"
    assert breach(b"a,\xff\n") == "csv"


def test_records_have_the_names_of_their_columns():
    data = '\ufeffname, place\r\n"a ""b""",c\r\n\r\nd\r\ne,f,g,h\r\n'.encode()
    assert list(read_records(data)) == [
        {"name": 'a "b"', "place": "c"},
        {"name": "d", "place": ""},
        {"name": "e", "place": "f", "": "g,h"},
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "'=1"])
def test_no_spreadsheet_runs_a_cell(cell):
    assert safe_cell(cell).startswith("'")


def test_a_cell_forges_nothing():
    written = io.StringIO(newline="")
    write_rows([["kind", 3, "a\u202eb\x1b[2Jc\nd"]], written)
    assert written.getvalue() == "kind,3,a\\u202eb\\x1b[2Jc\\x0ad\n"
    assert next(csv.reader([written.getvalue()])) == ["kind", "3", "a\\u202eb\\x1b[2Jc\\x0ad"]
