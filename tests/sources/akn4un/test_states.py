"""States by the spellings of votes and lists."""

import csv

import pytest

from unmandates.corpus.files import TURTLE_ROOT
from unmandates.sources.akn4un.voting.states import SPELLINGS, body_of, leading


def test_every_spelling_is_of_a_state_of_the_graph():
    with SPELLINGS.open(encoding="utf-8", newline="") as file:
        keys = {row["body"] for row in csv.DictReader(file)}
    missing = [
        key for key in sorted(keys) if "a unm:State" not in (TURTLE_ROOT / f"graph/body/{key}.ttl").read_text("utf-8")
    ]
    assert not missing
    assert len(keys) == 195, "193 Members and two observers"


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("TÜRKÝYE", "turkiye"),
        ("TÜRKİYE", "turkiye"),
        ("TURKEY", "turkiye"),
        ("COTE D'IVOIRE", "cote-d-ivoire"),
        ("CÔTE D’IVOIRE", "cote-d-ivoire"),
        ("UNITED STATES OF AMERICA.", "united-states"),
        ("GE RMANY", "germany"),
        ("NETHERLANDS (KINGDOM OF THE)", "netherlands"),
        ("THE GAMBIA", "gambia"),
        ("\u00a0NIGER ", "niger"),
    ],
)
def test_spellings_are_resolved(spelling, key):
    assert body_of(spelling) == key


@pytest.mark.parametrize(
    "name", ["THE OF KOREA", "SOLOMON", "ISLANDS", "UNITED", "", "SERBIA AND MONTENEGRO", "NIGERI"]
)
def test_what_is_no_one_state_is_none(name):
    assert body_of(name) is None


def test_the_longest_name_at_the_beginning_counts():
    assert leading("Guinea-Bissau and Mali") == ("guinea-bissau", 13)
    assert leading("Iran (Islamic Republic of) and Iraq") == ("iran", 26)
    assert leading("the Dominican Republic, Japan") == ("dominican-republic", 22)
    assert leading("Solomon, Islands") is None
    assert leading("Malians and others") is None
