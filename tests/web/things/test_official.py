"""How documents are cited by the United Nations itself (United Nations Editorial Manual), in both languages."""

import re

# ruff: noqa: E501 (a row is a line)
import pyoxigraph as ox
import pytest
from tests.releases import written
from tests.web.conftest import BASE
from tests.web.page import Page

from unmandates.corpus.keys import key_of_symbol
from unmandates.rdf.namespaces import GRAPH, ID, ONTOLOGY, PREFIXES
from unmandates.release.release import NQUADS
from unmandates.web.application import create_app
from unmandates.web.things.official import number_of
from unmandates.web.things.settings import Settings

ORGANS = {
    "A": ("General Assembly", "الجمعية العامة"), "S": ("Security Council", "مجلس الأمن"),
    "E": ("Economic and Social Council", "المجلس الاقتصادي والاجتماعي"), "H": ("Human Rights Council", "مجلس حقوق الإنسان"),
}  # fmt: skip
#: Symbol, class, organ, and the citation without its day.
TABLE = [
    ("A/RES/76/186", "Resolution", "A", "General Assembly resolution 76/186", "قرار الجمعية العامة 76/186"),
    ("A/RES/72/262 C", "Resolution", "A", "General Assembly resolution 72/262 C", "قرار الجمعية العامة 72/262 جيم"),
    ("A/RES/72/262B", "Resolution", "A", "General Assembly resolution 72/262 B", "قرار الجمعية العامة 72/262 باء"),
    ("A/RES/48/218 A-B", "Resolution", "A", "General Assembly resolution 48/218 A-B", "قرار الجمعية العامة 48/218 ألف-باء"),
    ("A/RES/46/36 L", "Resolution", "A", "General Assembly resolution 46/36 L", "قرار الجمعية العامة 46/36 لام"),
    ("A/RES/ES-11/1", "Resolution", "A", "General Assembly resolution ES-11/1", "قرار الجمعية العامة دإط-11/1"),
    ("A/RES/ES-10/2", "Resolution", "A", "General Assembly resolution ES-10/2", "قرار الجمعية العامة دإط-10/2"),
    ("A/RES/S-32/1", "Resolution", "A", "General Assembly resolution S-32/1", "قرار الجمعية العامة دإ-32/1"),
    ("A/RES/3314(XXIX)", "Resolution", "A", "General Assembly resolution 3314 (XXIX)", "قرار الجمعية العامة 3314 (د-29)"),
    ("A/RES/2625 (XXV)", "Resolution", "A", "General Assembly resolution 2625 (XXV)", "قرار الجمعية العامة 2625 (د-25)"),
    ("A/RES/1514(XV)", "Resolution", "A", "General Assembly resolution 1514 (XV)", "قرار الجمعية العامة 1514 (د-15)"),
    ("A/RES/46 (I)", "Resolution", "A", "General Assembly resolution 46 (I)", "قرار الجمعية العامة 46 (د-1)"),
    ("A/RES/377(V)A", "Resolution", "A", "General Assembly resolution 377 A (V)", "قرار الجمعية العامة 377 ألف (د-5)"),
    ("A/RES/217(III)[A]", "Resolution", "A", "General Assembly resolution 217 A (III)", "قرار الجمعية العامة 217 ألف (د-3)"),
    ("A/RES/2200A (XXI)", "Resolution", "A", "General Assembly resolution 2200 A (XXI)", "قرار الجمعية العامة 2200 ألف (د-21)"),
    ("A/RES/3201(S-VI)", "Resolution", "A", "General Assembly resolution 3201 (S-VI)", "قرار الجمعية العامة 3201 (دإ-6)"),
    ("A/RES/997(ES-I)", "Resolution", "A", "General Assembly resolution 997 (ES-I)", "قرار الجمعية العامة 997 (دإط-1)"),
    ("A/DEC/43/422", "Decision", "A", "General Assembly decision 43/422", "مقرر الجمعية العامة 43/422"),
    ("A/DEC/S-10/24", "Decision", "A", "General Assembly decision S-10/24", "مقرر الجمعية العامة دإ-10/24"),
    ("A/DEC/76/501 B", "Decision", "A", "General Assembly decision 76/501 B", "مقرر الجمعية العامة 76/501 باء"),
    ("S/RES/2331 (2016)", "Resolution", "S", "Security Council resolution 2331 (2016)", "قرار مجلس الأمن 2331 (2016)"),
    ("S/RES/242(1967)", "Resolution", "S", "Security Council resolution 242 (1967)", "قرار مجلس الأمن 242 (1967)"),
    ("S/PRST/2015/25", "Document", "S", "S/PRST/2015/25", "S/PRST/2015/25"),
    ("E/RES/2017/18", "Resolution", "E", "Economic and Social Council resolution 2017/18",
     "قرار المجلس الاقتصادي والاجتماعي 2017/18"),
    ("E/RES/1996/31 A", "Resolution", "E", "Economic and Social Council resolution 1996/31 A",
     "قرار المجلس الاقتصادي والاجتماعي 1996/31 ألف"),
    ("E/RES/1235(XLII)", "Resolution", "E", "Economic and Social Council resolution 1235 (XLII)",
     "قرار المجلس الاقتصادي والاجتماعي 1235 (د-42)"),
    ("E/RES/288 B (X)", "Resolution", "E", "Economic and Social Council resolution 288 B (X)",
     "قرار المجلس الاقتصادي والاجتماعي 288 باء (د-10)"),
    ("E/DEC/2000/295", "Decision", "E", "Economic and Social Council decision 2000/295",
     "مقرر المجلس الاقتصادي والاجتماعي 2000/295"),
    ("A/HRC/RES/54/4", "Resolution", "H", "Human Rights Council resolution 54/4", "قرار مجلس حقوق الإنسان 54/4"),
    ("A/HRC/RES/S-30/1", "Resolution", "H", "Human Rights Council resolution S-30/1", "قرار مجلس حقوق الإنسان دإ-30/1"),
    ("A/HRC/DEC/17/120", "Decision", "H", "Human Rights Council decision 17/120", "مقرر مجلس حقوق الإنسان 17/120"),
    ("A/HRC/PRST/31/1", "Document", "H", "A/HRC/PRST/31/1", "A/HRC/PRST/31/1"),
    ("A/64/130", "Report", None, "A/64/130", "A/64/130"),
    ("A/C.3/76/L.18/Rev.1", "Draft", None, "A/C.3/76/L.18/Rev.1", "A/C.3/76/L.18/Rev.1"),
    ("ST/SGB/2017/1", "Document", None, "ST/SGB/2017/1", "ST/SGB/2017/1"),
    ("A/RES/1/2/3", "Resolution", "A", "A/RES/1/2/3", "A/RES/1/2/3"),
    ("A/RES/76/187", "Resolution", None, "A/RES/76/187", "A/RES/76/187"),
]  # fmt: skip
DAY = {
    "en": "General Assembly resolution ES-11/1, 2 March 2022",
    "ar": "قرار الجمعية العامة دإط-11/1 المؤرخ 2 آذار/مارس 2022",
}


def said(symbol: str, kind: str, organ: str | None) -> list[tuple[str, object]]:
    found = [("rdf:type", ox.NamedNode(ONTOLOGY + kind)), ("unm:symbol", ox.Literal(symbol))]
    found += [("skos:prefLabel", ox.Literal(symbol, language=language)) for language in ("en", "ar")]
    found += [("unm:adoptedBy", ox.NamedNode(f"{ID}body/organ-{organ}"))] if organ else []
    day = ox.Literal("2022-03-02", datatype=ox.NamedNode(PREFIXES["xsd"] + "date"))
    return found + ([("unm:adoptionDate", day)] if symbol == "A/RES/ES-11/1" else [])


@pytest.fixture(scope="module")
def client(small_release, tmp_path_factory):
    """A client of the small release and of a document for each symbol of the table."""
    quads = list(ox.parse(path=str(small_release.folder / NQUADS), format=ox.RdfFormat.N_QUADS))
    described = {f"document/{key_of_symbol(row[0])}": said(*row[:3]) for row in TABLE}
    for letter, names in ORGANS.items():
        labels = [
            ("skos:prefLabel", ox.Literal(name, language=code)) for name, code in zip(names, ("en", "ar"), strict=True)
        ]
        described[f"body/organ-{letter}"] = [("rdf:type", ox.NamedNode(ONTOLOGY + "Organ")), *labels]
    for path, statements in described.items():
        for name, value in statements:
            prefix, _, local = name.partition(":")
            predicate = ox.NamedNode(PREFIXES[prefix] + local)
            quads.append(ox.Quad(ox.NamedNode(ID + path), predicate, value, ox.NamedNode(GRAPH + path)))
    app = create_app(Settings(base=BASE, release=written(quads, tmp_path_factory.mktemp("official"))))
    app.testing = True
    return app.test_client(use_cookies=False)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_a_document_is_cited_as_the_united_nations_does(client, row):
    symbol, _, _, english, arabic = row
    for language, expected in (("en", english), ("ar", arabic)):
        page = client.get(f"/{language}/document/{key_of_symbol(symbol)}").get_data(as_text=True)
        (cited,) = re.findall(r'<textarea[^>]*id="cite-document"[^>]*>([^<]*)</textarea>', page)
        assert cited.strip() == (DAY[language] if symbol == "A/RES/ES-11/1" else expected)
        assert not Page(page).faults


def test_letters_are_named_in_every_language():
    for language, last in (("en", "Z"), ("ar", "ضاد")):
        numbers = [number_of(f"A/RES/1/1 {chr(letter)}", language) for letter in range(ord("A"), ord("Z") + 1)]
        assert len(set(numbers)) == 26 and numbers[-1] == f"1/1 {last}"


@pytest.mark.parametrize("symbol", ["", "A/RES/", "A/RES/76", "A/RES/(XX)", "RES/1/1/1", "A/RES/1/1 a", "A/RES/1 ()"])
def test_what_has_no_number_of_a_resolution(symbol):
    assert number_of(symbol, "en") is None
