"""Kinds of pages: each thing has one, with a page that is declared."""

import pytest

from unmandates.rdf.namespaces import ID
from unmandates.web.discovery.discovery import every_page
from unmandates.web.kinds.kind import Kind, SubjectPage, kind_of, kinds, parameters_of


def test_every_thing_has_one_kind(real_app):
    with real_app.test_request_context():
        world = real_app.extensions["unmandates"].world
        paths = {address.split("/", 2)[2] for address in every_page(real_app) if address.startswith("/en/")}
        found = {path: kind_of(world.thing(ID + path, "en")) for path in paths if "/" in path.rstrip("/")}
    assert {kind.template for kind in found.values()} == {kind.template for kind in kinds()}
    for path, kind in found.items():
        special = [one for one in kinds() if not one.general and one.fits(world.thing(ID + path, "en"))]
        assert len(special) <= 1, path
        assert kind.reads == () or set(kind.reads) <= set(parameters_of(path))


def test_a_kind_without_a_declared_page_is_refused():
    with pytest.raises(TypeError, match="dict declares no template"):
        Kind(r"vote/.+", _page)


def test_the_page_of_a_thing_shows_it():
    assert all(issubclass(kind.shows, SubjectPage) for kind in kinds())


def _page(thing) -> dict:
    return {}
