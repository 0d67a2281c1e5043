"""Whether the numbers of an act are complete: 1 to n in each stretch that counts for itself.

An unnumbered act of one paragraph is complete, and so is a decision or a statement whose paragraphs bear no numbers.
Annexes count for themselves and are not looked at, nor is what a paragraph quotes behind a colon.
"""

from collections.abc import Iterable

from unmandates.sources.akn4un.act import Unit, UnitKind, Words


def gaps(units: Iterable[Unit], base: UnitKind) -> list[str]:
    """Return where the numbers of an act's own paragraphs are not complete, in words with paths; empty if they are."""
    stretches: dict[str, list[str]] = {}
    found, before = [], ""
    for unit in units:
        quoting = before.rstrip().endswith((":", "："))
        before = unit.words.get("en", next(iter(unit.words.values()), Words(""))).text
        if "annex/" in unit.path:
            continue
        if unit.kind is base and not unit.parent.rpartition("/")[0].endswith(("op", "para")):
            stretches.setdefault(unit.parent, []).append(unit.number)
        elif unit.kind is UnitKind.PARAGRAPH and unit.number and not quoting:
            found.append(f"{unit.path}: {unit.number} comes twice")
    if not stretches:
        return [*found, "no paragraph"]
    for parent, numbers in stretches.items():
        where = f"{parent}: " if parent else ""
        if not any(numbers):
            if len(numbers) > 1 and base is UnitKind.OPERATIVE:
                found.append(f"{where}{len(numbers)} paragraphs without numbers")
        elif numbers != [str(place) for place in range(1, len(numbers) + 1)]:
            found.append(where + " ".join(number or "–" for number in numbers))
    return found
