"""What a view says of itself to programs: operations, parameters that depend on the release, answers by status."""

from unmandates.web.http.operations import (
    REFUSALS,
    gives,
    in_form,
    in_path,
    leads,
    operation,
    operations_of,
    problems,
    refuses,
)


def test_a_view_says_which_operation_it_is():
    @operation(
        "name", "What it does.", gives("It.", "text/csv") | leads("There.") | refuses(404), in_path("key", "A key.")
    )
    def view():
        return "answer"

    (said,) = operations_of(view)
    assert view() == "answer" and said.to_dict()["operationId"] == "name"
    assert set(said.to_dict()["responses"]) == {"200", "303", "404"}
    assert operations_of(test_a_view_says_which_operation_it_is) == ()


def test_an_example_that_there_is_not_is_left_out():
    there = []
    kind = in_path("kind", "The kind.", lambda: there, "document")
    there[:] = ["body"]
    assert kind.to_dict()["schema"]["enum"] == ["body"] and "example" not in kind.to_dict()
    there[:] = ["body", "document"]
    assert kind.to_dict()["example"] == "document" and kind.to_dict()["required"]


def test_a_form_that_is_not_named_is_as_good_as_none():
    assert in_form(also=["json"]).to_dict()["schema"] == {"anyOf": [{"enum": ["json"]}, {"const": ""}]}


def test_every_problem_that_an_operation_names_is_a_component():
    assert set(refuses(*REFUSALS).values()) == set(problems())
