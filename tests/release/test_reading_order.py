"""The order in which a text is read: small documents whose provisions are shuffled and put right."""

import random

import pytest

from unmandates.release.reading_order import Provision, in_order

#: Parts as they are read, each with its class, its order among its kind, and what it stands in besides the document.
TEXTS = {
    "a resolution": [
        ("pp/1", "PreambularParagraph", 1, ()), ("pp/2", "PreambularParagraph", 2, ()),
        ("op/1", "OperativeParagraph", 1, ()), ("op/2", "OperativeParagraph", 2, ()),
        ("op/2/a", "SubParagraph", 1, ("op/2",)), ("op/2/b", "SubParagraph", 2, ("op/2",)),
        ("op/9", "OperativeParagraph", 9, ()), ("op/10", "OperativeParagraph", 10, ()),
        ("annex/1", "Annex", 1, ()), ("annex/1/row/1", "TableRow", 1, ("annex/1",)), ("fn/1", "Footnote", 1, ()),
    ],
    "a report": [
        ("summary", "Summary", 1, ()), ("ch/1", "Chapter", 1, ()), ("para/1", "ReportParagraph", 1, ("ch/1",)),
        ("ch/2", "Chapter", 2, ()), ("sec/2/a", "Section", 1, ("ch/2",)),
        ("para/4", "ReportParagraph", 4, ("ch/2", "sec/2/a")), ("rec/1", "Recommendation", 1, ("ch/2", "sec/2/a")),
        ("rec/2", "Recommendation", 2, ("ch/2", "sec/2/a")),
        ("rec/2/a", "Recommendation", 1, ("ch/2", "sec/2/a", "rec/2")),
        ("sec/2/b", "Section", 2, ("ch/2",)), ("para/5", "ReportParagraph", 5, ("ch/2", "sec/2/b")),
        ("rec/3", "Recommendation", 3, ("ch/2", "sec/2/b")), ("para/6", "ReportParagraph", 6, ("ch/2",)),
    ],
    "an agenda": [
        ("item/1", "AgendaItem", 1, ()), ("item/1/a", "AgendaItem", 1, ("item/1",)), ("item/2", "AgendaItem", 2, ()),
        ("ann/1/a", "Annotation", 1, ()), ("ann/2", "Annotation", 2, ()),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_read_in_its_order(name):
    provisions = [
        Provision(f"{path}", {kind, "Provision"}, order, {"", *above}) for path, kind, order, above in TEXTS[name]
    ]
    expected = [provision.iri for provision in provisions]
    for seed in range(5):
        random.Random(seed).shuffle(provisions)
        assert [provision.iri for provision in in_order("", provisions)] == expected
