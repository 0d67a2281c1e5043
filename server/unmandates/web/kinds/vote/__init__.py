"""A vote: on which text, with which result, and who took which position."""

from dataclasses import dataclass

from unmandates.text.alphabet import place
from unmandates.web.frame.page import template
from unmandates.web.kinds.kind import Kind, SubjectPage
from unmandates.web.kinds.shared import pointing_to
from unmandates.web.things.relations import Pointing
from unmandates.web.things.site import site
from unmandates.web.things.standing import Origin, origins_of
from unmandates.web.things.things import Thing

#: The positions in the order in which they are told, each with the property that counts it.
POSITIONS = {
    "inFavour": "votesInFavour",
    "vetoedBy": "",
    "against": "votesAgainst",
    "abstaining": "abstentions",
}


@template("vote/page.html")
@dataclass(frozen=True)
class VotePage(SubjectPage):
    """The text that was voted on, and by position who took it, in the order of their names in the reader's language."""

    voted_on: Thing
    positions: dict[str, list[Thing]]
    origins: list[Origin]
    relations: Pointing


def page(vote: Thing) -> VotePage:
    """Return what the page of a vote shows."""
    on = vote.one("voteOn") or vote.one("parent") or vote.whole
    site().world.tell([on.iri, vote.whole.iri])
    found = {name: [one for one in vote.all(name) if isinstance(one, Thing)] for name in POSITIONS}
    return VotePage(
        thing=vote,
        voted_on=on,
        positions={
            name: sorted(those, key=lambda one: place(one.name.value)) for name, those in found.items() if those
        },
        origins=origins_of(vote),
        relations=pointing_to(vote, "unm:source"),
    )


KIND = Kind(r"document/.+/vote/[^/]+", page, classes=("Vote",))
