"""The mandates that the sections of a programme budget cite, from a table that a machine extracted from them (CSV)."""

from unmandates.sources.budget.drawing import draw
from unmandates.sources.budget.sorting import sort
from unmandates.sources.source import Rights, Source

SOURCE = Source(
    name="budget",
    title={
        "en": "Mandates cited in the proposed programme budget",
        "ar": "الولايات المستشهد بها في الميزانية البرنامجية المقترحة",
    },
    publisher="United Nations, Executive Office of the Secretary-General",
    rights=Rights(
        statement={
            "en": "The publisher states no licence for this table, which a machine made.",
            "ar": "لم يذكر الناشر ترخيصا لهذا الجدول المستخرج آليا.",
        },
        acknowledgement={
            "en": "Source: United Nations, proposed programme budget. Unofficial copy.",
            "ar": "المصدر: الأمم المتحدة، الميزانية البرنامجية المقترحة. نسخة غير رسمية.",
        },
        said_at="https://github.com/un-eosg-analytics",
        served=False,
    ),
    version=1,
    sort=sort,
    draw=draw,
)
