"""The action that installs a release: its own commands, with a server of ours for GitHub's, and a stand-in for apt-get."""

import hashlib
import http.server
import os
import subprocess
import threading
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
STEP = yaml.load((ROOT / ".github/actions/confomeet-upgrade/action.yml").read_text(), yaml.BaseLoader)["runs"]["steps"][0]
TOKEN = "ghs_only4this"


def name():
    command = '. /etc/os-release && echo "$ID-$VERSION_ID"_"$(dpkg --print-architecture)"'
    here = subprocess.run(["bash", "-c", command], check=True, capture_output=True, text=True).stdout.strip()
    return f"confomeet-upgrade_0.1.0_{here}"


@pytest.fixture
def github(tmp_path):
    """A server of releases, and what was asked of it."""
    files, asked = {}, []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, self.headers.get("Authorization")))
            content = files.get(self.path)
            self.send_response(200 if content is not None else 404)
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", files, asked
    server.shutdown()
    server.server_close()


@pytest.fixture
def install(tmp_path, github):
    """Runs the step as a runner does; what apt-get is told to install is written down."""
    stubs = tmp_path / "stubs"
    stubs.mkdir()
    scripts = {
        "apt-get": f'echo "apt-get $*" >>{tmp_path}/calls',
        "sudo": '"$@"',
        "confomeet-upgrade": "echo confomeet-upgrade 0.1.0",
    }
    for command, script in scripts.items():
        (stubs / command).write_text(f"#!/bin/bash\n{script}\n")
        (stubs / command).chmod(0o755)

    def install(**inputs):
        variables = {"VERSION": "0.1.0", "SUM": "", "REPOSITORY": "confomeet/tool", "TOKEN": TOKEN} | inputs
        environment = {
            "PATH": f"{stubs}:{os.environ['PATH']}", "GITHUB_SERVER_URL": github[0], "HOME": str(tmp_path),
            "GITHUB_OUTPUT": str(tmp_path / "output"), "TMPDIR": str(tmp_path), **variables,
        }
        result = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEP["run"]], capture_output=True, text=True,
            env=environment)
        calls = tmp_path / "calls"
        return result, calls.read_text() if calls.exists() else ""

    return install


def release(files, content=b"a package", total=None):
    base = f"/confomeet/tool/releases/download/v0.1.0/{name()}"
    files[f"{base}.deb"] = content
    files[f"{base}.sha256"] = f"{total or hashlib.sha256(content).hexdigest()}  {name()}.deb\n{'0' * 64}  other\n".encode()


def test_a_package_with_the_right_sum_is_installed(github, install, tmp_path):
    release(github[1])
    result, calls = install()
    assert result.returncode == 0, result.stderr
    assert f"{name()}.deb" in calls.splitlines()[-1]
    assert (tmp_path / "output").read_text() == "version=confomeet-upgrade 0.1.0\n"
    assert {token for _, token in github[2]} == {f"Bearer {TOKEN}"}
    assert TOKEN not in result.stdout + result.stderr


@pytest.mark.parametrize(
    "published, given", [("0" * 64, ""), (None, "0" * 64), (None, "none"), ("none", "")],
    ids=["published", "given", "given, no sum", "published, no sum"])
def test_one_with_another_sum_is_not(published, given, github, install):
    release(github[1], total=published)
    result, calls = install(SUM=given)
    assert (result.returncode == 0, calls) == (False, "")


def test_one_whose_sum_is_missing_is_not(github, install):
    release(github[1])
    for path in list(github[1]):
        if path.endswith(".sha256"):
            github[1][path] = f"{'0' * 64}  other\n".encode()
    result, calls = install()
    assert (result.returncode == 0, calls) == (False, "")


def test_the_sum_may_be_given(github, install):
    release(github[1], total="0" * 64)
    result, calls = install(SUM=hashlib.sha256(b"a package").hexdigest())
    assert result.returncode == 0, result.stderr
    assert f"{name()}.deb" in calls


def test_a_release_without_the_package_is_said(github, install):
    result, calls = install()
    assert (result.returncode, calls) == (1, "")
    assert f"There is no package {name()}.deb in release v0.1.0 of confomeet/tool" in result.stderr


@pytest.mark.parametrize("inputs", [{"VERSION": "../../x"}, {"REPOSITORY": "a/b/../c"}, {"VERSION": "1\nheader"}])
def test_what_is_no_name_is_not_asked_for(inputs, github, install):
    result, calls = install(**inputs)
    assert (result.returncode, calls, github[2]) == (1, "", [])


def test_no_command_has_an_expression_in_it():
    assert "${{" not in STEP["run"]
    result = subprocess.run(["shellcheck", "--shell=bash", "-"], input=STEP["run"], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout
