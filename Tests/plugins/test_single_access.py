"""mod_single_access: a participant is in a conference once."""

import time

import pytest

from tokens import guest, personal, token, web
from xmpp import PATIENCE, STANZAS, resume

DUPLICATE = ("duplicate-access", "confomeet/single-access")


@pytest.fixture
def single(people, server):
    return lambda who="same", **flags: people.user(server, who, singleAccess=True, **flags)


def test_the_same_participant_is_refused_and_the_first_stays(single, room):
    first, second = single(), single()
    assert first.join(room, "first").type is None
    refusal = second.join(room, "second")
    assert refusal.error == "cancel/not-allowed"
    assert refusal.find(*DUPLICATE) is not None
    assert refusal.find("text", STANZAS).text
    assert not first.pending(lambda stanza: stanza.type == "unavailable")
    assert first.request("<ping xmlns='urn:xmpp:ping'/>", to=f"{room}/first").type == "result"


def test_another_participant_enters(single, room):
    assert single("one").join(room, "one").type is None
    assert single("two").join(room, "two").type is None


def test_without_the_flag_nothing_is_compared(people, server, single, room):
    assert single().join(room, "first").type is None
    assert people.user(server, "same", singleAccess=False).join(room, "second").type is None


def test_one_with_the_flag_is_compared_with_all(people, server, single, room):
    assert people.user(server, "same").join(room, "first").type is None
    assert single().join(room, "second").error == "cancel/not-allowed"


def test_who_has_left_may_come_again(single, room):
    first, second = single(), single()
    first.join(room, "first")
    first.leave(room, "first")
    assert second.join(room, "second").type is None


def test_another_room_is_another_conference(single, focus, server, room):
    first, second = single(), single()
    first.join(room, "first")
    assert second.join(focus.create(room.replace("room-", "other-")), "second").type is None


def test_a_presence_of_ones_own_is_no_double(single, room):
    """Whoever sends a join again is there already."""
    first = single()
    assert first.join(room, "first").type is None
    assert first.join(room, "first").type is None


def test_a_moderator_may_come_twice(people, server, room):
    for nick in ("first", "second"):
        assert people.moderator(server, "same", singleAccess=True).join(room, nick).type is None


def test_guests_of_the_public_link_are_different_people(single, room):
    """The backend gives all of them the same participantGuid."""
    for number in range(3):
        assert single(guest()).join(room, f"guest{number}").type is None


def test_a_guest_is_there_once(single, room):
    """The link that a guest has got can be opened twice."""
    jane = guest("jane")
    assert single(jane).join(room, "first").type is None
    assert single(jane).join(room, "second").error == "cancel/not-allowed"


def test_a_registered_user_without_a_party_is_there_once(single, room):
    jane, john = personal("jane", participantGuid=""), personal("john", participantGuid="")
    assert single(jane).join(room, "jane").type is None
    assert single(john).join(room, "john").type is None
    assert single(jane).join(room, "again").error == "cancel/not-allowed"


def test_a_registered_user_without_a_party_and_by_the_web(single, room):
    assert single(web("jane")).join(room, "first").type is None
    assert single(personal("jane", participantGuid="")).join(room, "second").error == "cancel/not-allowed"


def test_two_guids_are_two_participants(single, room):
    for number in range(2):
        assert single(personal("jane", participantGuid=f"party {number}")).join(room, f"n{number}").type is None


def test_one_guid_of_two_users_is_two_participants(single, room):
    for name in ("jane", "john"):
        assert single(personal(name, participantGuid="shared")).join(room, name).type is None


@pytest.mark.parametrize(
    "who", [guest(participantGuid=""), personal("jane", id=""), personal("jane", id="", participantGuid="")],
    ids=["guest without a guid", "no id", "nothing"],
)  # fmt: skip
def test_who_can_not_be_told_from_others_enters_with_a_warning(single, server, room, who):
    for nick in ("first", "second"):
        assert single(who).join(room, nick).type is None
    assert f"was let into {room} without a check" in server.log("info")


def test_a_recorder_may_come_twice(people, server, room):
    for nick in ("first", "second"):
        assert people.recorder(server).join(room, nick).type is None


def test_a_join_is_looked_at_once_when_focus_comes_late(people, server, focus, single, room):
    """Upstream has those who come before focus wait, and join once more when it has come."""
    late = room.replace("room-", "late-")
    focus.request(f"<create xmlns='confomeet/test' room='{late}'/>", to="confomeetnet")
    clients = [single(guest(participantGuid="")), single("same"), single("same")]
    for number, client in enumerate(clients):
        client.send_join(late, f"n{number}")
        client.sync()
    assert "was let into " + late not in server.log("info")
    focus.join(late, "focus")
    assert [client.joined(late).error for client in clients] == [None, None, "cancel/not-allowed"]
    assert server.log("info").count("was let into " + late) == 1


def enter_in_the_end(client, room, nick):
    """Until Prosody has noticed that a connection is gone, its owner is there."""
    end = time.monotonic() + PATIENCE
    while client.join(room, nick).type == "error":
        assert time.monotonic() < end, "the lost connection does not give way"
        time.sleep(0.02)


def test_a_lost_connection_gives_way(people, server, focus, room):
    first = people.login(server, token("same", singleAccess=True), resumable=True)
    first.join(room, "first")
    focus.presence(f"{room}/first")
    first.abort()
    second = people.user(server, "same", singleAccess=True)
    enter_in_the_end(second, room, "second")
    focus.presence(f"{room}/first", "unavailable")
    focus.presence(f"{room}/second")


def test_who_is_resumed_is_there_once(people, server, focus, room):
    signed = token("same", singleAccess=True)
    first = people.login(server, signed, resumable=True)
    first.join(room, "first")
    first.abort()
    back = people.keep(resume(server, first, signed))
    assert back.was_resumed
    assert people.user(server, "same", singleAccess=True).join(room, "second").error == "cancel/not-allowed"
    focus.presence(f"{room}/first")
    assert not focus.pending(lambda stanza: stanza.sender == f"{room}/first")


def test_who_was_replaced_and_comes_back_is_out(people, server, focus, room):
    signed = token("same", singleAccess=True)
    first = people.login(server, signed, resumable=True)
    first.join(room, "first")
    first.abort()
    second = people.user(server, "same", singleAccess=True)
    enter_in_the_end(second, room, "second")
    back = people.keep(resume(server, first, signed))
    assert back.was_resumed
    assert back.presence(f"{room}/first", "unavailable").role == "none"
    assert back.join(room, "first").error == "cancel/not-allowed"


@pytest.fixture
def impatient(launch):
    """A Prosody that doesn't wait long for a sign of life."""
    return launch(without=["conf_http_log"], rooms={"single_access_timeout": 0.5})


def silent_websocket(people, server):
    relay = people.relay(server)
    return people.user(relay, "same", singleAccess=True), relay.go_dead


def silent_bosh(people, server):
    client = people.by_bosh(server, "same", singleAccess=True)
    return client, client.fall_silent


def crashed_bosh(people, server):
    client = people.by_bosh(server, "same", singleAccess=True)
    return client, client.abort


LOST = pytest.mark.parametrize("lose", [silent_websocket, silent_bosh, crashed_bosh])
BOTH = pytest.mark.parametrize("kind", ["websocket", "bosh"])


def newcomer(people, server, kind="websocket"):
    come = people.by_bosh if kind == "bosh" else people.user
    return come(server, "same", singleAccess=True)


@LOST
@BOTH
def test_a_connection_without_a_sign_of_life_gives_way(people, impatient, lose, kind):
    focus = people.focus(impatient)
    room = focus.create(impatient.room("room"))
    first, go = lose(people, impatient)
    assert first.join(room, "first").type is None
    go()
    second = newcomer(people, impatient, kind)
    assert second.join(room, "second").type is None
    focus.presence(f"{room}/first", "unavailable")
    focus.presence(f"{room}/second")
    assert not second.pending(lambda stanza: stanza.sender == f"{room}/first" and stanza.type is None)


@BOTH
@pytest.mark.parametrize("old", ["websocket", "bosh"])
def test_a_living_connection_stays(people, server, room, old, kind):
    """Though it says nothing by itself, and answers no ping."""
    first = newcomer(people, server, old)
    assert first.join(room, "first").type is None
    assert newcomer(people, server, kind).join(room, "second").error == "cancel/not-allowed"
    assert not first.pending(lambda stanza: stanza.type == "unavailable")


def test_the_time_for_a_sign_of_life_has_a_default(people, launch):
    server = launch(without=["conf_http_log"])
    room = people.focus(server).create(server.room("room"))
    first, go = silent_bosh(people, server)
    first.join(room, "first")
    go()
    assert newcomer(people, server).join(room, "second").type is None
    assert "gave no sign of life in 5 s" in server.log("info")


def test_nobody_else_waits_for_a_sign_of_life(people, launch):
    server = launch(without=["conf_http_log"], rooms={"single_access_timeout": 15})
    room = people.focus(server).create(server.room("room"))
    first, go = silent_bosh(people, server)
    first.join(room, "first")
    go()
    second = newcomer(people, server)
    second.send_join(room, "second")
    assert people.user(server, "other", singleAccess=True).join(room, "other").type is None
    assert not second.pending(lambda stanza: stanza.name == "presence")


def test_who_does_not_want_to_come_any_more_is_not_let_in(people, impatient):
    room = people.focus(impatient).create(impatient.room("room"))
    first, go = silent_bosh(people, impatient)
    first.join(room, "first")
    go()
    second, third = newcomer(people, impatient), newcomer(people, impatient)
    second.send_join(room, "second")
    second.send(f"<presence xmlns='jabber:client' to='{room}/second' type='unavailable'/>")
    second.sync()
    # The third has waited as long when it is let in.
    assert third.join(room, "third").type is None
    assert not second.pending(lambda stanza: stanza.name == "presence")


def test_what_is_said_while_waiting_is_said_in_the_end(people, impatient):
    focus = people.focus(impatient)
    room = focus.create(impatient.room("room"))
    first, go = silent_websocket(people, impatient)
    first.join(room, "first")
    go()
    second = newcomer(people, impatient)
    second.send_join(room, "second", "<stats-id>early</stats-id>")
    second.send_join(room, "second", "<stats-id>late</stats-id>")
    assert second.joined(room).type is None
    assert "late" in focus.presence(f"{room}/second").text
    assert not focus.pending(lambda stanza: stanza.sender == f"{room}/second")


def test_of_two_newcomers_one_enters(people, impatient):
    room = people.focus(impatient).create(impatient.room("room"))
    first, go = crashed_bosh(people, impatient)
    first.join(room, "first")
    go()
    clients = [newcomer(people, impatient), newcomer(people, impatient)]
    for client, nick in zip(clients, ("second", "third")):
        client.send_join(room, nick)
    assert sorted(str(client.joined(room).error) for client in clients) == ["None", "cancel/not-allowed"]
