"""What belongs to a release lives on its site, and goes with it."""

import gc
import weakref

import pytest

from unmandates.web.application import create_app
from unmandates.web.things.settings import Settings
from unmandates.web.things.site import once

#: Addresses that make an application work out all that it keeps.
ASKED = ("/en/", "/en/search?q=council", "/en/ontology", "/en/ontology/Mandate", "/en/shapes", "/en/about",
         "/en/releases", "/context.jsonld", "/lookup?iri=x", "/lookup.csv", "/en/body/council", "/ontology/0.1.0",
         "/en/body/nobody", "/data/body/council.jsonld", "/sitemap.xml")  # fmt: skip


def test_nothing_keeps_the_site_of_a_former_release(small_release):
    app = create_app(Settings(release=small_release))
    client = app.test_client()
    for address in ASKED:
        client.get(address).close()
    kept = weakref.ref(app.extensions["unmandates"])
    assert len(kept().made) > 5
    del app, client
    gc.collect()
    assert kept() is None


@pytest.mark.parametrize("value", ["a value", None])
def test_what_is_worked_out_once_is_kept_on_its_site(small_release, value):
    asked = []

    @once
    def work(where):
        asked.append(where)
        return value

    one, other = (create_app(Settings(release=small_release)).extensions["unmandates"] for _ in range(2))
    assert work(one) is work(one) is value
    assert work(other) is value and asked == [one, other]
