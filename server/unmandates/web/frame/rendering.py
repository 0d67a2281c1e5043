"""How pages are written: the template environment with the words of one language, and the filters that mark text."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, render_template
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from unmandates.rdf.namespaces import PREFIXES
from unmandates.release.examples import Example, examples
from unmandates.text.words import after_preposition, direction, language_name, say_date, say_duration, words
from unmandates.web.frame.citation import ascii_of
from unmandates.web.frame.page import shown, template_of
from unmandates.web.frame.signposting import Link, header, links_of_forms
from unmandates.web.frame.surroundings import Surroundings, surroundings
from unmandates.web.http.formats import RDF
from unmandates.web.http.language import page_language
from unmandates.web.things import display_names, reading, standing
from unmandates.web.things.links import data_path
from unmandates.web.things.money import money
from unmandates.web.things.naming import Text
from unmandates.web.things.relations import more_of
from unmandates.web.things.site import site
from unmandates.web.things.things import Thing, Value

_XSD = PREFIXES["xsd"]
#: What no page may hold (https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream);
#: nor may one in XML, escaped or not (https://www.w3.org/TR/xml/#charsets).
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_DATES = {_XSD + name for name in ("date", "gYearMonth", "gYear", "gMonthDay", "dateTime")}


def render(page: object, **instead) -> Response:
    """Return the answer with a declared page (`page.template`); `instead` of the usual it may have surroundings."""
    known = surroundings(**instead)
    site().world.settle()
    response = Response(_written(page, known), content_type="text/html; charset=utf-8")
    response.headers["Content-Language"] = page_language()
    links = [Link(ascii_of(known.citation.iri), "cite-as")] if known.citation else []
    if links := links + links_of_forms(known.offers):
        response.headers["Link"] = header(links)
    return response


def write(page: object, **instead) -> str:
    """Return a declared page as text; `instead` of the usual it may have surroundings."""
    return _written(page, surroundings(**instead))


def _written(page: object, known: Surroundings) -> str:
    return _FORBIDDEN.sub("\ufffd", render_template(template_of(type(page)), **shown(known), **shown(page)))


def say(value, language: str | None = None) -> Markup:
    """Write a text, a value or a thing's name; what is in another language than the page is marked as such."""
    language = language or page_language()
    if value is None:
        return Markup("")
    if isinstance(value, Thing):
        value = display_names.called(value)
    if isinstance(value, Value):
        return _say_value(value, language)
    if isinstance(value, Text) and not value.language:
        return Markup(f"<bdi>{escape(value.value)}</bdi>")
    if isinstance(value, Text) and value.language.split("-")[0].lower() != language:
        return other(value) + _tongue(value, language)
    return escape(str(value))


def other(text: Text) -> Markup:
    """Write a text of any language where the reader expects one in another, so that nothing need say so."""
    if not text.language or text.language == page_language():
        return say(text)
    tag = escape(text.language)
    return Markup(f'<bdi lang="{tag}" dir="{direction(text.language)}">{escape(text.value)}</bdi>')


def _tongue(text: Text, language: str) -> Markup:
    """Return what says in which language a text is that stands among those of another."""
    known = words(language)["tongues"]
    primary = text.language.split("-")[0].lower()
    said = known.get(primary) or known["other"].format(language=language_name(text.language, language))
    return Markup(' <span class="tongue">({})</span>').format(said)


def _say_value(value: Value, language: str) -> Markup:
    if value.datatype in _DATES:
        said = escape(say_date(value.value, language))
        return Markup(f'<time datetime="{escape(value.value)}">{said}</time>')
    if value.datatype == _XSD + "duration":
        return escape(say_duration(value.value, language))
    if value.datatype == _XSD + "boolean":
        return escape(words(language)["signs"]["yes" if value.value in ("true", "1") else "no"])
    return Markup(f"<bdi>{escape(value.value)}</bdi>")


def isolate(text: str) -> Markup:
    """Write a symbol or another sign so that the words around it keep their places."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)


def quoted(text: Text) -> Markup:
    """Write words as a quotation, marks and all in the quotation's own language and direction."""
    said = Markup(f'<q lang="{escape(text.language)}" dir="{direction(text.language)}">{escape(text.value)}</q>')
    return said if text.language == page_language() else said + _tongue(text, page_language())


def after(thing: Thing) -> Text:
    """Return a thing's name as it stands after a preposition, for `link`."""
    return Text(after_preposition(thing.name.value, thing.name.language or page_language()), thing.name.language)


def link(value, words_of_link=None) -> Markup:
    """Write a thing as a link to its page (with other words than its name, if given), anything else as `say` does."""
    if not isinstance(value, Thing):
        return say(value)
    text = say(words_of_link if words_of_link is not None else value)
    target = value.href
    if target is None:
        return text
    outside = ' rel="external noopener"' if target.startswith("http") else ""
    return Markup(f'<a href="{escape(target)}"{outside}>{text}</a>')


@pass_context
def anchor(context: Context, part: Thing) -> str:
    """Return the id of a part on a page: its path in the thing that the page is of, or its whole path on another's."""
    thing = context.get("thing")
    return part.part if isinstance(thing, Thing) and part.whole == thing.whole else part.path


def stated(value) -> Markup:
    """Write the value of a statement: what stands beside it says in which language it is."""
    return other(value) if isinstance(value, Text) and value.language else link(value)


def totals(found: dict[str, int], language: str | None = None) -> Markup:
    """Write how many things and statements changed between two releases."""
    statements = Markup('<bdi dir="ltr">+{:,} −{:,}</bdi>').format(found["came"], found["went"])
    things = {name: f"{number:,}" for name, number in found.items()}
    return escape(words(language or page_language())["releases"]["totals"]).format(**things, statements=statements)


@lru_cache(maxsize=1)
def all_examples() -> list[Example]:
    """Return the example questions, read once."""
    return examples()


@lru_cache(maxsize=8)
def static(name: str) -> str:
    """Return the address of a static file, with a mark that changes when the file does."""
    content = (Path(__file__).parents[1] / "static" / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:10]}"


def compile_all(app: Flask) -> None:
    """Compile the templates, so that no visitor waits for it."""
    for name in app.jinja_env.list_templates(extensions=["html", "xml"]):
        app.jinja_env.get_template(name)


def install(app: Flask) -> None:
    """Set the application's templates up: strict about what is missing, and with the filters of this module."""
    kinds = FileSystemLoader(Path(__file__).parents[1] / "kinds")  # a kind of page has its template in its folder
    app.jinja_loader = ChoiceLoader([app.jinja_loader, kinds])
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        say=say, other=other, isolate=isolate, stated=stated, link=link, after=after, quoted=quoted, totals=totals,
        **display_names.FILTERS,
    )  # fmt: skip
    app.jinja_env.tests["bare"] = reading.is_bare
    app.jinja_env.globals.update(
        static=static, anchor=anchor, forms=RDF, data_path=data_path, money=money,
        day=lambda value: say_date(value, page_language()),
        language_name=lambda code: language_name(str(code), page_language()),
        thing_of=lambda iri: site().world.thing(iri, page_language()), **display_names.GLOBALS, **reading.GLOBALS,
        **standing.GLOBALS, more_of=more_of,
    )  # fmt: skip
