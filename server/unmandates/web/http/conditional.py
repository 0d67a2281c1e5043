"""Whether a client has already what it asks for (RFC 9110, 13): by the tag of what it holds, or else by its date.

The one place where 304 is the answer, for the application and for what answers in its place.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from http import HTTPStatus

from flask import Request, Response
from werkzeug.http import parse_date

from unmandates.release.release import Release

NOT_MODIFIED = HTTPStatus.NOT_MODIFIED.value
#: Headers of a body, which the answer 304 has not.
_OF_BODY = ("content-type", "content-length", "content-encoding")
_LONGEST = 4096  #: characters; a longer header names more than a client holds of one thing


def dated(release: Release, day: date | None = None) -> datetime:
    """Return when what a release holds was last changed: when it was made, to the second, as HTTP has it.

    What tells the status of a day has changed with that day, if that is later.
    """
    made = datetime.fromisoformat(release.manifest["created"]).astimezone(UTC).replace(microsecond=0)
    return max(made, datetime.combine(day, time(), UTC)) if day else made


def unchanged(sent: Mapping[str, str], tag: str | None, modified: str | None) -> bool:
    """Say whether a client that reads has the answer with a (strong, unquoted) tag and a Last-Modified, if it has any.

    `sent` are the client's headers by their names in WSGI. A date is heard only where no tag is sent, and only if it is
    one (13.1.3, 13.2.2). A star is a tag of whatever there is.
    """
    if "HTTP_IF_NONE_MATCH" in sent:
        tags = [*_tags(sent)]
        return tag is not None and ("*" in tags or tag in tags)
    since = parse_date(sent.get("HTTP_IF_MODIFIED_SINCE"))
    last = since and parse_date(modified)
    return last is not None and last <= since


def holds(asked: Request, tag: str | None, modified: str | None = None) -> bool:
    """Say whether a client reads and has already the answer with a tag and a Last-Modified."""
    return asked.method in ("GET", "HEAD") and unchanged(asked.environ, tag, modified)


def unless_held(asked: Request, response: Response) -> Response:
    """Return an answer, or 304 in its place if the client reads and has it already, by the answer's tag and date."""
    tag, _ = response.get_etag()
    return not_modified(response) if holds(asked, tag, response.headers.get("Last-Modified")) else response


def not_modified(response: Response) -> Response:
    """Return an answer as 304: nothing of it is sent but what the client does not know from its body."""
    response.status_code = NOT_MODIFIED
    for name in _OF_BODY:
        response.headers.pop(name, None)
    return response


def without_body(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the headers of an answer as those of a 304 in its place."""
    return [(name, value) for name, value in headers if name.lower() not in _OF_BODY]


def held(asked: Request, beginning: str) -> str | None:
    """Return the tag that begins like this among those that a client who reads holds; None if there is none."""
    tags = _tags(asked.environ) if asked.method in ("GET", "HEAD") else ()
    return next((tag for tag in tags if tag.partition("-")[0] == beginning), None)


def _tags(sent: Mapping[str, str]) -> Iterator[str]:
    """Yield the tags that a client holds, unquoted, without their weakness; a star as it stands."""
    for tag in sent.get("HTTP_IF_NONE_MATCH", "")[:_LONGEST].split(","):
        tag = tag.strip().removeprefix("W/")
        if tag == "*" or (len(tag) > 1 and tag[0] == tag[-1] == '"'):
            yield tag.strip('"')
