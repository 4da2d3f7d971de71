"""mod_auto_lobby: a conference whose token asks for it has a lobby."""

import pytest

from xmpp import USER

JITMEET = "http://jitsi.org/jitmeet"


def lobby_of(refusal):
    assert refusal.error == "auth/registration-required", refusal
    return refusal.find("lobbyroom", JITMEET).text


@pytest.fixture
def waiting(people, server):
    """Somebody who has to wait."""
    return lambda who="guest": people.user(server, who, autoLobby=True)


def test_who_asks_for_a_lobby_waits_in_it(waiting, room):
    client = waiting()
    lobby = lobby_of(client.join(room, "guest"))
    assert lobby == room.replace("@muc.", "@lobby.")
    assert client.join(lobby, "guest").type is None


def test_a_moderator_enters(people, server, waiting, room):
    boss = people.moderator(server, autoLobby=True)
    assert boss.join(room, "boss").role == "moderator"
    lobby_of(waiting().join(room, "guest"))


def test_a_moderator_enters_without_the_other_module(people, launch):
    server = launch(without=["conf_http_log", "grant_moderator_rights"])
    room = people.focus(server).create(server.room("room"))
    lobby_of(people.user(server, autoLobby=True).join(room, "guest"))
    assert people.moderator(server, autoLobby=True).join(room, "boss").affiliation == "member"


def test_who_is_let_in_enters_as_a_member(people, server, waiting, room):
    boss, guest = people.moderator(server, autoLobby=True), waiting()
    boss.join(room, "boss")
    lobby_of(guest.join(room, "guest"))
    boss.invite(room, guest.jid)
    assert guest.wait(lambda stanza: stanza.name == "message" and stanza.find("invite", USER) is not None)
    own = guest.join(room, "guest")
    assert (own.affiliation, own.role) == ("member", "participant")


def test_a_token_without_the_flag_enters(people, server, waiting, room):
    lobby_of(waiting().join(room, "guest"))
    own = people.user(server, "colleague").join(room, "colleague")
    assert (own.affiliation, own.role) == ("member", "participant")


def test_without_a_token_one_waits(people, server, waiting, room):
    stranger = people.login(server)
    lobby_of(waiting().join(room, "guest"))
    lobby_of(stranger.join(room, "stranger"))


def test_without_the_flag_there_is_no_lobby(people, server, room):
    assert people.user(server).join(room, "one").type is None
    assert people.login(server).join(room, "two").type is None


def test_who_is_in_stays_in(people, server, waiting, room):
    early = people.login(server)
    early.join(room, "early")
    lobby_of(waiting().join(room, "guest"))
    assert early.presence(f"{room}/early").affiliation == "member"
    assert not early.pending(lambda stanza: stanza.type == "unavailable")


def test_who_waits_goes_on_waiting_when_focus_leaves(people, server, focus, waiting, room):
    guest = waiting()
    lobby = lobby_of(guest.join(room, "guest"))
    guest.join(lobby, "guest")
    focus.leave(room, "focus")
    assert not guest.pending(lambda stanza: stanza.type == "unavailable")
    # jicofo comes back with the moderator, who sees who waits.
    focus.join(room, "focus")
    boss = people.moderator(server, autoLobby=True)
    boss.join(room, "boss")
    boss.join(lobby, "boss")
    assert boss.presence(f"{lobby}/guest").type is None
    lobby_of(waiting("other").join(room, "other"))


def test_a_recorder_enters(people, server, waiting, room):
    lobby_of(waiting().join(room, "guest"))
    assert people.recorder(server).join(room, "recorder").type is None


def test_two_at_once_have_one_lobby(waiting, server, room):
    clients = [waiting(name) for name in ("one", "two")]
    for client, nick in zip(clients, ("one", "two")):
        client.send_join(room, nick)
    assert len({lobby_of(client.joined(room)) for client in clients}) == 1


def test_a_lobby_is_made_when_focus_is_there(people, server, focus, waiting, room):
    """Who comes before focus waits in upstream's queue; a room that focus has not seen is none to give a lobby to."""
    late = room.replace("room-", "late-")
    focus.request(f"<create xmlns='confomeet/test' room='{late}'/>", to="confomeetnet")
    lobby = late.replace("@muc.", "@lobby.")
    client = waiting()
    client.send_join(late, "guest")
    client.sync()
    assert not client.pending(lambda stanza: stanza.name == "presence")
    shown = f"<lobby xmlns='confomeet/test' room='{late}'/>"
    assert not focus.request(shown, to="confomeetnet").find("lobby", "confomeet/test").attrib
    focus.join(late, "focus")
    assert lobby_of(client.joined(late)) == lobby
    assert focus.request(shown, to="confomeetnet").find("lobby", "confomeet/test").get("jid") == lobby


def test_a_lobby_that_is_switched_off_stays_off(people, server, waiting, room):
    boss = people.moderator(server, autoLobby=True)
    boss.join(room, "boss")
    lobby_of(waiting().join(room, "guest"))
    assert boss.configure(room, membersonly=0).type == "result"
    assert waiting("later").join(room, "later").type is None
    assert people.login(server).join(room, "stranger").type is None


def test_a_lobby_switched_on_by_hand_is_passed_by_nobody(people, server, waiting, room):
    boss = people.moderator(server)
    boss.join(room, "boss")
    assert boss.configure(room, membersonly=1).type == "result"
    lobby_of(people.user(server, "colleague").join(room, "colleague"))
    lobby_of(waiting().join(room, "guest"))
    lobby_of(people.user(server, "late").join(room, "late"))


def test_a_lobby_switched_off_and_on_by_hand_is_the_moderators(people, server, waiting, room):
    boss = people.moderator(server, autoLobby=True)
    boss.join(room, "boss")
    boss.configure(room, membersonly=0)
    boss.configure(room, membersonly=1)
    lobby_of(people.user(server, "colleague").join(room, "colleague"))


def test_the_next_conference_has_a_lobby_again(people, server, focus, waiting, room):
    boss = people.moderator(server, autoLobby=True)
    boss.join(room, "boss")
    boss.configure(room, membersonly=0)
    boss.leave(room, "boss")
    focus.leave(room, "focus")
    focus.create(room)
    lobby_of(waiting().join(room, "guest"))


def test_without_upstreams_lobby_everybody_enters(people, launch):
    server = launch(without=["conf_http_log", "muc_lobby_rooms", "persistent_lobby"])
    room = people.focus(server).create(server.room("room"))
    for nick in ("one", "two"):
        assert people.user(server, nick, autoLobby=True).join(room, nick).type is None
    assert server.log("info").count("has no lobby, though") == 1


def test_without_persistent_lobby_there_is_a_plain_one_and_a_warning(people, launch):
    server = launch(without=["conf_http_log", "persistent_lobby"])
    focus = people.focus(server)
    for name in ("room", "other"):
        lobby_of(people.user(server, autoLobby=True).join(focus.create(server.room(name)), "guest"))
    assert server.log("info").count("persistent_lobby is not loaded") == 1


def test_a_second_host_changes_nothing(people, launch):
    """Newer releases load the main host's modules on the guests' host, too."""
    server = launch(guests=True, without=["conf_http_log"])
    room = people.focus(server).create(server.room("room"))
    lobby_of(people.user(server, autoLobby=True).join(room, "guest"))
    assert server.log().count("Lobby made for") + server.log().count("Lobby room jid") == 1
    lobby_of(people.login(server, domain="guest.confomeetnet").join(room, "stranger"))


def test_a_health_check_has_no_lobby(people, server, focus):
    room = focus.create(server.room("__jicofo-health-check-2"))
    assert people.user(server, autoLobby=True).join(room, "one").error != "auth/registration-required"
