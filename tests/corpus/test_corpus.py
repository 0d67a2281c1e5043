"""Reading the curated files: the path is the key, and what cannot be read is said with file and line."""

import pytest

from unmandates.corpus.check import check
from unmandates.corpus.files import read
from unmandates.corpus.formatting import format_files
from unmandates.corpus.keys import key_of_symbol

HEAD = "PREFIX unm: <https://w3id.org/unmandates/ontology#>\nBASE <https://w3id.org/unmandates/id/>\n"


def corpus_of(tmp_path, **files):
    for name, text in files.items():
        path = tmp_path / "graph" / "document" / f"{name.replace('_', '-')}.ttl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(tmp_path)


def test_path_is_key_and_graph(tmp_path):
    corpus = corpus_of(tmp_path, X=HEAD + "<document/X/op/1> a unm:OperativeParagraph .")
    assert corpus.findings == []
    assert corpus.quads[0].graph_name.value == "https://w3id.org/unmandates/graph/document/X"
    assert corpus.locate("https://w3id.org/unmandates/id/document/X/op/1/act/7").name == "X.ttl"


@pytest.mark.parametrize(
    "text, line, words",
    [
        (HEAD + "<document/X> a unm:Report ;\n  unm:order .", 4, "Mend the Turtle"),
        (HEAD + "<document/X> a unm:Report . # a remark", 3, "editorialNote"),
        (HEAD + "<document/X> a [] .", None, "IRI below its whole"),
        (HEAD + "<document/Y> a unm:Report .", None, "does not lie below"),
        (HEAD + "<document/XY> a unm:Report .", None, "does not lie below"),
        (b"\xff", None, "UTF-8"),
    ],
)
def test_a_bad_file_is_a_finding_with_its_place(tmp_path, text, line, words):
    findings = check(corpus_of(tmp_path, X=text))
    assert [finding.line for finding in findings] == [line]
    assert words in str(findings[0])
    assert findings[0].file.as_posix() == "graph/document/X.ttl"


def test_a_byte_order_mark_is_no_part_of_what_a_file_says(tmp_path):
    """RFC 3629, section 6. It counts for no place in the file either, and the canonical form is without it."""
    text = "\ufeff" + HEAD + "<document/X> a unm:Report ."
    corpus = corpus_of(tmp_path, X=text)
    assert corpus.findings == [] and len(corpus.quads) == 1
    (finding,) = corpus_of(tmp_path, X=text + " # a remark").findings
    assert finding.line == 3
    corpus_of(tmp_path, X=text)
    path = tmp_path / "graph" / "document" / "X.ttl"
    assert format_files([path]) == ([path], [])
    assert not path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert format_files([path]) == ([], [])


def test_a_file_in_no_folder_of_a_kind_is_a_finding(tmp_path):
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "x.ttl").write_text(HEAD + "<document/x> a unm:Report .")
    (finding,) = check(read(tmp_path))
    assert finding.file.as_posix() == "graph/x.ttl" and "graph/<kind>/<key>.ttl" in str(finding)


@pytest.mark.parametrize(
    "symbol, key",
    [
        ("A/RES/75/283", "A-RES-75-283"),
        ("A/RES/75/242 B", "A-RES-75-242-B"),
        ("A/RES/ES-11/6", "A-RES-ES-11-6"),
        ("A/RES/1145(XII)", "A-RES-1145-XII"),
        ("A/RES/1145 (XII)", "A-RES-1145-XII"),
        ("S/RES/1267 (1999)", "S-RES-1267-1999"),
        ("E/RES/9(I)", "E-RES-9-I"),
        ("CTOC/COP/WG.4/2022/4", "CTOC-COP-WG.4-2022-4"),
    ],
)
def test_key_of_symbol(symbol, key):
    assert key_of_symbol(symbol) == key


def test_two_symbols_with_one_key_stop_the_build(tmp_path):
    text = HEAD + '<document/A-RES-1145-XII> unm:symbol "A/RES/1145(XII)", "A/RES/1145/XII" .'
    messages = [finding.message for finding in check(corpus_of(tmp_path, A_RES_1145_XII=text))]
    assert any("give one key" in message for message in messages)


def test_a_symbol_that_is_not_its_key(tmp_path):
    text = HEAD + '<document/A-RES-1> unm:symbol "A/RES/2" .'
    assert any("gives the key A-RES-2" in str(finding) for finding in check(corpus_of(tmp_path, A_RES_1=text)))


LINKS = (
    HEAD
    + """<linkset/codes> a unm:LinkSet .
<document/X> <http://www.w3.org/2004/02/skos/core#notation> "1" ."""
)


def test_only_a_link_set_speaks_of_things_of_other_files(tmp_path):
    path = tmp_path / "graph" / "linkset" / "codes.ttl"
    path.parent.mkdir(parents=True)
    path.write_text(LINKS, encoding="utf-8")
    corpus = corpus_of(tmp_path, zzz=HEAD + "<document/zzz> a unm:Report .", X=HEAD + "<document/X> a unm:Report .")
    assert corpus.findings == []
    assert corpus.locate("https://w3id.org/unmandates/id/document/X").name == "X.ttl"
    assert corpus.locate("https://w3id.org/unmandates/id/linkset/codes").name == "codes.ttl"
    (tmp_path / "graph" / "document" / "zzz.ttl").write_text(LINKS, encoding="utf-8")
    assert len(read(tmp_path).findings) == 2
