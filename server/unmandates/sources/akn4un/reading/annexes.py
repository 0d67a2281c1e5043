"""Annexes that a file does not set apart: from a heading "Annex II" on, what follows is an area of its own."""

import re
from dataclasses import replace

from unmandates.sources.akn4un.act import Words
from unmandates.sources.akn4un.reading.blocks import Area, AreaKind, Block, BlockKind

_ANNEX = re.compile(
    r"(?:Annex|Appendix|Annexe|Appendice|Anexo|Apéndice|Anhang|Anlage|Приложение|Добавление|المرفق|مرفق|التذييل|附件|附录)"
    r"(?:\s*[IVXLC]{1,6}|\s*\d{1,2}|\s?[\u0600-\u06ff]{2,10}|[一二三四五六七八九十]{1,3}|\s[A-Z])?\*{0,3}",
    re.IGNORECASE,
)


def set_apart(area: Area) -> Area:
    """Return an area whose annexes are areas in it, whether the file marks them or only heads them."""
    own, annexes = _parts(area)
    for annex in annexes:
        _put(annex, own)
    return own


def _parts(area: Area) -> tuple[Area, list[Area]]:
    """Return an area without what its headings say are annexes, and these."""
    own = Area(area.kind, area.letter)
    annexes: list[Area] = []
    for place, block in enumerate(area.blocks):
        if block.kind is BlockKind.AREA:
            inner, more = _parts(area.areas[block.area])
            if inner.kind is AreaKind.ANNEX and area.kind is not AreaKind.ANNEX:
                annexes += [inner, *more]
            else:
                for annex in more:
                    _put(annex, inner)
                _put(inner, annexes[-1] if annexes else own)
            continue
        heads = block.kind is BlockKind.HEADING and _ANNEX.fullmatch(block.words.text.strip(" ."))
        if heads and (place or area.kind is not AreaKind.ANNEX):
            annexes.append(Area(AreaKind.ANNEX))
        (annexes[-1] if annexes else own).blocks.append(replace(block))
    return own, annexes


def _put(inner: Area, area: Area) -> None:
    area.areas.append(inner)
    area.blocks.append(Block(BlockKind.AREA, Words(""), area=len(area.areas) - 1))
