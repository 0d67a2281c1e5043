"""One file: its words, marks, footnotes, numbers, and what it says of itself."""

from pathlib import Path

import pytest
from tests.sources.akn4un.made import act, note, paragraph, recital, written

from unmandates.sources.akn4un.act import Mark
from unmandates.sources.akn4un.reading.blocks import BlockKind
from unmandates.sources.akn4un.reading.reading import FileRead, read_file
from unmandates.sources.notes import Outcome


def read(folder: Path, content: str | bytes, name: str = "English/A_RES_99_7_E.xml") -> FileRead:
    return read_file(written(folder, name, content), "A-RES-99-7")


def test_spaces_are_single_and_marks_stand_where_their_words_stand(tmp_path: Path):
    body = paragraph(
        '<span class="italic">Requests</span>  the\n\t <a href="https://undocs.org/A/RES/98/1">98/1</a>.', "1."
    )
    block = read(tmp_path, act(body=body)).pages.body.blocks[1]
    assert block.number == "1"
    assert block.words.text == "Requests the 98/1."
    assert block.words.marks == (Mark("italic", 0, 8), Mark("link", 13, 17, "https://undocs.org/A/RES/98/1"))


def test_a_footnote_is_taken_out_and_marked(tmp_path: Path):
    body = paragraph(f"Recalls the plan,{note('4', 'See A/98/2.')} which stands;", "1.")
    pages = read(tmp_path, act(body=body)).pages
    assert [(found.marker, found.words.text) for found in pages.footnotes] == [("4", "See A/98/2.")]
    assert pages.body.blocks[1].words.text == "Recalls the plan, which stands;"
    assert pages.body.blocks[1].words.marks == (Mark("note", 17, 17, "fn/1"),)


@pytest.mark.parametrize(
    "address", ["file:///C:/Users/jane.doe/plan.docx", "FILE://host/jane", "C:\\Users\\jane\\plan.doc"]
)
def test_a_path_of_somebodys_machine_comes_out_nowhere(tmp_path: Path, address: str):
    found = read(tmp_path, act(body=paragraph(f'See <a href="{address}">98/1</a>.', "1.")))
    assert found.pages.body.blocks[1].words.marks == ()
    assert [note.kind for note in found.notes] == ["link-to-a-file"]
    assert "jane" not in repr(found)


def test_a_number_stands_in_the_text_where_it_is_not_marked(tmp_path: Path):
    body = paragraph("٩ - تقرر أن تبقي المسألة قيد النظر في جميع جلساتها المقبلة خلال هذه الدورة وما يليها من دورات؛")
    block = read(tmp_path, act(language="ar", body=body), "Arabic/A_RES_99_7_A.xml").pages.body.blocks[1]
    assert (block.number, block.words.text[:4]) == ("9", "تقرر")


def test_a_number_alone_belongs_to_the_paragraph_behind_it(tmp_path: Path):
    body = "<paragraph><num>1.</num><content><p/></content></paragraph>" + paragraph("Requests more;")
    blocks = read(tmp_path, act(body=body)).pages.body.blocks
    assert [(block.number, block.words.text) for block in blocks[1:]] == [("1", "Requests more;")]


def test_the_preambular_verb_is_as_named(tmp_path: Path):
    preamble = recital('<span class="italic">Taking note</span> of it,', "Taking note with appreciation")
    block = read(tmp_path, act(preamble=preamble)).pages.body.blocks[1]
    assert (block.kind, block.words.verb_name) == (BlockKind.PREAMBULAR, "Taking note with appreciation")


def test_a_text_in_another_language_than_the_file_states_is_told_by_its_words(tmp_path: Path):
    text = "Просит Генерального секретаря представить доклад на следующей сессии Генеральной Ассамблеи;"
    found = read(tmp_path, act(language="es", body=paragraph(text, "1.")), "Chinese/A_RES_99_7_R.xml")
    assert found.version.language == "ru"
    assert [note.kind for note in found.notes] == ["language-and-place-differ"]


def test_a_broken_file_is_read_and_said_to_be_broken(tmp_path: Path):
    content = act(body=paragraph("Requests more;", "1.")).replace("</mainBody>", "</docTitle></mainBody>")
    found = read(tmp_path, content)
    assert found.version.recovered
    assert [(note.kind, note.outcome) for note in found.notes] == [("file-broken", Outcome.RECOVERED)]
    assert found.pages.body.blocks[1].words.text == "Requests more;"


def test_an_empty_file_is_skipped_with_its_reason(tmp_path: Path):
    found = read(tmp_path, b"\r\n")
    assert found.version is None
    assert [(note.kind, note.outcome) for note in found.notes] == [("file-empty", Outcome.SKIPPED)]


def test_xml_of_another_kind_is_foreign(tmp_path: Path):
    found = read(tmp_path, "<html><body>no act</body></html>")
    assert found.version is None
    assert [note.outcome for note in found.notes] == [Outcome.FOREIGN]


def test_what_a_file_says_of_itself_is_kept_as_it_stands(tmp_path: Path):
    version = read(tmp_path, act()).version
    assert version.title == "Lighthouses"
    assert version.facts["meeting_name"] == "53rd plenary meeting"
    assert version.facts["originating_document"] == "A/99/400, para. 12"
    assert version.facts["adoption_date"] == "2044-12-06"
    assert version.facts["committee"] == "thirdCommittee"
