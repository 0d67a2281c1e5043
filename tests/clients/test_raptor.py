"""raptor (`rapper`), which asks for RDF/XML above all and follows redirects, reads every description."""

import subprocess

import pytest
from tests.ground import find, lacking

pytestmark = pytest.mark.skipif(find("rapper") is None, reason=lacking("rapper"))


@pytest.mark.parametrize("form", ["guess", "rdfxml", "turtle", "ntriples"])
@pytest.mark.parametrize(
    "path",
    ["/id/body/unodc", "/ontology", "/shape", "/dataset", "/.well-known/void", "/.well-known/sparql-examples",
     "/graph/shapes", "/graph/inferred", "/sparql"],
)  # fmt: skip
def test_it_reads(base, path, form):
    command = [find("rapper"), "--quiet", "--input", form, "--count", base + path]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
