"""A source that nobody has: acts of a lake, one in a file `<number>-<language>.xml`; some words in it do harm."""

import os
import signal
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from unmandates.rdf.namespaces import ID, ONTOLOGY
from unmandates.sources.inputs.files import InputFile
from unmandates.sources.inputs.limits import Breach
from unmandates.sources.inputs.xml import parse_xml
from unmandates.sources.notes import Note, Outcome
from unmandates.sources.source import Drawn, Item, Rights, Source, Standing

TEXT = ox.NamedNode(ONTOLOGY + "officialText")
ORDER = ox.NamedNode(ONTOLOGY + "order")
PARENT = ox.NamedNode(ONTOLOGY + "parent")
INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")


def sort(files: Iterable[InputFile]) -> Iterator[Item | Note]:
    """Yield an item for each act, with the files of its languages; what is no XML is none of this source's."""
    acts: dict[str, list[InputFile]] = defaultdict(list)
    for file in files:
        if file.path.endswith(".xml"):
            acts[file.path.rpartition("/")[2].partition("-")[0].removesuffix(".xml")].append(file)
        elif file.path.endswith(".txt"):
            yield Note("no-act", Outcome.FOREIGN, file.path)
        if "poor" in file.path:
            yield Note("part-unread", Outcome.SKIPPED, file.path)
    for number, found in sorted(acts.items()):
        yield Item(f"LAKE-{number}", "lake-1", tuple(found))


def draw(item: Item) -> Drawn:
    """Say the words of each file; do what the words ask for, where they ask for harm."""
    drawn = Drawn()
    node = ox.NamedNode(f"{ID}document/{item.key}")
    for number, file in enumerate(item.files, 1):
        try:
            parsed = parse_xml(file.read())
        except Breach as breach:
            drawn.notes.append(breach.note(file.path))
            continue
        if parsed.recovered:
            drawn.notes.append(Note("recovered", Outcome.RECOVERED, file.path))
        words = "".join(parsed.root.itertext())
        _harm(words)
        if "again" in words:
            drawn.notes.append(Note("version-twice", Outcome.SKIPPED, file.path))
            continue
        drawn.say(Standing.TEXT, [ox.Triple(node, TEXT, ox.Literal(words, language="en"))])
        drawn.say(Standing.METADATA, [ox.Triple(node, ORDER, ox.Literal(f"0{number}", datatype=INTEGER))])
        for link in parsed.root.iter("a"):
            target = link.get("href", "")
            drawn.say(Standing.METADATA, [ox.Triple(node, PARENT, ox.NamedNode(target))])
            drawn.notes.append(Note("linked", place=file.path, detail=target))
    return drawn


def _harm(words: str) -> None:
    if "die" in words:
        os.kill(os.getpid(), signal.SIGKILL)
    if "sleep" in words:
        time.sleep(60)
    if "devour" in words:
        bytearray(2**32)
    if "fail" in words:
        raise RuntimeError("at file:///home/jdoe-of-the-secretariat/x")


SOURCE = Source(
    name="lake",
    title={"en": "Acts of the lake", "ar": "قرارات البحيرة"},
    publisher="The lake",
    rights=Rights({"en": "Free."}, {"en": "Source: the lake. Unofficial copy."}, "https://lake.example/terms"),
    version=1,
    sort=sort,
    draw=draw,
)
