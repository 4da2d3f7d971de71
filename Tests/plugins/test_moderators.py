"""mod_grant_moderator_rights: the backend says who is moderator; neither jicofo nor chance does."""

import re
import uuid

import pytest

from xmpp import MUC


def test_the_flag_makes_an_owner_from_the_first_presence(people, server, room):
    own = people.moderator(server).join(room, "boss")
    assert (own.affiliation, own.role) == ("owner", "moderator")


def test_others_see_the_moderator_as_one_from_the_start(people, server, focus, room):
    people.moderator(server).join(room, "boss")
    seen = focus.presence(f"{room}/boss")
    assert (seen.affiliation, seen.role) == ("owner", "moderator")


@pytest.mark.parametrize("affiliation", ["owner", "admin"])
def test_jicofo_can_make_nobody_a_moderator(people, server, focus, room, affiliation):
    client = people.user(server)
    own = client.join(room, "plain")
    assert (own.affiliation, own.role) == ("none", "participant")
    assert focus.affiliate(room, client.bare, affiliation).error == "cancel/not-allowed"
    assert not client.pending(lambda stanza: stanza.sender == f"{room}/plain")


def test_jicofo_can_give_nobody_the_role(people, server, focus, room):
    client = people.user(server)
    client.join(room, "plain")
    item = "<item role='moderator' nick='plain'/>"
    answer = focus.request(f"<query xmlns='{MUC}#admin'>{item}</query>", to=room, kind="set")
    assert answer.type == "error"
    assert not client.pending(lambda stanza: stanza.sender == f"{room}/plain")


def test_jicofo_may_make_an_owner_of_who_has_the_flag(people, server, focus, room):
    client = people.moderator(server)
    client.join(room, "boss")
    assert focus.affiliate(room, client.bare, "owner").type == "result"


def test_without_a_token_one_is_a_participant(people, server, focus, room):
    client = people.login(server)
    own = client.join(room, "guest")
    assert (own.affiliation, own.role) == ("none", "participant")
    assert focus.affiliate(room, client.bare, "owner").error == "cancel/not-allowed"


def test_a_moderator_may_make_another(people, server, focus, room):
    boss, deputy = people.moderator(server), people.user(server, "deputy")
    boss.join(room, "boss")
    deputy.join(room, "deputy")
    assert boss.affiliate(room, deputy.bare, "owner").type == "result"
    assert deputy.presence(f"{room}/deputy").role == "moderator"
    # Also after another join.
    deputy.leave(room, "deputy")
    assert deputy.join(room, "deputy").role == "moderator"


def test_what_a_moderator_takes_away_is_taken(people, server, room):
    boss, deputy = people.moderator(server), people.user(server, "deputy")
    boss.join(room, "boss")
    deputy.join(room, "deputy")
    boss.affiliate(room, deputy.bare, "owner")
    boss.affiliate(room, deputy.bare, "none")
    deputy.leave(room, "deputy")
    assert deputy.join(room, "deputy").role == "participant"


def test_manual_grants_can_be_forbidden(people, launch):
    server = launch(rooms={"grant_moderator_allow_manual": False}, without=["conf_http_log"])
    room = people.focus(server).create(server.room("room"))
    boss, deputy = people.moderator(server), people.user(server, "deputy")
    boss.join(room, "boss")
    deputy.join(room, "deputy")
    assert boss.affiliate(room, deputy.bare, "owner").error == "cancel/not-allowed"


@pytest.mark.parametrize("by", ["focus", "boss"])
def test_a_refused_grant_hands_out_nothing(people, launch, by):
    """Upstream's mod_jitsi_permissions copies what the moderator may do before it is known whether it will be refused."""
    server = launch(rooms={"grant_moderator_allow_manual": False}, without=["conf_http_log"])
    focus = people.focus(server)
    room = focus.create(server.room("room"))
    boss = people.moderator(server, features={"recording": True, "livestreaming": True})
    deputy = people.user(server, "deputy", features={"recording": False})
    boss.join(room, "boss")
    deputy.join(room, "deputy")
    actor = focus if by == "focus" else boss
    assert actor.affiliate(room, deputy.bare, "owner").error == "cancel/not-allowed"
    read = deputy.request("<features xmlns='confomeet/test'/>", to="confomeetnet").find("features", "confomeet/test")
    assert dict(read.attrib) == {"recording": "false"}


def make_breakout_room(people, server, focus):
    """A moderator, his room, and a breakout room of it, in which focus is."""
    name = f"room-{uuid.uuid4().hex[:10]}"
    main = focus.create(server.room(name))
    boss = people.moderator(server, query={"room": name})
    boss.join(main, "boss")
    boss.send(f"<message xmlns='jabber:client' to='{server.breakout}'>"
              "<breakout_rooms type='features/breakout-rooms/add' subject='Corner'/></message>")  # fmt: skip
    told = boss.wait(lambda stanza: stanza.sender == server.breakout and "@" + server.breakout in stanza.text)
    return boss, main, focus.create(re.search(r"[0-9a-f-]{36}@" + server.breakout, told.text).group())


@pytest.fixture
def breakout(people, server, focus):
    return make_breakout_room(people, server, focus)


def test_jicofo_makes_nobody_a_moderator_of_a_breakout_room(people, server, focus, breakout):
    _, main, room = breakout
    client = people.user(server)
    client.join(main, "plain")
    assert client.join(room, "plain").role == "participant"
    assert focus.affiliate(room, client.bare, "owner").error == "cancel/not-allowed"
    item = "<item role='moderator' nick='plain'/>"
    assert focus.request(f"<query xmlns='{MUC}#admin'>{item}</query>", to=room, kind="set").type == "error"
    assert not client.pending(lambda stanza: stanza.sender == f"{room}/plain")


def test_a_moderator_is_one_in_breakout_rooms(focus, breakout):
    boss, _, room = breakout
    assert boss.join(room, "boss").role == "moderator"
    assert focus.affiliate(room, boss.bare, "owner").type == "result"
    assert all(seen.role == "moderator" for seen in boss.pending(lambda stanza: stanza.sender == f"{room}/boss"))


def test_whom_a_moderator_made_one_is_one_in_breakout_rooms(people, server, breakout):
    boss, main, room = breakout
    deputy = people.user(server, "deputy")
    deputy.join(main, "deputy")
    boss.affiliate(main, deputy.bare, "owner")
    assert deputy.join(room, "deputy").role == "moderator"
    assert not deputy.pending(lambda stanza: stanza.sender == f"{room}/deputy")


def test_a_moderator_of_a_breakout_room_may_make_another(people, server, breakout):
    boss, main, room = breakout
    deputy = people.user(server, "deputy")
    deputy.join(main, "deputy")
    boss.join(room, "boss")
    deputy.join(room, "deputy")
    assert boss.affiliate(room, deputy.bare, "owner").type == "result"
    assert deputy.presence(f"{room}/deputy").role == "moderator"


def test_breakout_rooms_have_the_options_of_the_rooms(people, launch):
    server = launch(rooms={"grant_moderator_allow_manual": False}, without=["conf_http_log"])
    boss, main, room = make_breakout_room(people, server, people.focus(server))
    deputy = people.user(server, "deputy")
    deputy.join(main, "deputy")
    boss.join(room, "boss")
    deputy.join(room, "deputy")
    assert boss.affiliate(room, deputy.bare, "owner").error == "cancel/not-allowed"


def test_focus_stays_an_owner(people, server, focus, room):
    people.moderator(server).join(room, "boss")
    assert focus.join(room, "focus").affiliation == "owner"


@pytest.mark.parametrize("members_only", [False, True])
def test_who_is_an_owner_without_the_flag_is_not_one_after_the_join(people, launch, members_only):
    """Such as one whom another module made an owner while he joined."""
    server = launch(
        without=["conf_http_log"], also_rooms=["confomeet_test_owner"],
        rooms={"muc_room_default_members_only": members_only},
    )  # fmt: skip
    room = people.focus(server).create(server.room("room"))
    client = people.user(server)
    client.join(room, "plain")
    after = client.presence(f"{room}/plain")
    assert (after.affiliation, after.role) == ("member" if members_only else "none", "participant")
    assert not client.pending(lambda stanza: stanza.type == "unavailable")


def test_who_is_banned_stays_out(people, server, room):
    boss, other = people.moderator(server), people.moderator(server, "other")
    boss.join(room, "boss")
    other.join(room, "other")
    assert boss.affiliate(room, other.bare, "outcast").type == "result"
    assert other.presence(f"{room}/other", "unavailable").affiliation == "outcast"
    assert other.join(room, "other").error == "auth/forbidden"
