"""The table of entities: each a body, with what the chart says of it."""

from tests.sources.made_up import kinds, sorted_out, statements, written

from unmandates.sources.entities import SOURCE
from unmandates.sources.notes import Outcome
from unmandates.sources.source import Standing

HEAD = "entity,entity_long,entity_link,un_principal_organ,category,subcategory,review_needed\n"


def entities(tmp_path, rows: str, head: str = HEAD):
    return sorted_out(SOURCE, [written(tmp_path, "entities.csv", head + rows)])


def drawn(tmp_path, rows: str):
    items, _ = entities(tmp_path, rows)
    return {key: SOURCE.draw(item) for key, item in items.items()}


def test_an_entity_that_is_not_curated_is_a_body_with_a_key_of_its_own(tmp_path):
    rows = "UNLW,United Nations Lake Watch,https://lakes.example/,General Assembly,Funds and Programmes,,\n"
    found = drawn(tmp_path, rows)["unlw"]
    assert list(found.triples) == [Standing.METADATA]
    assert found.notes == []
    assert statements(found) == {
        "<body/unlw> rdf:type unm:FundOrProgramme",
        "<body/unlw> rdf:type unm:UnitedNationsEntity",
        '<body/unlw> skos:prefLabel "United Nations Lake Watch"@en',
        '<body/unlw> unm:abbreviation "UNLW"',
        "<body/unlw> unm:parentBody <body/general-assembly>",
        "<body/unlw> foaf:page <https://lakes.example/>",
    }


def test_an_entity_that_is_curated_has_the_curated_key(tmp_path):
    items, notes = entities(tmp_path, "HRC,Human Rights Council,,General Assembly,,Assemblies and Councils,\n")
    assert list(items) == ["human-rights-council"]
    assert notes == []


def test_a_curated_body_keeps_its_name_and_gains_the_other(tmp_path):
    rows = (
        "ILO,International Labor Organization,,Specialized Agencies,,,\nHRC,Human Rights Council,,General Assembly,,,\n"
    )
    found = drawn(tmp_path, rows)
    assert '<body/ilo> skos:altLabel "International Labor Organization"@en' in statements(found["ilo"])
    assert not any("Label" in line for one in found.values() for line in statements(one) if "altLabel" not in line)
    assert not any("Label" in line for line in statements(found["human-rights-council"]))


def test_two_organs_in_one_cell_are_both_parents(tmp_path):
    row = "LKC,Lake Commission,,\"['General Assembly', 'Security Council']\",Other Subsidiary Bodies,,\n"
    said = statements(drawn(tmp_path, row)["lkc"])
    assert "<body/lkc> unm:parentBody <body/general-assembly>" in said
    assert "<body/lkc> unm:parentBody <body/security-council>" in said
    assert "<body/lkc> rdf:type unm:Body" in said


def test_specialized_agencies_belong_to_no_organ(tmp_path):
    said = statements(drawn(tmp_path, "WLO,World Lake Organization,,Specialized Agencies,,,\n")["wlo"])
    assert "<body/wlo> rdf:type unm:SpecializedAgency" in said
    assert not any("parentBody" in line for line in said)


def test_a_short_form_with_spaces_is_another_name(tmp_path):
    said = statements(drawn(tmp_path, "Lake Panel,Panel of Lake Experts,,Secretariat,,,\n")["lake-panel"])
    assert '<body/lake-panel> skos:altLabel "Lake Panel"@en' in said
    assert not any("abbreviation" in line for line in said)


def test_an_organ_that_is_not_known_and_a_bad_website_are_told(tmp_path):
    found = drawn(tmp_path, "LKC,Lake Commission,javascript:alert(1),Council of Lakes,,,\n")["lkc"]
    assert kinds(found.notes) == {"organ-not-known": 1, "website-not-understood": 1}
    assert not any("foaf:page" in line for line in statements(found))


def test_a_website_with_a_name_and_password_does_not_come_out(tmp_path):
    found = drawn(tmp_path, "LKC,Lake Commission,https://someone:secret@lakes.example/,Secretariat,,,\n")["lkc"]
    assert not any("foaf:page" in line for line in statements(found))


def test_the_key_of_another_body_is_not_taken(tmp_path):
    items, notes = entities(tmp_path, "UNODC,Union of Nodal Centres,,Secretariat,,,\n")
    assert items == {}
    assert [(note.kind, note.outcome, note.item) for note in notes] == [
        ("key-of-another-body", Outcome.SKIPPED, "unodc")
    ]


def test_a_row_that_comes_twice_or_has_no_name_is_told(tmp_path):
    rows = "LKC,Lake Commission,,Secretariat,,,\nLKC,Lake Committee,,Secretariat,,,\n,Nameless,,Secretariat,,,\n"
    items, notes = entities(tmp_path, rows)
    assert list(items) == ["lkc"]
    assert kinds(notes) == {"entity-twice": 1, "entity-without-name": 1}


def test_other_files_are_none_of_the_source(tmp_path):
    other = written(tmp_path, "other.csv", "State,Vote\nA,Y\n")
    text = written(tmp_path, "readme.txt", "Entities")
    items, notes = sorted_out(SOURCE, [other, text])
    assert items == {}
    assert [(note.kind, note.outcome) for note in notes] == [
        ("other-table", Outcome.FOREIGN),
        ("no-table", Outcome.FOREIGN),
    ]


def test_a_table_that_is_none_is_refused_and_the_next_is_read(tmp_path):
    broken = written(tmp_path, "broken.csv", b"entity,entity_long,un_principal_organ\n\xff\xfe,x,y\n")
    good = written(tmp_path, "good.csv", HEAD + "LKC,Lake Commission,,Secretariat,,,\n")
    items, notes = sorted_out(SOURCE, [broken, good])
    assert list(items) == ["lkc"]
    assert [note.outcome for note in notes] == [Outcome.SKIPPED]


def test_it_is_not_served_without_a_setting():
    assert not SOURCE.rights.served
