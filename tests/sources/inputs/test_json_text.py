"""JSON of strangers."""

import pytest

from unmandates.sources.inputs.json_text import parse_json
from unmandates.sources.inputs.limits import Breach, Limits


def breach(data: bytes | str, **limits: int) -> str:
    with pytest.raises(Breach) as caught:
        parse_json(data, Limits(**limits))
    return caught.value.limit


def test_each_limit_is_held():
    assert breach("[" * 11 + "]" * 11, json_depth=10) == "json_depth"
    assert breach("[" * 1_000_000) == breach('{"a":' * 1_000_000) == "json_depth"
    assert breach("9" * 5_000_000) == breach("-0." + "1" * 99) == "json_digits"
    assert breach(b"[1, 2]", json_bytes=5) == "json_bytes"


@pytest.mark.parametrize("data", [b"", b'"{"a": 1}"', b"[1,]", b"NaN", b"-Infinity", b"\xff", b'"open', b"{'a': 1}"])
def test_what_is_no_json_is_named(data):
    assert breach(data) == "json"


def test_values_come_out_as_they_are():
    assert parse_json('\ufeff{"a": [1, 2.5, "[[[\\"]"], "b": null}'.encode()) == {"a": [1, 2.5, '[[["]'], "b": None}
    assert parse_json("[" * 10 + "]" * 10, Limits(json_depth=10))


def test_half_a_pair_of_surrogates_can_be_written():
    assert parse_json('["\\ud800x", {"\\uDC00": "\\ud83d\\ude00"}]') == ["\ufffdx", {"\ufffd": "\U0001f600"}]
