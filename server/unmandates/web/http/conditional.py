"""Whether a client has already what it asks for (RFC 9110, 13): by the tag of what it holds, or else by its date."""

from datetime import UTC, date, datetime, time

from flask import Request
from werkzeug.http import parse_date

from unmandates.release.release import Release
from unmandates.web.http.negotiation import etag_matches


def dated(release: Release, day: date | None = None) -> datetime:
    """Return when what a release holds was last changed: when it was made, to the second, as HTTP has it.

    What tells the status of a day has changed with that day, if that is later.
    """
    made = datetime.fromisoformat(release.manifest["created"]).astimezone(UTC).replace(microsecond=0)
    return max(made, datetime.combine(day, time(), UTC)) if day else made


def unchanged(request: Request, tag: str | None, modified: datetime | None) -> bool:
    """Say whether 304 is the answer, for a (strong, unquoted) tag and a date of last change, if there are any.

    A date is heard only where no tag is sent, only when something is read, and only if it is one (13.1.3, 13.2.2).
    """
    if request.method not in ("GET", "HEAD"):
        return False
    if (tags := request.headers.get("If-None-Match")) is not None:
        return tag is not None and etag_matches(tags, tag)
    since = parse_date(request.headers.get("If-Modified-Since"))
    return since is not None and modified is not None and modified <= since
