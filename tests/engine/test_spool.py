"""Rows are counted as they pass, whatever the pieces in which they come."""

import json

import pytest

from unmandates.engine.refusals import NotExpressible, ResultLimit
from unmandates.engine.spool import Spool

ROWS = {
    "JSON": json.dumps({"results": {"bindings": [{"x": {"value": 'a},{"b'}}] * 9}}, separators=(",", ":")).encode(),
    "XML": b"<result>&lt;result></result>" * 8,
    "TSV": b"?x\n" + b"1\n" * 7,
}


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("step", [1, 2, 5, 1000])
def test_rows_are_counted_across_pieces(tmp_path, name, step):
    spool = Spool(str(tmp_path))
    spool.begin(name, 10_000, 100)
    for at in range(0, len(ROWS[name]), step):
        spool.write(ROWS[name][at : at + step])
    assert spool.rows == 8 and spool.finish()[0] == ROWS[name]


def test_limits_hold(tmp_path):
    spool = Spool(str(tmp_path))
    spool.begin("TSV", 10_000, 3)
    with pytest.raises(ResultLimit):
        spool.write(b"1\n" * 4)
    spool.begin("TURTLE", 10, 3)
    with pytest.raises(ResultLimit):
        spool.write(b"x" * 11)


def test_a_character_cut_in_two_is_still_seen(tmp_path):
    spool = Spool(str(tmp_path))
    spool.begin("XML", 10_000, 100)
    spool.write(b"a\xef\xbf")
    with pytest.raises(NotExpressible):
        spool.write(b"\xbe")
