"""The list of documents: what has been read first, and of that what gives most tasks."""

from unmandates.web.lists.list import Lines, List
from unmandates.web.things.tables import Table


def order(found: Table) -> Lines:
    """Return documents, those that have been read first, then by number of tasks, then the latest."""
    latest = sorted(found.lines, key=lambda line: _first(line["adopted"], ""), reverse=True)
    return sorted(latest, key=lambda line: (not is_read(line), -int(_first(line["mandates"], "0"))))


def is_read(line: dict) -> bool:
    """Say whether a document has been read, in full or in part, and is more than a stub."""
    return any(not cell.iri.endswith("/stub") for cell in line["coverage"])


def _first(cells: list, default: str) -> str:
    return str(cells[0]) if cells else default


LIST = List("documents", "document", ("document", "title", "adopted", "mandates", "coverage"), order=order)
