"""Registers of other organs, published in the standard (`sources/standard/standard.md`)."""

from unmandates.sources.registry.drawing import draw
from unmandates.sources.registry.sorting import sort
from unmandates.sources.source import Rights, Source

SOURCE = Source(
    name="registry",
    title={"en": "Registers of other organs", "ar": "سجلات أجهزة أخرى"},
    publisher="Each register names its own publisher",
    rights=Rights(
        statement={
            "en": "Each register states its own terms, in its graph.",
            "ar": "يذكر كل سجل شروط استعماله في الرسم البياني الخاص به.",
        },
        acknowledgement={
            "en": "Source: the publisher that each register names.",
            "ar": "المصدر: الناشر الذي يسميه كل سجل.",
        },
        said_at="https://w3id.org/unmandates/standard/1.0",
    ),
    version=1,
    sort=sort,
    draw=draw,
)
