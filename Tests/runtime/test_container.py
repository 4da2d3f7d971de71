"""The container starts, with S3 and without, and a recording gets from there to the bucket and the backend."""

import json
import os
import subprocess

import pytest

from container import Container, unavailable

S3 = {
    "CONFOMEET_S3_URL": "http://127.0.0.1:9",
    "CONFOMEET_S3_BUCKET": "recordings",
    "CONFOMEET_S3_CLIENT_ID": "AKIDFORTESTS",
    "CONFOMEET_S3_CLIENT_SECRET": "s3cr3t/+for=tests",
}


@pytest.fixture(scope="session")
def can_mount(tmp_path_factory):
    if reason := unavailable(tmp_path_factory.mktemp("mount")):
        pytest.skip(reason)


@pytest.fixture
def container(can_mount, tree, renderer, tmp_path):
    return Container(tree, renderer, tmp_path)


def settings_of(container):
    return "/run/confomeet/aws" if container.tree.s6 == 3 else "/home/jibri/.aws"


def listing(container):
    folder = settings_of(container)
    return f"stat -c '%n %a %U' {folder} {folder}/*"


@pytest.mark.parametrize("region", [None, "ru-1"])
def test_the_settings_are_written_for_the_user_that_needs_them(container, region):
    container.environment(S3 | ({"CONFOMEET_S3_REGION": region} if region else {}))
    folder = settings_of(container)
    ran = container.run(listing(container), f"cat {folder}/*")
    assert ran.returncode == 0, ran.stderr
    file_mode, folder_mode = ("600", "700") if container.tree.s6 == 3 else ("640", "750")
    lines = ran.stdout.splitlines()
    assert lines[:3] == [
        f"{folder} {folder_mode} {container.user}",
        f"{folder}/config {file_mode} {container.user}",
        f"{folder}/credentials {file_mode} {container.user}",
    ]
    assert f"region = {region or 'us-east-1'}" in lines
    assert "aws_secret_access_key = s3cr3t/+for=tests" in lines
    assert ran.stderr == ""


def test_the_newer_container_is_read_only(container):
    """Or the tests here would not notice a script that writes where it can't."""
    if container.tree.s6 == 1:
        pytest.skip("older images are writable")
    container.environment(S3)
    ran = container.run("touch /etc/x /home/x || true", container.as_user("touch /run/x"), "ls /run/x")
    assert ran.stdout == "/run/x\n"
    assert ran.stderr.count("Read-only file system") == 2


def test_a_restart_changes_nothing(container):
    """The same container, its files still there in the older images."""
    container.environment(S3)
    ran = container.run(listing(container), "echo restart", *container.start(), listing(container))
    assert ran.returncode == 0, ran.stderr
    before, after = ran.stdout.split("restart\n")
    assert before == after and before


@pytest.mark.parametrize("empty", [False, True])
def test_without_variables_it_starts_as_if_the_patch_were_not_there(container, empty):
    container.environment(dict.fromkeys(S3, "") if empty else {})
    folder = settings_of(container)
    ran = container.run(f"ls -A {folder} 2>/dev/null || true")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_what_is_half_configured_starts_and_is_named(container):
    container.environment({name: S3[name] for name in ("CONFOMEET_S3_URL", "CONFOMEET_S3_CLIENT_ID")})
    ran = container.run("echo started")
    assert ran.stdout == "started\n", ran.stderr
    assert "not set: CONFOMEET_S3_BUCKET CONFOMEET_S3_CLIENT_SECRET" in ran.stderr
    assert S3["CONFOMEET_S3_CLIENT_ID"] not in ran.stderr


def test_a_template_that_cannot_be_rendered_is_no_quiet_start(container):
    container.environment(S3)
    container.add("usr/bin/tpl", b"#!/bin/sh\necho broken >&2\nexit 1\n", 0o755)
    ran = container.run("echo started")
    assert ran.returncode != 0 and "started" not in ran.stdout
    assert "broken" in ran.stderr


def finalizing(container, name):
    """As jibri does it: a child of the service, with the container's environment, as the service's user."""
    script = "/usr/bin/finalize-s3.sh"
    shim = "/command/with-contenv" if container.tree.s6 == 3 else "/usr/bin/with-contenv"
    folder = f"{container.volume}/recordings/{name}"
    return container.as_user(f"{shim} bash -c 'exec {script} \"$0\"' '{folder}' 2>&1")


def test_a_recording_gets_from_the_container_to_the_bucket(container, storage, backend):
    if not os.access("/usr/bin/aws", os.X_OK):
        pytest.skip("no /usr/bin/aws: apt install awscli")
    told = backend()
    file = container.recording("abc/4711_Встреча.mp4", b"recorded")
    container.environment(
        S3
        | {
            "CONFOMEET_S3_URL": storage.url,
            "CONFOMEET_S3_BUCKET": storage.bucket,
            "XMPP_DOMAIN": told.domain,
            # As from .env: everything that bounds the script gets there.
            "CONFOMEET_S3_ATTEMPTS": "1",
        }
    )
    ran = container.run(finalizing(container, "abc"))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert f"'4711_Встреча.mp4' is in bucket {storage.bucket}, 8 bytes" in ran.stdout
    assert storage.objects() == {"4711_Встреча.mp4": b"recorded"}
    assert json.loads(told.requests[0][2])["meetingId"] == 4711
    assert not file.exists()
    assert S3["CONFOMEET_S3_CLIENT_SECRET"] not in ran.stdout + ran.stderr


def test_without_variables_a_recording_stays_and_that_is_said(container):
    file = container.recording("abc/4711_a.mp4", b"recorded")
    container.environment({"XMPP_DOMAIN": "127.0.0.1:9"})
    ran = container.run(finalizing(container, "abc"))
    assert ran.returncode == 78
    assert "S3 is not configured, CONFOMEET_S3_URL is not set" in ran.stdout
    assert file.read_bytes() == b"recorded"


def test_fix_attrs_are_lines_that_s6_reads(v1_tree):
    """`path recursive account file-mode folder-mode`, as in upstream's own."""
    [line] = (v1_tree.rootfs / "etc/fix-attrs.d/11-awscli").read_text().splitlines()
    assert line.split() == ["/home/jibri/.aws", "true", "jibri", "0640", "0750"]
    upstream = (v1_tree.rootfs / "etc/fix-attrs.d/10-jibri").read_text().split("\n")[0]
    assert len(line.split()) == len(upstream.split())


def test_scripts_have_a_shell_that_the_image_has(tree):
    script = tree.rootfs / ("etc/s6-overlay/scripts/awscli" if tree.s6 == 3 else "etc/cont-init.d/11-awscli")
    interpreter = "/command/with-contenv" if tree.s6 == 3 else "/usr/bin/with-contenv"
    assert script.read_text().startswith(f"#!{interpreter} bash\n")
    for path in (script, tree.finalize, tree.rootfs / "usr/bin/install-awscli"):
        assert os.access(path, os.X_OK)
        assert subprocess.run(["bash", "-n", path]).returncode == 0
