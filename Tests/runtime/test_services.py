"""The oneshot of newer images is started, before anything that needs it could be, and nothing else is run twice."""

import shutil
import subprocess

import pytest

KINDS = {"oneshot", "longrun", "bundle"}


@pytest.fixture
def source(v3_tree, tmp_path):
    """The definitions as they are in the image, with those that s6-overlay brings itself."""
    folder = tmp_path / "source"
    shutil.copytree(v3_tree.services, folder)
    (folder / "user" / "type").write_text("bundle\n")
    (folder / "base").mkdir()
    (folder / "base" / "type").write_text("oneshot\n")
    (folder / "base" / "up").write_text("true\n")
    return folder


def names(folder):
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def test_every_name_is_a_service(source):
    services = names(source)
    assert names(source / "user" / "contents.d") <= services
    for service in services:
        assert names(source / service / "dependencies.d") <= services
        assert (source / service / "type").read_text().strip() in KINDS


def test_ours_is_a_oneshot_that_is_started_after_base(source):
    ours = source / "11-awscli"
    assert names(ours) == {"type", "up", "dependencies.d"}
    assert (ours / "type").read_text() == "oneshot\n"
    assert names(ours / "dependencies.d") == {"base"}
    assert "11-awscli" in names(source / "user" / "contents.d")


def test_jibri_waits_for_ours(source):
    """Or a recording that ends right after the start would find no settings."""
    assert "11-awscli" in names(source / "40-jibri" / "dependencies.d")


def test_up_is_one_command_of_execline_that_the_image_has(v3_tree):
    if not shutil.which("execlineb"):
        pytest.skip("no execlineb: apt install execline")
    up = v3_tree.services / "11-awscli" / "up"
    # execline's own reader splits the file into words; `s6-echo` or the like isn't needed, printf shows them.
    words = subprocess.run(
        ["execlineb", "-Pc", f'printf "%s\\n" {up.read_text()}'], capture_output=True, text=True, check=True
    ).stdout.split("\n")[:-1]
    assert words == ["/etc/s6-overlay/scripts/awscli"]
    assert (v3_tree.rootfs / words[0].lstrip("/")).stat().st_mode & 0o111 == 0o111


def test_nothing_is_left_where_the_older_init_looks(v3_tree):
    """There a script whose interpreter is gone would stop the container."""
    for folder in ("cont-init.d", "fix-attrs.d"):
        assert "11-awscli" not in names(v3_tree.rootfs / "etc" / folder)


def test_nothing_is_left_where_only_the_newer_init_looks(v1_tree):
    assert not (v1_tree.rootfs / "etc/s6-overlay").exists()


def test_s6_rc_compiles_and_starts_it(source, tmp_path):
    if not shutil.which("s6-rc-compile"):
        pytest.skip("no s6-rc-compile on this machine (Debian 12 has no package of s6-rc)")
    compiled = tmp_path / "compiled"
    subprocess.run(["s6-rc-compile", compiled, source], check=True)

    def ask(*question):
        command = ["s6-rc-db", "-c", compiled, *question]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert "11-awscli" in ask("contents", "user").split()
    assert ask("type", "11-awscli").strip() == "oneshot"
    assert "base" in ask("dependencies", "11-awscli").split()
    assert "11-awscli" in ask("dependencies", "40-jibri").split()
    assert "/etc/s6-overlay/scripts/awscli" in ask("script", "11-awscli").replace("\0", " ")
