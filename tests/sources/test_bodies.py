"""Bodies that sources name by words: curated ones where there is no doubt, others by a key of their own."""

import pyoxigraph as ox
import pytest

from unmandates.sources.bodies import known_bodies, known_of, own_key

BODIES = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX unm: <https://w3id.org/unmandates/ontology#>
BASE <https://w3id.org/unmandates/id/>
<body/lakes> a unm:Body ;
    skos:prefLabel "United Nations Office for Lakes"@en, "مكتب البحيرات"@ar ; unm:abbreviation "UNOL" .
<body/tarns> a unm:Body ; skos:prefLabel "Tarn Organization"@en ; skos:altLabel "Tarns"@en ; unm:abbreviation "TO" .
<body/ponds> a unm:Body ; skos:prefLabel "Pond Labour Organization"@en ; unm:abbreviation "PLO", "TWO" .
<body/pools> a unm:Body ; skos:prefLabel "Office of Pools"@en ; unm:abbreviation "TWO" .
<body/pools/membership/1> a unm:Membership ; skos:prefLabel "Membership"@en .
"""


@pytest.fixture(scope="module")
def known():
    return known_of(ox.parse(BODIES, format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize(
    ("abbreviation", "name", "key"),
    [
        ("X", "United Nations Office for Lakes", "lakes"),
        ("X", "the united nations  office for lakes", "lakes"),
        ("UNOL", "Office on Lakes", "lakes"),  # small words tell no bodies apart
        ("PLO", "Pond Labor Organisation", "ponds"),
        ("Tarns", "Deep Waters", "tarns"),  # the short form is itself a name
        ("UNOL", "Office of Legumes", None),  # the abbreviation alone is not enough
        ("TWO", "Office", None),
        ("", "", None),
        ("X", "Membership", None),  # what lies below a body is none
    ],
)
def test_name_or_abbreviation_without_a_doubt(known, abbreviation, name, key):
    assert known.key(abbreviation, name) == key


def test_an_abbreviation_of_two_bodies_names_none(known):
    assert known.named("TWO") is None
    assert known.named("PLO") == "ponds"
    assert known.named("tarns") == "tarns"


def test_own_keys_are_short_and_plain():
    assert own_key("UN-Habitat") == "un-habitat"
    assert own_key("Comité des Étangs") == "comite-des-etangs"
    assert own_key("Lakes’ Office") == "lakes-office"


def test_short_forms_of_one_body_give_one_key():
    assert own_key("OSASG-CYP") == own_key("OSASG-Cyprus")
    assert own_key("UNYO") == own_key("UN Youth")


def test_the_curated_bodies_are_known():
    assert known_bodies().key("UNODC", "United Nations Office on Drugs and Crime") == "unodc"
    assert known_bodies().named("General Assembly") == "general-assembly"
