"""Pages and their templates: a template takes all fields of its page, what is round every page, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache, partial

import pytest
from flask import Flask
from jinja2 import Environment, meta, nodes

from unmandates.web.frame import page as module
from unmandates.web.frame.page import declared, template, template_of
from unmandates.web.frame.rendering import write
from unmandates.web.frame.surroundings import Surroundings
from unmandates.web.kinds.kind import kinds

AROUND = {field.name for field in fields(Surroundings)}
#: What Jinja and Flask give to every template, whether one takes it or not.
GIVEN = {*Flask(__name__).jinja_env.globals}


def parsed(environment: Environment, name: str) -> nodes.Template:
    """Return a template as it is read."""
    return environment.parse(environment.loader.get_source(environment, name)[0])


def free(environment: Environment, node: nodes.Node) -> set[str]:
    """Return the names that a piece of a template takes from around it, without those that it sets in a branch."""
    alone = nodes.Template([node], lineno=1)
    alone.set_environment(environment)
    return meta.find_undeclared_variables(alone) - assigned(node.find_all(nodes.Assign))


def assigned(found: Iterable[nodes.Assign]) -> set[str]:
    """Return the names that are set, one or several at once."""
    targets = (one for node in found for one in getattr(node.target, "items", [node.target]))
    return {one.name for one in targets}


class Reading:
    """What templates take from their page: of a template that is only imported, what its macros that are called do.

    `needs` are the names, `reached` the templates that were gone through.
    """

    def __init__(self, environment: Environment, name: str) -> None:
        self.parsed = lru_cache(maxsize=None)(partial(parsed, environment))
        self.without_globals = environment.overlay()
        self.without_globals.globals = {}
        self.needs: set[str] = set()
        self.reached: set[str] = set()
        self.called: set[tuple[str, str]] = set()
        self.whole(name, {})

    def whole(self, name: str, round_it: dict[str, str]) -> None:
        """Go through a template that is shown, extended or included, with the imports of the one that does."""
        self.reached.add(name)
        tree = self.parsed(name)
        self.piece(name, [node for node in tree.body if not isinstance(node, nodes.Macro)], round_it)

    def macro(self, name: str, macro: str) -> None:
        """Go through a macro of a template, once."""
        self.reached.add(name)
        if (name, macro) in self.called:
            return
        self.called.add((name, macro))
        body = [node for node in self.parsed(name).body if getattr(node, "name", None) == macro]
        assert body, f"{name} has no macro {macro}"
        self.piece(name, body, {})

    def piece(self, name: str, pieces: list[nodes.Node], round_it: dict[str, str]) -> None:
        """Go through pieces of a template; what it imports, defines or sets for itself is not of its page."""
        body = self.parsed(name).body
        macros = {node.name for node in body if isinstance(node, nodes.Macro)}
        imports = round_it | {node.target: node.template.value for node in body if isinstance(node, nodes.Import)}
        own = assigned(node for node in body if isinstance(node, nodes.Assign)) | macros | imports.keys()
        for node in pieces:
            found = free(self.without_globals, node)
            self.needs |= found - own
            for macro in found & macros:
                self.macro(name, macro)
            for part in node.find_all(nodes.Getattr):
                if isinstance(part.node, nodes.Name) and part.node.name in imports:
                    self.macro(imports[part.node.name], part.attr)
            above = [node] if isinstance(node, nodes.Extends) else []
            for part in (*above, *node.find_all((nodes.Extends, nodes.Include))):
                self.whole(part.template.value, imports)


@pytest.fixture(scope="session")
def pages(app) -> dict[type, Reading]:
    """All pages that the application has, each with what its template was found to take."""
    assert kinds()
    return {
        page: Reading(app.jinja_env, name)
        for page, name in declared().items()
        if page.__module__.startswith("unmandates.")
    }


def names(page: type) -> set[str]:
    """Return the names of a page's fields."""
    return {field.name for field in fields(page)}


def faults(app, page: type, found: Reading) -> tuple[set[str], set[str]]:
    """Return what a template takes that its page does not declare, and what the page declares and no template takes."""
    return found.needs - names(page) - AROUND - app.jinja_env.globals.keys(), names(page) - found.needs


def test_a_template_takes_what_its_page_declares_and_all_of_it(app, pages):
    assert len(pages) > 25
    found = {page.__name__: faults(app, page, taken) for page, taken in pages.items()}
    assert {page: wrong for page, wrong in found.items() if any(wrong)} == {}
    assert [page for page in pages if not page.__doc__ or page.__doc__.startswith(page.__name__ + "(")] == []


def test_what_is_round_every_page_is_taken_and_not_hidden(app, pages):
    everywhere = AROUND | app.jinja_env.globals.keys()
    assert everywhere - GIVEN <= set.union(*(taken.needs for taken in pages.values()))
    assert {page.__name__: hidden for page in pages if (hidden := names(page) & everywhere)} == {}


def test_every_template_is_that_of_a_page_or_part_of_one(app, pages):
    reached = set.union(*(taken.reached for taken in pages.values()))
    assert reached == set(app.jinja_env.list_templates(extensions=["html", "xml"]))


@pytest.fixture
def declare(app, monkeypatch):
    """A function that declares a page for templates of the test's own."""
    monkeypatch.setattr(module, "_TEMPLATES", declared())

    def new(**texts: str) -> type:
        source = app.jinja_env.loader.get_source
        monkeypatch.setattr(
            app.jinja_env.loader,
            "get_source",
            lambda environment, name: (texts[name], name, lambda: True) if name in texts else source(environment, name),
        )

        @template("main")
        @dataclass(frozen=True)
        class Vote:
            """A vote."""

            said: str
            votes: int = 1

        return Vote

    return new


@pytest.mark.parametrize(
    ("texts", "undeclared", "unused"),
    [
        ({"main": "{{ said }}{{ votes }}{{ lang }}{{ static('x') }}"}, set(), set()),
        ({"main": "{{ said }}"}, set(), {"votes"}),
        ({"main": "{{ said }}{{ votes }}{{ against }}"}, {"against"}, set()),
        ({"main": "{% for votes in said %}{{ votes }}{% endfor %}"}, set(), {"votes"}),
        ({"main": "{% import 'in' as i with context %}{{ i.a(said) }}",
          "in": "{% macro a(one) %}{{ one }}{{ b() }}{% endmacro %}{% macro b() %}{{ votes }}{% endmacro %}"
                "{% macro c() %}{{ against }}{% endmacro %}"}, set(), set()),
        ({"main": "{% import 'in' as i with context %}{% block x %}{{ i.c(said) }}{% include 'part' %}{% endblock %}",
          "in": "{% macro c(one) %}{{ against }}{% endmacro %}", "part": "{{ i.c(votes) }}"}, {"against"}, set()),
        ({"main": "{% extends 'up' %}{% set title = said %}{% block x %}{{ title }}{% endblock %}",
          "up": "{{ against }}{% block x %}{{ votes }}{% endblock %}"}, {"against"}, set()),
        ({"main": "{% for vote in said %}{% set a, b = vote, votes %}{{ a }}{{ b }}{% endfor %}"}, set(), set()),
    ],
)  # fmt: skip
def test_the_reading_of_templates_finds_both(app, declare, texts, undeclared, unused):
    page = declare(**texts)
    assert faults(app, page, Reading(app.jinja_env, template_of(page))) == (undeclared, unused)


def test_what_is_not_declared_is_not_shown(app):
    @dataclass
    class Bare:
        """A page without a template."""

    with app.test_request_context("/en/"), pytest.raises(TypeError, match="Bare declares no template"):
        write(Bare())
    with pytest.raises(TypeError, match="is to be a dataclass"):
        template("list.html")(type("Loose", (), {}))
    with app.test_request_context("/en/"), pytest.raises(TypeError, match="unexpected keyword"):
        write(next(iter(declared())), nonsense=1)
