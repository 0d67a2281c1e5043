"""What a release brings besides its data: the ontology alone, what checks found, what changed since others, notes."""

import csv
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from unmandates import __version__
from unmandates.corpus.files import Corpus
from unmandates.corpus.findings import Finding, violations
from unmandates.corpus.hygiene import hygiene_rules
from unmandates.rdf import graphs
from unmandates.rdf.namespaces import PREFIXES
from unmandates.release import changes, differences
from unmandates.release.digests import LIST, TABLE
from unmandates.release.imported import ImportedPart
from unmandates.release.making import Made
from unmandates.release.release import FINDINGS, NQUADS, ONTOLOGY, Release, described

#: The folder of what imports told of themselves, and the files of an import that go there.
REPORTS = "imports"
_OF_REPORT = ("import.json", "files.csv", "notes.csv")
_ONTOLOGY = ox.NamedNode(graphs.ONTOLOGY)
_PROPERTY_SHAPE = ox.NamedNode(PREFIXES["sh"] + "PropertyShape")


def write(working: Path, store: ox.Store, corpus: Corpus, made: Made, digest: str, older: Iterable[Release]) -> dict:
    """Write the files to a release's folder, in which its dump lies; return what its manifest says of them.

    It is compared with those of the releases `older` that hold other data than the digest stands for.
    """
    ontology = sorted((quad.triple for quad in store.quads_for_pattern(None, None, None, _ONTOLOGY)), key=str)
    (working / ONTOLOGY).write_bytes(ox.serialize(ontology, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES))
    _write_findings(made.findings, working / FINDINGS)
    if made.differences:
        differences.write(made.differences, working)
    compared = {}
    for release in older:
        if release.digest != digest and (release.folder / NQUADS).is_file():
            folder = working / changes.FOLDER / release.name
            compared[release.name] = changes.compare(release.folder, working, folder)
    files = [ONTOLOGY, FINDINGS, *([differences.DIFFERENCES] if made.differences else []), LIST, TABLE]
    for kept in (changes.FOLDER, REPORTS):
        files += [path.relative_to(working).as_posix() for path in sorted((working / kept).glob("*/*"))]
    return {
        "notes": _notes(corpus.root),
        "ontology": _ontology_version(store),
        "checks": _checks(corpus, made.findings),
        "changes": compared,
        "beside": described(working, files),
    }


def write_reports(imports: Iterable[ImportedPart], working: Path) -> dict[str, str]:
    """Copy what each import told of itself to a release's folder; return where it lies there, by source.

    The reports of several folders of one source are told apart by a number.
    """
    found: dict[str, str] = {}
    for part in {part.folder: part for part in imports}.values():
        name, number = part.terms.source, 1
        while name in found:
            number += 1
            name = f"{part.terms.source}-{number}"
        found[name] = f"{REPORTS}/{name}"
        (working / found[name]).mkdir(parents=True)
        for file in _OF_REPORT:
            if (part.folder / file).is_file():
                shutil.copyfile(part.folder / file, working / found[name] / file)
    return found


def _write_findings(findings: list[Finding], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("severity", "rule", "thing", "message", "remedy"))
        for found in sorted(findings, key=lambda found: (found.rule, found.thing or "", found.message)):
            writer.writerow((found.severity, found.rule, found.thing or "", found.message, found.remedy))


def _checks(corpus: Corpus, findings: list[Finding]) -> dict[str, int]:
    """Return how many shapes and rules the corpus was held against, and how much was found."""
    shapes = {quad.subject for quad in corpus.in_graphs(graphs.SHAPES) if quad.object == _PROPERTY_SHAPE}
    stopping, rules = len(violations(findings)), len(hygiene_rules(corpus.root))
    return {"shapes": len(shapes), "rules": rules, "violations": stopping, "warnings": len(findings) - stopping}


def _notes(root: Path) -> str:
    """Return what the changelog says of this version; an empty text where there is no changelog."""
    path = root / "CHANGELOG.md"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    found = re.search(rf"^## {re.escape(__version__)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


def _ontology_version(store: ox.Store) -> str:
    found = store.quads_for_pattern(None, ox.NamedNode(PREFIXES["owl"] + "versionInfo"), None, _ONTOLOGY)
    return next((quad.object.value for quad in found), "")
