"""Documents by paragraph: a place only where numbers leave no doubt, and what a machine read apart from the text."""

import json

import pytest
from tests.sources.made_up import kinds, sorted_out, statements, written

from unmandates.sources.notes import Outcome
from unmandates.sources.source import Standing
from unmandates.sources.un80 import SOURCE

NAME = "A_RES_76_990.json"
DOCUMENT = "document/A-RES-76-990"


def unit(kind: str, text: str, level=None, prefix=None, **other) -> dict:
    type_ = "paragraph" if kind in ("operative", "preambular") else kind
    paragraph = kind if type_ == "paragraph" else None
    told = {"text": text, "type": type_, "paragraph_type": paragraph, "paragraph_level": level, "prefix": prefix}
    return told | {"links": []} | other


def pp(text: str, **other) -> dict:
    return unit("preambular", text, **other)


def op(number: int, text: str, **other) -> dict:
    return unit("operative", text, 1, f"{number}.", **other)


def sub(letter: str, text: str, level: int = 2) -> dict:
    return unit("operative", text, level, f"({letter})")


def draw(tmp_path, *units: dict, name: str = NAME):
    items, notes = sorted_out(SOURCE, [written(tmp_path, name, json.dumps(units))])
    assert notes == []
    (item,) = items.values()
    return SOURCE.draw(item)


def paths(found) -> set[str]:
    """Return the paths of the paragraphs that have a place."""
    lines = (line.split() for line in statements(found))
    return {line[0][1:-1].removeprefix(DOCUMENT + "/") for line in lines if line[1] == "unm:officialText"}


FORMULA = pp("The General Assembly,")


def test_paragraphs_have_the_places_of_the_graph(tmp_path):
    found = draw(
        tmp_path,
        unit("frontmatter", "Resolution adopted by the General Assembly"),
        unit("title", "76/990.\tLakes and their shores"),
        FORMULA,
        pp("Recalling all lakes,"),
        pp("Mindful of shores,"),
        op(1, "Requests the Watch:"),
        sub("a", "To look;"),
        sub("i", "With care;", 3),
        sub("b", "To listen;"),
        op(2, "Decides to return to the matter."),
    )
    assert list(found.triples) == [Standing.CANDIDATE]
    assert found.notes == []
    assert paths(found) == {"pp/1", "pp/2", "op/1", "op/1/a", "op/1/a/i", "op/1/b", "op/2"}
    assert statements(found) >= {
        f'<{DOCUMENT}> dcterms:title "Lakes and their shores"@en',
        f"<{DOCUMENT}> unm:adoptedBy <body/general-assembly>",
        f"<{DOCUMENT}/op/1/b> rdf:type unm:SubParagraph",
        f"<{DOCUMENT}/op/1/b> unm:parent <{DOCUMENT}/op/1>",
        f'<{DOCUMENT}/op/1/b> unm:order "2"',
        f'<{DOCUMENT}/op/1/b> unm:number "(b)"',
        f'<{DOCUMENT}/op/2> unm:officialText "Decides to return to the matter."@en',
    }


def test_paragraphs_of_an_annex_are_never_operative(tmp_path):
    found = draw(tmp_path, FORMULA, op(1, "Adopts the plan."), unit("backmatter", "Annex"), op(2, "Lakes are deep."))
    assert paths(found) == {"op/1"}
    assert kinds(found.notes) == {"annex-not-read": 1}


def test_a_list_inside_a_paragraph_is_no_paragraph(tmp_path):
    items = [op(1, "Opening."), op(2, "Lakes."), op(3, "Closing.")]
    found = draw(tmp_path, FORMULA, op(1, "Notes lakes."), op(2, "Approves:"), *items, op(3, "Decides."))
    assert paths(found) == {"op/1", "op/2"}  # the list reaches 3, so which 3 is the paragraph is not told
    found = draw(tmp_path, FORMULA, op(1, "Notes lakes."), op(2, "Approves:"), *items[:2], op(3, "Decides."))
    assert paths(found) == {"op/1", "op/2"}
    found = draw(tmp_path, FORMULA, op(1, "Notes."), op(2, "Takes."), op(3, "Approves:"), *items[:2], op(4, "Decides."))
    assert paths(found) == {"op/1", "op/2", "op/3", "op/4"}
    assert kinds(found.notes) == {"number-out-of-order": 2}


def test_a_sub_paragraph_of_a_list_is_not_given_to_the_paragraph_before(tmp_path):
    found = draw(tmp_path, FORMULA, op(1, "Notes."), op(2, "Approves:"), op(1, "Opening."), sub("a", "By the chair."))
    assert paths(found) == {"op/1", "op/2"}


def test_where_numbers_begin_again_below_a_heading_no_operative_paragraph_has_a_place(tmp_path):
    heading = unit("heading", "II", prefix="II")
    found = draw(tmp_path, FORMULA, pp("Recalling,"), op(1, "Notes."), op(2, "Takes."), heading, op(1, "Decides."))
    assert paths(found) == {"pp/1"}
    assert kinds(found.notes) == {"numbers-begin-again": 1}


def test_a_gap_is_told_and_no_number_guessed(tmp_path):
    found = draw(tmp_path, FORMULA, op(1, "Notes."), op(3, "Decides."))
    assert paths(found) == {"op/1"}
    assert kinds(found.notes) == {"number-out-of-order": 1}


def test_the_only_paragraph_of_an_act_needs_no_number(tmp_path):
    only = pp("Adopts the declaration.", action_verb="Adopts", action_verb_type="operative")
    found = draw(tmp_path, FORMULA, pp("Recalling lakes,", action_verb="Recalling"), only)
    assert paths(found) == {"pp/1", "op/1"}


def test_units_in_another_language_are_left_out(tmp_path):
    found = draw(tmp_path, FORMULA, pp("Rappelant les lacs,", language="french"), op(1, "Notes.", language="english"))
    assert paths(found) == {"op/1"}
    assert kinds(found.notes) == {"unit-in-another-language": 1}


def reading(verb: str, normalized: str, assignees=(), deliverables=()) -> dict:
    return {
        "action_verb": verb,
        "action_verb_normalized": normalized,
        "assignees": [{"assignee_normalized": name} for name in assignees],
        "deliverables": [{"deliverable_normalized": name} for name in deliverables],
    }


def test_what_a_machine_read_stands_apart_from_acts_and_mandates(tmp_path):
    read = reading("Calls upon", "call upon", ["General Assembly", "lake dwellers"], ["a map of lakes"])
    found = draw(tmp_path, FORMULA, op(1, "Calls upon all to map lakes.", mandates=[read, reading("maps", "map")]))
    one = f"<{DOCUMENT}/op/1/reading/1>"
    said = statements(found)
    assert said >= {
        f'<{DOCUMENT}/op/1> unm:openingWords "Calls upon"@en',
        f"<{DOCUMENT}/op/1> unm:opensWith <scheme/verb/call-upon>",
        f"{one} rdf:type unm:MachineReading",
        f"{one} unm:parent <{DOCUMENT}/op/1>",
        f'{one} unm:verbAsRead "Calls upon"',
        f"{one} unm:readVerb <scheme/verb/call-upon>",
        f'{one} unm:assigneeAsRead "General Assembly"',
        f"{one} unm:readAssignee <body/general-assembly>",
        f'{one} unm:assigneeAsRead "lake dwellers"',
        f'{one} unm:deliverableAsRead "a map of lakes"',
        f'<{DOCUMENT}/op/1/reading/2> unm:verbAsRead "maps"',
    }
    assert sum("unm:readAssignee" in line for line in said) == 1
    assert not any(name in line for line in said for name in ("/act/", "/mandate/", "unm:Mandate", "unm:assignee "))


def test_a_verb_cut_to_one_word_is_no_concept(tmp_path):
    found = draw(tmp_path, FORMULA, op(1, "Notes with concern lakes.", action_verb="Notes"))
    said = statements(found)
    assert f'<{DOCUMENT}/op/1> unm:openingWords "Notes"@en' in said
    assert not any("unm:opensWith" in line for line in said)


def test_a_document_that_is_no_act_has_no_paragraphs_here(tmp_path):
    found = draw(tmp_path, op(1, "Notes."), name="A_71_990.json")
    assert kinds(found.notes) == {"no-act-of-an-organ": 1}
    assert paths(found) == set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "refused-json"),
        ("{", "refused-json"),
        ("[" * 2000 + "]" * 2000, "refused-json-depth"),
        ('{"text": "Notes."}', "no-list-of-units"),
        ('["Notes."]', "no-list-of-units"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path, text, kind):
    items, _ = sorted_out(SOURCE, [written(tmp_path, NAME, text)])
    found = SOURCE.draw(items["A-RES-76-990"])
    assert [(note.kind, note.outcome) for note in found.notes] == [(kind, Outcome.SKIPPED)]
    assert found.triples == {}


@pytest.mark.parametrize("odd", [None, 7, [], {"a": 1}, True])
def test_odd_values_stop_nothing(tmp_path, odd):
    names = "text type paragraph_type paragraph_level prefix action_verb mandates language".split()
    strange = [op(2, "Notes.") | {name: odd} for name in names]
    reads = [op(2, "Notes.", mandates=[odd, {"assignees": odd, "deliverables": [odd], "action_verb": odd}])]
    found = draw(tmp_path, FORMULA, op(1, "Notes."), *strange, *reads)
    assert "op/1" in paths(found)


def test_files_are_known_by_their_names(tmp_path):
    names = ["A_RES_118_(II).json", "S_RES_2535(2020).json", "A_RES_75_290_A.json", "E_RES_2024_6.json", "notes.json"]
    items, notes = sorted_out(SOURCE, [written(tmp_path, name, "[]") for name in [*names, "other/E_RES_2024_6.json"]])
    assert {key: item.part for key, item in items.items()} == {
        "A-RES-118-II": "others",
        "S-RES-2535-2020": "sc-2020",
        "A-RES-75-290-A": "ga-75",
        "E-RES-2024-6": "ecosoc-2024",
    }
    assert kinds(notes) == {"no-symbol-in-name": 1, "document-twice": 1}


def test_it_is_not_served_without_a_setting():
    assert not SOURCE.rights.served
