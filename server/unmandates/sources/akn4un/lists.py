"""Points of lists: at which level each stands, from its letter and from what the source says of its depth."""

from dataclasses import dataclass, field

from unmandates.sources.akn4un.numerals import LATIN, ROMAN, Reading, segment


@dataclass
class Level:
    """One level of a list that is open: the kind of its letters, the place of the last, its path, and its children."""

    kind: str
    place: int
    path: str
    count: int = 1


@dataclass
class Points:
    """The open levels below one paragraph, the outermost first."""

    levels: list[Level] = field(default_factory=list)
    tops: int = 0

    def put(self, ways: list[Reading], printed: str, depth: int, after: list[Reading]) -> tuple[int, str, int]:
        """Take the next point; return its level from 0, the last part of its path, and its order among its siblings.

        `ways` are the readings of its letter, `after` those of the next point's letter, which tells "(i)" the letter
        from "(i)" the figure. `depth` is 0 where the source says none.
        """
        level, way = self._level(ways, depth, after)
        del self.levels[level + 1 :]
        if level < len(self.levels):
            self.levels[level].place = way.place
            self.levels[level].kind = way.kind
            self.levels[level].count += 1
        else:
            self.levels.append(Level(way.kind, way.place, ""))
            self.levels[level].count = self._begun(level)
        last = segment(printed, way.place, level + 1) if ways else str(self.levels[level].count)
        order = self.levels[level].count
        if level == 0:
            self.tops = order
        return level, last, order

    def _begun(self, level: int) -> int:
        return self.tops + 1 if level == 0 else 1

    def _level(self, ways: list[Reading], depth: int, after: list[Reading]) -> tuple[int, Reading]:
        if not ways:
            level = min(max(depth - 1, 0), len(self.levels))
            return level, Reading("none", 0)
        if depth > 1 or (depth == 1 and self.levels):
            level = min(depth - 1, len(self.levels))
            here = self.levels[level] if level < len(self.levels) else None
            return level, next((way for way in ways if here and (way.kind, way.place) == (here.kind, here.place + 1)), ways[-1] if level else ways[0])
        continuing = [
            (level, way)
            for level in range(len(self.levels) - 1, -1, -1)
            for way in ways
            if way.kind == self.levels[level].kind and way.place == self.levels[level].place + 1
        ]
        starting = [way for way in ways if way.place == 1]
        if continuing and starting and starting[0].kind not in (level.kind for level in self.levels):
            if any(way.kind == starting[0].kind and way.place == 2 for way in after):
                return len(self.levels), starting[0]
        if continuing:
            return continuing[0]
        if starting:
            return len(self.levels), starting[0]
        for level in range(len(self.levels) - 1, -1, -1):
            for way in ways:
                if way.kind == self.levels[level].kind:
                    return level, way
        return len(self.levels), ways[0]


__all__ = ["LATIN", "ROMAN", "Points"]
