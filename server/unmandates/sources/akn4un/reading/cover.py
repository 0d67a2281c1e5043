"""What a file says of itself: its cover, its preface, its conclusion, its steps, votes and keywords."""

from collections.abc import Iterator, Mapping

from lxml import etree

from unmandates.sources.akn4un.reading.elements import below, children, name_of, plain

_INLINES = {"agenda item", "agenda item name", "originating document", "originalLanguage", "decision type"}
_OUTSIDE = ("component", "attachment", "embeddedStructure")


def facts_of(root: etree._Element) -> dict[str, str]:
    """Return the texts of a file's head as they stand, by name; those that it lacks are absent."""
    facts: dict[str, str] = {}

    def say(name: str, text: str | None) -> None:
        if text and text.strip() and name not in facts:
            facts[name] = " ".join(text.split())

    for element in _own(root):
        name, meant = name_of(element), element.get("refersTo", "").lstrip("#")
        if name == "FRBRuri" and name_of(element.getparent()) == "FRBRWork":
            say("work_uri", element.get("value"))
        elif name == "FRBRdate":
            say(
                {"adoption": "work_date"}.get(element.get("name", ""), f"{element.get('name', '')}_date"),
                element.get("date"),
            )
        elif name == "FRBRlanguage":
            say("language", element.get("language"))
        elif name == "docNumber" and meant == "symbol":
            say("cover_symbol", plain(element))
        elif name == "docNumber":
            say("printed_number", plain(element))
        elif name == "docDate" and meant == "dateOfIssuance":
            say("distribution_date", element.get("date"))
        elif name == "docDate" and meant == "adoptionDate":
            say("adoption_date", element.get("date"))
        elif name == "session":
            say("session", element.get("value"))
            say("session_name", plain(element))
        elif name == "inline":
            label = element.get("name", "")
            if label in _INLINES:
                say(label.replace(" ", "_"), plain(element))
                say(label.replace(" ", "_") + "_title", element.get("title"))
                say(label.replace(" ", "_") + "_meant", meant)
            elif label == "adoptionMeeting":
                say("meeting", element.get("title"))
                say("meeting_name", plain(element))
        elif name == "location" and meant == "adoptionMeeting":
            say("meeting", element.get("title"))
            say("meeting_name", plain(element))
        elif name == "docProponent":
            say("committee", meant)
            say("committee_name", plain(element))
        elif name == "docStatus":
            say("distribution", meant)
        elif name == "docTitle" and name_of(element.getparent()) == "p":
            say({"": "cover_title"}.get(meant, meant), plain(element))
        elif name == "docketNumber":
            say("job_number", plain(element))
    conclusions = next((found for found in below(root, "conclusions")), None)
    if conclusions is not None:
        say("conclusions", plain(conclusions))
    return facts


def title_of(facts: Mapping[str, str]) -> str:
    """Return the title: that of the resolution or decision, else what the text is headed with; empty for a draft.

    A dash between number and title, which some versions have in the element of the title, is no part of it.
    """
    names = ("resolutionTitle", "decisionTitle", "resolutionNumber", "title1")
    return next((facts[name] for name in names if name in facts), "").lstrip(" \u00a0-–—")


def votings_of(root: etree._Element) -> tuple[dict, ...]:
    """Return each vote: its outcome, its counts and its names by side, all as they stand."""
    found = []
    for voting in below(root, "voting"):
        counts, names = {}, {}
        for count in below(voting, "count"):
            side = count.get("refersTo", "").lstrip("#")
            counts[side] = count.get("value", "")
            names[side] = [plain(voter) for voter in below(count, "organization") if plain(voter)]
        found.append({"outcome": voting.get("outcome", ""), "counts": counts, "names": names})
    return tuple(found)


def steps_of(root: etree._Element) -> tuple[dict[str, str], ...]:
    """Return the attributes of each step of the workflow."""
    return tuple(_attributes(step) for workflow in below(root, "workflow") for step in children(workflow, "step"))


def keywords_of(root: etree._Element) -> tuple[dict[str, str], ...]:
    """Return the attributes of each keyword, and the source of its classification."""
    return tuple(
        {**_attributes(keyword), "source": classification.get("source", "")}
        for classification in below(root, "classification")
        for keyword in children(classification, "keyword")
    )


def _attributes(element: etree._Element) -> dict[str, str]:
    return {name.rpartition("}")[2]: value for name, value in sorted(element.attrib.items())}


def _own(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements of the head of the act itself, not of its parts, nor of its text."""
    for child in children(element):
        if name_of(child) in (
            *_OUTSIDE,
            "components",
            "attachments",
            "mainBody",
            "preamble",
            "classification",
            "voting",
        ):
            continue
        yield child
        yield from _own(child)
