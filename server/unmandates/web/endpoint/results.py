"""Results on their way out: kept whole in memory, or in a file; compressed, marked for spreadsheets."""

import codecs
import itertools
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass

from unmandates.engine import Answer
from unmandates.engine.refusals import Interrupted
from unmandates.web.endpoint.result_formats import Choice
from unmandates.web.http.cache import Kept, compressed


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
