"""Dates as files and metadata write them: `2021-12-16`, `16 December 2021`, `on15 January 2004`, and what is none."""

import re
from datetime import date

#: The months by their English names.
MONTHS = "January February March April May June July August September October November December".split()
_WORDS = re.compile(rf"(\d{{1,2}})\s*(?:st|nd|rd|th)?\s+({'|'.join(MONTHS)})\s+(\d{{4}})", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?")


def date_of(written: str) -> str | None:
    """Return a date as `YYYY-MM-DD`; None for an empty one, one that is no day, and one that no organ can have had."""
    text = " ".join(written.replace("\u00a0", " ").split())
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _WORDS.search(text):
        names = [name.lower() for name in MONTHS]
        year, month, day = int(found[3]), names.index(found[2].lower()) + 1, int(found[1])
    else:
        return None
    try:
        read = date(year, month, day)
    except ValueError:
        return None
    return read.isoformat() if 1945 <= year <= 2100 else None
