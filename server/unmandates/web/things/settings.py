"""What the application is told from outside, in one value."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from unmandates.release.dcat import Publisher
from unmandates.release.release import Release, current

if TYPE_CHECKING:
    from unmandates.web.endpoint.serving import Serving

_PAGE = r"https?://[^\s<>\"'/{}|\\^`]+[^\s<>\"'{}|\\^`]*"


def report_to() -> str:
    """Return where errors are reported, from the environment: a `mailto:` or `https:` address, or nothing.

    It may hold `{subject}` and `{body}`, in whose place the text of a report is put. Raises ValueError for another.
    """
    named = os.environ.get("UNMANDATES_REPORT_TO", "").strip()
    if named and not re.fullmatch(r"(mailto:[^\s<>\"'@]+@[^\s<>\"']+|https?://[^\s<>\"'/]+[^\s<>\"']*)", named):
        raise ValueError("UNMANDATES_REPORT_TO is a mailto: or https: address, with {subject} and {body} where they go")
    return named


def publisher() -> Publisher | None:
    """Return who publishes the data here, from the environment; None where nobody is named.

    `UNMANDATES_PUBLISHER` is a name, `UNMANDATES_PUBLISHER_PAGE` an http(s) address, `UNMANDATES_CONTACT` an address of
    mail (`mailto:`) or of a page. Raises ValueError for others, and for a page or contact of nobody.
    """
    name, page, contact = (
        " ".join(os.environ.get(f"UNMANDATES_{setting}", "").split())
        for setting in ("PUBLISHER", "PUBLISHER_PAGE", "CONTACT")
    )
    if page and not re.fullmatch(_PAGE, page):
        raise ValueError(f"UNMANDATES_PUBLISHER_PAGE is an http: or https: address, not {page!r}")
    if contact and not re.fullmatch(rf"mailto:[^\s<>\"'@]+@[^\s<>\"'{{}}|\\^`]+|{_PAGE}", contact):
        raise ValueError(f"UNMANDATES_CONTACT is a mailto: or https: address, not {contact!r}")
    if (page or contact) and not name:
        raise ValueError("UNMANDATES_PUBLISHER names whose page and contact are given")
    return Publisher(name, page, contact) if name else None


def pages_ahead() -> bool:
    """Return whether pages are made before somebody asks for them: `UNMANDATES_PAGES_AHEAD`, `yes` if it is not set.

    Raises ValueError for anything but `yes` and `no`.
    """
    named = os.environ.get("UNMANDATES_PAGES_AHEAD", "").strip().lower() or "yes"
    if named not in ("yes", "no"):
        raise ValueError(f"UNMANDATES_PAGES_AHEAD is `yes` or `no`, not {named!r}")
    return named == "yes"


@dataclass(frozen=True)
class Settings:
    """Settings of the application.

    `base` is the address at which the service is reached, without a slash at its end: absolute links come from it
    and never from a request's Host. `release` is the release to show (`ReleaseError` if there is none). `serving` is
    what the endpoint serves; without it the pages stand alone and `/sparql` only shows queries. `report_to` is where
    errors are reported; empty where nobody said. `publisher` is who publishes the data here,
    if somebody said. `shelf` is a folder in which several processes share finished pages.
    """

    base: str = "http://127.0.0.1:8000"
    release: Release = field(default_factory=current)
    serving: "Serving | Callable[[], Serving] | None" = None
    report_to: str = field(default_factory=report_to)
    shelf: Path | None = None
    publisher: Publisher | None = field(default_factory=publisher)
