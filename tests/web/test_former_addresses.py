"""Every IRI of the dump of 0.1, and every address of its sitemap, still leads somewhere, or says that it is gone.

`addresses-0.1.txt` lists them as paths, sorted, without the host. It is never changed: the checksum says so.
"""

import hashlib
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from unmandates.rdf import graphs
from unmandates.rdf.namespaces import ROOT

LISTED = Path(__file__).with_name("addresses-0.1.txt")
CHECKSUM = "6fcf275cf940a6e409667107e43ef7a2328ca8acf591b3c428449d3e2c9cac1e"
ADDRESSES = LISTED.read_text(encoding="utf-8").splitlines()


def test_the_list_is_what_it_was():
    assert hashlib.sha256(LISTED.read_bytes()).hexdigest() == CHECKSUM
    assert len(ADDRESSES) == 5847 and sorted(set(ADDRESSES)) == ADDRESSES


@pytest.mark.parametrize("part", range(8))
def test_every_address_of_0_1_leads_somewhere_or_says_that_it_is_gone(real_client, part):
    lost = {}
    for path in sorted({address.partition("#")[0] for address in ADDRESSES})[part::8]:
        with real_client.get(path) as answer:
            gone = answer.status_code == 410
            if not gone and answer.status_code != 200 and not 300 <= answer.status_code < 309:
                lost[path] = answer.status_code
    assert not lost


def test_every_term_of_0_1_is_still_defined(release):
    terms = {ROOT + address.lstrip("/") for address in ADDRESSES if re.match(r"/ontology#\w", address)}
    described = release.open_store().quads_for_pattern(None, None, None, ox.NamedNode(graphs.ONTOLOGY))
    assert terms and not terms - {quad.subject.value for quad in described}
