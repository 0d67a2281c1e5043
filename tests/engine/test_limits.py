"""The limits: their defaults, and how an operator sets them."""

import pytest

from unmandates.engine import Limits


def test_environment_sets_limits():
    limits = Limits.from_environment({"UNMANDATES_TIME": "2.5", "UNMANDATES_QUEUE": "7"})
    assert (limits.time, limits.queue, limits.memory) == (2.5, 7, Limits().memory)


@pytest.mark.parametrize("value", ["soon", "0", "-1"])
def test_a_bad_limit_names_its_variable(value):
    with pytest.raises(ValueError, match="UNMANDATES_TIME"):
        Limits.from_environment({"UNMANDATES_TIME": value})
