"""Results on their way out: kept whole in memory, or in a file; compressed, marked for spreadsheets."""

import codecs
import itertools
import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus

from unmandates.engine import Answer
from unmandates.engine.refusals import Interrupted
from unmandates.web.endpoint.result_formats import Choice
from unmandates.web.http import caching
from unmandates.web.http.cache import Kept, compressed
from unmandates.web.http.conditional import without_body

UNREAD = "-unread"  #: the end of an ETag of an answer whose bytes nobody has looked at: a weak one


@dataclass(frozen=True)
class Found:
    """An answer: its body, or (`body` None) an `answer` in a file; format, coding, ETag (None: fleeting), hint.

    The ETag names query, data and bytes; that of a file, whose bytes nobody has looked at, only the former two.
    """

    body: bytes | None
    choice: Choice
    coding: str | None
    etag: str | None
    hint: str | None
    answer: Answer | None = None


@dataclass(frozen=True)
class Given(Kept):
    """An answer that was given, with its ETag and hint."""

    etag: str
    hint: str | None


@dataclass(frozen=True)
class Reply:
    """A response as it leaves, a WSGI application: its status, headers, and a body or an answer in a file."""

    status: HTTPStatus
    headers: list[tuple[str, str]]
    body: bytes | Answer = b""

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        start_response(f"{self.status.value} {self.status.phrase}", self.headers)
        if isinstance(self.body, bytes):
            return () if environ["REQUEST_METHOD"] == "HEAD" else (self.body,)
        if environ["REQUEST_METHOD"] == "HEAD":
            self.body.close()
            return ()
        # As it is: a server that can send files takes it from there, without a copy of it in memory.
        return self.body

    def not_modified(self) -> "Reply":
        """Return the reply to a client that has this one already."""
        if isinstance(self.body, Answer):
            self.body.close()
        return Reply(HTTPStatus.NOT_MODIFIED, without_body(self.headers))


def given(digest: str, found: Found, hint: str | None) -> Reply:
    """Return the reply that carries an answer from data with this digest."""
    body = found.answer if found.body is None else found.body
    size = found.answer.size if found.body is None else len(found.body)
    headers = [("Content-Type", found.choice.content_type), ("Content-Length", str(size))]
    if found.coding:
        headers.append(("Content-Encoding", found.coding))
    return Reply(HTTPStatus.OK, headers + headers_of(digest, found.etag, hint), body)


def headers_of(digest: str, etag: str | None, hint: str | None) -> list[tuple[str, str]]:
    """Return the headers of a reply but for those of its body."""
    headers = [
        ("Cache-Control", caching.BRIEFLY if etag else caching.NEVER),
        ("Vary", "Accept, Accept-Encoding"),
        ("Unmandates-Release", digest),
        ("X-Content-Type-Options", "nosniff"),
    ]
    if etag:
        headers.append(("ETag", f'W/"{etag}"' if etag.endswith(UNREAD) else f'"{etag}"'))
    if hint:
        headers.append(("Unmandates-Hint", hint))
    return headers


def together(*hints: str | None) -> str | None:
    """Return hints as one."""
    return " ".join(filter(None, hints)) or None


def keep(body: bytes, media_type: str, coding: str | None, etag: str, hint: str | None) -> Given:
    """Return a body as it is kept: compressed if the client takes that (`coding`) and it is worth it."""
    body, coding = compressed(body, coding)
    return Given(body, media_type, coding, etag, hint)


def marked(answer: Answer) -> Answer:
    """Return a result that begins with a byte order mark."""
    if answer.file is None:
        return Answer(answer.form, answer.media_type, answer.size + 3, body=codecs.BOM_UTF8 + answer.body)
    return refilled(answer, itertools.chain((codecs.BOM_UTF8,), answer))


def refilled(answer: Answer, chunks: Iterable[bytes]) -> Answer:
    """Return a result in a file with another content, which is made from the old one's.

    Raises Interrupted where there is no room for it.
    """
    try:
        with tempfile.TemporaryFile() as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            answer.close()
            return Answer(answer.form, answer.media_type, file.tell(), file=os.dup(file.fileno()))
    except OSError:
        answer.close()
        raise Interrupted("The result could not be stored on this machine.") from None
