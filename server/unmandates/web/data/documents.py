"""A document that stands at one address and is had in every form of data: by `?format=`, or else by `Accept`."""

from collections.abc import Callable

from flask import Response, abort, request

from unmandates.rdf.formats import GRAPHS, HTML, RDF, of_suffix
from unmandates.web.http import language
from unmandates.web.http.formats import asked_type, choose
from unmandates.web.http.problems import problem
from unmandates.web.http.redirects import lead


def answer(
    make: Callable[[str], Response], place: str, page: str = "", *, page_first: bool = True, as_page: bool = False
) -> Response:
    """Return a document in the form that a request asks for, or lead to the page about it (303).

    `make` returns it in the form of a suffix; `place` is the address of each form, with `{suffix}` in it; `page` is the
    path of the page, empty where there is none: then `as_page` says that who wants one is to read the data as they are.
    Whoever has no preference gets the page, unless `page_first` is false.
    An answer carries the name of the media type that was asked for, where that is another name of the same.
    """
    pages = (HTML,) if page else ()
    form = choose(request, (*pages, *GRAPHS) if page_first else (*GRAPHS, *pages))
    if form is None and as_page and choose(request, (HTML,)):
        form = GRAPHS[0]
    if form is None:
        there = {found.media_type: place.format(suffix=found.suffix) for found in RDF}
        there |= {HTML.media_type: page} if page else {}
        response = problem(406, "Not Acceptable", "There is: " + ", ".join(there) + ".", available=there)
    elif form is HTML:
        response = lead(page)
    else:
        response = make(form.suffix)
        response.headers["Content-Location"] = place.format(suffix=form.suffix)
        if response.status_code == 200:
            response.headers["Content-Type"] = asked_type(request, form)
    response.vary.update(("Accept", *(language.VARY if page else ())))
    return response


def of_file(make: Callable[[str], Response], place: str, suffix: str) -> Response:
    """Return a document in the form of a suffix; another suffix of a form leads to that one, any other is a 404."""
    form = of_suffix(suffix, GRAPHS)
    if form is None:
        abort(404)
    return make(suffix) if form.suffix == suffix else lead(place.format(suffix=form.suffix))
