"""Recompute the digest of a release from its dumps: python recompute.py unmandates.nq [MORE.nq]

Needs pyoxigraph only. With --together by the rule of the releases of 0.1, that of all graphs together.
"""

import hashlib
import sys
from collections import defaultdict

import pyoxigraph as ox


def sha256(quads):
    data = ox.Dataset(quads)
    data.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = ox.serialize(data, format=ox.RdfFormat.N_QUADS).decode().split("\n")
    return hashlib.sha256("".join(sorted(line + "\n" for line in lines if line)).encode()).hexdigest()


files = [name for name in sys.argv[1:] if name != "--together"]
graphs = defaultdict(list)
for name in files:
    for quad in ox.parse(path=name, format=ox.RdfFormat.N_QUADS):
        graphs[quad.graph_name.value].append(quad)
if "--together" in sys.argv:
    print("sha256:" + sha256(quad for quads in graphs.values() for quad in quads))
else:
    listed = "".join(f"{sha256(quads)}  {graph}\n" for graph, quads in sorted(graphs.items()))
    print("sha256:" + hashlib.sha256(listed.encode()).hexdigest())
