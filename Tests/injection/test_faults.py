"""Each system call of each command that writes fails once, and the command is killed before it once.

What has to hold: a run that fails leaves the old state or the new one, and says which; after one that was killed, the
next run does so; nothing is left behind, no edit is lost. With CONFOMEET_TEST_FAULTS=all every step is tried, else some
that a seed chooses (`Tests/faults` does the former)."""

import os

import pytest

from faults import ERRORS, lose_content

# What does not hold yet; where every step is tried, it is an error if it does.
KNOWN = {
    ("commit", "killed"): "the lock file of the branch stays, as git's own does: G515",
    ("commit", "power"): "the lock file of the branch stays, as git's own does: G515",
}


@pytest.fixture(autouse=True)
def known(request, trials):
    what = {"test_a_system_call_fails": "fails", "test_it_is_killed": "killed", "test_the_power_is_lost": "power"}
    reason = KNOWN.get((trials.name, what[request.node.originalname]))
    if reason:
        is_all = os.environ.get("CONFOMEET_TEST_FAULTS") == "all"
        request.node.add_marker(pytest.mark.xfail(reason=reason, strict=is_all))


@pytest.mark.parametrize("error", ERRORS)
def test_a_system_call_fails(trials, error):
    trials.fails(ERRORS[error])


def test_it_is_killed(trials):
    trials.is_killed()


@pytest.mark.parametrize("share", [0, 0.5], ids=["nothing", "half"])
def test_the_power_is_lost(trials, share):
    """Of what was not flushed, nothing or a part is on the disk, under the names that files have by then."""
    trials.is_killed(lose_content(share))
