"""How a page is cited, as a record in RIS (`/en/body/unodc.ris`), which most programs that keep references read."""

from unmandates.rdf.formats import CITATION, Format
from unmandates.text.words import plain
from unmandates.web.forms.citing import citation_form
from unmandates.web.frame.citation import AUTHOR, Citation, ascii_of


def ris(citation: Citation) -> str:
    """Return a record, a line for each field (https://en.wikipedia.org/wiki/RIS_(file_format))."""
    release, (year, month, day) = citation.release, citation.day.split("-")
    fields = [
        ("TY", "DATA"), ("TI", citation.title), ("T2", citation.whole), ("AU", AUTHOR), ("PY", year),
        ("DA", f"{year}/{month}/{day}/"), ("ET", release.name), ("LA", citation.language), ("ID", citation.key),
        ("UR", ascii_of(citation.iri)), ("N1", release.digest), ("ER", ""),
    ]  # fmt: skip
    return "".join(f"{tag}  - {plain(value)}\r\n" for tag, value in fields)


FORM = citation_form(
    Format("ris", "application/x-research-info-systems", "RIS", CITATION, parameters="; charset=utf-8"), ris
)
