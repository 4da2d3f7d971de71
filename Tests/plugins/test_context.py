"""mod_confomeet_context: what a token says is on the session, and nothing else."""

import os

import pytest

from tokens import guest, party, personal, token, user_id, web
from xmpp import Refused

FLAGS = ("autoLobby", "moderator", "autoRec", "singleAccess")


@pytest.fixture
def ask(server):
    """What the session of a client has, as a module of the tests tells it."""

    def read(client):
        return dict(client.request("<show xmlns='confomeet/test'/>", to="confomeetnet").find("show", "confomeet/test").attrib)

    return read


@pytest.fixture(scope="session")
def nothing():
    return dict.fromkeys(FLAGS, "false") | {
        "anonymous": "true", "user_id": "", "user_email": "", "participant_guid": "", "user_group_id": "",
        "token_user_id": "", "token_email": "",
    }  # fmt: skip


def test_everything_is_taken_from_the_token(people, server, ask):
    client = people.user(server, personal("jane", groupId="group"), **dict.fromkeys(FLAGS, True))
    assert ask(client) == dict.fromkeys(FLAGS, "true") | {
        "anonymous": "false", "user_id": user_id("jane"), "user_email": "jane@example.com",
        "participant_guid": party("jane"), "user_group_id": "group",
        "token_user_id": user_id("jane"), "token_email": "jane@example.com",
    }  # fmt: skip


@pytest.mark.parametrize("flag", FLAGS)
def test_each_flag_is_itself(people, server, ask, flag):
    read = ask(people.user(server, **{flag: True}))
    assert {name for name in FLAGS if read[name] == "true"} == {flag}


@pytest.mark.parametrize("place", ["user", "features"])
def test_a_flag_is_looked_up_in_the_context(people, server, ask, place):
    assert ask(people.login(server, token(context={place: {"autoRec": True}})))["autoRec"] == "true"


def test_the_top_level_comes_before_the_context(people, server, ask):
    context = {"user": {"moderator": True}, "features": {"moderator": True}}
    assert ask(people.login(server, token(context=context, moderator=False)))["moderator"] == "false"


@pytest.mark.parametrize("missing", ["id", "email"])
def test_without_id_or_email_one_is_anonymous(people, server, ask, missing):
    who = personal("jane")
    del who[missing]
    read = ask(people.user(server, who))
    assert (read["anonymous"], read["user_id"], read["user_email"]) == ("true", "", "")
    assert read["participant_guid"] == party("jane")


@pytest.mark.parametrize(
    "who",
    [guest("jane"), personal("jane", id="8F1E2D3C-4B5A-6978-8796-A5B4C3D2E1F0"), web("jane", participantGuid="hardcoded_user")],
    ids=["public link", "UUID for an id", "guid of all guests"],
)  # fmt: skip
def test_a_guest_is_anonymous(people, server, ask, who):
    read = ask(people.user(server, who))
    assert (read["anonymous"], read["user_id"], read["user_email"]) == ("true", "", "")
    # The token's own are kept: who is the same person is told by the one, the backend's statistics go by the other.
    assert (read["token_user_id"], read["token_email"]) == (who["id"], "jane@example.com")


@pytest.mark.parametrize("who", [web("jane"), personal("jane"), personal("jane", participantGuid="")], ids=["web", "party", "no party"])
def test_a_registered_user_is_not(people, server, ask, who):
    read = ask(people.user(server, who))
    assert (read["anonymous"], read["user_id"], read["user_email"]) == ("false", user_id("jane"), "jane@example.com")


@pytest.mark.parametrize(
    "context",
    [None, "x", 7, [], {}, {"user": "x"}, {"user": None}, {"user": [1], "features": 3}, {"user": {"id": 1, "email": {}, "participantGuid": True}}],
    ids=repr,
)  # fmt: skip
@pytest.mark.parametrize("value", [1, "true", "false", [True], None], ids=repr)
def test_wrong_types_say_nothing(people, server, ask, nothing, context, value):
    if "CONFOMEET_TEST_PROSODY_PLUGINS" in os.environ and (context is None or context == 7):
        pytest.skip("upstream's mod_auth_token stumbles over it before anybody is told")
    assert ask(people.login(server, token(context=context, **dict.fromkeys(FLAGS, value)))) == nothing


def test_a_token_without_context_says_nothing(people, server, ask, nothing):
    assert ask(people.login(server, token(context={}))) == nothing


def test_without_a_token_there_is_no_context(people, server, ask, room):
    client = people.login(server)
    assert ask(client) == {}
    assert client.join(room, "guest").role == "participant"


def test_a_bad_signature_is_refused(people, server):
    with pytest.raises(Refused):
        people.login(server, token(secret="another secret, of at least 32 bytes", moderator=True))


def test_other_modules_events_are_tolerated(people, server, ask):
    """Some of upstream's fire it with something that is no session, or with nothing."""
    client = people.user(server)
    client.request("<fire xmlns='confomeet/test'/>", to="confomeetnet")
    assert ask(client)["anonymous"] == "false"


def test_on_two_hosts_a_context_is_filled_once(people, launch):
    server = launch(guests=True, without=["conf_http_log"])
    before = server.log().count("Context:")
    people.user(server)
    assert server.log().count("Context:") == before + 1
    people.login(server, token(), domain="guest.confomeetnet")
    assert server.log().count("Context:") == before + 2


def test_no_token_and_no_address_is_logged(people, server):
    signed = token("secretive")
    people.login(server, signed).sync()
    assert "secretive@example.com" not in server.log("info")
    ours = [line for line in server.log().splitlines() if "confomeet_context" in line]
    assert ours and not any(signed in line for line in ours)
    assert signed not in server.log("info")
