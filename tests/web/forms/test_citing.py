"""Citations of pages, read back by readers of their own: nothing in a name breaks out of its field."""

import re

import pytest
from tests.web.conftest import BASE
from tests.web.page import Page

from unmandates.release.release import Release
from unmandates.web.forms.bibtex import bibtex
from unmandates.web.forms.ris import ris
from unmandates.web.frame.citation import Citation

ID = "https://w3id.org/unmandates/id/"
BIB, RIS = "application/x-bibtex", "application/x-research-info-systems"
HOSTILE = (
    "plain", "}}, author = {{Mallory", "{", "}", "\\input{/etc/passwd}", "100 % & $1 #2 x_y a^b c~d", '"quoted"',
    "two\nER  - \r\nTY  - BOOK", "a\u2028b\x85c\x0bd\x1ee\x00f", "\u202ereversed\u202c", "@misc{x, title={y}}",
    "\u0642\u0631\u0627\u0631 \u00ab\u0639\u0646\u00bb \u0661", "<script>alert(1)</script>", "",
)  # fmt: skip


def read_bibtex(text: str) -> dict[str, str]:
    """Return the fields of the one entry in a file, braces counted as BibTeX counts them (escaped or not)."""
    head = re.match(r"@misc\{([A-Za-z0-9-]+),\n", text)
    fields, place = {"key": head[1]}, head.end()
    while not text.startswith("}", place):
        name = re.compile(r"\s*([a-z]+) = ").match(text, place)
        place = name.end()
        if text[place] == "{":
            depth, start = 0, place + 1
            while True:
                depth += {"{": 1, "}": -1}.get(text[place], 0)
                place += 1
                if depth == 0:
                    break
            fields[name[1]] = text[start : place - 1]
        else:
            fields[name[1]] = re.compile(r"[a-z]+").match(text, place)[0]
            place += len(fields[name[1]])
        place = re.compile(r",\s*").match(text, place).end()
    assert text[place:] == "}\n"
    return fields


def typeset(value: str) -> str:
    """Return what TeX would print of a field that has no commands but those for single characters."""
    commands = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^",
                "textasciitilde": "~", "textless": "<", "textgreater": ">", "textbar": "|"}  # fmt: skip
    plain = re.sub(r"\\([a-z]+)\{\}|\\([$&#%_])|[{}]", lambda hit: commands.get(hit[1]) or hit[2] or "", value)
    assert not re.search(r"(?<!\\)[$&#%_^~]", re.sub(r"\\[a-z]+\{\}", "", value)), "a bare character of TeX"
    return plain


def read_ris(text: str) -> list[tuple[str, str]]:
    """Return the fields of a file; every line is one, for whatever a reader takes for the end of a line."""
    assert text.endswith("\r\n")
    lines = text.splitlines()
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    return [(line[:2], line[6:]) for line in lines]


def citation(title: str, release: Release) -> Citation:
    """Return a citation of something with this title."""
    return Citation(title, f"{ID}body/x{{}}%", "ar", "body/x", release)


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_stays_in_its_field(small_release, title):
    cited = citation(title, small_release)
    visible = " ".join(re.sub("[\x00\u202a-\u202e]", "", title).split())
    entry = read_bibtex(bibtex(cited))
    assert set(entry) == {"key", "title", "author", "howpublished", "note", "year", "date", "langid", "url", "month"}
    assert typeset(entry["title"]) == visible
    record = read_ris(ris(cited))
    assert [tag for tag, _ in record].count("ER") == 1 and record[-1] == ("ER", "") and record[0] == ("TY", "DATA")
    assert dict(record)["TI"] == visible
    assert dict(record)["UR"] == entry["url"] == f"{ID}body/x%7B%7D%"


@pytest.mark.parametrize(
    ("path", "title", "iri"),
    [
        ("en/body/council", "Council of Tests", f"{ID}body/council"),
        ("ar/body/council", "مجلس الاختبارات", f"{ID}body/council"),
        ("en/document/T-RES-1-1", "T/RES/1/1. A resolution to test pages with", f"{ID}document/T-RES-1-1"),
        ("en/document/T-RES-1-1/op/1/a", "T/RES/1/1, para. 1 (a)", f"{ID}document/T-RES-1-1/op/1/a"),
        ("en/document/T-75-L.93", None, f"{ID}document/T-75-L.93"),
        ("en/mandates", "Tasks", f"{BASE}/en/mandates"),
        ("en/about", "About the data", f"{BASE}/en/about"),
        ("en/ontology", "Ontology", "https://w3id.org/unmandates/ontology"),
        ("ar/releases", "الإصدارات", f"{BASE}/ar/releases"),
    ],
)
def test_every_page_is_cited(client, path, title, iri):
    for suffix, name, media_type in (("bib", "bibtex", BIB), ("ris", "ris", RIS)):
        by_suffix = client.get(f"/{path}.{suffix}")
        by_parameter = client.get(f"/{path}?format={name}")
        assert by_suffix.status_code == by_parameter.status_code == 200
        assert by_suffix.mimetype == by_parameter.mimetype == media_type
        assert by_suffix.get_data() == by_parameter.get_data()
        assert f'<{iri}>; rel="describes cite-as"' in by_suffix.headers["Link"]
        text = by_suffix.get_data().decode()
        fields = read_bibtex(text) if suffix == "bib" else dict(read_ris(text))
        assert fields["url" if suffix == "bib" else "UR"] == iri
        if title:
            assert typeset(fields["title"]) == title if suffix == "bib" else fields["TI"] == title
        assert "2026-01-01-test" in text and "2026" in text
    page = client.get(f"/{path}")
    found = Page(page.get_data(as_text=True))
    assert f'<{iri}>; rel="cite-as"' in page.headers["Link"]
    assert f"/{path}.bib" in found.links and f"/{path}.ris" in found.links
    assert "2026-01-01-test" in found.text.partition("Cite this page" if path.startswith("en") else "الاستشهاد")[2]


def test_a_narrowed_list_is_cited_as_it_is(client):
    answer = client.get("/en/mandates.bib?verb=scheme/verb/request&year=2021&format=")
    assert read_bibtex(answer.get_data(as_text=True))["url"] == f"{BASE}/en/mandates?verb=scheme/verb/request&year=2021"
    page = Page(client.get("/en/mandates?verb=scheme/verb/request&year=2021").get_data(as_text=True))
    assert "/en/mandates.bib?verb=scheme/verb/request&year=2021" in page.links


def test_hostile_things_are_cited(client):
    entry = read_bibtex(client.get("/en/body/hostile.bib").get_data(as_text=True))
    assert typeset(entry["title"]) == "<script>alert(1)</script>"
    arabic = read_bibtex(client.get("/ar/body/hostile.bib").get_data(as_text=True))
    assert typeset(arabic["title"]) == '"><img src=x onerror=alert(1)>'


def test_the_thing_itself_leads_to_its_citation(client):
    for asked in ({"Accept": BIB}, {"Accept": f"{RIS};q=0.1, {BIB}"}):
        assert client.get("/id/body/council", headers=asked).headers["Location"] == "/en/body/council.bib"
    assert client.get("/id/body/council?format=ris").headers["Location"] == "/en/body/council.ris"
    assert client.get("/id/body/council.bib", headers={"Accept-Language": "ar"}).headers["Location"] == (
        "/ar/body/council.bib"
    )


@pytest.mark.parametrize(
    "path", ["en/nothing.bib", "en/body/nobody.ris", "en/search.bib", "en/report.bib", "xx/about.bib"]
)
def test_what_is_not_there_is_not_cited(client, path):
    assert client.get(f"/{path}").status_code == 404


def test_a_citation_is_kept_by_its_tag(client):
    tag = client.get("/en/body/council.bib").headers["ETag"]
    assert client.get("/en/body/council.bib", headers={"If-None-Match": tag}).status_code == 304
