"""AKN4UN: what the organs of the United Nations adopt, as Akoma Ntoso XML with metadata beside it."""

from unmandates.sources.akn4un.acts import act_of
from unmandates.sources.akn4un.aspect import all_aspects
from unmandates.sources.akn4un.sort import sort
from unmandates.sources.source import Drawn, Item, Rights, Source


def draw(item: Item) -> Drawn:
    """Read an item's files, lay its languages beside each other, and ask every aspect what it draws."""
    act, notes = act_of(item)
    drawn = Drawn(notes=notes)
    if act is None:
        return drawn
    for aspect in all_aspects().values():
        part = aspect.draw(act)
        for standing, triples in part.triples.items():
            drawn.say(standing, triples)
        drawn.notes += part.notes
    return drawn


SOURCE = Source(
    name="akn4un",
    title={
        "en": "Texts of the organs of the United Nations as Akoma Ntoso XML",
        "ar": "نصوص أجهزة الأمم المتحدة بصيغة أكوما نتوسو",
        "fr": "Textes des organes de l’Organisation des Nations Unies en XML Akoma Ntoso",
        "es": "Textos de los órganos de las Naciones Unidas en XML Akoma Ntoso",
        "ru": "Тексты органов Организации Объединенных Наций в формате Akoma Ntoso XML",
        "zh": "联合国各机关文本（Akoma Ntoso XML）",
    },
    publisher="United Nations, Department for General Assembly and Conference Management",
    rights=Rights(
        statement={
            "en": "Unofficial copies, published for information; no licence is stated, "
            "and the United Nations is to be acknowledged as the source.",
            "ar": "نسخ غير رسمية منشورة للعلم؛ ولم يُذكر لها ترخيص، ويُطلب ذكر الأمم المتحدة مصدرا لها.",
        },
        acknowledgement={"en": "Source: United Nations", "ar": "المصدر: الأمم المتحدة"},
        said_at="https://github.com/UNxml",
    ),
    version=2,
    sort=sort,
    draw=draw,
)
