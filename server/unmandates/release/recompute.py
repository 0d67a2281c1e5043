"""Recompute the digest of a release from its dump: python recompute.py unmandates.nq (needs pyoxigraph only)."""

import hashlib
import sys

import pyoxigraph as ox

data = ox.Dataset(ox.parse(path=sys.argv[1], format=ox.RdfFormat.N_QUADS))
data.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
lines = ox.serialize(data, format=ox.RdfFormat.N_QUADS).decode().split("\n")
text = "".join(sorted(line + "\n" for line in lines if line))
print("sha256:" + hashlib.sha256(text.encode()).hexdigest())
