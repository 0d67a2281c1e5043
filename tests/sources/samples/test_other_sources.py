"""Entities, budget and un80 on what was published: `UNMANDATES_SAMPLES` names the folder that holds it, all below it.

The files are looked for by name: `un_system_chart_entities.csv`, `ppb2026_entity_mandate_citations.csv`, and a folder
`un80-paragraphs`.
"""

import os
from pathlib import Path

import pytest
from tests.sources.made_up import OnDisk, kinds, sorted_out, statements

from unmandates.sources import budget, entities, un80
from unmandates.sources.notes import Outcome


def sample(name: str) -> Path:
    """Return the file or folder of the samples with a name, or skip the test and say why."""
    named = os.environ.get("UNMANDATES_SAMPLES")
    if not named:
        pytest.skip("UNMANDATES_SAMPLES names no folder of samples")
    found = next((path for path in sorted(Path(named).rglob(name))), None)
    if found is None:
        pytest.skip(f"the folder that UNMANDATES_SAMPLES names has no {name}")
    return found


def on_disk(path: Path) -> OnDisk:
    return OnDisk(path.name, path, size=path.stat().st_size)


def test_every_entity_is_taken_and_the_curated_ones_are_known():
    items, notes = sorted_out(entities.SOURCE, [on_disk(sample("un_system_chart_entities.csv"))])
    assert [note for note in notes if note.outcome != Outcome.TAKEN] == []
    assert len(items) == 169
    assert {"unodc", "undp", "ilo", "third-committee", "human-rights-council", "binuh", "un-habitat"} <= items.keys()
    drawn = [entities.SOURCE.draw(item) for item in items.values()]
    assert sum((kinds(one.notes) for one in drawn), start=kinds([])) == {}


def test_of_the_budget_at_most_one_citation_in_two_hundred_is_left_out():
    items, notes = sorted_out(budget.SOURCE, [on_disk(sample("ppb2026_entity_mandate_citations.csv"))])
    assert notes == []
    assert len(items) == 41
    drawn = [budget.SOURCE.draw(item) for item in items.values()]
    left_out = [note for one in drawn for note in one.notes if note.outcome == Outcome.SKIPPED]
    assert len(left_out) <= 8594 / 200
    cited = [line for one in drawn for line in statements(one) if " unm:cites " in line]
    assert len(cited) > 4000


def test_every_document_of_un80_is_read_and_few_acts_have_no_operative_paragraph():
    folder = sample("un80-paragraphs")
    items, notes = sorted_out(un80.SOURCE, map(on_disk, sorted(folder.glob("*.json"))))
    assert notes == []
    drawn = {key: un80.SOURCE.draw(item) for key, item in items.items()}
    assert all(one.triples for one in drawn.values())
    acts = [key for key, one in drawn.items() if "no-act-of-an-organ" not in kinds(one.notes)]
    without = [key for key in acts if not any("/op/1> " in line for line in statements(drawn[key]))]
    assert len(without) < len(acts) / 10, sorted(without)
