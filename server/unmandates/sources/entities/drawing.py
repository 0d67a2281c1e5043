"""What a row of the table of entities says of a body: class, names, where it belongs, its website."""

import json
import re
from urllib.parse import urlsplit

import pyoxigraph as ox

from unmandates.sources.notes import Note, Outcome
from unmandates.sources.saying import in_language, of_class, said, thing
from unmandates.sources.source import Drawn, Item, Standing

#: The keys of the principal organs as the chart names them.
ORGANS = {
    "General Assembly": "general-assembly",
    "Security Council": "security-council",
    "Economic and Social Council": "economic-and-social-council",
    "Secretariat": "secretariat",
    "International Court of Justice": "international-court-of-justice",
}
#: Columns of the chart that hold no organ: what stands there belongs to none.
OUTSIDE = ("Specialized Agencies", "Related Organizations")
_ENTITY = "UnitedNationsEntity"
#: The classes of what stands in a column of the chart, by the column and by its heading, where these are certain.
CLASSES = {
    ("General Assembly", "Funds and Programmes"): ("FundOrProgramme", _ENTITY),
    ("General Assembly", "Research and Training"): ("FundOrProgramme", _ENTITY),
    ("General Assembly", "Other Entities"): ("Body", _ENTITY),
    ("General Assembly", "Main Committees"): ("SubsidiaryOrgan",),
    ("General Assembly", "Commissions"): ("SubsidiaryOrgan",),
    ("Economic and Social Council", "Functional Commissions"): ("SubsidiaryOrgan",),
    ("Economic and Social Council", "Regional Commissions"): ("SubsidiaryOrgan",),
    ("Economic and Social Council", "Research and Training"): ("FundOrProgramme", _ENTITY),
    ("International Court of Justice", "International Court of Justice"): ("PrincipalOrgan",),
    ("Security Council", "Peacekeeping Operations"): ("PeaceOperation", _ENTITY),
}


def draw(item: Item) -> Drawn:
    """Return what the row of an item says, all of it official metadata."""
    row, drawn = json.loads(item.beside), Drawn()
    body = thing(f"body/{item.key}")
    organs = re.findall(r"'([^']+)'", row["un_principal_organ"]) or [row["un_principal_organ"]]
    triples = [of_class(body, name) for name in _classes(row, organs)]
    if not row["named"]:  # a curated body has its name already: what the chart calls it is another
        name = "skos:altLabel" if row["curated"] else "skos:prefLabel"
        triples.append(said(body, name, in_language(row["entity_long"])))
    if " " not in row["entity"]:
        triples.append(said(body, "abbreviation", row["entity"]))
    elif row["entity"] != row["entity_long"]:
        triples.append(said(body, "skos:altLabel", in_language(row["entity"])))
    for organ in organs:
        if organ in ORGANS and ORGANS[organ] != item.key:
            triples.append(said(body, "parentBody", thing(f"body/{ORGANS[organ]}")))
        elif organ not in ORGANS and organ not in OUTSIDE:
            drawn.notes.append(Note("organ-not-known", Outcome.TAKEN, item=item.key, detail=organ))
    if site := row.get("entity_link"):
        if (page := website(site)) is None:
            drawn.notes.append(Note("website-not-understood", Outcome.TAKEN, item=item.key, detail=site))
        else:
            triples.append(said(body, "foaf:page", page))
    drawn.say(Standing.METADATA, triples)
    return drawn


def website(text: str) -> ox.NamedNode | None:
    """Return the address of a website as an IRI; None for what is no address of the web."""
    try:
        parts = urlsplit(text.strip())
        safe = parts.scheme in ("http", "https") and parts.hostname and not parts.username
        return ox.NamedNode(text.strip()) if safe else None
    except ValueError:
        return None


def _classes(row: dict, organs: list[str]) -> tuple[str, ...]:
    (organ, *others) = organs
    if others:
        return ("Body",)
    if organ == "Secretariat":
        return ("SecretariatEntity", _ENTITY)
    if organ in OUTSIDE:
        return ("SpecializedAgency", _ENTITY)
    headings = (row.get("subcategory", ""), row.get("category", ""))
    return next((CLASSES[organ, heading] for heading in headings if (organ, heading) in CLASSES), ("Body",))
