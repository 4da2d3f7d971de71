"""Each system call of each command that writes fails once, and the command is killed before it once.

What has to hold: a run that fails leaves the old state or the new one, and says which; after one that was killed, the
next run does so; nothing is left behind, no edit is lost. With CONFOMEET_TEST_FAULTS=all every step is tried, else some
that a seed chooses (`Tests/faults` does the former)."""

import pytest

from faults import ERRORS, lose_content


@pytest.mark.parametrize("error", ERRORS)
def test_a_system_call_fails(trials, error):
    trials.fails(ERRORS[error])


def test_it_is_killed(trials):
    trials.is_killed()


@pytest.mark.parametrize("share", [0, 0.5], ids=["nothing", "half"])
def test_the_power_is_lost(trials, share):
    """Of what was not flushed, nothing or a part is on the disk, under the names that files have by then."""
    trials.is_killed(f"lost {share}", lose_content(share))
