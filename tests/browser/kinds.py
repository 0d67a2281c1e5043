"""One page of every kind that the site has, by what it shows; an address below the language, without its slash."""

from unmandates.web.lists.list import lists

KINDS = {
    "home": "",
    **{f"list-{name}": name for name in lists()},
    "list-filtered": "mandates?document=document/A-RES-76-186&verb=scheme/verb/request",
    "search": "search?q=trafficking",
    "about": "about",
    "ontology": "ontology",
    "ontology-changes": "ontology/changes",
    "guide": "ontology/guide",
    "terms": "ontology/Document",
    "terms-anything": "ontology/anything",
    "shapes": "shapes",
    "shape": "shapes/Mandate",
    "shapes-hygiene": "shapes/hygiene",
    "releases": "releases",
    "report-an-error": "report?about=https://w3id.org/unmandates/id/document/A-RES-76-186/op/6",
    "resolution": "document/A-RES-76-186",
    "report": "document/CTOC-COP-WG.4-2022-4",
    "stub": "document/A-RES-70-1",
    "stub-much-cited": "document/A-RES-64-293",
    "agenda": "document/CTOC-COP-WG.4-2010-1",
    "statement": "document/CTOC-COP-WG.4-2022-4/para/10/statement/1",
    "paragraph": "document/A-RES-76-186/op/6",
    "act": "document/A-RES-76-186/op/6/act/1",
    "mandate": "document/A-RES-76-186/op/6/mandate/1",
    "mandate-answered": "document/A-RES-76-186/op/12/mandate/1",
    "change": "document/A-RES-76-186/op/28/mandate/1/change/created",
    "footnote": "document/A-RES-76-186/fn/14",
    "body": "body/general-assembly",
    "body-filtered": "body/unodc?atLeast=3&status=in-force&day=2022-06-01",
    "office": "body/unodc",
    "body-with-members": "body/icat",
    "state": "body/belarus",
    "post": "post/secretary-general",
    "group": "group/member-states",
    "person": "person/hilary-axam",
    "event": "event/high-level-meeting-trafficking-2021",
    "session": "event/ctoc-cop-wg-4-session-12",
    "session-planned": "event/ctoc-cop-wg-4-session-2",
    "event-part": "event/high-level-meeting-trafficking-2021/closing",
    "instrument": "instrument/trafficking-protocol",
    "arrangement": "arrangement/icat-studies",
    "topic": "topic/trafficking-in-persons",
    "series": "series/global-report-trafficking",
    "place": "place/vienna",
    "reference": "reference/editor",
    "scheme": "scheme/verb",
    "concept": "scheme/verb/request",
    "linkset": "linkset/iso",
    "linkset-matches": "linkset/wikidata",
    "missing": "body/nobody-of-this-name",
    "workbench": "sparql",
    "query": "sparql?query=SELECT%20*%20%7B%20%3Fmandate%20unm%3Aassignee%20%3Cpost%2Fsecretary-general%3E%20%3B"
    "%20unm%3Asummary%20%3Ftask%20%7D%20LIMIT%2020",
    "refusal": "sparql?query=SELECT%20*%20%7B",
}
#: Pages of a site with several releases, between the names of an older and a later one.
DIFFERENCES = {"difference": "", "difference-thing": "?thing=https://w3id.org/unmandates/id/body/a"}
#: What is answered where it is not 200.
STATUS = {"missing": 404, "refusal": 400}


def address(kind: str, language: str) -> str:
    """Return the path of the page of a kind in a language."""
    return f"/{language}/{KINDS[kind]}"
