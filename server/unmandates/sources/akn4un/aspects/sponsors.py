"""Sponsors: who submitted the draft of an act, who joined, on whose behalf, and what no body could be told of."""

import pyoxigraph as ox

from unmandates.sources.akn4un.act import Act, Version
from unmandates.sources.akn4un.aspect import Aspect
from unmandates.sources.akn4un.aspects.text import document_of, unit_of
from unmandates.sources.akn4un.voting.sponsor_list import Sponsor, read
from unmandates.sources.notes import Note
from unmandates.sources.saying import part, said, thing
from unmandates.sources.source import Drawn, Standing

#: The lists of sponsors: the property, outcomes of the steps that hold them, and their name in the metadata.
_LISTS = (
    ("initialSponsor", ("draftResolution", "draftDecision"), "sponsors"),
    (
        "additionalSponsor",
        ("draftResolutionAdditionalSponsors", "draftDecisionAdditionalSponsors"),
        "additional_sponsors",
    ),
)
#: How an entry begins that tells something else.
_NO_SPONSOR = ("the amendment", "on the basis of")


def draw(act: Act) -> Drawn:
    """Return the sponsors of an act: the steps' where they name any, else the metadata's, held against each other.

    Who is among the first sponsors is not told again among those that joined.
    """
    drawn = Drawn()
    version = _with_steps(act)
    whole = document_of(act)
    first: set[str] = set()
    behalves: dict[tuple[str, str], Sponsor] = {}
    for name, outcomes, column in _LISTS:
        marked = [found for text in _texts(version, outcomes) for found in read(text)]
        told = [found for text in (act.metadata or {}).get(column) or () for found in read(text)]
        found = marked or told
        withdrawn = sorted({sponsor.path for sponsor in found if sponsor.withdrawn and sponsor.path})
        drawn.say(Standing.METADATA, [said(whole, "withdrawnSponsor", thing(path)) for path in withdrawn])
        found = [sponsor for sponsor in found if not sponsor.withdrawn and sponsor.path not in withdrawn]
        _compare(act, version, name, [sponsor for sponsor in marked if sponsor in found], told, drawn)
        paths = [sponsor.path for sponsor in found if sponsor.path]
        if again := sorted(first.intersection(paths)):
            drawn.notes.append(
                Note("sponsor-joined-own-draft", item=act.key, place=version.path, detail=", ".join(again))
            )
        drawn.say(Standing.METADATA, [said(whole, name, thing(path)) for path in sorted(set(paths) - first)])
        first |= set(paths)
        for sponsor in found:
            if sponsor.behalf:
                behalves.setdefault((sponsor.path, sponsor.behalf), sponsor)
        _say_unnamed(act, version, found, drawn)
    for order, sponsor in enumerate(behalves.values(), 1):
        drawn.say(Standing.METADATA, _sponsorship(act, order, sponsor))
    return drawn


def _with_steps(act: Act) -> Version:
    """Return the English version, or the first of the others that names sponsors where the English names none."""
    versions = [act.in_english(), *(act.versions[language] for language in sorted(act.versions))]
    wanted = [outcome for _, outcomes, _ in _LISTS for outcome in outcomes]
    return next((version for version in versions if _texts(version, wanted)), versions[0])


def _texts(version: Version, outcomes) -> list[str]:
    texts = [step.get("by", "").strip() for step in version.steps if step.get("outcome") in outcomes]
    return list(dict.fromkeys(filter(None, texts)))


def _compare(act: Act, version: Version, name: str, marked: list[Sponsor], told: list[Sponsor], drawn: Drawn) -> None:
    ours, theirs = ({found.path for found in names if found.path} for names in (marked, told))
    if act.metadata is not None and ours != theirs:
        detail = f"{name}: {len(ours)} and {len(theirs)}: {', '.join(sorted(ours ^ theirs)[:10])}"
        drawn.notes.append(Note("sponsors-and-metadata-differ", item=act.key, place=version.path, detail=detail))


def _say_unnamed(act: Act, version: Version, found: list[Sponsor], drawn: Drawn) -> None:
    """Say as printed what is the name of no body in the graph."""
    stated = list(dict.fromkeys(sponsor.stated for sponsor in found if not sponsor.path))
    others = [words for words in stated if words.lower().startswith(_NO_SPONSOR)]
    drawn.notes += [Note("no-sponsor-in-list", item=act.key, place=version.path, detail=words) for words in others]
    stated = [words for words in stated if words not in others]
    drawn.say(Standing.METADATA, [said(document_of(act), "sponsorAsStated", words) for words in stated])
    drawn.notes += [Note("sponsor-as-stated", item=act.key, place=version.path, detail=words) for words in stated]


def _sponsorship(act: Act, order: int, sponsor: Sponsor) -> list[ox.Triple]:
    node = unit_of(act, f"sponsorship/{order}")
    behalf = (
        ("onBehalfOf", thing(sponsor.behalf_path)) if sponsor.behalf_path else ("onBehalfOfAsStated", sponsor.behalf)
    )
    triples = part(node, "Sponsorship", document_of(act), order)
    return [*triples, said(node, "participant", thing(sponsor.path)), said(node, *behalf)]


ASPECT = Aspect("sponsors", draw)
