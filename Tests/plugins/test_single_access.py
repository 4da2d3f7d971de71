"""mod_single_access: a participant is in a conference once."""

import time

import pytest

from tokens import token
from xmpp import PATIENCE, STANZAS, resume

DUPLICATE = ("duplicate-access", "confomeet/single-access")


@pytest.fixture
def single(people, server):
    return lambda guid="same", **flags: people.user(server, guid, singleAccess=True, **flags)


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


def test_without_a_guid_one_enters_with_a_warning(single, server, room):
    for nick in ("first", "second"):
        assert single("").join(room, nick).type is None
    assert f"without participantGuid was let into {room}" in server.log("info")


def enter_in_the_end(client, room, nick):
    """Until Prosody has noticed that a connection is gone, its owner is there."""
    end = time.monotonic() + PATIENCE
    while client.join(room, nick).type == "error":
        assert time.monotonic() < end, "the lost connection does not give way"
        time.sleep(0.02)


def test_a_lost_connection_gives_way(people, server, focus, room):
    first = people.login(server, token(guid="same", singleAccess=True), resumable=True)
    first.join(room, "first")
    focus.presence(f"{room}/first")
    first.abort()
    second = people.user(server, "same", singleAccess=True)
    enter_in_the_end(second, room, "second")
    focus.presence(f"{room}/first", "unavailable")
    focus.presence(f"{room}/second")


def test_who_is_resumed_is_there_once(people, server, focus, room):
    signed = token(guid="same", singleAccess=True)
    first = people.login(server, signed, resumable=True)
    first.join(room, "first")
    first.abort()
    back = people.keep(resume(server, first, signed))
    assert back.was_resumed
    assert people.user(server, "same", singleAccess=True).join(room, "second").error == "cancel/not-allowed"
    focus.presence(f"{room}/first")
    assert not focus.pending(lambda stanza: stanza.sender == f"{room}/first")


def test_who_was_replaced_and_comes_back_is_out(people, server, focus, room):
    signed = token(guid="same", singleAccess=True)
    first = people.login(server, signed, resumable=True)
    first.join(room, "first")
    first.abort()
    second = people.user(server, "same", singleAccess=True)
    enter_in_the_end(second, room, "second")
    back = people.keep(resume(server, first, signed))
    assert back.was_resumed
    assert back.presence(f"{room}/first", "unavailable").role == "none"
    assert back.join(room, "first").error == "cancel/not-allowed"
