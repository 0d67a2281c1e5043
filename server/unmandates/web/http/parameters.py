"""Which parameters a page reads: whatever else it is asked with, it is one page, with one address, made once."""

from collections.abc import Callable, Collection
from urllib.parse import urlencode

from flask import Flask, current_app, request
from werkzeug.datastructures import ImmutableMultiDict

#: Parameters that choose the form in which something is had, and not what is had.
OF_FORM = ("format", "bom")
#: Characters of a parameter that a page reads or an address repeats.
LONGEST = 200
Names = tuple[str, ...]


def reads(*names: str, by: Callable[..., Names] | None = None) -> Callable[[Callable], Callable]:
    """Say which parameters a view reads: `names`, and those that `by` returns for the view's own arguments."""

    def said(view: Callable) -> Callable:
        view.reads = lambda **arguments: (*names, *(by(**arguments) if by else ()))
        return view

    return said


def read_here() -> Names | None:
    """Return the parameters that the view of the present request reads, in their order; None where nothing is said."""
    return _told(request.endpoint, request.view_args)


def read_at(path: str) -> Names | None:
    """Return the parameters that the view of the page at a path reads, in their order; None where nothing is said."""
    endpoint, arguments = current_app.create_url_adapter(request).match(path, "GET")
    return _told(endpoint, arguments)


def keep_only(names: Collection[str]) -> None:
    """Take all parameters from the present request but those of some names."""
    if any(name not in names for name in request.args):
        known = [(name, value) for name, value in request.args.items(multi=True) if name in names]
        request.args, request.query_string = ImmutableMultiDict(known), urlencode(known).encode()


def _told(endpoint: str | None, arguments: dict | None) -> Names | None:
    told = getattr(current_app.view_functions.get(endpoint or ""), "reads", None)
    return told(**(arguments or {})) if told else None


def install(app: Flask) -> None:
    """Take from each request the parameters that its view does not read: with or without them it is one request."""

    @app.before_request
    def _forget_others() -> None:
        names = read_here()
        if names is not None:
            keep_only(names)
