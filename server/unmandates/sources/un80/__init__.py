"""Mandate documents paragraph by paragraph, with the verbs, assignees and deliverables that a machine read (JSON)."""

from unmandates.sources.source import Rights, Source
from unmandates.sources.un80.drawing import draw
from unmandates.sources.un80.sorting import sort

SOURCE = Source(
    name="un80",
    title={
        "en": "Mandate documents by paragraph, as read by a machine",
        "ar": "وثائق الولايات فقرة فقرة كما قرأتها آلة",
    },
    publisher="United Nations, Executive Office of the Secretary-General",
    rights=Rights(
        statement={
            "en": "The publisher states no licence for these files, which a machine made.",
            "ar": "لم يذكر الناشر ترخيصا لهذه الملفات المستخرجة آليا.",
        },
        acknowledgement={
            "en": "Source: United Nations. Unofficial copy.",
            "ar": "المصدر: الأمم المتحدة. نسخة غير رسمية.",
        },
        said_at="https://github.com/un-eosg-analytics/un-mandates-housekeeping",
        served=False,
    ),
    version=1,
    sort=sort,
    draw=draw,
)
