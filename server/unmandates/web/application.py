"""The application: pages for people and data for machines, over one release."""

from flask import Flask

from unmandates.modules import having
from unmandates.web.about import about, imports, releases, reporting
from unmandates.web.data import dereference, descriptions, lookup, named
from unmandates.web.discovery import discovery, openapi, without_language
from unmandates.web.frame import canonical, delivery, form, rendering
from unmandates.web.frame.error import error_page
from unmandates.web.http import language, parameters, redirects
from unmandates.web.http.problems import register_problems
from unmandates.web.kinds import pages
from unmandates.web.lists import home, search
from unmandates.web.lists import pages as lists
from unmandates.web.model import changes, guide, ontology, shapes, standard, versions
from unmandates.web.things.settings import Settings
from unmandates.web.things.site import open_site
from unmandates.web.workbench import questions, workbench


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application for the settings; without any, for the release in service. All there is stands here."""
    app = Flask("unmandates.web")
    app.url_map.strict_slashes = app.url_map.merge_slashes = False  # no redirect but our own: theirs believe the Host
    open_site(app, settings or Settings())
    for house_rule in (delivery, redirects, language, canonical, openapi, rendering):
        house_rule.install(app)
    form.install(app, having("FORM", "unmandates.web.forms"))  # /en/body/unodc.bib, /en/mandates.csv, /en/due.ics, …
    parameters.install(app)
    register_problems(app, error_page)
    app.register_blueprint(without_language.blueprint(app))  # /, /about, /documents, …: to the same in a language
    app.register_blueprint(home.blueprint)  # /en/
    app.register_blueprint(language.blueprint)  # /language/ar?page=/documents
    app.register_blueprint(dereference.blueprint)  # /id/…, /graph/…: to the page or the data
    app.register_blueprint(descriptions.blueprint)  # /data/…
    app.register_blueprint(search.blueprint)  # /en/search?q=…
    app.register_blueprint(lookup.blueprint)  # /lookup?iri=…, /lookup.csv
    app.register_blueprint(lists.blueprint)  # /en/documents, /en/mandates?verb=…
    app.register_blueprint(pages.blueprint)  # /en/document/A-RES-75-283
    app.register_blueprint(versions.blueprint)  # /ontology/0.1.0
    app.register_blueprint(ontology.blueprint)  # /ontology, /en/ontology/Mandate, /context.jsonld
    app.register_blueprint(changes.blueprint)  # /en/ontology/changes
    app.register_blueprint(guide.blueprint)  # /en/ontology/guide
    app.register_blueprint(shapes.blueprint)  # /shape, /en/shapes/Mandate
    app.register_blueprint(standard.blueprint)  # /standard/1.0, /standard/1.0/context.jsonld
    app.register_blueprint(named.blueprint)  # /catalog, /problem/…, /en/problems, /example/….ttl
    app.register_blueprint(questions.blueprint)  # /example/…, /.well-known/sparql-examples
    app.register_blueprint(workbench.blueprint(app))  # /sparql, /en/sparql
    app.register_blueprint(about.blueprint)  # /en/about, /dump/…
    app.register_blueprint(imports.blueprint)  # /en/imports
    app.register_blueprint(releases.blueprint)  # /en/releases, /en/releases/<older>...<later>
    app.register_blueprint(reporting.blueprint)  # /en/report?about=…
    app.register_blueprint(openapi.blueprint)  # /openapi.json, /.well-known/api-catalog
    app.register_blueprint(discovery.blueprint)  # /health, /robots.txt, /sitemap.xml, /.well-known/…
    return app
