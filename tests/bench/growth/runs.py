"""One run: a size of the samples imported, built, and asked as it is served; each step with its seconds and memory.

The steps of a run are told by the build itself (`unmandates.release.steps`). What is imported and built lies in the
working folder until it is measured, and is then removed, unless it is to be kept.
"""

import json
import os
import random
import shutil
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path

from tests.bench.growth import samples
from tests.bench.measure import Client, Figures, measure, reader
from tests.processes import children, memory, memory_of_family
from tests.serving.live import service

from unmandates.rdf.namespaces import PREFIXES
from unmandates.release.build import build
from unmandates.release.examples import examples
from unmandates.release.imported import imported_parts
from unmandates.release.release import STORE, current
from unmandates.release.steps import Steps
from unmandates.release.storing import COLLECTIONS
from unmandates.sources.importing import Options, import_files
from unmandates.sources.source import sources
from unmandates.text.words import languages
from unmandates.web.things.links import href

_SOURCE = "akn4un"
#: How many pages are drawn by lot.
_PAGES = 200
#: Kinds of things of which as many are drawn each.
_THINGS = "SELECT DISTINCT ?thing {{ ?thing a <{unm}{name}> }}"
_DRAWN_FROM = ("Document", "Provision", "Vote", "Body")


def run(given: Path, size: float, folder: Path, keep: bool = False) -> dict:
    """Make a run in a folder of its own; return its figures."""
    shutil.rmtree(folder, ignore_errors=True)
    texts, imported, releases = (folder / name for name in ("samples", "import", "releases"))
    found: dict = {"size": size, "day": time.strftime("%Y-%m-%d"), "load": round(os.getloadavg()[0], 1)}
    found["files"] = samples.write(given, texts, size)
    # A process of its own for each, so that none begins with the memory of another.
    found["import"] = _apart(_import, texts, imported)
    found["build"], found["counts"] = _apart(_build, imported, releases)
    shutil.rmtree(texts)
    found["acts"] = sum(part["items"] for part in json.loads((imported / "import.json").read_text())["parts"].values())
    found["disk"] = {"import": _bytes(imported)} | _disk(releases)
    found["served"] = _apart(_serve, releases)
    if not keep:
        shutil.rmtree(folder)
    return found


def _apart(what, *given):
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(what, *given).result()


def _import(texts: Path, into: Path) -> list[dict]:
    steps = Steps()
    with steps("import"):
        import_files(sources()[_SOURCE], [texts], into, Options())
    return [asdict(step) for step in steps.ended]


def _build(imported: Path, releases: Path) -> tuple[list[dict], dict]:
    steps = Steps()
    imports, _ = imported_parts([imported])
    release, _ = build(releases=releases, imports=imports, steps=steps)
    return [asdict(step) for step in steps.ended], release.manifest["counts"]


def _disk(releases: Path) -> dict[str, int]:
    folder = current(releases).folder
    stores, collections = _bytes(folder / STORE), _bytes(folder / COLLECTIONS)
    return {"dumps": _bytes(folder) - stores - collections, "store": stores, "collections": collections}


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _serve(releases: Path) -> dict:
    """Ask a service what nobody has asked before: its example queries, then pages by lot."""
    release = current(releases)
    pages = _drawn(release.open_store())
    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as place,
        service("release", release.folder, log=Path(place) / "log", UNMANDATES_PAGES_AHEAD="no") as base,
    ):
        opened = time.monotonic() - began
        (served,) = children(os.getpid())
        client = Client(f"{base}/sparql", timeout=600)
        queries = [example.query for example in examples()]
        asked = {"queries": measure(lambda: client.ask, queries), "pages": measure(lambda: reader(base), pages)}
        held = memory(served) + memory_of_family(served)
    return {"opened": opened, "memory": held} | {name: _told(figures) for name, figures in asked.items()}


def _told(figures: Figures) -> dict:
    return {name: getattr(figures, name) for name in ("p50", "p99", "failed", "count")}


def _drawn(store) -> list[str]:
    """Return paths of pages in all kinds alike, by a lot that the same release draws alike."""
    lot, pages = random.Random(1), []
    for name in _DRAWN_FROM:
        things = sorted(row["thing"].value for row in store.query(_THINGS.format(unm=PREFIXES["unm"], name=name)))
        for thing in lot.sample(things, min(len(things), _PAGES // len(_DRAWN_FROM))):
            pages.append(href(thing, lot.choice(languages())))
    lot.shuffle(pages)
    return pages
