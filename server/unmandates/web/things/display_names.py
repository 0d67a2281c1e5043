"""How things are called on pages: a part without its whole, a provision as one cites it, a property by its label."""

from collections import Counter
from urllib.parse import unquote

from unmandates.rdf.names import abbreviate, expand, term_name
from unmandates.rdf.turtle import natural
from unmandates.text.words import languages, words
from unmandates.web.http.language import page_language
from unmandates.web.things.naming import Text, in_order
from unmandates.web.things.site import site
from unmandates.web.things.things import Thing

#: The classes of what a text consists of, as against what is said of the text.
PROVISIONS = (
    "PreambularParagraph", "OperativeParagraph", "SubParagraph", "Footnote", "ReportParagraph", "Paragraph",
    "Recommendation", "AgendaItem", "Annotation", "Chapter", "Section", "Summary", "Annex", "TableRow", "Provision",
)  # fmt: skip
#: The longest name, in characters, that stands for a paragraph in the contents.
_LONGEST_SUBJECT = 80
#: A topic is common when one in so many paragraphs is about it.
_COMMON = 4
#: Data sets that are linked to, by the word of the interface for each, and where their things begin.
_ELSEWHERE = {
    "wikidata": "http://www.wikidata.org/entity/", "unbis": "http://metadata.un.org/thesaurus/",
    "m49": "http://metadata.un.org/sdg/codes/geoArea/", "sdg": "http://metadata.un.org/sdg/",
}  # fmt: skip


def short(thing: Thing) -> Text:
    """Return a part's name without the name of its whole: `operative paragraph 9, act 1`."""
    name, whole = thing.name, thing.whole.name
    if thing.part and name.value.startswith(whole.value):
        rest = name.value.removeprefix(whole.value).lstrip(",،;: ")
        return Text(rest, name.language) if rest else name
    return name


def number_of(provision: Thing) -> Text | None:
    """Return what is printed as the number of a part: the letter or word of the reader's language, or the figure."""
    return provision.text("printedNumber") or provision.text("number")


def paragraph_mark(provision: Thing) -> str:
    """Return the shortest way to call a provision inside its document: `9`, `2 (a)`, `preamble 3`, `footnote 4`.

    A paragraph without a printed number is counted, and one of an annex says so: `annex, para. 8`.
    """
    number = number_of(provision)
    above = provision.one("parent")
    if provision.is_a("OperativeParagraph", "Paragraph"):
        number = number or provision.local
    if provision.is_a("Paragraph") and isinstance(above, Thing) and above.part:
        table = words(provision.language)
        return table["signs"]["joint"].join([paragraph_mark(above), table["marks"]["paragraph"].format(mark=number)])
    if isinstance(above, Thing) and above.part and number and not provision.is_a("Section", "TableRow"):
        return f"{paragraph_mark(above)}\u00a0{number}"
    if provision.part.count("/") > 1 and provision.is_a("Section", "Annotation"):
        return str(short(provision))  # its number says what it is only with what it stands in
    table = words(provision.language)
    inside = provision.is_a("PreambularParagraph") and isinstance(above, Thing) and above.part
    form = table["marks"].get("pp" if inside else provision.part.partition("/")[0])
    if form:
        mark = form.format(number=number or provision.local)
        return table["signs"]["joint"].join([paragraph_mark(above), mark]) if inside else mark
    return str(number or short(provision))


def cited(provision: Thing) -> str:
    """Return a provision as one cites it: `A/RES/75/283, para. 2 (a)`; anything else by its name."""
    table = words(provision.language)["marks"]
    part = provision.part
    # An annotation is numbered within its item, so only the whole of its name says which one it is.
    if part and not provision.is_a(*PROVISIONS):
        return called(provision).value
    if not part or (part.startswith("ann/") and part.count("/") > 1):
        return provision.name.value
    form = table["paragraph"] if part.startswith(("op/", "para/")) else "{mark}"
    mark = form.format(mark=paragraph_mark(provision))
    return table["cited"].format(document=provision.whole.name, mark=mark)


def called(thing: Thing) -> Text:
    """Return what a thing is called on pages: a part of a document as one cites it, `A/RES/76/186, para. 28, task 1`.

    What has a name of its own, such as an agenda item, keeps it.
    """
    document = thing.whole.name.value if thing.kind == "document" and thing.part else ""
    if not document or not thing.name.value.startswith(document):
        return thing.name
    table, steps, below = words(thing.language), [], thing
    while not below.is_a(*PROVISIONS):
        above = thing.of(below.iri.rsplit("/", 2)[0])
        if not above.part:
            return thing.name
        kind, number = below.part.split("/")[-2:]
        form = table["segments"].get(kind) if number.isdigit() else None
        if form is None and thing.name.language != thing.language:
            return thing.name  # no words of the reader's language for it, and none of another among them
        own = below.name.value.removeprefix(above.name.value).lstrip(",،; ")
        steps.insert(0, form.format(number=number) if form else own)
        below = above
    return Text(table["signs"]["joint"].join([cited(below), *steps]), thing.language)


def brief(thing: Thing) -> str:
    """Return what a part of a document is called inside it, `para. 28, task 1`."""
    return called(thing).value.removeprefix(thing.whole.name.value).lstrip(",،; ") or thing.name.value


def kind_said(term: Thing) -> Text:
    """Return what a class is called on pages: by the interface's words where they are plainer than the ontology's."""
    said = words(page_language())["classes"].get(term_name(term.iri))
    return Text(said, page_language()) if said else term.name


def heading(part: Thing) -> Text | None:
    """Return the heading under which a part stands in its text, or None where it has none."""
    if part.text("dcterms:title"):
        return part.text("dcterms:title")
    if part.is_a("Section", "Chapter", "Annex", "Summary"):
        return part.text("skos:altLabel") or short(part)
    return short(part) if part.is_a("AgendaItem", "Annotation") and part.part.count("/") < 3 else None


def subjects_of(parts: list[Thing]) -> dict[Thing, Text | None]:
    """Return what each of some paragraphs is about in a few words: its rarest topic that no paragraph above it has.

    Rare is what few of the paragraphs are about: what many are about tells little of one, and comes only after the
    events and bodies that the paragraph itself concerns, and those whom it addresses. It is the same in all languages.
    """
    number = Counter(topic for part in parts for topic in _topics(part))
    found: dict[Thing, Thing | None] = {}
    for part in parts:
        topics = sorted(_topics(part), key=lambda topic: (number[topic], -len(topic.path), natural(topic.iri)))
        concerned = [
            thing
            for act in part.within("PerformedAct")
            for name in ("convenes", "establishes", "concerns", "addressee")
            for thing in act.all(name)
            if isinstance(thing, Thing) and all(len(name.value) < _LONGEST_SUBJECT for name in _names(thing))
        ]
        rare = [topic for topic in topics if _COMMON * number[topic] < len(parts)]
        things = [*rare, *concerned, *topics]
        taken = set(found.values())
        found[part] = next((thing for thing in things if thing not in taken), things[0] if things else None)
    return {part: thing.name if thing else part.text("openingWords") for part, thing in found.items()}


def _names(thing: Thing) -> list[Text]:
    """Return a thing's names in the languages of the pages: what is chosen by them is the same in all of these."""
    return [site().world.names.name(thing.iri, language) for language in languages()]


def _topics(part: Thing) -> list[Thing]:
    """Return the topics of a paragraph, or else those of its sub-paragraphs and acts."""
    own = part.all("about")
    below = own or [topic for inner in part.within(*PROVISIONS, "PerformedAct") for topic in inner.all("about")]
    return list(dict.fromkeys(topic for topic in below if isinstance(topic, Thing)))


def in_one_language(texts: list[Text]) -> list[Text]:
    """Return the texts in the first one's language: remarks that stand side by side in several."""
    return [text for text in texts if text.language == texts[0].language]


def label(name: str) -> Text:
    """Return what a property is called: in the interface's words for a borrowed one, else by the ontology."""
    language = page_language()
    borrowed = words(language)["borrowed"]
    return Text(borrowed[name], language) if name in borrowed else site().world.names.name(expand(name), language)


def label_of(iri: str) -> Text:
    """Return what the property with an IRI is called."""
    short_form = abbreviate(iri).removeprefix("unm:")
    return site().world.names.name(iri, page_language()) if short_form.startswith("<") else label(short_form)


def elsewhere(iri: str) -> str:
    """Return what a thing of another data set is called: the data set, and the thing's own number or name there."""
    table = words(page_language())["elsewhere"]
    for name, place in _ELSEWHERE.items():
        if iri.startswith(place):
            own = unquote(iri.removeprefix(place)).strip("/")
            return f"{table[name]} \u2068{own}\u2069" if own else table[name]
    return iri


def told_apart(things: list[Thing]) -> dict[Thing, Text]:
    """Return, for those of several things that have the same name, the name in the next language, if that differs."""
    number = Counter(thing.name for thing in things)
    named = {thing: thing.other_names for thing in things if number[thing.name] > 1}
    return {thing: others[0] for thing, others in named.items() if others}


#: What templates may call.
GLOBALS = {
    "provision_classes": PROVISIONS, "printed_number": number_of, "paragraph_mark": paragraph_mark,
    "heading": heading, "subjects_of": subjects_of, "label": label, "label_of": label_of, "elsewhere": elsewhere,
    "told_apart": told_apart,
}  # fmt: skip
FILTERS = {
    "short": short,
    "brief": brief,
    "called": called,
    "kind_said": kind_said,
    "cited": cited,
    "in_order": in_order,
    "in_one_language": in_one_language,
}
