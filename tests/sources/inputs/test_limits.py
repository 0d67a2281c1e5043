"""The limits of an import are settings, and a breach says which one it was."""

import pickle
from dataclasses import fields

import pytest

from unmandates.sources.inputs.limits import Breach, Limits
from unmandates.sources.notes import Outcome


def test_every_limit_is_a_setting():
    named = {f"UNMANDATES_IMPORT_{field.name.upper()}": "7" for field in fields(Limits)}
    limits = Limits.from_environment(named)
    assert {getattr(limits, field.name) for field in fields(Limits)} == {7}


@pytest.mark.parametrize("value", ["soon", "0", "-1"])
def test_a_bad_limit_names_its_variable(value):
    with pytest.raises(ValueError, match="UNMANDATES_IMPORT_XML_DEPTH"):
        Limits.from_environment({"UNMANDATES_IMPORT_XML_DEPTH": value})


def test_a_breach_names_the_limit_what_was_seen_and_what_to_do():
    with pytest.raises(Breach) as caught:
        Limits(xml_bytes=1000).hold("xml_bytes", 1001, "bytes")
    assert str(caught.value) == "xml_bytes: 1,001 bytes, 1,000 allowed. If it is sound, set UNMANDATES_IMPORT_XML_BYTES"
    note = pickle.loads(pickle.dumps(caught.value)).note("a/b.xml", "A-1")
    assert (note.kind, note.outcome, note.place, note.item) == ("refused-xml-bytes", Outcome.SKIPPED, "a/b.xml", "A-1")
    assert "UNMANDATES_IMPORT_XML_BYTES" in note.detail


def test_what_is_within_a_limit_passes():
    Limits(xml_bytes=1000).hold("xml_bytes", 1000, "bytes")
