"""mod_jibri_autostart: a moderator with autoRec has the conference recorded."""

import json

import pytest

from jicofo import JIBRI
from tokens import token


@pytest.fixture
def recording_moderator(people, server):
    return lambda who="boss", **flags: people.moderator(server, who, autoRec=True, **flags)


def test_jicofo_is_asked_in_the_moderators_name(recording_moderator, focus, room):
    client = recording_moderator()
    client.join(room, "boss")
    request = focus.recording_request()
    jibri = request.find("jibri", JIBRI)
    assert request.sender == f"{room}/boss"
    assert (jibri.get("action"), jibri.get("recording_mode")) == ("start", "file")
    assert json.loads(jibri.get("app_data")) == {"file_recording_metadata": {"share": True}}
    focus.start(request)
    focus.sync()
    assert not client.pending(lambda stanza: stanza.name == "iq")


def test_a_second_moderator_starts_nothing(recording_moderator, focus, room):
    recording_moderator().join(room, "boss")
    request = focus.recording_request()
    recording_moderator("second").join(room, "second")
    assert not focus.recording_requests()
    focus.start(request)
    recording_moderator("third").join(room, "third")
    assert not focus.recording_requests()


@pytest.mark.parametrize("flags", [{"autoRec": True}, {"moderator": True}, {}], ids=str)
def test_others_start_nothing(people, server, focus, room, flags):
    people.user(server, **flags).join(room, "other")
    focus.presence(f"{room}/other")
    assert not focus.recording_requests()


def test_without_a_token_nothing_is_started(people, server, focus, room):
    people.login(server).join(room, "guest")
    assert not focus.recording_requests()


@pytest.mark.parametrize("value", [False, "false"], ids=repr)
def test_a_token_may_forbid_recording(people, server, focus, room, value):
    people.moderator(server, autoRec=True, features={"recording": value}).join(room, "boss")
    assert not focus.recording_requests()


@pytest.mark.parametrize("value", [True, "true"], ids=repr)
def test_a_token_may_allow_recording(people, server, focus, room, value):
    people.moderator(server, autoRec=True, features={"recording": value}).join(room, "boss")
    assert focus.recording_request()


@pytest.mark.parametrize("condition", ["service-unavailable", "resource-constraint", "not-allowed"])
def test_a_refusal_that_passes_is_waited_for(recording_moderator, focus, room, condition):
    recording_moderator().join(room, "boss")
    focus.refuse(focus.recording_request(), condition)
    focus.start(focus.recording_request())
    focus.sync()
    assert not focus.recording_requests()


def test_a_recording_that_is_on_is_success(recording_moderator, focus, room):
    recording_moderator().join(room, "boss")
    focus.refuse(focus.recording_request(), "unexpected-request")
    recording_moderator("second").join(room, "second")
    assert not focus.recording_requests()


def test_silence_is_not_waited_for_for_ever(people, launch):
    server = launch(
        without=["conf_http_log"], rooms={"jibri_autostart_timeout": 0.1, "jibri_autostart_retry_delay": 0.05}
    )
    focus = people.focus(server)
    room = focus.create(server.room("room"))
    people.moderator(server, autoRec=True).join(room, "boss")
    focus.recording_request()
    assert focus.recording_request()


def test_attempts_come_to_an_end(people, launch):
    server = launch(
        without=["conf_http_log"], rooms={"jibri_autostart_max_attempts": 3, "jibri_autostart_retry_delay": 0.01}
    )
    focus = people.focus(server)
    room = focus.create(server.room("room"))
    people.moderator(server, autoRec=True).join(room, "boss")
    for _ in range(3):
        focus.refuse(focus.recording_request(), "service-unavailable")
    focus.sync()
    assert "service-unavailable, after 3 attempts" in server.log("info")
    # The next such moderator is another occasion.
    people.moderator(server, "second", autoRec=True).join(room, "second")
    assert focus.recording_request()


def test_a_moderator_who_comes_before_focus(people, server, recording_moderator, focus, room):
    people.user(server, "witness").join(room, "witness")
    focus.leave(room, "focus")
    recording_moderator().join(room, "boss")
    assert not focus.recording_requests()
    focus.join(room, "focus")
    assert focus.recording_request().sender == f"{room}/boss"


def test_a_moderator_who_leaves_wants_no_more(people, launch):
    server = launch(without=["conf_http_log"], rooms={"jibri_autostart_retry_delay": 0.3})
    focus = people.focus(server)
    room = focus.create(server.room("room"))
    boss = people.moderator(server, autoRec=True)
    boss.join(room, "boss")
    focus.refuse(focus.recording_request(), "service-unavailable")
    boss.leave(room, "boss")
    # A later room's second attempt comes after the time of this room's.
    other = focus.create(server.room("other"))
    people.moderator(server, "second", autoRec=True).join(other, "boss")
    focus.refuse(focus.recording_request(), "service-unavailable")
    assert focus.recording_request().sender == f"{other}/boss"
    assert not focus.recording_requests()


def test_what_is_stopped_by_hand_stays_stopped(recording_moderator, people, server, focus, room):
    boss = recording_moderator()
    boss.join(room, "boss")
    focus.start(focus.recording_request())
    boss.send(
        f"<iq xmlns='jabber:client' type='set' id='stop' to='{room}/focus'><jibri xmlns='{JIBRI}' action='stop'/></iq>"
    )
    stop = focus.recording_request()
    assert stop.find("jibri", JIBRI).get("action") == "stop"
    focus.start(stop)
    recording_moderator("second").join(room, "second")
    focus.leave(room, "focus")
    focus.join(room, "focus")
    assert not focus.recording_requests()


def test_an_answer_of_somebody_else_counts_for_nothing(people, server, recording_moderator, focus, room):
    recording_moderator().join(room, "boss")
    request = focus.recording_request()
    liar = people.user(server, "liar")
    liar.join(room, "liar")
    liar.send(f"<iq xmlns='jabber:client' type='error' id='{request.id}' to='{request.sender}'><error type='wait'>"
              "<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>")  # fmt: skip
    liar.sync()
    assert not focus.recording_requests()


def test_the_backend_is_told_of_the_recording(people, launch, backend):
    told = backend()
    server = launch(
        without=["conf_http_log"], rooms={"recording_logger_url": told.url, "jibri_autostart_retry_delay": 0.01}
    )
    focus = people.focus(server)
    room = focus.create(server.room("meeting"))
    people.login(server, token(moderator=True, autoRec=True)).join(room, "boss")
    focus.refuse(focus.recording_request(), "resource-constraint")
    focus.start(focus.recording_request())
    assert told.wait_for(1) == [{"meetingId": "meeting"}]
    assert len(told.attempts) == 1


def test_a_health_check_is_not_recorded(people, server, focus):
    room = focus.create(server.room("__jicofo-health-check-1"))
    people.moderator(server, autoRec=True).join(room, "boss")
    assert not focus.recording_requests()
