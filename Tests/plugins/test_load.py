"""A backend that hangs slows nobody down, and costs no more memory than its queue. `benchmark` does it with 300 people."""

import json

import pytest

from load import Load, compare, ratio

QUEUE = 50


@pytest.fixture
def loads(launch, backend):
    made = {}
    for name, answer in (("healthy", 200), ("hanging", "hang")):
        settings = {"conference_logger_url": backend(answer).url, "conference_logger_queue_size": QUEUE}
        made[name] = Load(launch(rooms=settings, level="info"), participants=30, rooms=3)
    yield made
    for load in made.values():
        load.close()


def test_joins_are_as_fast_while_the_backend_hangs(loads):
    times, memory = compare(loads, rounds=6)
    # In a quiet place it is 1; a machine that does much else besides is given leave.
    assert ratio(times) < 2, json.dumps(times)
    # Each round has 60 events, of which none is taken: what a queue without a bound would hold, it would show here.
    growth = memory["hanging"][-1] - memory["hanging"][2]
    assert growth < 2_000_000, memory
    assert f"The queue of {QUEUE} is full" in loads["hanging"].server.log("info")


def test_the_queue_is_bounded_while_the_backend_hangs(people, launch, backend):
    """Once the backend answers again it gets what fits into the queue, and what it was asked before."""
    told = backend("hang", 200)
    server = launch(rooms={
        "conference_logger_url": told.url, "conference_logger_queue_size": QUEUE, "conference_logger_timeout": 20,
        "conference_logger_retry_delay": 0.05,
    })  # fmt: skip
    load = Load(server, participants=40, rooms=2)
    load.round()
    told.released.set()
    load.round()
    load.close()
    told.wait_for(QUEUE)
    assert "dropped" in server.log("info")
