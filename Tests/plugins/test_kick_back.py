"""mod_kick_back_to_lobby: a moderator sends somebody back to the lobby."""

import pytest

from test_lobby import lobby_of
from tokens import guest, party, token, user_id

XMLNS = "confomeet/lobby"


def kick(actor, room, participant=None, reason="Please wait"):
    attribute = f" participant='{participant}'" if participant is not None else ""
    told = f"<reason xmlns='{XMLNS}'>{reason}</reason>" if reason is not None else ""
    return actor.request(f"<kick-back-to-lobby xmlns='{XMLNS}'{attribute}>{told}</kick-back-to-lobby>", to=room, kind="set")


def reason_of(told):
    """As ConfOMeet's client looks for it: a child of the iq."""
    return next(child.text or "" for child in told.tree if child.tag.rpartition("}")[2] == "reason")


def notice(target):
    return target.wait(lambda stanza: stanza.name == "iq" and stanza.find("kick-back-to-lobby", XMLNS) is not None)


@pytest.fixture
def boss(people, server, room):
    client = people.moderator(server, "boss")
    client.join(room, "boss")
    return client


@pytest.fixture
def target(people, server, room, boss):
    client = people.user(server, "target")
    client.join(room, "target")
    return client


@pytest.mark.parametrize("named", ["occupant", "real"])
def test_the_target_leaves_for_the_lobby(people, server, room, boss, target, named):
    bystander = people.user(server, "bystander")
    bystander.join(room, "bystander")
    assert kick(boss, room, f"{room}/target" if named == "occupant" else target.jid).type == "result"
    told = notice(target)
    assert told.type == "set" and told.sender.partition("/")[0] == room
    lobby = told.find("lobbyroom", XMLNS).text
    assert told.find("kick-back-to-lobby", XMLNS).findtext(f"{{{XMLNS}}}reason") == "Please wait"
    assert reason_of(told) == "Please wait"
    gone = target.presence(f"{room}/target", "unavailable")
    assert "321" in gone.codes and "307" not in gone.codes
    assert lobby_of(target.join(room, "target")) == lobby
    assert target.join(lobby, "target").type is None
    # The others stay, as members.
    assert bystander.presence(f"{room}/bystander").affiliation == "member"
    assert not bystander.pending(lambda stanza: stanza.sender == f"{room}/bystander")


def test_the_target_can_be_let_in_again(room, boss, target):
    kick(boss, room, target.jid)
    target.presence(f"{room}/target", "unavailable")
    lobby_of(target.join(room, "target"))
    boss.invite(room, target.jid)
    assert target.wait(lambda stanza: stanza.name == "message" and stanza.sender == room)
    assert target.join(room, "target").affiliation == "member"


def test_where_there_is_a_lobby_already(people, server, focus, room, boss):
    target = people.user(server, "target", autoLobby=True)
    lobby = lobby_of(target.join(room, "target"))
    boss.invite(room, target.jid)
    target.wait(lambda stanza: stanza.name == "message" and stanza.sender == room)
    target.join(room, "target")
    assert kick(boss, room, f"{room}/target").type == "result"
    assert notice(target).find("lobbyroom", XMLNS).text == lobby
    assert lobby_of(target.join(room, "target")) == lobby


def test_a_token_without_the_flag_is_no_way_back(people, server, room, boss):
    """While there is an automatic lobby, such tokens pass it; not after that, and not with a new connection."""
    lobby_of(people.user(server, "waits", autoLobby=True).join(room, "waits"))
    target = people.user(server, "target")
    assert target.join(room, "target").affiliation == "member"
    kick(boss, room, f"{room}/target")
    lobby_of(target.join(room, "target"))
    again = people.user(server, "target")
    lobby_of(again.join(room, "target"))
    boss.invite(room, again.jid)
    again.wait(lambda stanza: stanza.name == "message" and stanza.sender == room)
    again.join(room, "target")
    again.leave(room, "target")
    assert people.user(server, "target").join(room, "target").affiliation == "member"


def test_a_guest_who_is_sent_back_waits_and_no_other_guest(people, server, room, boss):
    """All guests of a public link have one participantGuid."""
    lobby_of(people.user(server, "waits", autoLobby=True).join(room, "waits"))
    jane, john = guest("jane"), guest("john")
    target = people.user(server, jane)
    target.join(room, "jane")
    kick(boss, room, f"{room}/jane")
    target.presence(f"{room}/jane", "unavailable")
    assert people.user(server, john).join(room, "john").affiliation == "member"
    again = people.user(server, jane)
    lobby_of(again.join(room, "again"))
    boss.invite(room, again.jid)
    again.wait(lambda stanza: stanza.name == "message" and stanza.sender == room)
    again.join(room, "again")
    assert people.user(server, jane).join(room, "once-more").affiliation == "member"


@pytest.mark.parametrize("named", ["visible", "internal", "real"])
def test_in_a_tenants_room(people, server, focus, named):
    """Clients call the room by another name than Prosody does."""
    internal, room = server.room("meeting", "acme"), "meeting@muc.acme.confomeetnet"
    focus.join(room, "focus")
    boss, target = people.moderator(server, "boss"), people.user(server, "target")
    boss.join(room, "boss")
    target.join(room, "target")
    name = {"visible": f"{room}/target", "internal": f"{internal}/target", "real": target.jid}[named]
    assert kick(boss, room, name).type == "result"
    told = notice(target)
    assert told.sender == room
    assert told.find("kick-back-to-lobby", XMLNS).get("participant") == f"{room}/target"
    assert told.find("lobbyroom", XMLNS).text == "[acme]meeting@lobby.confomeetnet"
    assert "321" in target.presence(f"{room}/target", "unavailable").codes
    focus.leave(room, "focus")


@pytest.mark.parametrize("host", ["muc.a.b.confomeetnet", "muc..confomeetnet", "muc.acme.elsewhere", "acme.confomeetnet"])
def test_what_is_no_tenants_room_is_nobody(room, boss, target, host):
    assert kick(boss, room, f"{room.partition('@')[0]}@{host}/target").error == "cancel/item-not-found"


def test_who_has_no_membership_is_sent_back_as_well(people, server, room, boss):
    boss.configure(room, membersonly=1)
    target = people.user(server, "target")
    boss.affiliate(room, target.bare, "member")
    target.join(room, "target")
    assert kick(boss, room, target.jid).type == "result"
    assert "321" in target.presence(f"{room}/target", "unavailable").codes


@pytest.mark.parametrize("reason", [None, "", "&lt;&amp;&#x1F44B;"])
def test_any_reason_will_do(room, boss, target, reason):
    assert kick(boss, room, f"{room}/target", reason).type == "result"
    told = notice(target)
    read = reason_of(told)
    assert (told.find("kick-back-to-lobby", XMLNS).findtext(f"{{{XMLNS}}}reason") or "") == read
    assert read == {None: "", "": ""}.get(reason, "<&👋")


def test_only_a_moderator_may(people, server, room, boss, target):
    other = people.user(server, "other")
    other.join(room, "other")
    assert kick(other, room, f"{room}/target").error == "auth/forbidden"
    assert not target.pending(lambda stanza: stanza.name == "iq")


def test_an_outsider_may_not(people, server, room, target):
    assert kick(people.moderator(server, "outside"), room, f"{room}/target").error == "auth/forbidden"


def test_a_moderator_of_another_room_may_not(people, server, focus, room, target):
    elsewhere = focus.create(room.replace("room-", "elsewhere-"))
    other = people.moderator(server, "other")
    other.join(elsewhere, "other")
    assert kick(other, room, f"{room}/target").error == "auth/forbidden"


@pytest.mark.parametrize("who", ["nobody", "nobody@confomeetnet/x", "muc.confomeetnet", "@/", "a@@b", " ", "/x"])
def test_an_unknown_participant(room, boss, who):
    assert kick(boss, room, who if who != "nobody" else f"{room}/nobody").error == "cancel/item-not-found"


def test_an_unknown_room(server, boss):
    assert kick(boss, server.room("no-such-room"), "x@y/z").error == "cancel/item-not-found"


@pytest.mark.parametrize("named", [None, ""])
def test_nobody_named(room, boss, named):
    assert kick(boss, room, named).error == "modify/bad-request"


def test_oneself(room, boss):
    assert kick(boss, room, f"{room}/boss").error == "cancel/not-allowed"
    assert kick(boss, room, boss.jid).error == "cancel/not-allowed"


def test_another_moderator(people, server, room, boss):
    other = people.moderator(server, "other")
    other.join(room, "other")
    assert kick(boss, room, f"{room}/other").error == "cancel/not-allowed"


def test_focus_and_recorders(people, server, room, boss):
    people.recorder(server).join(room, "recorder")
    for nick in ("focus", "recorder"):
        assert kick(boss, room, f"{room}/{nick}").error == "cancel/not-allowed"


def test_without_upstreams_lobby(people, launch):
    server = launch(without=["conf_http_log", "muc_lobby_rooms", "persistent_lobby"])
    room = people.focus(server).create(server.room("room"))
    boss, target = people.moderator(server, "boss"), people.user(server, "target")
    boss.join(room, "boss")
    target.join(room, "target")
    assert kick(boss, room, f"{room}/target").error == "cancel/feature-not-implemented"
    assert not target.pending(lambda stanza: stanza.type == "unavailable" or stanza.name == "iq")


@pytest.mark.parametrize("with_logger", [True, False])
def test_the_backend_is_told(people, launch, backend, with_logger):
    """Through mod_conf_http_log's queue if there is one, else through one of its own."""
    told = backend()
    server = launch(rooms={"conference_logger_url": told.url}, without=[] if with_logger else ["conf_http_log"])
    room = people.focus(server).create(server.room("room"))
    boss, target = people.moderator(server, "boss"), people.login(server, token("target"))
    boss.join(room, "boss")
    target.join(room, "target")
    kick(boss, room, f"{room}/target")
    told.wait(lambda: any(event["type"] == "occupant_leaving_lobby" for event in told.events))
    event = next(event for event in told.events if event["type"] == "occupant_leaving_lobby")
    assert (event["from"], event["to"], event["meetingId"]) == (target.jid, f"{room}/target", "room")
    assert event["message"].rpartition(">")[2] == "target@example.com"
    assert (event["participant_guid"], event["user_id"]) == (party("target"), user_id("target"))
    if with_logger:
        told.wait(lambda: told.events[-1]["type"] == "occupant_leaving")
