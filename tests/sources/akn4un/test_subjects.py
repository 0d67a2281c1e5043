"""Subjects: headings of librarians and machine tags are kept apart, and only what is sure is resolved."""

from tests.sources.akn4un.made_acts import act, noted

from unmandates.sources.akn4un.aspects.subjects import draw
from unmandates.sources.source import Standing

THESAURUS = "http://metadata.un.org/thesaurus/"


def keyword(value, source="DHLAUTH", dictionary="UNBIS Thesaurus", **more):
    return {"value": value, "source": source, "dictionary": dictionary, **more}


def values(drawn, standing):
    return {
        (triple.predicate.value.rpartition("/")[2], triple.object.value) for triple in drawn.triples.get(standing, ())
    }


def test_headings_stand_as_written_with_their_concept_where_it_is_sure():
    drawn = draw(
        act(
            keywords=(
                keyword("CRIME PREVENTION"),
                keyword("WATER"),
                keyword("UN. Some Committee", dictionary="DHLAUTH"),
            )
        )
    )
    assert values(drawn, Standing.HEADINGS) == {
        ("ontology#subjectHeading", "CRIME PREVENTION"),
        ("ontology#subjectHeading", "WATER"),
        ("ontology#subjectHeading", "UN. Some Committee"),
        ("subject", THESAURUS + "1001376"),
    }
    assert noted(drawn) == [("heading-without-concept", "WATER"), ("heading-without-concept", "UN. Some Committee")]


def test_a_concept_that_the_file_gives_is_taken_for_an_ambiguous_label():
    drawn = draw(act(keywords=(keyword("WATER", href=THESAURUS + "1006939"),)))
    assert ("subject", THESAURUS + "1006939") in values(drawn, Standing.HEADINGS)


def test_machine_tags_are_candidates_and_never_headings():
    tags = (
        keyword("water", "http://metadata.un.org/sdg", "UNBIS", href=THESAURUS + "1006939"),
        keyword("ocean", "https://metadata.un.org/sdg", "EuroVoc", href="http://eurovoc.europa.eu/2107"),
        keyword("6", "http://metadata.un.org/sdg", "SDGO", href="https://metadata.un.org/sdg/6"),
        keyword("odd", "http://metadata.un.org/sdg", "SDGO", href='http://example.org/"> <x'),
    )
    drawn = draw(act(keywords=tags, metadata={"SDGs": [" 4.a"], "subjects": []}))
    assert set(drawn.triples) - {Standing.CANDIDATE} <= {Standing.HEADINGS}
    assert not values(drawn, Standing.HEADINGS)
    assert values(drawn, Standing.CANDIDATE) == {
        ("subject", THESAURUS + "1006939"),
        ("subject", "http://eurovoc.europa.eu/2107"),
        ("subject", "http://metadata.un.org/sdg/6"),
        ("subject", "http://metadata.un.org/sdg/4.a"),
    }
    assert noted(drawn) == [("tag-not-understood", 'http://example.org/"> <x')]


def test_agenda_items_and_titles_are_no_headings():
    drawn = draw(
        act(
            keywords=(keyword("A title of an item", dictionary="A/90/251", refersTo="agenda"),),
            metadata={
                "subjects": [["PEACEKEEPING OPERATIONS", "UNBIS Thesaurus"], ["An item.", "S/"], ["A title", "DHL"]]
            },
        )
    )
    headings = {value for name, value in values(drawn, Standing.HEADINGS) if name.endswith("subjectHeading")}
    assert headings == {"PEACEKEEPING OPERATIONS"}
