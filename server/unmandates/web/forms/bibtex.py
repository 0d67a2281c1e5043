"""How a page is cited, as an entry of BibTeX (`/en/body/unodc.bib`)."""

from babel import Locale

from unmandates.rdf.formats import CITATION, Format
from unmandates.text.words import plain, words
from unmandates.web.forms.citing import citation_form
from unmandates.web.frame.citation import AUTHOR, Citation, ascii_of

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


def _tex(text: str) -> str:
    return plain(text).translate(_TEX)


FORM = citation_form(Format("bib", "application/x-bibtex", "BibTeX", CITATION, parameters="; charset=utf-8"), bibtex)
