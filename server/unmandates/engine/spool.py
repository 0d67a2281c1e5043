"""Where a worker puts a result: memory for a small one, an unlinked file for a large one, and never past the
cap."""

import os
import tempfile

from unmandates.engine.messages import INLINE
from unmandates.engine.query import Answer
from unmandates.engine.refusals import NotExpressible, ResultLimit

_CONTROLS = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0D})
#: What separates two rows, where that can be told without parsing: no literal can hold these bytes unescaped.
#: (In CSV a line break inside a quoted value counts too; the limit then comes a little early.)
_ROW_MARKS = {
    "JSON": b'},{"',
    "XML": b"<result>",
    "CSV": b"\n",
    "TSV": b"\n",
    "N_TRIPLES": b"\n",
    "N_QUADS": b"\n",
}
_UNREADABLE = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")  # U+FFFE and U+FFFF: not characters of XML 1.0
_NAMELESS = b"<oxprefix: "  # a predicate that cannot be split in a namespace and a name


class Spool:
    """A writer for the engine's serializers that counts what it takes.

    Raises ResultLimit past `result_bytes` or `result_rows`, NotExpressible when an XML document would not be
    well-formed (XML 1.0, 2.2; Namespaces in XML, 4).
    """

    def __init__(self, directory: str):
        self._directory = directory
        self._file = None
        self.prepare()

    def prepare(self) -> None:
        """Have an empty file at hand: while a query runs, none can be opened."""
        if self._file is None:
            self._file, path = tempfile.mkstemp(dir=self._directory)
            os.unlink(path)

    def begin(self, format_name: str, max_bytes: int, max_rows: int) -> None:
        """Get ready for a result in this format."""
        self._format, self._max_bytes, self._max_rows = format_name, max_bytes, max_rows
        self._buffer, self._tail = bytearray(), b""
        self._mark = _ROW_MARKS.get(format_name)
        self._is_xml = format_name in ("XML", "RDF_XML")
        self._spilled = False
        self.size = self.rows = 0

    def write(self, data: bytes) -> int:
        """Take a piece of the result."""
        taken = len(data)
        if self._is_xml:
            data = self._guard(data)
        if self._mark:
            self._count(data)
        self.size += len(data)
        if self.size > self._max_bytes:
            raise ResultLimit(
                f"The result is larger than {self._max_bytes:,} bytes.",
                "Ask for less: LIMIT and OFFSET, fewer variables, or the dump of the release.",
            )
        self._buffer += data
        if len(self._buffer) > INLINE:
            self._spill()
        return taken

    def flush(self) -> None:
        """Nothing waits."""

    def finish(self) -> tuple[bytes, int | None]:
        """Return the result: bytes, or the descriptor of the file that holds it (to be sent, then
        `release`d)."""
        if not self._spilled:
            return bytes(self._buffer), None
        self._spill()
        return b"", self._file

    def release(self) -> None:
        """Let go of a file that was written to, whether it was sent or not."""
        if self._spilled:
            os.close(self._file)
            self._file = None
        self._buffer = bytearray()

    def _spill(self) -> None:
        view = memoryview(self._buffer)
        while view:
            view = view[os.write(self._file, view) :]
        self._buffer, self._spilled = bytearray(), True

    def _guard(self, data: bytes) -> bytes:
        seen = self._tail + data
        if len(data.translate(None, _CONTROLS)) != len(data) or any(bad in seen for bad in _UNREADABLE):
            raise NotExpressible(
                "The result holds a control character that XML cannot carry.",
                "Ask for another format, such as JSON, or remove it with REPLACE.",
            )
        if self._format == "RDF_XML" and _NAMELESS in seen:
            raise NotExpressible(
                "The result holds a property whose IRI RDF/XML cannot abbreviate.",
                "Ask for another format, such as Turtle.",
            )
        if self._mark is None:
            self._tail = seen[-16:]
        # A parser turns a bare carriage return into a line feed (XML 1.0, 2.11); the serializer writes none
        # itself.
        return data.replace(b"\r", b"&#xD;") if b"\r" in data else data

    def _count(self, data: bytes) -> None:
        mark = self._mark
        seen = self._tail + data if len(mark) > 1 else data
        self.rows += seen.count(mark)
        if len(mark) > 1 or self._is_xml:
            # Too short to hold a whole mark, so that none is counted twice.
            self._tail = seen[-(len(mark) - 1) :]
        if self.rows > self._max_rows:
            raise ResultLimit(
                f"The result has more than {self._max_rows:,} rows.",
                "Ask for less: LIMIT and OFFSET, or an aggregate, or the dump of the release.",
            )


def answer_of(header: dict, body: bytes, file: int | None) -> Answer:
    """Return the answer that a worker's reply describes."""
    return Answer(
        header["form"],
        header["type"],
        header["size"],
        body=None if file is not None else body,
        file=file,
        seconds=header["seconds"],
        hint=header.get("hint"),
    )
