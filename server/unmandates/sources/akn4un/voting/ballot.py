"""One ballot: its counts and who took which position, and whether counts and names agree."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product

from unmandates.sources.akn4un.voting.states import body_of

#: A position as the marked-up text calls it: the properties of the graph that say who took it and how many, and its
#: name in the metadata.
KINDS = {
    "inFavour": ("inFavour", "votesInFavour", "MS_in_favour"),
    "against": ("against", "votesAgainst", "MS_against"),
    "abstaining": ("abstaining", "abstentions", "MS_abstaining"),
}
#: How many States named twice are tried in each of their positions.
_SETTLED = 4


@dataclass(frozen=True)
class Ballot:
    """A ballot: by position a count and the keys of States; `unknown` are names of no State, `doubts` what is odd."""

    counts: Mapping[str, int] = field(default_factory=dict)
    members: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unknown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    doubts: tuple[tuple[str, str], ...] = ()

    def named(self, kind: str) -> int:
        """Return how many voters are named for a position."""
        return len(self.members.get(kind, ())) + len(self.unknown.get(kind, ()))

    def agreed(self, *others: tuple[int, int, int] | None) -> "Ballot":
        """Return the ballot as far as it is certain, with its doubts.

        A State in two positions took the one that makes all counts those of the names, where only one does, and else
        neither. A count that is not that of the names is left out, unless others give the number of the names.
        """
        doubts = [("state-not-recognized", name) for names in self.unknown.values() for name in names]
        twice = [key for key, kinds in self._positions().items() if len(kinds) > 1]
        doubts += [("state-voted-twice", key) for key in twice]
        members, settled = self._settled(twice)
        doubted = {kind for key in twice for kind in self._positions()[key]} if not settled else set()
        ballot = Ballot(self.counts, members, self.unknown)
        counts = {}
        for at, (kind, count) in enumerate((kind, self.counts.get(kind)) for kind in KINDS):
            named = ballot.named(kind)
            if kind not in doubted and (count == named or (count is not None and not any(map(self.named, KINDS)))):
                counts[kind] = count
            elif count is not None:
                doubts.append(("vote-contradicts-itself", f"{kind}: counts {count}, names {self.named(kind)}"))
                if kind not in doubted and named in [other[at] for other in others if other]:
                    counts[kind] = named
        return Ballot(counts, members, self.unknown, tuple(doubts))

    def held_against(self, decision: tuple[int, int, int] | None) -> "Ballot":
        """Return the ballot without the positions of which the words of the decision tell another number, with doubts.

        `32-0-21` beside 21 names against: the source contradicts itself, and nothing tells which is right.
        """
        if not decision or not any(map(self.named, KINDS)):
            return self
        told = dict(zip(KINDS, decision, strict=True))
        wrong = [kind for kind in KINDS if self.named(kind) != told[kind]]
        doubts = [
            ("vote-contradicts-itself", f"{kind}: decision {told[kind]}, names {self.named(kind)}") for kind in wrong
        ]
        keep = {kind: found for kind, found in self.members.items() if kind not in wrong}
        counts = {kind: count for kind, count in self.counts.items() if kind not in wrong}
        return Ballot(counts, keep, self.unknown, (*self.doubts, *doubts))

    def _positions(self) -> dict[str, list[str]]:
        """Return the positions in which each State is named, States in order."""
        keys = sorted(frozenset().union(*self.members.values()))
        return {key: [kind for kind in KINDS if key in self.members.get(kind, ())] for key in keys}

    def _settled(self, twice: list[str]) -> tuple[dict[str, frozenset[str]], bool]:
        """Return the members without those named twice, or each where alone it can be, and whether it is so."""
        once = {kind: found - frozenset(twice) for kind, found in self.members.items()}
        fitting = []
        for kinds in product(*(self._positions()[key] for key in twice[:_SETTLED])):
            tried = Ballot(
                self.counts, {kind: found | _at(kind, twice, kinds) for kind, found in once.items()}, self.unknown
            )
            if all(tried.named(kind) == self.counts.get(kind) for kind in KINDS):
                fitting.append(tried.members)
        settled = len(fitting) == 1 and len(twice) <= _SETTLED
        return (dict(fitting[0]), True) if settled else (once, False)

    def differences(self, other: "Ballot") -> list[str]:
        """Return in words where another telling of the ballot differs: this one first."""
        found = []
        for kind in KINDS:
            ours, theirs = self.members.get(kind, frozenset()), other.members.get(kind, frozenset())
            if ours != theirs:
                found.append(f"{kind}: {len(ours)} and {len(theirs)}: {', '.join(sorted(ours ^ theirs)[:10])}")
            elif self.counts.get(kind, 0) != other.counts.get(kind, 0):
                found.append(f"{kind}: counts {self.counts.get(kind, 0)} and {other.counts.get(kind, 0)}")
        return found


def _at(kind: str, keys: list[str], kinds: tuple[str, ...]) -> frozenset[str]:
    return frozenset(key for key, chosen in zip(keys, kinds, strict=False) if chosen == kind)


def from_voting(voting: Mapping) -> Ballot:
    """Return the ballot of a `voting` element: `counts` and `names` by position; one that is left out has none."""
    given = {kind: _integer(count) for kind, count in voting.get("counts", {}).items() if kind in KINDS}
    counts = {kind: given.get(kind, 0) for kind in KINDS} if given else {}
    return _ballot({kind: count for kind, count in counts.items() if count is not None}, voting.get("names", {}))


def from_metadata(metadata: Mapping) -> Ballot:
    """Return the ballot that a line of metadata tells."""
    counts = {kind: _integer(metadata.get(f"{name}_count")) for kind, (_, _, name) in KINDS.items()}
    names = {kind: metadata.get(name) or () for kind, (_, _, name) in KINDS.items()}
    return _ballot({kind: count for kind, count in counts.items() if count is not None}, names)


def _ballot(counts: Mapping[str, int], names: Mapping) -> Ballot:
    members, unknown = {}, {}
    for kind in KINDS:
        found = [(name, body_of(name)) for name in names.get(kind, ()) if name.strip()]
        if keys := frozenset(key for _, key in found if key):
            members[kind] = keys
        if strange := tuple(dict.fromkeys(name for name, key in found if not key)):
            unknown[kind] = strange
    return Ballot(counts, members, unknown)


def _integer(value) -> int | None:
    text = str(value).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None
