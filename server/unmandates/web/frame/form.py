"""Pages in other forms: what a form says of itself, which forms a page has, and how they are answered.

A form is a module of `web/forms/` that has a `FORM`. It stands at the address of its page with a suffix
(`/en/body/unodc.bib`), and whoever names it by `?format=` has it at the page's own. What it says of itself is all there
is to say: pages offer it, links and the description of the interface tell of it.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from urllib.parse import quote

from flask import Flask, Response, current_app, request

from unmandates.rdf.formats import GRAPHS, HTML, Format, find_last
from unmandates.rdf.namespaces import ID
from unmandates.text.words import languages, words
from unmandates.web.frame.delivery import kept
from unmandates.web.http.addresses import encoded
from unmandates.web.http.formats import named
from unmandates.web.http.language import page_language
from unmandates.web.http.parameters import OF_FORM, keep_only, read_at
from unmandates.web.things.paging import PAGE
from unmandates.web.things.site import site
from unmandates.web.things.things import Thing

_NAME = __name__
#: Parameters of a page that choose a form, or a page of it, and are none of its other forms.
_OF_PAGE = (*OF_FORM, PAGE)
#: Where a page offers a form: where it says how it is cited, below its table, as a feed, or else at its end.
CITATION, TABLE, FEED, END = "citation", "table", "feed", "end"


def of_none(thing: Thing) -> bool:
    """Say of no thing that its page has the form."""
    return False


def always(path: str) -> bool:
    """Say of every page that the form differs with what the page reads."""
    return True


@dataclass(frozen=True)
class Form:
    """What a form says of itself.

    `format` is its suffix, its media type, and its name for readers unless `words` are where the languages' files have
    one. `about` tells programs what it is, with `{page}` for the page's name. `make` returns it for a language and the
    path of a page below the language. The `pages` of these paths have it, and those of the `things` that are said to.
    `place` is where a page offers it, `relation` what it is to the page. `called` are pages that have it under another
    name than their own. `narrows` says of a path whether the form differs with the parameters that the page reads.
    `operation` is its name in the description of the interface, made of `{page}` and the suffix as `{form}`.
    """

    format: Format
    about: str
    make: Callable[[str, str], Response]
    pages: Callable[[], Collection[str]] = tuple
    things: Callable[[Thing], bool] = of_none
    words: tuple[str, ...] = ()
    place: str = END
    relation: str = "alternate"
    called: dict[str, str] = field(default_factory=dict)
    narrows: Callable[[str], bool] = always
    operation: str = "{page}{form}"

    def fits(self, path: str) -> bool:
        """Say whether the page at a path below its language has the form."""
        if not _may_be_thing(path):
            return path in self.pages()
        thing = site().world.thing(ID + path, "en")
        return thing.known and self.things(thing)

    def name(self, language: str) -> str:
        """Return its name for readers."""
        found = words(language)
        for word in self.words:
            found = found[word]
        return found if self.words else self.format.name

    def file(self, path: str) -> str:
        """Return the path below the language at which it stands for a page."""
        return f"{encoded(self.called.get(path, path) or 'index')}.{self.format.suffix}"

    def page(self, stem: str) -> str | None:
        """Return the path of the page of which it stands at a path, which is without its suffix; None for no page."""
        named = {name: page for page, name in {"": "index", **self.called}.items()}
        return named.get(stem, None if stem in named.values() else stem)


@dataclass(frozen=True)
class Offer:
    """A form as a page offers it: its name for readers, its address, its media type, its place and relation."""

    name: str
    address: str
    media_type: str
    place: str
    relation: str


def forms() -> dict[str, Form]:
    """Return all forms of the application by name, in the order of names."""
    return current_app.extensions[_NAME]


def of_things() -> tuple[Form, ...]:
    """Return the forms that pages of things may have."""
    return tuple(form for form in forms().values() if form.things is not of_none)


def formats_of(path: str) -> tuple[Format, ...]:
    """Return the formats of the forms that the page at a path below its language has."""
    return tuple(form.format for form in forms().values() if form.fits(path))


def offers(path: str, language: str, query: str = "") -> tuple[Offer, ...]:
    """Return the forms that a page has, each at its address in the language; `query` is what the page is asked with."""
    return tuple(
        Offer(
            name=form.name(language),
            address=_address(form, path, language, query),
            media_type=form.format.media_type,
            place=form.place,
            relation=form.relation,
        )
        for form in forms().values()
        if form.fits(path)
    )


def offers_here() -> tuple[Offer, ...]:
    """Return the forms that the page being made has."""
    language = page_language()
    below = request.path.removeprefix(f"/{language}/")
    return offers(below, language, query_here()) if language in languages() and below != request.path else ()


def query_here() -> str:
    """Return the query of the request as an address has it, without what chooses a form."""
    return query_of((name, value) for name, value in request.args.items(multi=True) if name not in _OF_PAGE and value)


def query_of(pairs: Iterable[tuple[str, str]]) -> str:
    """Return parameters with their values as an address has them."""
    return "&".join(f"{quote(name, safe='')}={quote(value, safe='/')}" for name, value in pairs)


def _may_be_thing(path: str) -> bool:
    return "/" in path.strip("/")


def _address(form: Form, path: str, language: str, query: str) -> str:
    return f"/{language}/{form.file(path)}" + (f"?{query}" if query and form.narrows(path) else "")


def answer(name: str, language: str, path: str) -> Response:
    """Return a page in one of its forms, with what it does not read of the request forgotten."""
    form = forms()[name]
    read = read_at(f"/{language}/{path}") if form.narrows(path) else ()
    if read is not None:
        keep_only([parameter for parameter in read if parameter != "format"])
    response = _made(name, language, path)
    response.headers["Content-Location"] = _address(form, path, language, query_here())
    return response


@kept
def _made(name: str, language: str, path: str) -> Response:
    return forms()[name].make(language, path)


def _asked(path: str) -> tuple[str, str] | None:
    """Return the name of the form that a request asks for, and the page of which: by `?format=`, or by its suffix."""
    if names := named(request):
        fitting = {form.format: name for name, form in reversed(forms().items()) if form.fits(path)}
        chosen, _ = find_last(names, (*fitting, HTML, *GRAPHS))
        if chosen in fitting:
            return fitting[chosen], path
    stem, _, suffix = path.rpartition(".")
    for name, form in forms().items():
        if form.format.suffix == suffix.lower() and (page := form.page(stem)) is not None and form.fits(page):
            return None if _may_be_thing(path) and site().world.thing(ID + path, "en").known else (name, page)
    return None


def install(app: Flask, found: dict[str, Form]) -> None:
    """Give an application its forms, and answer the address of every page with those that are asked for."""
    app.extensions[_NAME] = found

    @app.before_request
    def _answer() -> Response | None:
        if request.method not in ("GET", "HEAD") or "language" not in (request.view_args or {}):
            return None
        language = request.view_args["language"]
        asked = _asked(request.path.removeprefix(f"/{language}/"))
        return answer(asked[0], language, asked[1]) if asked else None
