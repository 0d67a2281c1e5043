"""From merged blocks to units: what each block is a part of, its path, its order and its number."""

from unmandates.sources.akn4un.act import Unit, UnitKind, Words
from unmandates.sources.akn4un.blocks import AreaKind, BlockKind
from unmandates.sources.akn4un.lists import Points
from unmandates.sources.akn4un.merged import MergedArea, MergedBlock
from unmandates.sources.akn4un.merging import Merged
from unmandates.sources.akn4un.numerals import readings
from unmandates.sources.akn4un.sections import stretches
from unmandates.sources.akn4un.shifting import together

_SEGMENT = {
    UnitKind.PREAMBULAR: "pp",
    UnitKind.OPERATIVE: "op",
    UnitKind.PARAGRAPH: "para",
    UnitKind.SECTION: "sec",
    UnitKind.ANNEX: "annex",
    UnitKind.ROW: "row",
    UnitKind.FOOTNOTE: "fn",
    UnitKind.FORMULA: "formula",
}


class Builder:
    """Makes the units of one act. Use `units_of`."""

    def __init__(self, leading: str, base: UnitKind) -> None:
        """Begin; `base` is what a paragraph of the act's own text is."""
        self.leading = leading
        self.base = base
        self.units: dict[str, Unit] = {}
        self.counts: dict[tuple[str, UnitKind], int] = {}
        self.twice: list[str] = []

    def area(self, area: MergedArea, scope: str) -> None:
        """Build what lies in an area; `scope` is its path, empty for the document."""
        base = UnitKind.PARAGRAPH if area.kind is AreaKind.ANNEX else self.base
        blocks = area.blocks
        if area.kind is not AreaKind.BODY:
            count = next((place for place, block in enumerate(blocks) if block.kind is not BlockKind.HEADING), len(blocks))
            blocks = blocks[count:]
        home, here = scope, scope
        for run in stretches(blocks, self.leading, area.kind is AreaKind.ANNEX):
            if run.annex:
                home = here = self.whole(UnitKind.ANNEX, scope.rpartition("annex/")[0].rstrip("/"), run.headings)
            elif run.restarts:
                here = self.whole(UnitKind.SECTION, here if run.nested else home, run.headings)
            self.run(run.blocks, here, base)

    def run(self, blocks: list[MergedBlock], scope: str, base: UnitKind) -> None:
        """Build a run of blocks that counts its paragraphs for itself."""
        counted = any(block.kind is BlockKind.PARAGRAPH and block.number(self.leading) for block in blocks)
        current, points = "", Points()
        for place, block in enumerate(blocks):
            number = block.number(self.leading)
            if block.kind is BlockKind.PREAMBULAR:
                current, points = self.next(UnitKind.PREAMBULAR, scope, block), Points()
            elif block.kind is BlockKind.PARAGRAPH and number and f"{self.under(scope)}{_SEGMENT[base]}/{number}" not in self.units:
                current, points = self.numbered(base, scope, block, number), Points()
            elif block.kind is BlockKind.PARAGRAPH:
                if number:
                    self.twice.append(f"{scope}/{number}".lstrip("/"))
                if not counted:
                    current, points = self.next(base, scope, block), Points()
                else:
                    self.next(UnitKind.PARAGRAPH if current else UnitKind.FORMULA, current or scope, block)
            elif block.kind is BlockKind.POINT:
                self.point(block, current or scope, points, self.after(blocks, place))
            elif block.kind is BlockKind.ROW:
                self.next(UnitKind.ROW, current or scope, block)
            elif block.kind is BlockKind.COLUMNS:
                self.next(UnitKind.FORMULA, current or scope, block)
            elif block.kind is BlockKind.HEADING:
                self.next(UnitKind.SECTION, scope, block)
            elif block.kind is BlockKind.AREA and block.area is not None:
                self.inner(block.area, scope)
            else:
                self.next(UnitKind.FORMULA, scope, block)

    def inner(self, area: MergedArea, scope: str) -> None:
        """Build an area that lies in another, below a unit of its own."""
        headings = []
        for block in area.blocks:
            if block.kind is not BlockKind.HEADING:
                break
            headings.append(block)
        if area.kind is AreaKind.ANNEX:
            self.area(area, self.whole(UnitKind.ANNEX, scope, headings))
        elif area.kind is AreaKind.COMPONENT and area.letter:
            path = f"{self.under(scope)}sec/{area.letter.lower()}"
            if path not in self.units:
                self.put(path, UnitKind.COMPONENT, scope, area.letter, self.words(headings))
            self.area(area, path)
        else:
            self.area(area, self.whole(UnitKind.SECTION, scope, headings))

    def whole(self, kind: UnitKind, scope: str, headings: list[MergedBlock]) -> str:
        """Add a unit that others lie in, whose words are its headings; return its path."""
        path = f"{self.under(scope)}{_SEGMENT[kind]}/{self.count(scope, kind) + 1}"
        self.put(path, kind, scope, "", self.words(headings))
        return path

    def next(self, kind: UnitKind, scope: str, block: MergedBlock) -> str:
        """Add a unit that bears its order as its key."""
        order = self.count(scope, kind) + 1
        while (path := f"{self.under(scope)}{_SEGMENT[kind]}/{order}") in self.units:
            order += 1
        self.put(path, kind, scope, "" if block.kind is not BlockKind.PARAGRAPH else block.number(self.leading), block.words)
        return path

    def numbered(self, kind: UnitKind, scope: str, block: MergedBlock, number: str) -> str:
        """Add a paragraph that bears its number as its key."""
        path = f"{self.under(scope)}{_SEGMENT[kind]}/{number.replace(' ', '-')}"
        self.put(path, kind, scope, number, block.words)
        return path

    def point(self, block: MergedBlock, parent: str, points: Points, after: list) -> None:
        """Add a point of a list below its paragraph, at the level that its letter tells."""
        printed = block.number(self.leading)
        level, last, order = points.put(readings(printed), printed, block.depth, after)
        above = points.levels[level - 1].path if level else parent
        path = f"{self.under(above)}{last}"
        if path in self.units:
            self.twice.append(path)
            path = f"{path}-{order}"
        points.levels[level].path = path
        number = printed if "en" in block.numbers or not last.isalpha() else f"({last})"
        self.put(path, UnitKind.SUB, above, number, block.words, dict(sorted(block.numbers.items())))

    def after(self, blocks: list[MergedBlock], place: int) -> list:
        """Return the readings of the next point's letter."""
        following = next((block for block in blocks[place + 1 :] if block.kind is BlockKind.POINT), None)
        return readings(following.number(self.leading)) if following else []

    def words(self, headings: list[MergedBlock]) -> dict[str, Words]:
        """Return the words of headings as one, line by line."""
        languages = sorted({language for block in headings for language in block.words})
        return {
            language: together([block.words[language] for block in headings if language in block.words], "\n")
            for language in languages
        }

    def under(self, scope: str) -> str:
        """Return the beginning of a path below a scope."""
        return f"{scope}/" if scope else ""

    def count(self, scope: str, kind: UnitKind) -> int:
        """Return how many of a kind a scope has."""
        return self.counts.get((scope, kind), 0)

    def put(
        self, path: str, kind: UnitKind, scope: str, number: str, words: dict, printed: dict | None = None
    ) -> None:
        """Add a unit."""
        counted = UnitKind.SECTION if kind is UnitKind.COMPONENT else kind
        self.counts[scope, counted] = order = self.count(scope, counted) + 1
        self.units[path] = Unit(path, kind, scope, order, number, dict(sorted(words.items())), printed or {})


def units_of(merged: Merged, base: UnitKind) -> tuple[tuple[Unit, ...], list[str]]:
    """Return the units of an act in the order of its text, footnotes last, and the paths that came twice."""
    builder = Builder(merged.leading, base)
    builder.area(merged.area, "")
    for place, (marker, words) in enumerate(merged.footnotes, 1):
        builder.put(f"fn/{place}", UnitKind.FOOTNOTE, "", marker, words)
    return tuple(builder.units.values()), builder.twice
