"""Symbols of documents: whatever way they are written, one key; what is not understood has none."""

import pytest

from unmandates.rdf.namespaces import ONTOLOGY
from unmandates.sources.symbols import class_of, key_of, organ_of, printed

WAYS = [
    ("A/RES/76/186", "A/RES/76/186"),
    ("a/res/76/186", "A/RES/76/186"),
    (" A / RES / 76/186\u200f", "A/RES/76/186"),
    ("A\uff0fRES\uff0f76\uff0f186", "A/RES/76/186"),
    ("A%2FRES%2F76%2F186", "A/RES/76/186"),
    ("A/RES/75/253B", "A/RES/75/253 B"),
    ("A/RES/75/253/B", "A/RES/75/253 B"),
    ("A/RES/79/93a-b", "A/RES/79/93 A-B"),
    ("A/RES/71/272 A and B", "A/RES/71/272 A-B"),
    ("A/RES/71/272 A\u2013B", "A/RES/71/272 A-B"),
    ("A/RES/ES-11/1", "A/RES/ES-11/1"),
    ("A/RES/S\u201130/1", "A/RES/S-30/1"),
    ("A/RES/118(II)", "A/RES/118 (II)"),
    ("A/RES/118/(II)", "A/RES/118 (II)"),
    ("A/RES/377(V)A", "A/RES/377 A (V)"),
    ("A/RES/2200A (XXI)", "A/RES/2200 A (XXI)"),
    ("A/RES/3201(S-VI)", "A/RES/3201 (S-VI)"),
    ("e/RES/1139%20(XLI)", "E/RES/1139 (XLI)"),
    ("S/RES/1267(1999)", "S/RES/1267 (1999)"),
    ("S/RES/1267\u00a0( 1999 )", "S/RES/1267 (1999)"),
    ("S/PRST/2019/5", "S/PRST/2019/5"),
    ("A/hrc/RES/S-33/1", "A/HRC/RES/S-33/1"),
    ("A/HRC/PRST/OS/12/1", "A/HRC/PRST/OS/12/1"),
    ("A/HRC/RES/27/31/corr.1", "A/HRC/RES/27/31/Corr.1"),
    ("A/80/6(Sect.3)/Add.1", "A/80/6 (Sect. 3)/Add.1"),
    ("A/77/5(Vol.I)", "A/77/5 (Vol. I)"),
    ("A/73/12 (Part II)", "A/73/12 (Part II)"),
    ("S/PV.9429 (Resumption 1)", "S/PV.9429 (Resumption 1)"),
    ("uNEP/EA.2/RES.25", "UNEP/EA.2/Res.25"),
    ("CTOC/COP/WG.4/2022/INF/1/Rev.1", "CTOC/COP/WG.4/2022/INF/1/Rev.1"),
    ("ST/SGB/2013/4/Amend.1", "ST/SGB/2013/4/Amend.1"),
    ("CD/1299", "CD/1299"),
    ("iccd/cop(14)/23/add.1", "ICCD/COP(14)/23/Add.1"),
    ("CLCS/11/Add.1/Corr.1", "CLCS/11/Add.1/Corr.1"),
]

NONE = [
    "",
    "43/24",
    "S/RES/1267",  # a number without its year is no symbol
    "A/RES/75/254AC",  # A and C, or A to C
    "A/RES/76",
    "A/RES/0/1",
    "A/RES/76/186 of 16 December 2021",
    "and/or 3",
    "ICCD/COP(14)",
    "Home/Mobile?FinalSymbol=A%2FRES%2F79%2F182",
    "https://undocs.org/A/RES/76/186",
    "A/../../etc/1",
]


@pytest.mark.parametrize(("written", "symbol"), WAYS)
def test_every_way_of_writing_gives_the_printed_symbol(written, symbol):
    assert printed(written) == symbol


@pytest.mark.parametrize("symbol", sorted({symbol for _, symbol in WAYS}))
def test_what_is_printed_stays(symbol):
    assert printed(symbol) == symbol


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_whole_symbol_has_no_key(text):
    assert printed(text) is None
    assert key_of(text) is None


def test_keys_are_those_of_the_graph():
    assert key_of("S/RES/2331(2016)") == "S-RES-2331-2016"
    assert key_of("A/RES/76/247A-C") == "A-RES-76-247-A-C"
    assert key_of("A/73/12(Part I)") == "A-73-12-Part-I"


def test_every_curated_symbol_is_printed_as_it_is(corpus):
    symbols = [quad.object.value for quad in corpus.quads if quad.predicate.value == ONTOLOGY + "symbol"]
    assert len(symbols) > 100
    assert [symbol for symbol in symbols if printed(symbol) != symbol] == []


@pytest.mark.parametrize(
    ("symbol", "name"),
    [
        ("A/RES/76/186", "Resolution"),
        ("A/DEC/77/403", "Decision"),
        ("A/HRC/PRST/22/1", "PresidentialStatement"),
        ("S/PV.9444", "MeetingRecord"),
        ("A/C.3/76/SR.4", "MeetingRecord"),
        ("ST/SGB/2013/4/Amend.1", "AdministrativeIssuance"),
        ("CEDAW/C/GC/38", "GeneralComment"),
        ("UNEP/EA.5/Res.13", "Resolution"),
        ("A/HRC/RES/27/31/Corr.1", "Document"),
        ("A/76/L.11", "Document"),  # most are drafts, not all
        ("A/76/120", "Document"),
        ("no symbol", "Document"),
    ],
)
def test_a_class_is_told_where_the_symbol_tells_it(symbol, name):
    assert class_of(symbol) == name


def test_the_organ_of_acts():
    assert organ_of("A/RES/76/186") == "general-assembly"
    assert organ_of("S/PRST/2015/25") == "security-council"
    assert organ_of("E/RES/2024/9") == "economic-and-social-council"
    assert organ_of("A/HRC/RES/54/4") == "human-rights-council"
    assert organ_of("A/HRC/RES/27/31/Corr.1") is None
    assert organ_of("A/76/120") is None
