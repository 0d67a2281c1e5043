"""The languages of an act beside each other, and the paths and numbers that come of them."""

from pathlib import Path

from tests.sources.akn4un.made import act, item, note, paragraph, recital, written

from unmandates.sources.akn4un.act import UnitKind
from unmandates.sources.akn4un.acts import act_of
from unmandates.sources.akn4un.merging.counting import gaps
from unmandates.sources.source import Item

LONG = " the organs of the United Nations and all of the States that it is for, in the light of resolution 98/{}"


def of(folder: Path, **contents: str) -> Item:
    """Return an item of A/RES/99/7 with a file for each language (`en="…"`)."""
    letters = {"en": "E", "fr": "F", "es": "S", "ru": "R", "zh": "C", "ar": "A", "de": "G"}
    return item(written(folder, f"A_RES_99_7_{letters[code]}.xml", text) for code, text in sorted(contents.items()))


def read(folder: Path, **contents: str) -> dict:
    """Return the units of an act by path."""
    return {unit.path: unit for unit in act_of(of(folder, **contents))[0].units}


def test_paragraphs_lists_and_footnotes_have_the_paths_of_curated_ones(tmp_path: Path):
    points = "".join(f"<point><num>({letter})</num><content><p>To act;</p></content></point>" for letter in "ab")
    listed = f"<paragraph><num>2.</num><list><intro><p>Decides:</p></intro>{points}</list></paragraph>"
    body = (
        paragraph("Requests more;" + note("1", "A/98/2."), "1.")
        + listed
        + paragraph("(a) Less;")
        + paragraph("End.", "3.")
    )
    units = read(tmp_path, en=act(preamble=recital("Recalling it,"), body=body))
    assert list(units) == ["formula/1", "pp/1", "op/1", "op/2", "op/2/a", "op/2/b", "op/2/a-3", "op/3", "fn/1"]
    assert (units["op/2/b"].kind, units["op/2/b"].parent, units["op/2/b"].order) == (UnitKind.SUB, "op/2", 2)
    assert (units["op/2/b"].number, units["op/3"].number, units["fn/1"].number) == ("(b)", "3", "1")


def test_points_in_flat_paragraphs_are_nested_by_their_letters(tmp_path: Path):
    texts = ["(a) One:", "(i) first;", "(ii) second;", "(b) Two;"]
    units = read(tmp_path, en=act(body=paragraph("Decides:", "1.") + "".join(map(paragraph, texts))))
    assert list(units)[1:] == ["op/1", "op/1/a", "op/1/a/i", "op/1/a/ii", "op/1/b"]


def test_an_act_of_one_paragraph_has_it_without_a_number(tmp_path: Path):
    units = read(tmp_path, en=act(body=paragraph("Decides to go on.")))
    assert units["op/1"].number == ""
    assert gaps(units.values(), UnitKind.OPERATIVE) == []


def test_sections_that_restart_hold_their_paragraphs(tmp_path: Path):
    section = (
        "<subheading>{}</subheading><subheading>Ships</subheading><crossHeading refersTo='#preamble'>Recalling it,"
    )
    section += "</crossHeading>" + paragraph("Requests more;", "1.") + paragraph("Ends.", "2.")
    units = read(tmp_path, en=act(body=section.format("I") + section.format("II")))
    assert "sec/2/pp/1" in units
    assert "sec/2/op/2" in units
    assert units["sec/2"].words["en"].text == "II\nShips"
    assert gaps(units.values(), UnitKind.OPERATIVE) == []


def test_headings_between_paragraphs_that_count_on_hold_nothing(tmp_path: Path):
    body = "<subheading>Ships</subheading>" + paragraph("Requests;", "1.")
    body += "<subheading>Boats</subheading>" + paragraph("Ends.", "2.")
    assert list(read(tmp_path, en=act(body=body)))[1:] == ["sec/1", "op/1", "sec/2", "op/2"]


def test_an_annex_counts_for_itself(tmp_path: Path):
    inside = (
        '<paragraph class="H1"><heading>Annex</heading></paragraph>'
        + paragraph("We declare:", "1.")
        + paragraph("(a) it;")
    )
    annex = f'<attachments><attachment><doc name="annex"><mainBody>{inside}</mainBody></doc></attachment></attachments>'
    units = read(tmp_path, en=act(body=paragraph("Adopts it.", "1."), after=annex))
    assert list(units)[1:] == ["op/1", "annex/1", "annex/1/para/1", "annex/1/para/1/a"]
    assert units["annex/1"].words["en"].text == "Annex"


def test_rows_of_a_table_lie_in_their_paragraph_and_its_head_is_no_row(tmp_path: Path):
    head, row = "<tr><th><p>Section</p></th></tr>", "<tr><td><p>1</p></td><td><p>9</p></td></tr>"
    table = f"<container name='table'><table>{head}{row}</table>"
    units = read(tmp_path, en=act(body=paragraph("Approves:", "1.") + table + "</container>"))
    assert list(units)[1:] == ["op/1", "op/1/formula/1", "op/1/row/1"]
    assert units["op/1/row/1"].words["en"].text == "1 | 9"


def test_a_number_that_english_lacks_is_that_of_the_others(tmp_path: Path):
    def body(text: str, numbers: list[str]) -> str:
        return "".join(paragraph(text.format(place), number) for place, number in enumerate(numbers))

    french = "Prie les organes des Nations Unies et tous les États dans le monde, vu la résolution 98/{}"
    contents = {
        "en": act(body=body("Requests" + LONG, ["1.", "", "3."])),
        "fr": act(language="fr", body=body(french, ["1.", "2.", "3."])),
    }
    made, notes = act_of(of(tmp_path, **contents))
    units = {unit.path: unit for unit in made.units}
    assert (units["op/2"].number, sorted(units["op/2"].words)) == ("2", ["en", "fr"])
    assert [note.kind for note in notes] == ["number-from-other-languages"]


def test_a_paragraph_more_in_one_language_moves_no_other(tmp_path: Path):
    english = "".join(paragraph(f"Requests{LONG.format(place)};", f"{place}.") for place in range(1, 5))
    german = "ersucht die Organe der Vereinten Nationen und alle Staaten, die das angeht, um Resolution 98/{};"
    parts = [paragraph(german.format(place), f"{place}.") for place in range(1, 5)]
    parts.insert(2, paragraph("und bittet um mehr von dem, was die Staaten mit der Zeit zu tun haben;"))
    made, notes = act_of(of(tmp_path, en=act(body=english), de=act(language="de", body="".join(parts))))
    units = {unit.path: unit for unit in made.units}
    assert units["op/4"].words["de"].text.endswith("98/4;")
    assert units["op/2"].words["de"].text.endswith("zu tun haben;")
    assert [(note.kind, note.detail) for note in notes] == [("languages-differ", "de: 1")]


def test_a_file_whose_cover_names_another_act_is_of_the_act_that_its_name_says(tmp_path: Path):
    made, notes = act_of(of(tmp_path, en=act(symbol="A/RES/99/70", body=paragraph("Ends.", "1."))))
    assert (made.key, made.symbol) == ("A-RES-99-7", "A/RES/99/7")
    assert [(note.kind, note.detail) for note in notes] == [("name-and-cover-differ", "A/RES/99/70")]


def test_a_reissue_stands_before_what_it_replaces(tmp_path: Path):
    first = written(tmp_path, "A_RES_99_7_E.xml", act(body=paragraph("Old.", "1.")))
    second = written(tmp_path, "A_RES_99_7_E_reissue.xml", act(body=paragraph("New.", "1.")))
    made, notes = act_of(item([first, second]))
    assert made.versions["en"].path == second.path
    assert [(note.kind, note.place) for note in notes] == [("version-twice", first.path)]


def test_a_version_with_the_figures_of_another_act_says_nothing(tmp_path: Path):
    english = paragraph(
        "Recalls resolutions 91/1, 91/2, 91/3, 91/4 and 91/5 and what they say to all of the States;", "1."
    )
    french = paragraph("Rappelle les résolutions 81/1, 81/2, 81/3, 81/4 et 81/5 sur les États dans le monde;", "1.")
    made, notes = act_of(of(tmp_path, en=act(body=english), fr=act(language="fr", body=french)))
    assert list(made.versions) == ["en"]
    assert [note.kind for note in notes] == ["text-of-another-act"]


def test_a_gap_in_the_numbers_is_told(tmp_path: Path):
    notes = act_of(of(tmp_path, en=act(body=paragraph("Requests;", "1.") + paragraph("Ends.", "3."))))[1]
    assert [(note.kind, note.detail) for note in notes] == [("numbers-not-complete", "1 3")]


def test_a_file_whose_cover_has_a_letter_more_than_english_is_of_that_part(tmp_path: Path):
    english = act(body=paragraph("Decides to go on.", "1."))
    french = act(symbol="A/RES/99/7 B", language="fr", body=paragraph("Décide de poursuivre.", "1."))
    made, notes = act_of(of(tmp_path, en=english, fr=french))
    assert list(made.versions) == ["en"]
    assert "text-of-another-act" in {note.kind for note in notes}


def test_an_annex_that_is_only_headed_is_set_apart(tmp_path: Path):
    body = paragraph("Adopts the plan.", "1.") + '<paragraph class="H1"><heading>Annex</heading></paragraph>'
    body += '<paragraph class="H1"><heading>Plan</heading></paragraph>' + paragraph("We plan.", "1.")
    units = read(tmp_path, en=act(body=body))
    assert list(units)[1:] == ["op/1", "annex/1", "annex/1/para/1"]
    assert units["annex/1"].words["en"].text == "Annex\nPlan"


def test_a_long_stretch_that_one_language_has_alone_is_left_out_and_told(tmp_path: Path):
    german = "".join(paragraph(f"Die Staaten {word}, was mit den Organen zu tun ist;") for word in "abcdef")
    contents = {"en": act(body=paragraph("Decides to go on.", "1.")), "de": act(language="de", body=german)}
    notes = act_of(of(tmp_path, **contents))[1]
    assert [note.kind for note in notes] == ["languages-differ", "part-of-a-language-left-out"]
