"""An import folder of any size, made up: `python -m tests.bench.imported FOLDER DOCUMENTS`.

A document has some sixty provisions with words in six languages, a dozen citations of other documents, a recorded vote
of all States, metadata, librarians' headings and machine tags: graphs of four standings, as a source gives them. The
same number gives the same bytes; with `--changed N` document N says something else.
"""

import argparse
import hashlib
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from unmandates.corpus.files import read
from unmandates.rdf import canonical, graphs
from unmandates.rdf.names import expand, relative
from unmandates.rdf.namespaces import ID, LANGUAGES

SOURCE = "made-up"
#: Documents of a session, each session a part.
_OF_A_SESSION = 350
_PREAMBULAR, _OPERATIVE, _CITATIONS = 20, 40, 12
_WORDS = {
    "en": "the assembly recalls that states continue to support measures against trafficking in persons and requests",
    "ar": "تشير الجمعية العامة إلى أن الدول تواصل دعم التدابير الرامية إلى مكافحة الاتجار بالأشخاص وتطلب",
    "fr": "l’assemblée rappelle que les états continuent de soutenir les mesures contre la traite et prie",
    "es": "la asamblea recuerda que los estados siguen apoyando las medidas contra la trata de personas y solicita",
    "ru": "ассамблея напоминает что государства продолжают поддерживать меры против торговли людьми и просит",
    "zh": "大会 回顾 各国 继续 支持 打击 贩运 人口 措施 请",
}
Said = tuple[str, str, ox.NamedNode | ox.Literal]


def write(folder: Path, documents: int, changed: int | None = None) -> None:
    """Write an import folder of so many documents, of which the one of number `changed` says something else."""
    states = sorted(_states())
    parts: dict[str, dict] = {}
    for number in range(1, documents + 1):
        session = _session(number)
        part = f"ga-{session}"
        below = folder / "documents" / part
        below.mkdir(parents=True, exist_ok=True)
        parts.setdefault(part, {"items": 0})["items"] += 1
        _write_item(below, session, number, states, number == changed)
    about = {
        "format": 1,
        "source": SOURCE,
        "title": {"en": "Made-up resolutions", "ar": "قرارات مختلقة"},
        "rights": {
            "statement": {"en": "Made up for measuring.", "ar": "مختلق لأغراض القياس."},
            "acknowledgement": {"en": "Nobody is the source.", "ar": "لا مصدر."},
            "said_at": "https://example.org/rights",
            "served": True,
        },
        "parts": parts,
    }
    (folder / "import.json").write_text(json.dumps(about, ensure_ascii=False, indent=2), encoding="utf-8")


def documents(many: int) -> Iterator[tuple[str, dict[str, list[bytes]]]]:
    """Yield documents: the key of each, and the lines of its graphs by standing."""
    states = sorted(_states())
    for number in range(1, many + 1):
        yield _drawn(_session(number), number, states, False)


def _session(number: int) -> int:
    return 101 + (number - 1) // _OF_A_SESSION


def _drawn(session: int, number: int, states: list[str], changed: bool) -> tuple[str, dict[str, list[bytes]]]:
    key = f"A-RES-{session}-{number}"
    said = sorted(_item(key, session, number, states, changed).items())
    return key, {
        standing: canonical.lines(_quads(told, graphs.imported(SOURCE, standing, key))) for standing, told in said
    }


def _write_item(folder: Path, session: int, number: int, states: list[str], changed: bool) -> None:
    key, drawn = _drawn(session, number, states, changed)
    rows, start = [], 0
    with (folder / f"{key}.nq").open("wb") as file:
        for standing, lines in drawn.items():
            graph = graphs.imported(SOURCE, standing, key)
            size = file.write(b"".join(lines))
            rows.append(
                {"graph": graph, "sha256": canonical.digest(lines), "statements": len(lines), "start": start}
                | {"bytes": size}
            )
            start += size
    mark = hashlib.sha256("".join(row["sha256"] for row in rows).encode()).hexdigest()
    item = {"key": key, "mark": mark, "rows": rows}
    (folder / f"{key}.json").write_text(json.dumps(item, indent=2), encoding="utf-8")


def _quads(said: Iterable[Said], graph: str) -> Iterator[ox.Quad]:
    for subject, predicate, value in said:
        yield ox.Quad(ox.NamedNode(ID + subject), ox.NamedNode(expand(predicate)), value, ox.NamedNode(graph))


def _item(key: str, session: int, number: int, states: list[str], changed: bool) -> dict[str, list[Said]]:
    """Return what is said of a document, by standing."""
    drawn = random.Random(number * 2 + changed)
    document, symbol = f"document/{key}", f"A/RES/{session}/{number}"
    said: dict[str, list[Said]] = {
        "text": [*_head(document, symbol, drawn)],
        "metadata": [*_metadata(document, session, drawn, states)],
        "headings": [(document, "unm:subjectHeading", ox.Literal(f"HEADING {drawn.randint(1, 900)}")) for _ in "12345"],
        "candidate": [
            (document, "dcterms:subject", ox.NamedNode(f"http://metadata.un.org/sdg/{drawn.randint(1, 17)}"))
        ],
    }
    for kind, name, many in (("pp", "PreambularParagraph", _PREAMBULAR), ("op", "OperativeParagraph", _OPERATIVE)):
        for order in range(1, many + 1):
            said["text"] += _provision(f"{document}/{kind}/{order}", document, name, order, drawn)
    for place in range(1, _CITATIONS + 1):
        said["text"] += _citation(f"{document}/pp/{place}", session, drawn)
    return said


def _head(document: str, symbol: str, drawn: random.Random) -> Iterator[Said]:
    yield document, "rdf:type", _node("unm:Resolution")
    yield document, "unm:symbol", ox.Literal(symbol)
    yield document, "unm:coverage", _thing("scheme/coverage/imported")
    for language in ("en", "ar"):
        yield document, "skos:prefLabel", ox.Literal(symbol, language=language)
    for language in LANGUAGES:
        yield document, "dcterms:title", _words(language, 12, drawn)
        yield document, "unm:availableIn", ox.Literal(language, datatype=_node("xsd:language"))


def _provision(iri: str, parent: str, name: str, order: int, drawn: random.Random) -> Iterator[Said]:
    yield iri, "rdf:type", _node(f"unm:{name}")
    yield iri, "unm:parent", _thing(parent)
    yield iri, "unm:order", _number(order)
    if name == "OperativeParagraph":
        yield iri, "unm:number", ox.Literal(str(order))
    for language in LANGUAGES:
        yield iri, "unm:officialText", _words(language, 45, drawn)


def _citation(provision: str, session: int, drawn: random.Random) -> Iterator[Said]:
    citation = f"{provision}/citation/1"
    cited = f"{session - drawn.randint(1, 30)}/{drawn.randint(1, 300)}"
    document = f"document/A-RES-{cited.replace('/', '-')}"
    yield citation, "rdf:type", _node("unm:Citation")
    yield citation, "unm:parent", _thing(provision)
    yield citation, "unm:order", _number(1)
    yield citation, "unm:citationManner", _thing("scheme/citation-manner/recall")
    yield citation, "unm:source", _thing(provision)
    yield citation, "unm:cites", _thing(document)
    yield document, "rdf:type", _node("unm:Resolution")
    yield document, "unm:symbol", ox.Literal(f"A/RES/{cited}")
    for language in ("en", "ar"):
        yield document, "skos:prefLabel", ox.Literal(f"A/RES/{cited}", language=language)


def _metadata(document: str, session: int, drawn: random.Random, states: list[str]) -> Iterator[Said]:
    vote, counts = f"{document}/vote/1", {"inFavour": 0, "against": 0, "abstaining": 0}
    day = ox.Literal(f"{session + 1945}-12-{drawn.randint(1, 28):02}", datatype=_node("xsd:date"))
    yield document, "unm:adoptedBy", _thing("body/general-assembly")
    yield document, "unm:adoptionDate", day
    yield document, "unm:adoptionManner", _thing("scheme/adoption-manner/by-vote")
    for state in drawn.sample(states, 20):
        yield document, "unm:sponsor", _thing(state)
    yield vote, "rdf:type", _node("unm:Vote")
    yield vote, "unm:parent", _thing(document)
    yield vote, "unm:order", _number(1)
    yield vote, "unm:voteOn", _thing(document)
    yield vote, "unm:voteDate", day
    for state in states:
        position = drawn.choices(list(counts), (8, 1, 1))[0]
        counts[position] += 1
        yield vote, f"unm:{position}", _thing(state)
    for name, position in (("votesInFavour", "inFavour"), ("votesAgainst", "against"), ("abstentions", "abstaining")):
        yield vote, f"unm:{name}", _number(counts[position])


def _states() -> Iterator[str]:
    state = ox.NamedNode(expand("unm:State"))
    for quad in read().curated():
        if quad.object == state:
            yield relative(quad.subject.value)


def _words(language: str, most: int, drawn: random.Random) -> ox.Literal:
    words = drawn.choices(_WORDS[language].split(), k=drawn.randint(most // 2, most))
    return ox.Literal(" ".join([*words, str(drawn.randint(1, 10**6))]), language=language)


def _thing(path: str) -> ox.NamedNode:
    return ox.NamedNode(ID + path)


def _node(name: str) -> ox.NamedNode:
    return ox.NamedNode(expand(name))


def _number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=_node("xsd:integer"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("documents", type=int)
    parser.add_argument("--changed", type=int)
    options = parser.parse_args()
    write(options.folder, options.documents, options.changed)
