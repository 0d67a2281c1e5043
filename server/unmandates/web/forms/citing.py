"""Citations as files for programs that keep references (BibTeX and RIS), by a suffix (`/en/body/unodc.bib`) or by
`?format=bibtex`, `?format=ris`.
"""

from babel import Locale
from flask import Flask, Response, request

from unmandates.rdf.formats import find_last
from unmandates.rdf.namespaces import ID
from unmandates.text.words import plain, words
from unmandates.web.frame.citation import AUTHOR, Citation, ascii_of, of_path
from unmandates.web.frame.delivery import kept
from unmandates.web.http.formats import BIBTEX, CITATIONS, RIS, named
from unmandates.web.things.site import site

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
#: What stands for a character that means something to TeX; braces stay in pairs, for BibTeX counts them.
_TEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&",
    "#": r"\#", "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
})  # fmt: skip


def bibtex(citation: Citation) -> str:
    """Return an entry in UTF-8, with what TeX would take for itself written out."""
    release = citation.release
    fields = {
        "title": "{" + _tex(citation.title) + "}",
        "author": "{" + _tex(AUTHOR) + "}",
        "howpublished": _tex(citation.whole),
        "note": _tex(f"{words(citation.language)['site']['release']} {release.name}, {release.digest}"),
        "year": citation.day[:4],
        "date": citation.day,
        "langid": Locale.parse(citation.language).english_name.lower(),
        "url": ascii_of(citation.iri),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    lines.append(f"  month = {_MONTHS[int(citation.day[5:7]) - 1]},")
    return f"@misc{{{citation.key},\n" + "\n".join(lines) + "\n}\n"


def ris(citation: Citation) -> str:
    """Return a record, a line for each field (https://en.wikipedia.org/wiki/RIS_(file_format))."""
    release, (year, month, day) = citation.release, citation.day.split("-")
    fields = [
        ("TY", "DATA"), ("TI", citation.title), ("T2", citation.whole), ("AU", AUTHOR), ("PY", year),
        ("DA", f"{year}/{month}/{day}/"), ("ET", release.name), ("LA", citation.language), ("ID", citation.key),
        ("UR", ascii_of(citation.iri)), ("N1", release.digest), ("ER", ""),
    ]  # fmt: skip
    return "".join(f"{tag}  - {plain(value)}\r\n" for tag, value in fields)


def install(app: Flask) -> None:
    """Answer every page's address with its citation, where a suffix or `?format=` asks for it."""

    @app.before_request
    def _cite() -> Response | None:
        if request.method not in ("GET", "HEAD") or "language" not in (request.view_args or {}):
            return None
        path = request.path.removeprefix(f"/{request.view_args['language']}").lstrip("/")
        form, _ = find_last(named(request), CITATIONS)
        if form is None:
            stem, _, suffix = path.rpartition(".")
            form = next((form for form in CITATIONS if form.suffix == suffix), None)
            if form is None or site().world.thing(ID + path, "en").known:
                return None
            path = "" if stem == "index" else stem
        language = request.view_args["language"]
        return _file(language, path, form.suffix) if of_path(path, language) else None


@kept
def _file(language: str, path: str, suffix: str) -> Response:
    citation = of_path(path, language)
    text = bibtex(citation) if suffix == BIBTEX.suffix else ris(citation)
    form = BIBTEX if suffix == BIBTEX.suffix else RIS
    response = Response(text, content_type=f"{form.media_type}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{citation.key}.{suffix}"'
    response.headers["Content-Location"] = citation.address(form)
    response.headers["Link"] = f'<{ascii_of(citation.iri)}>; rel="describes cite-as"'
    return response


def _tex(text: str) -> str:
    return plain(text).translate(_TEX)
