"""Steps of a build: each tells how long it took and what all its processes held."""

import subprocess
import sys

import pytest

from unmandates.release.steps import Step, Steps

_HELD = 300 * 2**20


def test_a_step_is_told_when_it_ends():
    told: list[Step] = []
    steps = Steps(told.append)
    with steps("first"):
        assert not told
    with steps("second"):
        pass
    assert [step.name for step in told] == ["first", "second"]
    assert steps.ended == told


def test_a_step_that_fails_is_not_told():
    steps = Steps()
    with pytest.raises(ValueError, match="no"), steps("fails"):
        raise ValueError("no")
    assert not steps.ended


def test_time_of_the_clock_is_no_time_of_processors():
    steps = Steps()
    with steps("waits"):
        subprocess.run([sys.executable, "-c", "import time; time.sleep(0.3)"], check=True)
    with steps("works"):
        subprocess.run([sys.executable, "-c", "import time\nwhile time.process_time() < 0.5: pass"], check=True)
    waits, works = steps.ended
    assert waits.seconds >= 0.3
    assert works.worked >= 0.5 > waits.worked


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what the processes of a build hold")
def test_what_a_process_of_the_build_holds_counts():
    steps = Steps()
    with steps("little"):
        pass
    with steps("much"):
        held = f"import time; held = bytearray({_HELD}); held[::4096] = b'1' * len(held[::4096]); time.sleep(1)"
        subprocess.run([sys.executable, "-c", held], check=True)
    little, much = steps.ended
    assert much.memory - little.memory >= _HELD * 0.9


def test_a_step_is_a_line_for_people():
    assert str(Step("loaded", 12.34, 20.0, 300 * 2**20)) == "    12.3 s     20.0 s of processors      300 MiB  loaded"
    assert str(Step("loaded", 1.0, 2.0, None)).endswith("of processors  loaded")
