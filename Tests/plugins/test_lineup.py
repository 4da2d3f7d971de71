"""Production's line-up: everything loads together, where .env names it, and says nothing."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from server import MODULES, XMPP_BREAKOUT_MUC_MODULES, XMPP_MODULES, XMPP_MUC_MODULES

HERE = Path(__file__).parent
SEVEN = {
    "confomeet_context", "conf_http_log", "auto_lobby", "grant_moderator_rights", "jibri_autostart",
    "kick_back_to_lobby", "single_access",
}  # fmt: skip


def test_the_seven_modules_are_there():
    assert {path.name for path in MODULES.iterdir()} == {f"mod_{name}.lua" for name in SEVEN} | {"confomeet.lib.lua"}
    assert SEVEN <= set(f"{XMPP_MODULES},{XMPP_MUC_MODULES}".split(","))


@pytest.mark.parametrize("path", sorted(MODULES.iterdir()), ids=lambda path: path.name)
def test_each_says_what_it_does(path):
    """What it is for, its options, and where it is enabled; each option that it reads is among them."""
    text = path.read_text()
    head = re.match(r"(--.*\n)+", text).group()
    for name in re.findall(r'lib\.(?:option\("\w+", |number\()"(\w+)"[,)]', text):
        assert name in head, name
    if path.name.startswith("mod_"):
        assert re.search(r"^-- Options:", head, re.MULTILINE)
        assert re.search(r"^-- Enable it on the (main host: XMPP_MODULES|rooms: XMPP_MUC_MODULES)", head, re.MULTILINE)


def test_the_line_up_of_env_example_is_productions_and_what_it_lacks():
    patch = (MODULES.parent.parent / "patch.yaml").read_text()
    lineup = {name: set(value.split(",")) for name, value in re.findall(r'name: (\w+)\n +value: "(.*)"', patch)}
    assert lineup["XMPP_MODULES"] == set(XMPP_MODULES.split(",")) | {"persistent_lobby"}
    assert lineup["XMPP_MUC_MODULES"] == set(XMPP_MUC_MODULES.split(","))
    assert lineup["XMPP_BREAKOUT_MUC_MODULES"] == {"grant_moderator_rights"} == set(XMPP_BREAKOUT_MUC_MODULES.split(","))


def test_luacheck_finds_nothing():
    if not shutil.which("luacheck"):
        pytest.fail("no luacheck: apt install lua-check")
    files = [*MODULES.glob("*.lua"), *(HERE / "modules").glob("*.lua")]
    result = subprocess.run(
        ["luacheck", "--no-cache", "--no-color", "--quiet", "--config", HERE / "luacheckrc", *files],
        capture_output=True, text=True,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr


def test_everything_loads_without_a_word(people, launch, backend):
    server = launch(rooms={"conference_logger_url": backend().url})
    read = people.user(server).request("<loaded xmlns='confomeet/test'/>", to="confomeetnet")
    loaded = {entry.text for entry in read.tree.iter("{confomeet/test}module")}
    assert loaded >= {f"confomeetnet {name}" for name in XMPP_MODULES.split(",") if name in SEVEN}
    assert loaded >= {f"muc.confomeetnet {name}" for name in XMPP_MUC_MODULES.split(",")}
    assert loaded >= {f"breakout.confomeetnet {name}" for name in XMPP_BREAKOUT_MUC_MODULES.split(",")}
    ours = [line for line in server.log("info").splitlines() if any(name in line for name in SEVEN)]
    assert not ours


@pytest.mark.parametrize("name", sorted(SEVEN))
def test_each_loads_alone(people, launch, backend, name):
    server = launch(without=SEVEN - {name}, rooms={"conference_logger_url": backend().url})
    room = people.focus(server).create(server.room("room"))
    flags = dict.fromkeys(("autoLobby", "moderator", "autoRec", "singleAccess"), True)
    assert people.user(server, **flags).join(room, "one").type is None
    assert people.login(server).join(room, "two").name == "presence"
    assert not [line for line in server.log("info").splitlines() if name in line and "\tinfo\t" not in line]


def test_modules_of_the_main_host_work_on_the_rooms_as_well(people, launch):
    server = launch(
        without=["conf_http_log", "auto_lobby", "kick_back_to_lobby"], also_rooms=["auto_lobby", "kick_back_to_lobby"]
    )
    room = people.focus(server).create(server.room("room"))
    assert people.user(server, autoLobby=True).join(room, "one").error == "auth/registration-required"


def test_without_the_name_of_the_rooms_there_is_one_error(people, launch):
    server = launch(without=["conf_http_log", "muc_lobby_rooms", "persistent_lobby"], host={"main_muc": ""})
    server.expected = ["main_muc is not set"]
    assert server.log().count("main_muc is not set") == 2
    assert people.user(server).join(people.focus(server).create(server.room("room")), "one").type is None


def test_exempt_domains_can_be_named(people, launch, backend):
    told = backend()
    server = launch(rooms={"conference_logger_url": told.url, "confomeet_exempt_domains": ["confomeetnet"]})
    room = people.focus(server).create(server.room("room"))
    assert people.user(server, autoLobby=True).join(room, "one").type is None
    people.recorder(server).join(room, "recorder")
    # The recorders' domain is not exempt any more.
    assert [event["to"] for event in told.wait_for(2)] == [room, f"{room}/recorder"]
