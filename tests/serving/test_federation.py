"""The example of the README beside the deployment: two services on one machine, joined by one query."""

import json
import os
import re
import urllib.error
from pathlib import Path

import pytest
from tests.serving.live import ask, service

from unmandates.corpus.layout import TURTLE_ROOT

README = (TURTLE_ROOT / "server" / "deploy" / "README.md").read_text(encoding="utf-8")
QUERY = re.search(r"```sparql\n(.*?)```", README, re.S)[1]
OTHER = "http://127.0.0.1:8001/sparql"
#: What the vocabulary is made of: goals, targets and indicators, each narrower than the one before.
VOCABULARY = """
PREFIX sdg: <http://metadata.un.org/sdg/>
PREFIX sdgo: <http://metadata.un.org/sdg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
sdg:5 a sdgo:Goal, skos:Concept .
sdg:5.2 a sdgo:Target, skos:Concept ; skos:broader sdg:5 .
sdg:X1 a sdgo:Indicator, skos:Concept ; skos:broader sdg:5.2 .
sdg:X2 a sdgo:Indicator, skos:Concept ; skos:broader sdg:5.2 .
sdg:16 a sdgo:Goal, skos:Concept .
sdg:16.2 a sdgo:Target, skos:Concept ; skos:broader sdg:16 .
sdg:X3 a sdgo:Indicator, skos:Concept ; skos:broader sdg:16.2 .
sdg:16.9 a sdgo:Target, skos:Concept ; skos:broader sdg:16 .
sdg:X4 a sdgo:Indicator, skos:Concept ; skos:broader sdg:16.9 .
"""


def joined(folder: Path, vocabulary: Path):
    """Return the rows that the example gives over the curated goals and a vocabulary, and what another service gets."""
    curated = [TURTLE_ROOT / "graph/linkset/sdg.ttl", *sorted((TURTLE_ROOT / "graph/instrument").glob("sdg-*.ttl"))]
    with service("data", vocabulary, log=folder / "other.log") as other:
        allowed = {"UNMANDATES_ALLOWED_SERVICES": f"{other}/sparql"}
        with service("data", *curated, log=folder / "own.log", **allowed) as own:
            answer = json.loads(ask(own, QUERY.replace(OTHER, f"{other}/sparql"))[2])
            with pytest.raises(urllib.error.HTTPError) as refused:
                ask(own, QUERY.replace(OTHER, f"{other}/sparql/"))
    refused.value.close()
    rows = [{name: term["value"] for name, term in row.items()} for row in answer["results"]["bindings"]]
    return [tuple(row[name] for name in ("label", "goal", "indicators")) for row in rows], refused.value.code


def test_the_example_joins_two_services(tmp_path):
    assert QUERY.count(OTHER) == 1
    path = tmp_path / "sdg.ttl"
    path.write_text(VOCABULARY, encoding="utf-8")
    rows, refused = joined(tmp_path, path)
    assert rows == [
        ("Target 16.2 of the Sustainable Development Goals", "http://metadata.un.org/sdg/16", "1"),
        ("Target 5.2 of the Sustainable Development Goals", "http://metadata.un.org/sdg/5", "2"),
    ]
    assert refused == 403


def test_the_example_joins_the_vocabulary_as_it_is_published(tmp_path):
    """`UNMANDATES_SDG_VOCABULARY` names the file of the vocabulary, which is no part of this project."""
    named = os.environ.get("UNMANDATES_SDG_VOCABULARY")
    if not named:
        pytest.skip("UNMANDATES_SDG_VOCABULARY names no file of the vocabulary")
    rows, _ = joined(tmp_path, Path(named))
    assert {goal for _, goal, _ in rows} == {f"http://metadata.un.org/sdg/{number}" for number in (5, 8, 16)}
    assert all(int(count) > 0 for _, _, count in rows)
