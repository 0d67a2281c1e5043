"""What an import may not say beside what is curated, line by line."""

import pyoxigraph as ox
import pytest

from unmandates.rdf import graphs
from unmandates.rdf.namespaces import GRAPH, ID, PREFIXES
from unmandates.release.differences import Curated, curated_values, withheld

OF_IMPORT = GRAPH + "import/lake/text/LC-RES-1"
UNM = PREFIXES["unm"]


@pytest.fixture(scope="module")
def curated() -> Curated:
    """An act of which one day and the two citations of a paragraph are curated."""
    store = ox.Store()
    store.load(
        f"""PREFIX unm: <{UNM}> PREFIX owl: <{PREFIXES["owl"]}> BASE <{ID}>
        GRAPH <{graphs.ONTOLOGY}> {{ unm:adoptionDate a owl:FunctionalProperty . unm:cites a owl:FunctionalProperty }}
        <document/LC-RES-1> unm:adoptionDate "2040-01-01" .
        <document/LC-RES-1/op/1/citation/1> unm:cites <document/LC-RES-7> .
        <document/LC-RES-1/op/1/citation/2> unm:cites <document/LC-RES-8> .""".encode(),
        format=ox.RdfFormat.TRIG,
    )
    return curated_values(store)


def line(subject: str, name: str, value: str) -> bytes:
    return f"<{ID}document/{subject}> <{UNM}{name}> {value} <{OF_IMPORT}> .\n".encode()


def cites(number: int, act: int, key: str = "LC-RES-1", paragraph: int = 1) -> bytes:
    return line(f"{key}/op/{paragraph}/citation/{number}", "cites", f"<{ID}document/LC-RES-{act}>")


def test_another_value_of_what_has_one_is_withheld_and_listed(curated):
    same, other = line("LC-RES-1", "adoptionDate", '"2040-01-01"'), line("LC-RES-1", "adoptionDate", '"2040-01-02"')
    kept, differing = withheld(same + other, OF_IMPORT, curated)
    assert kept == same
    assert [(one.thing, one.curated, one.imported) for one in differing] == [
        (f"{ID}document/LC-RES-1", '"2040-01-01"', '"2040-01-02"')
    ]


def test_curated_citations_stand_alone_and_only_what_they_do_not_cite_is_listed(curated):
    manner = line("LC-RES-1/op/1/citation/1", "citationManner", f"<{ID}scheme/citation-manner/recall>")
    kept, differing = withheld(cites(1, 8) + manner + cites(2, 9) + cites(1, 7, paragraph=2), OF_IMPORT, curated)
    assert kept == b""
    assert [(one.thing[-4:], one.curated.count("LC-RES"), one.imported[-3:-1])
            for one in differing] == [("op/1", 2, "-9"), ("op/2", 0, "-7")]  # fmt: skip
    elsewhere = cites(1, 9, "LC-RES-2")
    assert withheld(elsewhere, OF_IMPORT, curated) == (elsewhere, [])


def test_the_made_name_of_a_membership_is_withheld_and_not_listed():
    label = f"<{PREFIXES['skos']}prefLabel>"
    seat, board = f"<{ID}body/board/membership/chad-2044>", f"<{ID}body/board>"
    values = {node.encode(): {label.encode(): {b"en": frozenset({b'"Ours"@en'})}} for node in (seat, board)}
    lines = [f'{node} {label} "Theirs"@en <{OF_IMPORT}> .\n'.encode() for node in (seat, board)]
    kept, differing = withheld(b"".join(lines), OF_IMPORT, Curated(values, {}))
    assert (kept, [one.thing for one in differing]) == (b"", [f"{ID}body/board"])


def test_a_line_of_another_graph_is_refused(curated):
    with pytest.raises(ValueError, match="import again"):
        withheld(cites(1, 7).replace(b"LC-RES-1> .", b"LC-RES-2> ."), OF_IMPORT, curated)
