"""Pages in the terms of schema.org, as JSON-LD in their HTML, for search engines and whoever collects metadata.

A resolution is legislation (https://schema.org/Legislation), another document a work; the page about the data describes
the data set (https://schema.org/Dataset) as search engines for data sets read it. Texts are plain, in the language of
the page: their readers take no text with a language for one. A name in another language is an alternative name.
"""

import json

from markupsafe import Markup

from unmandates.rdf.formats import of_file
from unmandates.rdf.names import local_name
from unmandates.rdf.namespaces import DATASET, ID, ROOT
from unmandates.release.release import dump_of
from unmandates.release.void import TITLES
from unmandates.text.words import languages, words
from unmandates.web.frame.citation import AUTHOR
from unmandates.web.frame.signposting import LICENSE, license_of, license_of_all, rights_by_part, type_of
from unmandates.web.http.formats import RDF
from unmandates.web.things.links import data_path
from unmandates.web.things.site import site
from unmandates.web.things.things import Thing, Value

_CONTEXT = "https://schema.org/"
_MOST = 60


def of_document(document: Thing) -> dict:
    """Return a document: what it is called, who adopted it and when, what it is about, what it cites and follows."""
    name = document.text("dcterms:title") or document.name
    others = [text.value for text in document.texts("dcterms:title") if text.value != name.value]
    found = {
        "@context": _CONTEXT,
        "@id": document.iri,
        "@type": local_name(type_of(document.iri)),
        "url": site().base + document.href,
        "name": name.value,
        "alternateName": list(dict.fromkeys(others)),
        "identifier": document.name.value,
        "abstract": abstract.value if (abstract := document.text("summary")) else None,
        "about": [_reference(topic) for topic in document.all("about")],
        "isBasedOn": [_reference(other) for other in document.all("basedOn") + document.all("continues")],
        "inLanguage": [value.value for value in document.all("availableIn") if isinstance(value, Value)],
        "sameAs": [other.iri for other in document.all("skos:exactMatch") if other.href],
        "citation": [_reference(other) for other in _cited(document)],
        "datePublished": _day(document, "distributionDate") or _day(document, "adoptionDate"),
        "isPartOf": {"@id": DATASET},
        "sdLicense": license_of(document.iri),
        "sdDatePublished": site().data.release.manifest["created"][:10],
    }
    if found["@type"] == "Legislation":
        found |= {
            "legislationIdentifier": str(document.one("symbol") or document.name),
            "legislationType": [term.name.value for term in document.classes],
            "legislationPassedBy": [_reference(body, "Organization") for body in document.all("adoptedBy")],
            "legislationDate": _day(document, "adoptionDate"),
        }
    return _without_gaps(found)


def of_thing(thing: Thing) -> dict:
    """Return any thing: what it is called, what it is, what it is called elsewhere, and where the data about it are."""
    name = thing.name
    called = [*thing.other_names, *thing.texts("skos:altLabel")]
    found = {
        "@context": _CONTEXT,
        "@id": thing.iri,
        "@type": local_name(type_of(thing.iri)),
        "url": site().base + thing.href,
        "name": name.value,
        "alternateName": [text for text in dict.fromkeys(text.value for text in called) if text != name.value],
        "description": description.value if (description := thing.text("skos:definition")) else None,
        "sameAs": [other.iri for other in thing.all("skos:exactMatch") if other.href],
        "startDate": _day(thing, "startDate"),
        "endDate": _day(thing, "endDate"),
        "subjectOf": [
            {
                "@type": "DataDownload",
                "contentUrl": f"{site().base}{data_path(thing.path, form.suffix)}",
                "encodingFormat": form.media_type,
            }
            for form in RDF
        ],
    }
    return _without_gaps(found)  # fmt: skip


def of_dataset(language: str) -> dict:
    """Return the data set: its name, licence, version, and the files in which it can be had."""
    release, table, base = site().data.release, words(language), site().base
    imported = {dump_of(part) for part in release.imports}
    day = release.manifest["created"][:10]
    return {
        "@context": _CONTEXT,
        "@id": DATASET,
        "@type": "Dataset",
        "name": TITLES.get(language, TITLES["en"]),
        "alternateName": [title for title in TITLES.values() if title != TITLES.get(language, TITLES["en"])],
        "description": f"{table['site']['sentence']} {table['about']['opening']}",
        "url": f"{base}/{language}/about",
        "identifier": [DATASET, release.digest],
        "version": release.name,
        "dateModified": day,
        "datePublished": day,
        "license": license_of_all(),
        "isAccessibleForFree": True,
        "inLanguage": list(languages()),
        "creator": {"@id": ROOT, "@type": "Organization", "name": AUTHOR, "url": base + "/"},
        "keywords": ["United Nations", "resolutions", "mandates", "linked data", "SPARQL"],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                "contentUrl": f"{base}/dump/{name}",
                "encodingFormat": form.media_type if (form := of_file(name)) else "application/octet-stream",
                "contentSize": f"{file['bytes']} B",
                "sha256": file["sha256"],
                "license": rights_by_part() if name in imported else LICENSE,
            }
            for name, file in release.manifest["files"].items()
        ],
    }


def in_html(found: dict) -> Markup:
    """Return it as text for a script element: nothing in it ends the element or begins another."""
    text = json.dumps(found, ensure_ascii=False, indent=1)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def _cited(document: Thing) -> list[Thing]:
    """Return what a document cites, each whole once."""
    wholes = {other.whole: None for citation in document.within("Citation") for other in citation.all("cites")}
    return [whole for whole in wholes if whole != document and whole.iri.startswith(ID)][:_MOST]


def _reference(thing: Thing, type_: str | None = None) -> dict:
    kind = {"@type": type_} if type_ else {}
    return {"@id": thing.iri, **kind, "name": thing.name.value}


def _day(thing: Thing, name: str) -> str | None:
    value = thing.one(name)
    return value.value if isinstance(value, Value) else None


def _without_gaps(found: dict) -> dict:
    return {name: value for name, value in found.items() if value not in (None, [], "")}
