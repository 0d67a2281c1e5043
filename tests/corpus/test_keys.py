"""The keys of documents: one rule for the check and the shape, old symbols included, and no two symbols share a key."""

import shutil

import pytest

from unmandates.corpus.check import check
from unmandates.corpus.files import Corpus, read
from unmandates.corpus.findings import VIOLATION
from unmandates.corpus.keys import key_of_symbol
from unmandates.corpus.layout import TURTLE_ROOT
from unmandates.rdf.namespaces import ID

#: Symbol as the United Nations writes it, key, class, organ.
SYMBOLS = [
    ("A/RES/1145(XII)", "A-RES-1145-XII", "Resolution", "general-assembly"),
    ("A/RES/3314(XXIX)", "A-RES-3314-XXIX", "Resolution", "general-assembly"),
    ("A/RES/2625 (XXV)", "A-RES-2625-XXV", "Resolution", "general-assembly"),
    ("A/RES/377(V)A", "A-RES-377-V-A", "Resolution", "general-assembly"),
    ("A/RES/217(III)[A]", "A-RES-217-III-A", "Resolution", "general-assembly"),
    ("A/RES/46 (I)", "A-RES-46-I", "Resolution", "general-assembly"),
    ("A/RES/2758(XXVI)", "A-RES-2758-XXVI", "Resolution", "general-assembly"),
    ("A/RES/997(ES-I)", "A-RES-997-ES-I", "Resolution", "general-assembly"),
    ("A/RES/3201(S-VI)", "A-RES-3201-S-VI", "Resolution", "general-assembly"),
    ("A/RES/99(XII)", "A-RES-99-XII", "Resolution", "general-assembly"),
    ("A/RES/9(I)", "A-RES-9-I", "Resolution", "general-assembly"),
    ("A/RES/31/6 F", "A-RES-31-6-F", "Resolution", "general-assembly"),
    ("A/RES/48/218 A-B", "A-RES-48-218-A-B", "Resolution", "general-assembly"),
    ("A/RES/ES-11/6", "A-RES-ES-11-6", "Resolution", "general-assembly"),
    ("A/RES/S-32/1", "A-RES-S-32-1", "Resolution", "general-assembly"),
    ("S/RES/1267 (1999)", "S-RES-1267-1999", "Resolution", "security-council"),
    ("S/RES/242(1967)", "S-RES-242-1967", "Resolution", "security-council"),
    ("E/RES/2015/23", "E-RES-2015-23", "Resolution", "economic-and-social-council"),
    ("E/RES/1996/31 A", "E-RES-1996-31-A", "Resolution", "economic-and-social-council"),
    ("E/RES/1235(XLII)", "E-RES-1235-XLII", "Resolution", "economic-and-social-council"),
    ("E/RES/288 B (X)", "E-RES-288-B-X", "Resolution", "economic-and-social-council"),
    ("E/RES/1503(XLVIII)", "E-RES-1503-XLVIII", "Resolution", "economic-and-social-council"),
    ("A/HRC/RES/54/4", "A-HRC-RES-54-4", "Resolution", "human-rights-council"),
    ("A/HRC/RES/S-30/1", "A-HRC-RES-S-30-1", "Resolution", "human-rights-council"),
    ("A/DEC/43/422", "A-DEC-43-422", "Decision", "general-assembly"),
    ("A/DEC/S-10/24", "A-DEC-S-10-24", "Decision", "general-assembly"),
    ("E/DEC/2000/295", "E-DEC-2000-295", "Decision", "economic-and-social-council"),
    ("A/HRC/DEC/17/120", "A-HRC-DEC-17-120", "Decision", "human-rights-council"),
    ("S/PRST/2015/25", "S-PRST-2015-25", "Document", "security-council"),
    ("A/HRC/PRST/31/1", "A-HRC-PRST-31-1", "Document", "human-rights-council"),
    ("ST/SGB/2017/1", "ST-SGB-2017-1", "Document", None),
    ("ST/AI/2018/1/Rev.1", "ST-AI-2018-1-Rev.1", "Document", None),
    ("ST/ESA/SER.A/423", "ST-ESA-SER.A-423", "Document", None),
    ("A/520/Rev.20", "A-520-Rev.20", "Document", None),
    ("A/75/L.93", "A-75-L.93", "Document", None),
    ("A/C.3/76/L.18/Rev.1", "A-C.3-76-L.18-Rev.1", "Document", None),
    ("A/CONF.183/9", "A-CONF.183-9", "Document", None),
    ("E/CN.15/2022/14", "E-CN.15-2022-14", "Document", None),
    ("HRI/GEN/1/Rev.9 (Vol. I)", "HRI-GEN-1-Rev.9-Vol.-I", "Document", None),
    ("A/76/6 (Sect. 16)", "A-76-6-Sect.-16", "Document", None),
    ("CEDAW/C/GC/38", "CEDAW-C-GC-38", "Document", None),
    ("CTOC/COP/WG.4/2022/4", "CTOC-COP-WG.4-2022-4", "Document", None),
]
#: Other writings of one symbol, which share its key: the check says that only one of them is right.
WRITINGS = [
    ("A/RES/377(V)A", "A/RES/377 (V) A", "A/RES/377(V) A", "A/RES/377\u00a0(V)\u00a0A", "A/RES/377(V)[A]"),
    ("S/RES/1267 (1999)", "S/RES/1267(1999)", "S/RES/1267  (1999)"),
    ("A/RES/72/262 C", "A/RES/72/262  C"),
]
STUB = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX unm: <https://w3id.org/unmandates/ontology#>
BASE <https://w3id.org/unmandates/id/>

<document/{key}> a unm:{kind} ; unm:symbol "{symbol}" ; skos:prefLabel "{symbol}"@en, "{symbol}"@ar ;
    unm:coverage <scheme/coverage/stub> ; unm:source <reference/editor> ;
    skos:editorialNote "A symbol to be checked."@en, "رمز للفحص."@ar {organ}.
"""


def with_documents(root, documents: list[tuple]) -> Corpus:
    """Return the curated corpus with some more documents, each a stub that is not there yet."""
    for folder in ("graph", "ontology", "shapes"):
        shutil.copytree(TURTLE_ROOT / folder, root / folder)
    for symbol, key, kind, organ in documents:
        path = root / "graph" / "document" / f"{key}.ttl"
        adopted = f"; unm:adoptedBy <body/{organ}> " if organ else ""
        if not path.exists() and not path.with_suffix("").exists():
            path.write_text(STUB.format(symbol=symbol, key=key, kind=kind, organ=adopted), encoding="utf-8")
    return read(root)


@pytest.mark.parametrize(("symbol", "key"), [row[:2] for row in SYMBOLS])
def test_the_key_of_a_symbol(symbol, key):
    assert key_of_symbol(symbol) == key == key_of_symbol(key)  # a key is its own


def test_no_two_symbols_share_a_key():
    assert len({key for _, key, *_ in SYMBOLS}) == len(SYMBOLS)
    for writings in WRITINGS:
        assert len(set(map(key_of_symbol, writings))) == 1


@pytest.fixture(scope="module")
def findings(tmp_path_factory) -> list:
    """What the whole check finds, but for a stub that nothing cites."""
    corpus = with_documents(tmp_path_factory.mktemp("corpus"), SYMBOLS)
    return [finding for finding in check(corpus) if "unused-stub" not in finding.rule]


def test_every_symbol_can_be_curated_under_its_key(findings):
    assert not [str(finding) for finding in findings if finding.severity == VIOLATION]


def test_another_key_is_found_by_check_and_shape_alike(tmp_path):
    wrong = [("A/RES/3314(XXIX)", "A-RES-3314XXIX", "Resolution", "general-assembly"),
             ("A/RES/377(V)A", "A-RES-377-VA", "Resolution", "general-assembly"),
             ("S/RES/1267(1999)", "S-RES-1267-1999-", "Resolution", "security-council"),
             ("A/DEC/43/422", "A-DEC-43_422", "Decision", "general-assembly")]  # fmt: skip
    found = check(with_documents(tmp_path, wrong))
    for symbol, key, *_ in wrong:
        rules = {finding.rule for finding in found if finding.thing == f"{ID}document/{key}"}
        assert {"key of symbol", "shape:Document-key"} <= rules, symbol
