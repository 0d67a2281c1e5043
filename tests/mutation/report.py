"""What a run found, as text for the terminal and as a page to be kept beside the tests."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tests.mutation.mutations import Mutation

from unmandates.corpus.findings import Finding
from unmandates.rdf.names import abbreviate

#: What can notice a change, in the order in which they are asked; a digest cannot say which thing is wrong.
NOTICES = ("shape", "hygiene", "key", "question", "digest")
#: What would notice a change that fits its surroundings, by property.
WOULD_NOTICE = {
    "unm:about": "a question about the topics of that document, or a second reading of it",
    "unm:concerns": "a question about what that passage concerns, or a second reading of it",
    "unm:source": "a second reading of the passages that are named as sources",
}
OTHERWISE = "a second reading of the passage, or a question about it"


@dataclass(frozen=True)
class Judgement:
    """A change, its kind and property, and what noticed it: one of `NOTICES` ("" for nothing) and its words."""

    mutation: str
    kind: str
    property: str
    notice: str = ""
    words: str = ""
    names_it: bool = False

    @classmethod
    def of(cls, mutation: Mutation, finding: Finding | None) -> "Judgement":
        """Return the judgement of a mutation by the first finding that it causes, `None` when there is none."""
        told = (str(mutation), mutation.kind, abbreviate(mutation.predicate.value))
        if finding is None:
            return cls(*told)
        first = finding.rule.split()[0]
        names_it = bool(finding.file and finding.thing and (finding.remedy or finding.message))
        return cls(*told, first if first in NOTICES else "shape", str(finding), names_it)

    @property
    def noticed(self) -> bool:
        return bool(self.notice)

    def __str__(self) -> str:
        return f"{self.mutation}\n    {self.words or 'MISSED'}"


def as_text(judgements: list[Judgement]) -> str:
    """Return the figures, by notice and by kind, what was missed, and what was noticed without being named."""
    by_notice = Counter(judgement.notice for judgement in judgements if judgement.noticed)
    lines = [f"noticed {by_notice.total()} of {len(judgements)}, by {dict(by_notice)}"]
    for kind, drawn in _by_kind(judgements):
        missed = [judgement for judgement in drawn if not judgement.noticed]
        lines.append(f"{kind}: noticed {len(drawn) - len(missed)} of {len(drawn)}")
        lines += [f"  missed {judgement.mutation}" for judgement in missed]
    lines += [f"noticed by a digest alone: {judgement.mutation}" for judgement in judgements if _by_digest(judgement)]
    lines += [
        f"noticed, but file or thing is not named: {judgement}" for judgement in judgements if _nameless(judgement)
    ]
    return "\n".join(lines)


def as_markdown(judgements: list[Judgement], seed: int) -> str:
    """Return the page `missed.md`: the figures by kind, and what was missed, or is known by a digest alone."""
    lines = [
        "# What the checks would not notice",
        "",
        f"Written by `make mutate SEED={seed}`: {len(judgements)} changes of curated statements drawn by lot, "
        f"{sum(judgement.noticed for judgement in judgements)} of them noticed.",
        "",
        "| kind of change | drawn | shape, rule or key | question | digest alone | missed |",
        "|---|---|---|---|---|---|",
    ]
    for kind, drawn in [*_by_kind(judgements), ("together", judgements)]:
        count = Counter(judgement.notice for judgement in drawn)
        gate = count["shape"] + count["hygiene"] + count["key"]
        lines.append(f"| {kind} | {len(drawn)} | {gate} | {count['question']} | {count['digest']} | {count['']} |")
    missed = [judgement for judgement in judgements if not judgement.noticed]
    lines += _listed("Missed, and what would notice it", missed)
    lines += _listed("Noticed by a digest alone", filter(_by_digest, judgements))
    return "\n".join(lines) + "\n"


def _listed(heading: str, judgements: Iterable[Judgement]) -> list[str]:
    judgements = list(judgements)
    lines = ["", f"## {heading}", ""]
    for _, found in _by_kind(judgements):
        for judgement in found:
            remedy = "" if judgement.noticed else f": {WOULD_NOTICE.get(judgement.property, OTHERWISE)}"
            lines.append(f"- `{_short(judgement.mutation)}`{remedy}")
    return lines if judgements else [*lines, "Nothing."]


def _by_kind(judgements: list[Judgement]) -> list[tuple[str, list[Judgement]]]:
    kinds = sorted({judgement.kind for judgement in judgements})
    return [(kind, [judgement for judgement in judgements if judgement.kind == kind]) for kind in kinds]


def _by_digest(judgement: Judgement) -> bool:
    return judgement.notice == "digest"


def _nameless(judgement: Judgement) -> bool:
    return judgement.noticed and not judgement.names_it and not _by_digest(judgement)


def _short(text: str, length: int = 240) -> str:
    text = text.replace("`", "'")
    return text if len(text) <= length else f"{text[:length]}…"
