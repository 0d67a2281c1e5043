"""The digest of a release: a table of its graphs, each with a digest of its own.

The digest of a graph is the SHA-256 of its canonical N-Quads (RDFC-1.0), sorted; that of a part, or of the whole, is
the SHA-256 of a list: for each of its graphs, by their IRIs, a line `<digest>  <IRI>`, as sha256sum writes it. So one
graph that changes costs its own lines and the list, and nobody needs the whole at once. Releases of 0.1 name no rule in
their manifest: their digest is that of the canonical N-Quads of all graphs together.
"""

import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path

#: The name of the rule in a manifest.
RULE = "list of graphs"
#: The file of a release that holds the table.
TABLE = "graphs.csv"
#: And the list, whose own SHA-256 is the digest of the release.
LIST = "graphs.sha256"


@dataclass(frozen=True)
class GraphRow:
    """A graph (an IRI) of a part: its digest (hexadecimal), how many statements, and where its lines are in which dump.

    `mark` says what it was made of, as text of whoever made it: the same mark means the same statements.
    """

    graph: str
    part: str
    sha256: str
    statements: int
    file: str
    start: int
    bytes: int
    mark: str

    def lines(self, folder: Path) -> bytes:
        """Return its lines in the dump that lies in the folder."""
        with (folder / self.file).open("rb") as dump:
            dump.seek(self.start)
            return dump.read(self.bytes)


def digest_of(rows: Iterable[GraphRow]) -> str:
    """Return the digest of some graphs together, as `sha256:` and 64 hexadecimal digits."""
    return digest_of_list((row.graph, row.sha256) for row in rows)


def digest_of_list(digests: Iterable[tuple[str, str]]) -> str:
    """Return the digest of graphs that are given as IRI and digest (hexadecimal), in any order."""
    return "sha256:" + hashlib.sha256(listed(digests)).hexdigest()


def listed(digests: Iterable[tuple[str, str]]) -> bytes:
    """Return the list itself, as sha256sum writes it."""
    return "".join(f"{digest}  {graph}\n" for graph, digest in sorted(digests)).encode("utf-8")


def write_table(rows: list[GraphRow], folder: Path) -> None:
    """Write the table and the list to a release's folder."""
    (folder / LIST).write_bytes(listed((row.graph, row.sha256) for row in rows))
    with (folder / TABLE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field.name for field in fields(GraphRow))
        writer.writerows(astuple(row) for row in rows)


def read_table(folder: Path) -> Iterator[GraphRow]:
    """Yield the rows of a release's table; none for a release of 0.1, which has no table."""
    if not (folder / TABLE).is_file():
        return
    with (folder / TABLE).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            counted = {name: int(row[name]) for name in ("statements", "start", "bytes")}
            yield GraphRow(**row | counted)
