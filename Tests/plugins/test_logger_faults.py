"""mod_conf_http_log with a backend that fails: nobody waits for it, and nothing is lost that need not be."""

import time

import pytest

from tokens import token


@pytest.fixture
def conference(people, launch):
    """A Prosody whose events go to a backend, with a room; failures are tried again soon."""

    def start(backend, **options):
        settings = {"conference_logger_url": backend.url, "conference_logger_retry_delay": 0.05}
        settings |= {f"conference_logger_{name}": value for name, value in options.items()}
        server = launch(rooms=settings)
        return server, people.focus(server).create(server.room("room"))

    return start


def names(events):
    return [(event["type"], event["to"].rpartition("/")[2]) for event in events]


EXPECTED = [("room_created", "room@muc.confomeetnet"), ("occupant_joined", "one"), ("occupant_joined", "two"), ("occupant_leaving", "one")]


def have_people_come_and_go(people, server, room):
    one, two = people.login(server, token("one")), people.login(server, token("two"))
    times = []
    for client, nick in ((one, "one"), (two, "two")):
        start = time.monotonic()
        assert client.join(room, nick).type is None
        times.append(time.monotonic() - start)
    one.leave(room, "one")
    return times


def test_a_backend_that_is_down_is_waited_for_by_nobody(people, conference, backend):
    told = backend(listening=False)
    server, room = conference(told, max_attempts=1000)
    times = have_people_come_and_go(people, server, room)
    assert max(times) < 1, times
    told.listen()
    assert names(told.wait_for(4)) == EXPECTED


@pytest.mark.parametrize("fault", ["hang", "close", "reset", "half", "slow", "garbage", 500, 503, 429, 408])
def test_a_fault_that_passes_loses_nothing(people, conference, backend, fault):
    told = backend(fault, 200)
    server, room = conference(told, timeout=0.3)
    times = have_people_come_and_go(people, server, room)
    assert max(times) < 1, times
    assert names(told.wait_for(4)) == EXPECTED
    assert told.attempts[0]["event_id"] == told.attempts[1]["event_id"]
    assert len(told.attempts) == 5
    assert told.most_concurrent == 1 or fault in ("hang", "slow")


def test_an_event_keeps_its_id_through_all_attempts(people, conference, backend):
    told = backend(500, 500, 200)
    server, room = conference(told)
    people.user(server).join(room, "one")
    told.wait_for(2)
    assert [event["event_id"] for event in told.attempts[:3]] == [told.events[0]["event_id"]] * 3
    assert told.attempts[3]["event_id"] == told.events[1]["event_id"]
    assert told.attempts[0] == told.attempts[2]


@pytest.mark.parametrize("status", [400, 401, 404, 413, 302])
def test_what_is_refused_is_not_sent_again(people, conference, backend, status):
    told = backend(status, 200)
    server, room = conference(told)
    people.user(server).join(room, "one")
    told.wait_for(1)
    assert [event["type"] for event in told.attempts] == ["room_created", "occupant_joined"]
    assert f"refused room_created of room with status {status}" in server.log("info")


def failed(code, message="failedAdd"):
    """How the backend tells of a failure of its own, with status 200."""
    return {"id": -1, "result": False, "code": code, "message": [message]}


@pytest.mark.parametrize("code", [500, 503, 429, 408])
def test_a_failure_in_the_answer_is_one(people, conference, backend, code):
    """What a lost database looks like from outside."""
    told = backend(failed(code), failed(code), 200)
    server, room = conference(told)
    have_people_come_and_go(people, server, room)
    assert names(told.wait_for(4)) == EXPECTED
    assert [event["event_id"] for event in told.attempts[:3]] == [told.events[0]["event_id"]] * 3
    assert f"The backend did not take room_created of room (status 200, in it code {code})" in server.log("info")


@pytest.mark.parametrize("code", [400, 403, 404, 406, 1001])
def test_a_failure_that_can_not_get_better_is_not_sent_again(people, conference, backend, code):
    told = backend(failed(code), 200)
    server, room = conference(told)
    people.user(server).join(room, "one")
    told.wait_for(1)
    assert [event["type"] for event in told.attempts] == ["room_created", "occupant_joined"]
    assert f"refused room_created of room with status 200, in it code {code}" in server.log("info")


@pytest.mark.parametrize(
    "answer",
    [
        {"id": 1, "result": True, "code": 200, "message": ["Ok"]}, {"id": 1, "result": {"id": -1}, "code": 200, "message": []},
        b"", b"ok", b"[]", b"[-1]", b"-1", b"null", b'"-1"', b'{"id":', b"{}", b'{"id": "-1", "code": 500}', b"\xff\x00{",
    ],
    ids=repr,
)  # fmt: skip
def test_any_other_answer_is_success(people, conference, backend, answer):
    told = backend(answer)
    server, room = conference(told)
    have_people_come_and_go(people, server, room)
    assert names(told.wait_for(4)) == EXPECTED
    assert len(told.attempts) == 4
    assert "The backend" not in server.log("info")


@pytest.mark.parametrize("code", [None, "500", "x", -1, 1e300])
def test_a_failure_with_an_odd_code_is_a_failure(people, conference, backend, code):
    told = backend(failed(code), 200)
    server, room = conference(told)
    people.user(server).join(room, "one")
    told.wait_for(1)
    assert told.attempts[0]["type"] == "room_created"
    assert len(told.attempts) in (2, 3)


def test_attempts_come_to_an_end(people, conference, backend):
    told = backend(500, 500, 500, 200)
    server, room = conference(told, max_attempts=3)
    people.user(server).join(room, "one")
    assert [event["type"] for event in told.wait_for(1)] == ["occupant_joined"]
    assert "room_created of room was dropped after 3 attempts" in server.log("info")


def test_a_full_queue_keeps_the_newest(people, conference, backend):
    told = backend(listening=False)
    server, room = conference(told, queue_size=3, retry_delay=0.5, max_attempts=1000)
    jane = people.user(server, "jane")
    jane.join(room, "jane")
    for number in range(4):
        nick = f"guest{number}"
        guest = people.user(server, nick)
        guest.join(room, nick)
        guest.leave(room, nick)
    told.listen()
    told.wait_for(3)
    jane.leave(room, "jane")
    assert names(told.wait_for(4)) == [
        ("occupant_leaving", "guest2"), ("occupant_joined", "guest3"), ("occupant_leaving", "guest3"),
        ("occupant_leaving", "jane"),
    ]  # fmt: skip
    assert "The queue of 3 is full" in server.log("info")
    assert "7 events were dropped from the full queue" in server.log("info")


def test_one_request_at_a_time(people, conference, backend):
    told = backend()
    server, room = conference(told)
    for number in range(10):
        people.user(server, str(number)).join(room, f"n{number}")
    told.wait_for(11)
    assert told.most_concurrent == 1
    assert [nick for _, nick in names(told.events)[1:]] == [f"n{number}" for number in range(10)]


def test_neither_address_nor_url_is_logged(people, conference, backend):
    told = backend(500, 400, 200)
    told.url += "?key=secret"
    server, room = conference(told)
    people.login(server, token("jane")).join(room, "jane", "<email>jane@example.com</email>")
    told.wait_for(1)
    assert "jane@example.com" not in server.log("info")
    assert "key=secret" not in server.log("info")


@pytest.mark.parametrize("value", [0, -1, "many"])
def test_an_option_that_makes_no_sense_has_its_default(people, conference, backend, value):
    told = backend()
    server, room = conference(told, queue_size=value)
    server.expected = ["conference_logger_queue_size"]
    people.user(server).join(room, "one")
    told.wait_for(2)
