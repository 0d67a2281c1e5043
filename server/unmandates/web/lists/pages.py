"""The pages of the lists, each a table that can be narrowed by a plain form, asked again in SPARQL, had as files."""

from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote

from flask import Blueprint, Response, abort, request

from unmandates.asking.data import Term
from unmandates.text.words import words
from unmandates.web.frame.delivery import kept
from unmandates.web.frame.form import TABLE, answer, forms, offers
from unmandates.web.frame.rendering import render
from unmandates.web.http.formats import HTML, choose, split_suffix
from unmandates.web.http.language import page_language
from unmandates.web.http.parameters import OF_FORM, reads
from unmandates.web.http.problems import problem
from unmandates.web.lists.filters import ON_DAY, Filter, asked, choices, chosen, names_of
from unmandates.web.lists.list import Facet, List, ListPage, Section, as_table, lists
from unmandates.web.things.paging import PAGE, SIZE, Pager, pager
from unmandates.web.things.site import Site, once, site
from unmandates.web.things.tables import Table

blueprint = Blueprint("lists", __name__)
_KEPT = 12  #: lists without filters that are kept, each in a language as it stands on a day


def _parameters(language: str, name: str) -> tuple[str, ...]:
    found = lists().get(split_suffix(name, (HTML,))[0])
    return (*names_of(found.filters), PAGE) if found else ()


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
    if found.index:
        return render(_of_index(language, name, found, terms))
    lines = found.table(language, terms)
    ordered = found.order(lines)
    whole = lines if terms == always else _wholes(site())(name, language, tuple(always.items()))
    shown = pager(len(ordered), size=SIZE if found.shown is as_table else max(1, len(ordered)))
    page = ListPage(
        name=name,
        columns=found.columns,
        table=lines,
        lines=shown.of(ordered),
        sections=found.sections(shown.of(ordered)),
        filters=names_of(found.filters),
        choices=choices(whole, found.filters),
        chosen=asked(found.filters),
        facets=facets(name, whole, found.facet) if found.facet else [],
        on_day=terms[ON_DAY.variable].value if ON_DAY.variable in terms else "",
        pager=shown,
        places=places(found.sections(ordered), shown),
    )
    return render(found.shown(page))


@once
def _wholes(where: Site) -> Callable[[str, str, tuple], Table]:
    """Return what gives a list without filters, from which their values are told; the latest asked for are kept."""
    return lru_cache(_KEPT)(lambda name, language, always: lists()[name].table(language, dict(always)))


def _of_index(language: str, name: str, found: List, terms: dict[str, Term]) -> ListPage:
    """Return the page of a list whose index says which lines are asked for."""
    index = found.index(terms)
    shown = pager(len(index.keys))
    table = found.page(language, terms, index.keys, shown)
    given = asked(found.filters)
    return ListPage(
        name=name,
        columns=found.columns,
        table=table,
        lines=table.lines,
        sections=found.sections(table.lines),
        filters=names_of(found.filters),
        choices={one.name: index.choices[one.variable] for one in found.filters},
        chosen=given,
        facets=found.numbers(name, given) if found.numbers else [],
        on_day="",
        pager=shown,
        places=[],
    )


def places(sections: list[Section], shown: Pager) -> list[tuple[str, str]]:
    """Return the sections of a whole list with the address at which each begins, on whatever page of the list."""
    found, before = [], 0
    for section in sections if len(sections) > 1 else ():
        page = before // shown.size + 1
        address = f"#{quote(section.place)}" if page == shown.page else f"{shown.href(page)}#{quote(section.place)}"
        found.append((section.heading, address))
        before += len(section.lines)
    return found


def facets(name: str, whole: Table, facet: Filter) -> list[Facet]:
    """Return what a list can be narrowed to by a link, with the number of lines of each; the whole list first."""
    path, current = f"/{page_language()}/{name}", asked((facet,)).get(facet.name, "")
    number = Counter(str(cell) for line in whole.lines for cell in line[facet.name])
    found = [Facet(words(page_language())["actors"]["all"], path, len(whole), not current)]
    for value, said in facet.choices(whole, current):
        found.append(Facet(said, f"{path}?{facet.name}={value}", number[value], current == value))
    return found
