"""What changed in the ontology since the version before it, term by term, worked out from the two versions."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort

from unmandates.web.frame.delivery import kept
from unmandates.web.frame.page import template
from unmandates.web.frame.rendering import render
from unmandates.web.model.versions import statements, versions
from unmandates.web.things.naming import Text, in_order
from unmandates.web.things.site import site
from unmandates.web.things.vocabulary import Section, Term, Vocabulary, terms_of, vocabulary

blueprint = Blueprint("changes", __name__)
#: What is compared in words, and what in names of other terms.
_WORDS, _NAMES = ("label", "definition"), ("above", "domain", "range", "traits")


@dataclass(frozen=True)
class Facet:
    """What changed in one respect: the words, terms (their IRIs) or traits that went and those that came."""

    name: str
    went: list[Text | str]
    came: list[Text | str]


@dataclass(frozen=True)
class Changes:
    """The terms that are new, by section; those that are gone; and those that changed, each with what did."""

    new: list[tuple[Section | None, list[Term]]]
    gone: list[Term]
    changed: list[tuple[Term, list[Facet]]]


@blueprint.get("/<language>/ontology/changes")
@kept
def page(language: str) -> Response:
    """Show what changed since the version before the one in service, where both are here."""
    found = vocabulary(site())
    if found.prior not in versions(site()):
        abort(404)
    changes = compare(terms_of(statements(found.prior)), found, language)
    site().world.names.expect(
        value
        for _, facets in changes.changed
        for facet in facets
        for value in (*facet.went, *facet.came)
        if isinstance(value, str) and ":" in value
    )
    return render(ChangesPage(found, changes))


def compare(older: dict[str, Term], later: Vocabulary, language: str) -> Changes:
    """Return what a reader of a language is told of the terms of two versions, in the order of the later one."""
    new = [
        (section, [term for term in terms if term.iri not in older])
        for section, terms in (*((one, one.terms) for one in later.sections), (None, later.anywhere))
    ]
    both = [iri for iri in later.terms_in_order if iri in older]
    changed = [(later.terms[iri], _facets(older[iri], later.terms[iri], language)) for iri in both]
    return Changes(
        [(section, terms) for section, terms in new if terms],
        sorted((term for iri, term in older.items() if iri not in later.terms), key=lambda term: term.local.lower()),
        [(term, facets) for term, facets in changed if facets],
    )


def _facets(older: Term, later: Term, language: str) -> list[Facet]:
    """Return in what a term changed: in words, those of the reader's language, or if these are as they were, all."""
    found = []
    for name in _WORDS:
        went = set(older.texts[name]) - set(later.texts[name])
        came = set(later.texts[name]) - set(older.texts[name])
        if any(text.language == language for text in (*went, *came)):
            went, came = ({text for text in texts if text.language == language} for texts in (went, came))
        found.append(Facet(name, in_order(list(went), language), in_order(list(came), language)))
    for name in _NAMES:
        before, after = getattr(older, name), getattr(later, name)
        went, came = (sorted(set(one) - set(other)) for one, other in ((before, after), (after, before)))
        found.append(Facet(name, went, came))
    return [facet for facet in found if facet.went or facet.came]


@template("ontology_changes.html")
@dataclass(frozen=True)
class ChangesPage:
    """What changed in the ontology since the version before: terms that are new, gone or changed."""

    vocabulary: Vocabulary
    changes: Changes
