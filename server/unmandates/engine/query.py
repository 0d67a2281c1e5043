"""What is asked of the engine and what comes back."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

from unmandates.rdf.formats import GRAPHS, ROWS

#: Result formats by media type, best first: the first one is given to those who do not mind.
BINDINGS = {form.media_type: form.serializer for form in ROWS}
GRAPH = {form.media_type: form.serializer for form in GRAPHS}


@dataclass(frozen=True)
class Query:
    """A query, the media type wanted for each form its result can have, and the data set asked for.

    A media type of None means that the client accepts none for that form. `default_graphs` and `named_graphs`
    are those of the protocol request (IRIs, or names of collections): if either is not empty, both together
    replace what FROM says (SPARQL 1.1 Protocol, 2.1.4). `timeout` is in seconds; it can only shorten the
    limit.
    """

    text: str
    bindings: str | None = "application/sparql-results+json"
    boolean: str | None = "application/sparql-results+json"
    graph: str | None = "text/turtle"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    timeout: float | None = None


class Answer:
    """A whole result: its form (`bindings`, `boolean` or `graph`), media type, size in bytes and body.

    `hint` is what the one who asks should know of it, or None.

    A small body is in memory (`body`), a large one in an unlinked file (`file`, a descriptor that `close`
    frees).
    """

    def __init__(
        self,
        form: str,
        media_type: str,
        size: int,
        *,
        body: bytes | None = None,
        file: int | None = None,
        seconds: float = 0.0,
        hint: str | None = None,
    ):
        self.form = form
        self.media_type = media_type
        self.size = size
        self.body = body
        self.file = file
        self.seconds = seconds
        self.hint = hint

    def __iter__(self) -> Iterator[bytes]:
        if self.file is None:
            yield self.body
            return
        at = 0
        while chunk := os.pread(self.file, 256 * 1024, at):
            yield chunk
            at += len(chunk)

    def read(self) -> bytes:
        """Return the whole body."""
        return self.body if self.file is None else b"".join(self)

    def close(self) -> None:
        """Free the file, if there is one."""
        if self.file is not None:
            os.close(self.file)
            self.file = None

    def __enter__(self) -> "Answer":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()
