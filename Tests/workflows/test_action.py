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
ACTION = yaml.load((ROOT / ".github/actions/confomeet-upgrade/action.yml").read_text(), yaml.BaseLoader)
STEPS = {step["id"]: step for step in ACTION["runs"]["steps"]}
STEP = STEPS["install"]
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
    assert result.returncode != 0
    assert "install" not in calls


def test_one_whose_sum_is_missing_is_not(github, install):
    release(github[1])
    for path in list(github[1]):
        if path.endswith(".sha256"):
            github[1][path] = f"{'0' * 64}  other\n".encode()
    result, calls = install()
    assert result.returncode != 0
    assert "install" not in calls


def test_the_sum_may_be_given(github, install):
    release(github[1], total="0" * 64)
    result, calls = install(SUM=hashlib.sha256(b"a package").hexdigest())
    assert result.returncode == 0, result.stderr
    assert f"{name()}.deb" in calls


def test_a_release_without_the_package_is_said(github, install):
    result, calls = install()
    assert result.returncode == 1 and "install" not in calls
    assert f"There is no package {name()}.deb in release v0.1.0 of confomeet/tool" in result.stderr


@pytest.mark.parametrize("inputs", [{"VERSION": "../../x"}, {"REPOSITORY": "a/b/../c"}, {"VERSION": "1\nheader"}])
def test_what_is_no_name_is_not_asked_for(inputs, github, install):
    result, calls = install(**inputs)
    assert (result.returncode, calls, github[2]) == (1, "", [])


def test_nothing_but_the_package_is_installed_where_there_is_curl(github, install):
    release(github[1])
    calls = install()[1].splitlines()
    assert calls[0] == "apt-get update -qq" and len(calls) == 2 and calls[1].endswith(f"/{name()}.deb")


def test_a_step_is_for_a_release_or_for_the_sources():
    conditions = {name: step["if"] for name, step in STEPS.items()}
    assert conditions.pop("install") == "inputs.version != 'source'"
    assert set(conditions) == {"sources", "kept", "build"}
    assert set(conditions.values()) == {"inputs.version == 'source'"}
    assert STEPS["kept"]["with"] == {
        "path": "${{ steps.sources.outputs.folder }}", "key": "${{ steps.sources.outputs.key }}"}


@pytest.fixture
def source(tmp_path):
    """Runs a step in a checkout with a few sources; what swift and apt-get are told is written down."""
    checkout = tmp_path / "checkout"
    for path in (".ci/Dockerfile", "Package.swift", "Package.resolved", "Sources/a b/x.swift", "Sources/y.swift"):
        (checkout / path).parent.mkdir(parents=True, exist_ok=True)
        (checkout / path).write_text(path)
    action = checkout / ".github/actions/confomeet-upgrade"
    action.mkdir(parents=True)
    stubs = tmp_path / "stubs"
    stubs.mkdir()
    program = "printf '#!/bin/sh\\necho confomeet-upgrade 9.9.9\\n'"
    scripts = {
        "apt-get": f'echo "apt-get $*" >>{tmp_path}/calls',
        "sudo": '"$@"',
        "swift": f'echo "swift $*" >>{tmp_path}/calls; mkdir -p .build/release; {program} >.build/release/confomeet-upgrade; '
        "chmod +x .build/release/confomeet-upgrade",
    }
    for command, script in scripts.items():
        (stubs / command).write_text(f"#!/bin/bash\n{script}\n")
        (stubs / command).chmod(0o755)

    def run(step, **variables):
        for name in ("output", "path", "calls"):
            (tmp_path / name).write_text("")
        environment = {
            "PATH": f"{stubs}:{os.environ['PATH']}", "HOME": str(tmp_path), "GITHUB_ACTION_PATH": str(action),
            "GITHUB_OUTPUT": str(tmp_path / "output"), "GITHUB_PATH": str(tmp_path / "path"),
            "RUNNER_TEMP": str(tmp_path / "temp"), **variables,
        }
        subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[step]["run"]], check=True, env=environment)
        return dict(line.split("=", 1) for line in (tmp_path / "output").read_text().splitlines())

    run.checkout, run.folder = checkout, tmp_path
    return run


def test_the_sources_are_built_once_and_found_on_the_path(source):
    told = source("sources")
    outputs = source("build", FOLDER=told["folder"], IS_KEPT="")
    assert outputs == {"version": "confomeet-upgrade 9.9.9"}
    assert (source.folder / "path").read_text() == told["folder"] + "\n"
    assert (source.folder / "calls").read_text().count("swift build -c release --product confomeet-upgrade\n") == 1
    # What was kept is taken as it is, with the libraries that it needs.
    assert source("build", FOLDER=told["folder"], IS_KEPT="true") == outputs
    assert "swift" not in (calls := (source.folder / "calls").read_text()) and "libgit2-dev" in calls


@pytest.mark.parametrize("path", ["Sources/a b/x.swift", "Package.swift", "Package.resolved", ".ci/Dockerfile", "Sources/new.swift"])
def test_other_sources_are_another_program(path, source):
    first = source("sources")["key"]
    assert source("sources")["key"] == first
    (source.checkout / path).write_text("changed")
    assert source("sources")["key"] != first


@pytest.mark.parametrize("name", [name for name, step in STEPS.items() if "run" in step])
def test_no_command_has_an_expression_in_it(name):
    command = STEPS[name]["run"]
    assert "${{" not in command
    result = subprocess.run(["shellcheck", "--shell=bash", "-"], input=command, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout
