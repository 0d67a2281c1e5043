"""Pages of long lists: which lines a reader is shown, out of how many, and the links to the others."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote

from flask import abort, request

#: Lines of a page.
SIZE = 100
#: The parameter of the lists' own pages.
PAGE = "page"
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
T = TypeVar("T")


@dataclass(frozen=True)
class Pager:
    """Where a reader is in a list of `total` lines: on `page` of `pages`; `name` is the parameter that tells it."""

    total: int
    page: int = 1
    size: int = SIZE
    name: str = PAGE
    place: str = ""

    @property
    def pages(self) -> int:
        """How many pages there are; one at least."""
        return max(1, -(-self.total // self.size))

    @property
    def start(self) -> int:
        """The place of the first line shown, from 0."""
        return (self.page - 1) * self.size

    @property
    def first(self) -> int:
        """The number of the first line shown, from 1; 0 where there is none."""
        return min(self.start + 1, self.total)

    @property
    def last(self) -> int:
        """The number of the last line shown."""
        return min(self.start + self.size, self.total)

    @property
    def near(self) -> list[int]:
        """The pages that are linked: the first, the last and those about this one; 0 stands for a gap."""
        shown = sorted({1, self.pages, *(n for n in range(self.page - 2, self.page + 3) if 1 <= n <= self.pages)})
        found: list[int] = []
        for number in shown:
            if found and number - found[-1] > 1:
                found.append(0)
            found.append(number)
        return found

    def href(self, page: int) -> str:
        """Return the address of a page of the list: the present one with another number."""
        kept = [(name, value) for name, value in request.args.items(multi=True) if name != self.name and value]
        pairs = [*kept, *([(self.name, str(page))] if page > 1 else [])]
        query = "&".join(f"{quote(name, safe='')}={quote(value, safe='/')}" for name, value in pairs)
        path = quote(request.path, safe="/~@!$&'()*+,;=:")
        return path + (f"?{query}" if query else "") + (f"#{self.place}" if self.place else "")

    def of(self, lines: Sequence[T]) -> list[T]:
        """Return those of all lines that are shown."""
        return list(lines[self.start : self.start + self.size])


def pager(total: int, name: str = PAGE, place: str = "", size: int = SIZE) -> Pager:
    """Return where the request is in a list of so many lines. What is no page of it is a 400 or a 404."""
    asked = request.args.get(name, "").strip() or "1"
    if not _NUMBER.fullmatch(asked):
        abort(400, f"{name} is the number of a page, from 1.")
    found = Pager(total, int(asked), size, name, place)
    if found.page > found.pages:
        abort(404)
    return found
