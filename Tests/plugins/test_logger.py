"""mod_conf_http_log: what the backend hears of a conference."""

import re
from datetime import datetime, timezone
from uuid import UUID
from xml.etree import ElementTree

import pytest

from tokens import guest, party, token, user_id

CONTENT = (
    "<stats-id>Stats-1</stats-id><nick xmlns='http://jabber.org/protocol/nick'>Jane &lt;D&gt;</nick>"
    "<email>jane@example.com</email><avatar-url>https://example.com/a.png?b=1&amp;c=2</avatar-url>"
)


def kinds(events):
    return [event["type"] for event in events]


def test_a_whole_conference(people, server, focus, room, shared_backend):
    recorder = people.recorder(server)
    jane, john = people.login(server, token("jane")), people.login(server, token("john"))
    jane.join(room, "jane", CONTENT)
    recorder.join(room, "recorder")
    john.join(room, "john")
    jane.leave(room, "jane")
    john.close()
    focus.presence(f"{room}/john", "unavailable")
    recorder.leave(room, "recorder")
    focus.leave(room, "focus")
    shared_backend.wait(lambda: "room_destroyed" in kinds(shared_backend.of(room)))

    events = shared_backend.of(room)
    muc = room.partition("@")[2]
    assert [(event["type"], event["from"], event["to"], event["participant_guid"], event["user_id"]) for event in events] == [
        ("room_created", muc, room, "", ""),
        ("occupant_joined", jane.jid, f"{room}/jane", party("jane"), user_id("jane")),
        ("occupant_joined", john.jid, f"{room}/john", party("john"), user_id("john")),
        ("occupant_leaving", jane.jid, f"{room}/jane", party("jane"), user_id("jane")),
        ("occupant_leaving", john.jid, f"{room}/john", party("john"), user_id("john")),
        ("room_destroyed", muc, room, "", ""),
    ]
    assert [event["kind"] for event in events] == ["room", *["presence"] * 4, "room"]
    assert len({UUID(event["event_id"]) for event in events}) == len(events)
    for event in events:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", event["timestamp"])
        told = datetime.strptime(event["timestamp"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
        assert abs((datetime.now(timezone.utc) - told).total_seconds()) < 600


def test_the_backend_reads_who_joins_from_the_presence(people, server, room, shared_backend):
    people.login(server, token("jane")).join(room, "jane", CONTENT)
    shared_backend.wait(lambda: len(shared_backend.of(room)) == 2)
    presence = ElementTree.fromstring(shared_backend.of(room)[1]["message"])
    read = {child.tag.rpartition("}")[2]: child.text for child in presence}
    assert presence.tag.rpartition("}")[2] == "presence"
    assert (read["stats-id"], read["nick"], read["email"], read["avatar-url"]) == (
        "Stats-1", "Jane <D>", "jane@example.com", "https://example.com/a.png?b=1&c=2",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("signed", "content", "email"),
    [
        ("jane", "", "jane@example.com"),
        ("jane", "<email>other@example.com</email>", "jane@example.com"),
        (guest("jane"), "", "jane@example.com"),
        (None, "<email>guest@example.com</email>", "guest@example.com"),
        (None, "<email>a&gt;b@example.com</email>", "ab@example.com"),
        (None, "", ""),
    ],
)
def test_the_address_follows_the_last_bracket(people, server, room, shared_backend, signed, content, email):
    client = people.login(server, token(signed) if signed else None)
    client.join(room, "jane", content)
    client.leave(room, "jane")
    shared_backend.wait(lambda: len(shared_backend.of(room)) == 3)
    message = shared_backend.of(room)[2]["message"]
    assert message.rpartition(">")[2] == email
    ElementTree.fromstring(message.rpartition(">")[0] + ">")


def test_somebody_kicked_leaves_with_everything_known(people, server, room, shared_backend):
    boss, jane = people.moderator(server, "boss"), people.login(server, token("jane"))
    boss.join(room, "boss")
    jane.join(room, "jane", CONTENT)
    boss.request("<query xmlns='http://jabber.org/protocol/muc#admin'><item nick='jane' role='none'/></query>", to=room, kind="set")
    shared_backend.wait(lambda: "occupant_leaving" in kinds(shared_backend.of(room)))
    event = shared_backend.of(room)[-1]
    assert (event["from"], event["to"]) == (jane.jid, f"{room}/jane")
    assert (event["participant_guid"], event["user_id"]) == (party("jane"), user_id("jane"))
    assert event["message"].rpartition(">")[2] == "jane@example.com"


def test_a_room_that_is_ended_is_left_by_all(people, server, room, shared_backend):
    boss = people.moderator(server, "boss")
    boss.join(room, "boss")
    people.user(server, "jane").join(room, "jane")
    boss.request("<query xmlns='http://jabber.org/protocol/muc#owner'><destroy/></query>", to=room, kind="set")
    shared_backend.wait(lambda: "room_destroyed" in kinds(shared_backend.of(room)))
    assert sorted(kinds(shared_backend.of(room))[3:]) == ["occupant_leaving", "occupant_leaving", "room_destroyed"]
    assert kinds(shared_backend.of(room))[-1] == "room_destroyed"


def test_another_nick_is_neither_a_join_nor_a_leave(people, server, room, shared_backend):
    jane = people.user(server, "jane")
    jane.join(room, "jane")
    jane.send(f"<presence xmlns='jabber:client' to='{room}/janet'/>")
    jane.presence(f"{room}/janet")
    jane.send(f"<presence xmlns='jabber:client' to='{room}/janet'><status>away</status></presence>")
    jane.leave(room, "janet")
    shared_backend.wait(lambda: "occupant_leaving" in kinds(shared_backend.of(room)))
    assert kinds(shared_backend.of(room)) == ["room_created", "occupant_joined", "occupant_leaving"]
    assert shared_backend.of(room)[-1]["to"] == f"{room}/janet"


def test_lobbies_and_rooms_without_people_are_not_reported(people, server, focus, room, shared_backend):
    empty = focus.create(room.replace("room-", "empty-"))
    focus.leave(empty, "focus")
    people.user(server).join(focus.create(server.room("__jicofo-health-check-3")), "probe")
    guest = people.user(server, "guest", autoLobby=True)
    refusal = guest.join(room, "guest")
    guest.join(refusal.find("lobbyroom", "http://jitsi.org/jitmeet").text, "guest")
    people.moderator(server, "boss").join(room, "boss")
    shared_backend.wait(lambda: len(shared_backend.of(room)) == 2)
    assert kinds(shared_backend.of(room)) == ["room_created", "occupant_joined"]
    assert shared_backend.of(room)[1]["participant_guid"] == party("boss")
    assert not shared_backend.of(empty) and not shared_backend.of("__jicofo-health-check-3")


def test_who_was_refused_was_not_there(people, server, room, shared_backend):
    people.user(server, "same", singleAccess=True).join(room, "first")
    assert people.user(server, "same", singleAccess=True).join(room, "second").error
    people.user(server, "third").join(room, "third")
    shared_backend.wait(lambda: len(shared_backend.of(room)) == 3)
    assert [event["to"].rpartition("/")[2] for event in shared_backend.of(room)[1:]] == ["first", "third"]


@pytest.mark.parametrize("url", [None, "", "backend.example.com/x", "ftp://example.com/", "http://"])
def test_without_a_url_there_is_one_error_and_nothing_else(people, launch, url):
    server = launch(rooms={} if url is None else {"conference_logger_url": url})
    server.expected = ["conference_logger_url has to be"]
    room = people.focus(server).create(server.room("room"))
    people.user(server).join(room, "one")
    assert server.log().count("conference_logger_url has to be") == 1
