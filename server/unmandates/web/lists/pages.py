"""The pages of the lists, each a table that can be narrowed by a plain form, asked again in SPARQL, had as files."""

from collections import Counter

from flask import Blueprint, Response, abort, request

from unmandates.text.words import words
from unmandates.web.frame.delivery import kept
from unmandates.web.frame.form import TABLE, answer, forms, offers
from unmandates.web.frame.rendering import render
from unmandates.web.http.formats import HTML, choose, split_suffix
from unmandates.web.http.language import page_language
from unmandates.web.http.parameters import OF_FORM, reads
from unmandates.web.http.problems import problem
from unmandates.web.lists.filters import ON_DAY, Filter, asked, choices, chosen, names_of
from unmandates.web.lists.list import Facet, ListPage, lists
from unmandates.web.things.tables import Table

blueprint = Blueprint("lists", __name__)


def _parameters(language: str, name: str) -> tuple[str, ...]:
    found = lists().get(split_suffix(name, (HTML,))[0])
    return names_of(found.filters) if found else ()


@blueprint.get("/<language>/<name>")
@reads(*OF_FORM, by=_parameters)
def page(language: str, name: str) -> Response:
    """Show a list as a page or, by `Accept`, in a form that is offered below its table."""
    stem, form = split_suffix(name, (HTML,))
    if stem not in lists():
        abort(404)
    below = {one.format: key for key, one in forms().items() if one.place == TABLE and one.fits(stem)}
    form = form or choose(request, (HTML, *below))
    if form is None:
        there = {HTML.media_type: f"/{language}/{stem}"}
        there |= {one.media_type: one.address for one in offers(stem, language) if one.place == TABLE}
        return problem(406, "Not Acceptable", "There is: " + ", ".join(there) + ".", available=there)
    response = answer(below[form], language, stem) if form in below else _page(language, stem)
    response.vary.add("Accept")
    return response


@kept
def _page(language: str, name: str) -> Response:
    found = lists()[name]
    terms = chosen(found.filters)
    always = found.always(terms)
    lines = found.table(language, terms)
    shown = found.order(lines)
    whole = lines if terms == always else found.table(language, always)
    page = ListPage(
        name=name,
        columns=found.columns,
        table=lines,
        lines=shown,
        sections=found.sections(shown),
        filters=names_of(found.filters),
        choices=choices(whole, found.filters),
        chosen=asked(found.filters),
        facets=facets(name, whole, found.facet) if found.facet else [],
        on_day=terms[ON_DAY.variable].value if ON_DAY.variable in terms else "",
    )
    return render(found.shown(page))


def facets(name: str, whole: Table, facet: Filter) -> list[Facet]:
    """Return what a list can be narrowed to by a link, with the number of lines of each; the whole list first."""
    path, current = f"/{page_language()}/{name}", asked((facet,)).get(facet.name, "")
    number = Counter(str(cell) for line in whole.lines for cell in line[facet.name])
    found = [Facet(words(page_language())["actors"]["all"], path, len(whole), not current)]
    for value, said in facet.choices(whole, current):
        found.append(Facet(said, f"{path}?{facet.name}={value}", number[value], current == value))
    return found
