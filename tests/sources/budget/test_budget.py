"""The citations of a programme budget: one item a section, a programme for each entity and subprogramme."""

import pytest
from tests.sources.made_up import kinds, sorted_out, statements, written

from unmandates.sources.budget import SOURCE
from unmandates.sources.budget.sorting import section
from unmandates.sources.notes import Outcome
from unmandates.sources.source import Standing

HEAD = (
    "entity,entity_long,section_title,context,subprogramme,organ_group,cited_text,document_symbol,title,source_file\n"
)
FILE = "A_80_6_SECT.16.json"


def row(cited: str, symbol: str, **other: str) -> str:
    cells = {
        "entity": "LKW",
        "entity_long": "Lake Watch",
        "context": "legislative_mandates",
        "subprogramme": "",
        "organ_group": "",
        "title": "",
        "source_file": FILE,
    } | other
    order = "entity entity_long section_title context subprogramme organ_group".split()
    texts = [cells.get(name, "") for name in order] + [cited, symbol, cells["title"], cells["source_file"]]
    return ",".join(f'"{text}"' for text in texts) + "\n"


def draw(tmp_path, *rows: str):
    items, notes = sorted_out(SOURCE, [written(tmp_path, "budget.csv", HEAD + "".join(rows))])
    assert notes == []
    (item,) = items.values()
    return SOURCE.draw(item)


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("A_80_6_SECT.24.json", "A/80/6 (Sect. 24)"),
        ("A_80_6_SECT.29A.json", "A/80/6 (Sect. 29A)"),
        ("A_81_6_SECT.3.json", "A/81/6 (Sect. 3)"),
        ("A_80_6 (SECT. 3)_ADD.2_CLUSTER I_ADVANCE COPY.json", "A/80/6 (Sect. 3)/Add.2"),
        ("A_80_6_SECT.1.PART AB_CONSOLIDATED_22 MAY 2025.json", "A/80/6 (Sect. 1)"),
    ],
)
def test_the_name_of_a_file_tells_the_section(name, symbol):
    assert section(name)[0] == symbol


@pytest.mark.parametrize("name", ["A_80_6.json", "section 3.json", "A_80_7_SECT.3.json", "A_80_6_SECT.3.pdf", ""])
def test_another_name_tells_none(name):
    assert section(name) is None


def test_a_citation_lies_below_the_programme_that_makes_it(tmp_path):
    found = draw(tmp_path, row("76/7", "A/RES/76/7", subprogramme="Subprogramme 2 – Deep lakes", title="On lakes"))
    assert list(found.triples) == [Standing.CANDIDATE]
    assert found.notes == []
    said = statements(found)
    programme = "<document/A-80-6-Sect.-16/programme/1>"
    citation = "<document/A-80-6-Sect.-16/programme/1/citation/1>"
    assert said >= {
        '<document/A-80-6-Sect.-16> unm:symbol "A/80/6 (Sect. 16)"',
        f"{programme} rdf:type unm:Programme",
        f"{programme} unm:parent <document/A-80-6-Sect.-16>",
        f'{programme} unm:number "2"',
        f'{programme} dcterms:title "Deep lakes"@en',
        f"{programme} unm:programmeOf <body/lkw>",
        '<body/lkw> skos:prefLabel "Lake Watch"@en',
        f"{citation} rdf:type unm:Citation",
        f"{citation} unm:parent {programme}",
        f"{citation} unm:cites <document/A-RES-76-7>",
        f'{citation} unm:citedAs "76/7"',
        f'{citation} unm:listedAsMandate "true"',
        "<document/A-RES-76-7> rdf:type unm:Resolution",
        '<document/A-RES-76-7> dcterms:title "On lakes"@en',
    }


def test_a_curated_entity_is_named_and_not_described(tmp_path):
    found = draw(
        tmp_path,
        row("76/7", "A/RES/76/7", entity="UNODC", entity_long="United Nations Office on Drugs and Crime"),
    )
    said = statements(found)
    assert "<document/A-80-6-Sect.-16/programme/1> unm:programmeOf <body/unodc>" in said
    assert not any(line.startswith("<body/unodc>") for line in said)


def test_what_is_cited_twice_is_one_citation(tmp_path):
    said = statements(
        draw(
            tmp_path,
            row("76/7", "A/RES/76/7", context="other"),
            row("resolution 76/7", "a/RES/76/7"),
            row("77/1", "A/RES/77/1", context="other"),
        )
    )
    assert sum("unm:cites" in line for line in said) == 2
    assert sum("unm:citedAs" in line for line in said) == 3
    assert [line for line in sorted(said) if "listedAsMandate" in line] == [
        '<document/A-80-6-Sect.-16/programme/1/citation/1> unm:listedAsMandate "true"'
    ]


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (row("76/7", "Home/Mobile?FinalSymbol=A"), "symbol-not-understood"),
        (row("76/8", "A/RES/76/7"), "words-and-symbol-differ"),
        (row("", "A/RES/76/7"), "words-and-symbol-differ"),
        (row("55/20", "A/RES/55/20", organ_group="Human Rights Council resolutions"), "heading-and-symbol-differ"),
    ],
)
def test_a_doubtful_citation_is_told_and_not_said(tmp_path, given, kind):
    found = draw(tmp_path, given)
    assert [(note.kind, note.outcome) for note in found.notes] == [(kind, Outcome.SKIPPED)]
    assert not any("unm:cites" in line for line in statements(found))


def test_a_number_with_its_year_in_brackets_is_the_security_councils_under_any_heading(tmp_path):
    found = draw(tmp_path, row("1325 (2000)", "S/RES/1325(2000)", organ_group="Human Rights Council resolutions"))
    assert not found.notes and any("unm:cites <document/S-RES-1325-2000>" in line for line in statements(found))


def test_a_document_that_is_called_by_two_titles_has_none(tmp_path):
    rows = row("76/7", "A/RES/76/7", title="On lakes"), row("76/7", "A/RES/76/7", title="On ponds", subprogramme="B")
    found = draw(tmp_path, *rows)
    assert kinds(found.notes) == {"titles-differ": 1}
    assert not any("<document/A-RES-76-7> dcterms:title" in line for line in statements(found))


def test_titles_outside_the_lists_of_mandates_are_cells_of_other_tables(tmp_path):
    found = draw(tmp_path, row("76/7", "A/RES/76/7", title="412.9", context="other"))
    assert not any("<document/A-RES-76-7> dcterms:title" in line for line in statements(found))


def test_a_name_that_is_not_understood_is_told_and_the_rest_goes_on(tmp_path):
    rows = row("76/7", "A/RES/76/7", source_file="annex.json") + row("77/1", "A/RES/77/1")
    items, notes = sorted_out(SOURCE, [written(tmp_path, "budget.csv", HEAD + rows)])
    assert list(items) == ["A-80-6-Sect.-16"]
    assert [(note.kind, note.outcome) for note in notes] == [("section-not-understood", Outcome.SKIPPED)]


def test_other_tables_are_none_of_the_source(tmp_path):
    items, notes = sorted_out(SOURCE, [written(tmp_path, "entities.csv", "entity,entity_long\nA,B\n")])
    assert items == {}
    assert [(note.kind, note.outcome) for note in notes] == [("other-table", Outcome.FOREIGN)]


def test_the_same_table_gives_the_same_statements_in_the_same_order(tmp_path):
    rows = [row("76/7", "A/RES/76/7"), row("77/1", "A/RES/77/1", entity="DLW"), row("1 (I)", "A/RES/1(I)")]
    first, second = draw(tmp_path, *rows), draw(tmp_path, *rows)
    assert list(first.triples[Standing.CANDIDATE]) == list(second.triples[Standing.CANDIDATE])


def test_it_is_not_served_without_a_setting():
    assert not SOURCE.rights.served
