"""Which paragraphs of a file are headings, though their element does not say so."""

import re

from lxml import etree

from unmandates.sources.akn4un.reading.elements import below, plain

_HEADED = re.compile(r"(H\d|HC[hH]|Heading|Title|AgendaTitle|BLUEHeading)")
_CALLED = re.compile(
    r"(?:Annex|Appendix|Article|Chapter|Part|Section|Rule|Annexe|Appendice|Chapitre|Partie|Règle|Anexo|Apéndice|Artículo"
    r"|Capítulo|Parte|Sección|Regla|Приложение|Добавление|Статья|Глава|Часть|Раздел|Правило|المرفق|التذييل|المادة|الفصل"
    r"|الجزء|القاعدة)(?:\s+\S{1,12})?(?:\s.{0,110}[^.;:,،；：])?|(?:附件|附录)\S{0,2}|第\S{1,4}[条章节编部]\s?.{0,60}"
)


def is_headed(element: etree._Element) -> bool:
    """Tell whether the class of a paragraph is that of a heading (`H1`, `HCh`, `H23`)."""
    return bool(_HEADED.match(element.get("class", "")))


def is_heading(element: etree._Element) -> bool:
    """Tell whether an unnumbered paragraph is a heading: called "Article 3", or bold or italic from end to end."""
    text = plain(element)
    if not text or len(text) > 240 or text[-1] in ".;:,،；：。，":
        return False
    if _CALLED.fullmatch(text):
        return True
    drawn = [plain(found) for found in below(element, "span") if found.get("class", "")]
    return "".join("".join(drawn).split()) == "".join(text.split())
