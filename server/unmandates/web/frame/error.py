"""The page of an error, for browsers."""

from dataclasses import dataclass

from unmandates.web.frame.page import template
from unmandates.web.frame.rendering import write


@template("error.html")
@dataclass(frozen=True)
class ErrorPage:
    """The error as its document has it: `status`, `title`, and what else is known (`detail`, `near`, `replaced`, …)."""

    problem: dict


def error_page(problem: dict) -> str:
    """Return the page of an error; it is not cited, has no other form, and search engines are told of no address."""
    return write(ErrorPage(problem), citation=None, addresses={}, offers=())
