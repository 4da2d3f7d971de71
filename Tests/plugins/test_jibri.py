"""mod_jibri_autostart: a moderator with autoRec has the conference recorded."""

import json
from uuid import UUID

import pytest

from jicofo import JIBRI
from tokens import token, user_id


@pytest.fixture
def recording_moderator(people, server):
    return lambda who="boss", **flags: people.moderator(server, who, autoRec=True, **flags)


@pytest.fixture
def failures(server, focus):
    """How often a start has been found to fail; what is asked for again then is asked for only later."""

    def count(room):
        focus.sync()
        return server.log("info").count(f"The recording of {room} did not start")

    return count


def test_jicofo_is_asked_in_the_moderators_name(recording_moderator, focus, room):
    client = recording_moderator()
    client.join(room, "boss")
    request = focus.recording_request()
    jibri = request.find("jibri", JIBRI)
    assert request.sender == f"{room}/boss"
    assert (jibri.get("action"), jibri.get("recording_mode")) == ("start", "file")
    metadata = json.loads(jibri.get("app_data"))["file_recording_metadata"]
    assert metadata["share"] is True
    # As upstream's mod_jibri_session adds it to clients' requests.
    assert metadata["initiator"]["id"] == user_id("boss")
    assert UUID(metadata["initiator"]["group"])
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


@pytest.mark.parametrize(
    "condition",
    ["service-unavailable", "resource-constraint", "internal-server-error", "not-allowed", "forbidden", "item-not-found"],
)
def test_a_refusal_that_passes_is_waited_for(recording_moderator, focus, room, condition):
    recording_moderator().join(room, "boss")
    focus.refuse(focus.recording_request(), condition)
    focus.start(focus.recording_request())
    focus.sync()
    assert not focus.recording_requests()


def test_a_refusal_that_does_not_pass_is_the_end(recording_moderator, focus, server, room):
    recording_moderator().join(room, "boss")
    focus.refuse(focus.recording_request(), "bad-request")
    focus.sync()
    assert f"The recording of {room} did not start: bad-request, after 1 attempts" in server.log("info")
    assert not focus.recording_requests()


@pytest.mark.parametrize("reason", ["error", "busy", None])
def test_a_start_that_fails_while_pending_is_made_again(recording_moderator, focus, room, reason):
    """Without a reason jicofo gave it up by itself, after its own limit."""
    recording_moderator().join(room, "boss")
    first = focus.recording_request()
    focus.tell(first, "off", focus.accept(first), reason)
    second = focus.recording_request()
    assert second.id != first.id
    focus.start(second)
    assert not focus.recording_requests()


def test_what_presence_says_of_an_earlier_start_counts_for_nothing(recording_moderator, focus, failures, room):
    """Jicofo's presence says what it said last until there is something else to say."""
    recording_moderator().join(room, "boss")
    first = focus.recording_request()
    old = focus.accept(first)
    focus.tell(first, "off", old, "error")
    second = focus.recording_request()
    new = focus.accept(second)
    focus.say(room, f"<jibri-recording-status xmlns='{JIBRI}' status='off' session_id='{old}' failure_reason='error'/><a/>")
    focus.tell(second, "pending", new)
    focus.tell(second, "on", new)
    assert failures(room) == 1
    assert not focus.recording_requests()


def test_presence_may_come_before_the_answer(recording_moderator, focus, room):
    recording_moderator().join(room, "boss")
    request = focus.recording_request()
    focus.tell(request, "off", "session-1", "error")
    assert focus.accept(request) == "session-1"
    assert focus.recording_request()


def test_a_recording_that_breaks_is_started_again(recording_moderator, focus, room):
    recording_moderator().join(room, "boss")
    request = focus.recording_request()
    focus.tell(request, "off", focus.start(request), "error")
    assert focus.recording_request()


def test_a_recording_that_ends_by_itself_is_over(recording_moderator, focus, failures, room):
    """As one in which nobody has been heard or seen for long."""
    recording_moderator().join(room, "boss")
    request = focus.recording_request()
    focus.tell(request, "off", focus.start(request))
    recording_moderator("second").join(room, "second")
    assert failures(room) == 0
    assert not focus.recording_requests()


def test_a_start_is_not_pending_for_ever(people, launch):
    server = launch(
        without=["conf_http_log"], rooms={"jibri_autostart_pending_timeout": 0.1, "jibri_autostart_retry_delay": 0.05}
    )
    focus = people.focus(server)
    people.moderator(server, autoRec=True).join(focus.create(server.room("room")), "boss")
    focus.accept(focus.recording_request())
    assert focus.recording_request()


def test_failures_while_pending_come_to_an_end(people, launch):
    server = launch(
        without=["conf_http_log"], rooms={"jibri_autostart_max_attempts": 3, "jibri_autostart_retry_delay": 0.01}
    )
    focus = people.focus(server)
    people.moderator(server, autoRec=True).join(focus.create(server.room("room")), "boss")
    for _ in range(3):
        request = focus.recording_request()
        focus.tell(request, "off", focus.accept(request), "error")
    assert "did not start: error, after 3 attempts" in server.log("info")
    assert not focus.recording_requests()


def test_who_leaves_wants_no_more_of_a_start_that_failed(people, launch):
    server = launch(without=["conf_http_log"], rooms={"jibri_autostart_retry_delay": 0.3})
    focus = people.focus(server)
    room = focus.create(server.room("room"))
    boss = people.moderator(server, autoRec=True)
    boss.join(room, "boss")
    request = focus.recording_request()
    focus.tell(request, "off", focus.accept(request), "error")
    boss.leave(room, "boss")
    other = focus.create(server.room("other"))
    people.moderator(server, "second", autoRec=True).join(other, "boss")
    focus.refuse(focus.recording_request(), "internal-server-error")
    assert focus.recording_request().sender == f"{other}/boss"
    assert not focus.recording_requests()


def test_jicofo_that_comes_back_is_asked_again(people, server, recording_moderator, focus, room):
    recording_moderator().join(room, "boss")
    focus.accept(focus.recording_request())
    focus.leave(room, "focus")
    focus.join(room, "focus")
    assert focus.recording_request()


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


def stop(client, room):
    client.send(f"<iq xmlns='jabber:client' type='set' id='stop' to='{room}/focus'><jibri xmlns='{JIBRI}' action='stop'/></iq>")


@pytest.mark.parametrize("when", ["pending", "on"])
@pytest.mark.parametrize("reason", [None, "error"])
def test_what_is_stopped_by_hand_stays_stopped(recording_moderator, focus, failures, room, when, reason):
    boss = recording_moderator()
    boss.join(room, "boss")
    request = focus.recording_request()
    session = focus.start(request) if when == "on" else focus.accept(request)
    stop(boss, room)
    request = focus.recording_request()
    assert request.find("jibri", JIBRI).get("action") == "stop"
    focus.answer(request, "result", "")
    if when == "on":
        # Jicofo's presence is sent again for other reasons, and still says what it said.
        focus.say(room, f"<jibri-recording-status xmlns='{JIBRI}' status='on' session_id='{session}'/><other/>")
    focus.tell(request, "off", session, reason)
    recording_moderator("second").join(room, "second")
    focus.leave(room, "focus")
    focus.join(room, "focus")
    assert failures(room) == 0
    assert not focus.recording_requests()


def test_jicofo_says_who_stopped_a_recording(recording_moderator, focus, failures, room):
    recording_moderator().join(room, "boss")
    request = focus.recording_request()
    focus.tell(request, "off", focus.accept(request), by=f"{room}/boss")
    recording_moderator("second").join(room, "second")
    assert failures(room) == 0
    assert not focus.recording_requests()


def test_only_a_moderator_stops_for_good(people, server, recording_moderator, focus, room):
    recording_moderator().join(room, "boss")
    request = focus.recording_request()
    session = focus.accept(request)
    other = people.user(server, "other")
    other.join(room, "other")
    stop(other, room)
    focus.refuse(focus.recording_request(), "not-allowed")
    focus.tell(request, "off", session, "error")
    assert focus.recording_request().find("jibri", JIBRI).get("action") == "start"


def test_a_recording_started_by_hand_is_enough(people, server, recording_moderator, focus, room):
    people.moderator(server, "other").join(room, "other")
    focus.say(room, f"<jibri-recording-status xmlns='{JIBRI}' status='on' session_id='by hand' initiator='{room}/other'/>")
    recording_moderator().join(room, "boss")
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
    request = focus.recording_request()
    session = focus.accept(request)
    focus.tell(request, "pending", session)
    # Pending is not on.
    assert not told.attempts
    focus.tell(request, "on", session)
    assert told.wait_for(1) == [{"meetingId": "meeting"}]
    focus.tell(request, "on", session)
    focus.say(room, f"<jibri-recording-status xmlns='{JIBRI}' status='on' session_id='{session}'/><more/>")
    assert len(told.attempts) == 1


def test_a_health_check_is_not_recorded(people, server, focus):
    room = focus.create(server.room("__jicofo-health-check-1"))
    people.moderator(server, autoRec=True).join(room, "boss")
    assert not focus.recording_requests()
