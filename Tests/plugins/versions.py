"""Which Prosodys there are: the installed one, and version 13 out of Debian's backports, unpacked beside it."""

import fcntl
import functools
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "confomeet-upgrade" / "tests"
SUITE = "bookworm-backports"
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"


class Unavailable(Exception):
    """Why a Prosody can't be had here."""


def release():
    lines = Path("/etc/os-release").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def version(libraries):
    return (Path(libraries) / "prosody.version").read_text().strip()


def installed():
    program, libraries = Path("/usr/bin/prosody"), Path("/usr/lib/prosody")
    if not program.exists():
        raise Unavailable("prosody is not installed: apt install prosody")
    if not version(libraries).startswith("0.12."):
        raise Unavailable(f"the installed prosody is {version(libraries)}")
    return program


def apt(command, folder, *arguments):
    """Runs apt on its own lists in a folder. It takes nothing that Debian has not signed."""
    for name in ("state/lists/partial", "cache/archives/partial", "etc"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "etc/sources.list").write_text(
        f"deb [signed-by={KEYRING}] http://deb.debian.org/debian {SUITE} main\n"
    )
    settings = {
        "Dir::State": folder / "state",
        "Dir::State::status": "/var/lib/dpkg/status",
        "Dir::Cache": folder / "cache",
        "Dir::Etc": folder / "etc",
        "APT::Sandbox::User": "",
        "Acquire::Retries": "2",
        "Acquire::http::Timeout": "15",
    }
    options = [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]
    result = subprocess.run(
        ["apt-get", "-q", *options, command, *arguments],
        cwd=folder, text=True, timeout=120, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if result.returncode:
        raise Unavailable(f"apt-get {command} of {SUITE} failed: {result.stdout.strip().splitlines()[-1]}")


def unpack(folder):
    """Fetches the package, and unpacks it so that it finds its own files."""
    with tempfile.TemporaryDirectory(dir=CACHE) as work:
        work = Path(work)
        apt("update", work)
        apt("download", work, f"prosody/{SUITE}")
        root = work / "root"
        subprocess.run(["dpkg-deb", "-x", *work.glob("prosody_*.deb"), root], check=True)
        program = root / "usr/bin/prosody"
        text = program.read_text()
        for name, place in (("CFG_SOURCEDIR", "usr/lib/prosody"), ("CFG_PLUGINDIR", "usr/lib/prosody/modules/")):
            old = f"{name}='/{place}'"
            if text.count(old) != 1:
                raise Unavailable(f"{name} is not where it was in the package")
            text = text.replace(old, f"{name}='{folder / place}'" + ("" if not place.endswith("/") else ' .. "/"'))
        program.write_text(text)
        root.rename(folder)


def backported():
    if release().get("VERSION_CODENAME") != "bookworm":
        raise Unavailable(f"Prosody 13 is taken from {SUITE}, which is made for Debian 12")
    for program in ("apt-get", "dpkg-deb"):
        if not shutil.which(program):
            raise Unavailable(f"there is no {program}")
    CACHE.mkdir(parents=True, exist_ok=True)
    folder = CACHE / "prosody-13"
    with (CACHE / "prosody-13.lock").open("w") as lock:
        # Several of pytest's workers may want it.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            try:
                unpack(folder)
            except (OSError, subprocess.SubprocessError) as problem:
                raise Unavailable(f"Prosody 13 could not be had: {problem}") from problem
    if not version(folder / "usr/lib/prosody").startswith("13."):
        raise Unavailable(f"{SUITE} has {version(folder / 'usr/lib/prosody')}")
    return folder / "usr/bin/prosody"


FINDERS = {"0.12": installed, "13": backported}


@functools.cache
def find(name):
    """The program of a version, or why there is none."""
    try:
        return FINDERS[name]()
    except Unavailable as reason:
        return reason
