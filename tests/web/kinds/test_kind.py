"""Kinds of pages: each thing has one, and each template knows the fields of its page and nothing else."""

import pytest
from jinja2 import Environment, meta, nodes

from unmandates.rdf.namespaces import ID
from unmandates.web.discovery.discovery import every_page
from unmandates.web.kinds import kind as module
from unmandates.web.kinds.kind import kind_of, kinds, parameters_of

#: What every template of a thing knows beside its page.
ROUND = {"thing", "structured", "lang", "dir", "w", "site", "other", "citation", "report_about", "addresses", "problem"}


def needed(environment: Environment, name: str) -> set[str]:
    """Return the names that a template, with all that it extends or includes, takes from its page."""
    tree = environment.parse(environment.loader.get_source(environment, name)[0])
    made = {node.name for node in tree.find_all(nodes.Name) if node.ctx in ("store", "param")}
    made |= {node.target for node in tree.find_all(nodes.Import)} | {node.name for node in tree.find_all(nodes.Macro)}
    found = meta.find_undeclared_variables(tree) - made - environment.globals.keys() - ROUND
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import)):
        found |= needed(environment, node.template.value) - made
    return found


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.template)
def test_a_template_knows_the_fields_of_its_page(app, kind):
    fields = set(kind.shows.__dataclass_fields__)
    assert needed(app.jinja_env, kind.template) - {"capacity_said"} <= fields
    assert kind.shows.__doc__ and not kind.shows.__doc__.startswith(kind.shows.__name__)


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


def test_a_page_that_declares_nothing_is_refused(monkeypatch):
    monkeypatch.setattr(module, "having", lambda attribute, package: {"vote": module.Kind(r"vote/.+", _page)})
    module.kinds.cache_clear()
    try:
        with pytest.raises(TypeError, match="returns no dataclass"):
            kinds()
    finally:
        monkeypatch.undo()
        module.kinds.cache_clear()


def _page(thing) -> dict:
    return {}
