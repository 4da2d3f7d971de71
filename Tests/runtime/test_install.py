"""install-awscli, as the Dockerfile's chain runs it: Debian's packages and nothing else, or no image."""

import os
import re
import shutil
import subprocess

import pytest

PROGRAMS = ("aws", "curl", "jq")


@pytest.fixture
def install(scripts, tmp_path):
    """Runs it among programs that only note what they are asked for; `broken` ones fail."""
    log = tmp_path / "log"

    def run(*broken):
        folder = tmp_path / "bin"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        # The images' own wrapper: settings for dpkg, and then the command.
        wrapper = folder / "apt-dpkg-wrap"
        wrapper.write_text('#!/bin/sh\nexport DEBIAN_FRONTEND=noninteractive\nexec "$@"\n')
        wrapper.chmod(0o755)
        for name in ("apt-get", *PROGRAMS, "wget", "pip", "pip3", "unzip", "gpg"):
            program = folder / name
            program.write_text(f'#!/bin/sh\necho "{name} $*" >> {log}\nexit {int(name in broken)}\n')
            program.chmod(0o755)
        log.write_text("")
        status = subprocess.run(
            ["/bin/sh", scripts.rootfs / "usr/bin/install-awscli"], env={"PATH": str(folder)}
        ).returncode
        return status, log.read_text().splitlines()

    return run


def test_only_debians_packages_are_installed(install):
    status, calls = install()
    assert status == 0
    installs = [call for call in calls if call.startswith("apt-get ")]
    assert len(installs) == 1
    words = installs[0].split()
    assert {word for word in words[2:] if not word.startswith("-")} == {"awscli", "curl", "jq"}
    assert {"-y", "--no-install-recommends"} <= set(words)
    # Each program is then tried, and none is asked for anything but its version.
    assert [call for call in calls if call not in installs] == [f"{name} --version" for name in PROGRAMS]


@pytest.mark.parametrize("broken", ["apt-get", *PROGRAMS])
def test_what_fails_fails_the_build(install, broken):
    status, calls = install(broken)
    assert status != 0
    assert calls[-1].startswith(broken)


def test_it_stands_in_the_chain_between_update_and_clean_up(tree):
    chain = (tree.folder / "jibri/Dockerfile").read_text()
    places = [
        chain.index(step) for step in ("COPY rootfs/ /", "apt-get update", "/usr/bin/install-awscli", "apt-cleanup")
    ]
    assert places == sorted(places)
    # `&&` on both sides, or a failure would go unnoticed.
    assert re.search(r"&& *\\\n\s*/usr/bin/install-awscli *&& *\\\n", chain)


@pytest.mark.skipif(not os.environ.get("CONFOMEET_TEST_DEBIAN"), reason="CONFOMEET_TEST_DEBIAN isn't set")
@pytest.mark.parametrize("machine", ["amd64", "arm64"])
@pytest.mark.parametrize("suite", ["bullseye", "bookworm", "trixie"])
def test_debian_has_them_signed_for_every_base_image(tmp_path, suite, machine):
    """Asks Debian's archive, with apt's own checks, what would be installed in a bare system."""
    for folder in ("state/lists/partial", "cache/archives/partial", "etc/preferences.d", "etc/apt.conf.d"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "status").write_text("")
    keys = "/usr/share/keyrings/debian-archive-keyring.gpg"
    (tmp_path / "sources.list").write_text(f"deb [signed-by={keys}] http://deb.debian.org/debian {suite} main\n")
    options = {
        "Dir::State": tmp_path / "state",
        "Dir::State::status": tmp_path / "status",
        "Dir::Cache": tmp_path / "cache",
        "Dir::Etc::sourcelist": tmp_path / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::Etc::preferencesparts": tmp_path / "etc/preferences.d",
        "APT::Architecture": machine,
        "APT::Architectures": machine,
        "APT::Sandbox::User": "root",
        "Acquire::Languages": "none",
    }
    apt = ["apt-get", *(f"-o{name}={value}" for name, value in options.items())]
    update = subprocess.run([*apt, "update", "--error-on=any"], capture_output=True, text=True)
    assert update.returncode == 0, update.stderr
    simulated = subprocess.run(
        [*apt, "install", "--simulate", "-y", "--no-install-recommends", "awscli", "curl", "jq"],
        capture_output=True,
        text=True,
    )
    assert simulated.returncode == 0, simulated.stderr
    installed = set(re.findall(r"^Inst (\S+)", simulated.stdout, re.MULTILINE))
    assert {"awscli", "curl", "jq"} <= installed
    # `apt-get purge unzip` comes after it in newer images.
    assert "unzip" not in installed
