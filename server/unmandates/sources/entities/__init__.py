"""The entities of the chart of the United Nations system, from its table (CSV)."""

from unmandates.sources.entities.drawing import draw
from unmandates.sources.entities.sorting import sort
from unmandates.sources.source import Rights, Source

SOURCE = Source(
    name="entities",
    title={
        "en": "Entities of the chart of the United Nations system",
        "ar": "كيانات مخطط منظومة الأمم المتحدة",
    },
    publisher="United Nations, Executive Office of the Secretary-General",
    rights=Rights(
        statement={
            "en": "The publisher states no licence for this table.",
            "ar": "لم يذكر الناشر ترخيصا لهذا الجدول.",
        },
        acknowledgement={
            "en": "Source: United Nations, chart of the United Nations system. Unofficial copy.",
            "ar": "المصدر: الأمم المتحدة، مخطط منظومة الأمم المتحدة. نسخة غير رسمية.",
        },
        said_at="https://github.com/un-eosg-analytics",
        served=False,
    ),
    version=1,
    sort=sort,
    draw=draw,
)
