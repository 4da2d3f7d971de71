"""A Prosody of the test's own: private folders, free ports, ConfOMeet's modules as production loads them."""

import json
import os
import socket
import subprocess
import time
from pathlib import Path

from xmpp import PATIENCE

HERE = Path(__file__).parent
MODULES = HERE.parent.parent / "patches/prosody-plugins/files/modules"
DOMAIN = "confomeetnet"
SECRET = "the secret that tokens are signed with"

# What production's .env says, and what upstream enables beside it.
XMPP_MODULES = "ping,presence_identity,confomeet_context,auto_lobby,kick_back_to_lobby"
XMPP_MUC_MODULES = "conf_http_log,grant_moderator_rights,jibri_autostart,single_access"
XMPP_BREAKOUT_MUC_MODULES = "grant_moderator_rights"
UPSTREAM = [
    "websocket", "bosh", "smacks", "muc_lobby_rooms", "persistent_lobby", "muc_breakout_rooms", "muc_domain_mapper",
    "confomeet_test",
]  # fmt: skip
UPSTREAM_MUC = ["muc_meeting_id"]


def upstream_folder():
    """Upstream's own modules, if somebody has them; else what stands in for them."""
    return Path(os.environ.get("CONFOMEET_TEST_PROSODY_PLUGINS") or HERE / "modules").resolve()


def quoted(value):
    """A value in Prosody's configuration, which is Lua."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return "{ " + "; ".join(map(quoted, value)) + " }"
    return json.dumps(value)


def section(settings):
    return "".join(f"{name} = {quoted(value)}\n" for name, value in settings.items())


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Prosody:
    """Options of rooms and of the main host are given by name; `without` names modules that are left out."""

    def __init__(self, program, folder, rooms=None, host=None, without=(), also_rooms=(), guests=False, level="debug"):
        self.folder, self.port = folder, free_port()
        self.url, self.bosh_url = (f"{kind}://127.0.0.1:{self.port}" for kind in ("ws", "http"))
        self.logs = {name: folder / f"{name}.log" for name in dict.fromkeys(("info", level))}
        self.muc, self.lobby, self.breakout = f"muc.{DOMAIN}", f"lobby.{DOMAIN}", f"breakout.{DOMAIN}"
        (folder / "data").mkdir(parents=True)
        (folder / "certs").mkdir()
        self.account("focus", f"auth.{DOMAIN}")
        self.account("recorder", f"recorder.{DOMAIN}")
        config = folder / "prosody.cfg.lua"
        config.write_text(self.configuration(rooms or {}, host or {}, set(without), list(also_rooms), guests))
        self.output = (folder / "output").open("wb")
        self.process = subprocess.Popen(
            ["lua5.4", str(program), "-F", "--config", str(config)],
            stdout=self.output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, cwd=folder,
        )  # fmt: skip
        self.await_start()

    def account(self, name, host):
        folder = self.folder / "data" / host.replace(".", "%2e") / "accounts"
        folder.mkdir(parents=True)
        (folder / f"{name}.dat").write_text('return { ["password"] = "pw" }\n')

    def configuration(self, rooms, host, without, also_rooms, guests):
        def enabled(names, also=()):
            return quoted([name for name in names if name not in without] + list(also))

        shared = {
            "app_id": "confomeet", "app_secret": SECRET, "allow_empty_token": True,
            "main_muc": self.muc, "lobby_muc": self.lobby, "muc_lobby_whitelist": [f"recorder.{DOMAIN}"],
            "breakout_rooms_muc": self.breakout, "muc_lobby_check_display_name_required": False, **host,
        }  # fmt: skip
        own = [name for name in XMPP_MODULES.split(",") if self.exists(name)]
        main = f'authentication = "token"\nmodules_enabled = {enabled(UPSTREAM + own)}\n' + section(shared)
        guest = f'VirtualHost "guest.{DOMAIN}"\n{main}' if guests else ""
        of_rooms = {
            "storage": "memory", "restrict_room_creation": True, "muc_room_cache_size": 10000,
            "muc_room_locking": False, "muc_room_default_public_jids": True, "muc_tombstones": False,
            "muc_room_allow_persistent": False,
        }  # fmt: skip
        return f"""
pidfile = "prosody.pid"
data_path = {quoted(str(self.folder / "data"))}
plugin_paths = {quoted([str(MODULES), str(upstream_folder()), str(HERE / "modules")])}
run_as_root = {quoted(os.geteuid() == 0)}
log = {{ {"; ".join(f"{level} = {quoted(str(path))}" for level, path in self.logs.items())} }}
admins = {{ "focus@auth.{DOMAIN}" }}
modules_enabled = {{ "saslauth"; "disco"; "http"; "ping"{'' if self.is_newer else '; "posix"'} }}
modules_disabled = {{ "s2s"; "tls"; "offline" }}
c2s_ports = {{ }}
interfaces = {{ "127.0.0.1" }}
http_interfaces = {{ "127.0.0.1" }}
http_ports = {{ {self.port} }}
https_ports = {{ }}
http_default_host = "{DOMAIN}"
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
consider_websocket_secure = true
consider_bosh_secure = true
muc_mapper_domain_base = "{DOMAIN}"
muc_mapper_domain_prefix = "muc"
smacks_hibernation_time = 600

VirtualHost "auth.{DOMAIN}"
authentication = "internal_plain"
VirtualHost "recorder.{DOMAIN}"
authentication = "internal_plain"
VirtualHost "{DOMAIN}"
{main}
{guest}
Component "{self.muc}" "muc"
modules_enabled = {enabled(UPSTREAM_MUC + XMPP_MUC_MODULES.split(","), also_rooms)}
muc_password_whitelist = {{ "focus@auth.{DOMAIN}"; "recorder@recorder.{DOMAIN}" }}
{section(of_rooms)}{section(rooms)}
Component "{self.breakout}" "muc"
modules_enabled = {enabled(UPSTREAM_MUC + XMPP_BREAKOUT_MUC_MODULES.split(","))}
{section(of_rooms)}
Component "{self.lobby}" "muc"
{section(of_rooms)}
"""

    def exists(self, name):
        """Whether the module is ConfOMeet's, Prosody's own, or one that was brought along."""
        folders = [MODULES, upstream_folder(), HERE / "modules"]
        return name == "ping" or any((folder / f"mod_{name}.lua").exists() for folder in folders)

    def await_start(self):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise AssertionError("Prosody ended:\n" + (self.folder / "output").read_text())
            # It listens before every module is loaded.
            if "Everything is loaded" in self.log("info"):
                return
            time.sleep(0.01)
        raise AssertionError("Prosody does not start:\n" + self.log())

    def log(self, level=None):
        path = self.logs[level] if level else list(self.logs.values())[-1]
        return path.read_text(errors="replace") if path.exists() else ""

    def memory(self):
        """Bytes of RAM that it holds."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.output.close()

    def stop(self):
        """Ends it as an operator does, who wants no errors in the log then either."""
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.output.close()

    def room(self, name, tenant=None):
        """A room as Prosody calls it; a tenant's is called otherwise towards clients."""
        return f"[{tenant}]{name}@{self.muc}" if tenant else f"{name}@{self.muc}"
