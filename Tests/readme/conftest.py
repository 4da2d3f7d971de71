"""Fixtures: a clean clone of the repository, on a machine that has what Debian and Swift bring, and no network."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from blocks import ROOT

# As README's users have it after the build; the tests' own build is taken for it.
TOOL = Path(os.environ.get("CONFOMEET_TOOL") or ROOT / ".build/debug/confomeet-upgrade").resolve()
RELEASES = ["stable-9364-1", "stable-10184", "stable-11146-2"]

SWIFT = """#!/bin/sh
case "$*" in
*--show-bin-path*) echo "$PWD/.build/release" ;;
"build -c release --product confomeet-upgrade")
  mkdir -p .build/release && ln -sf "{tool}" .build/release/confomeet-upgrade ;;
*) echo "swift $*: not what README says" >&2; exit 1 ;;
esac
"""


class Machine:
    """A home, a clone, and commands run in it by a shell."""

    def __init__(self, folder):
        self.folder = folder
        self.clone = folder / "confomeet-upgrade"
        stand_ins = folder / "bin"
        stand_ins.mkdir(parents=True)
        self._write(stand_ins / "apt-get", f'#!/bin/sh\necho "$@" >> "{folder}/apt-get.log"\n')
        self._write(stand_ins / "sudo", '#!/bin/sh\nexec "$@"\n')
        self._write(stand_ins / "swift", SWIFT.format(tool=TOOL))
        self.environment = {
            "PATH": f"{stand_ins}:{os.environ['PATH']}",
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            "COLUMNS": "80",
            # Nobody answers there: what asks a server fails.
            "https_proxy": "http://127.0.0.1:1",
            "http_proxy": "http://127.0.0.1:1",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_COUNT": "2",
            "GIT_CONFIG_KEY_0": "safe.directory",
            "GIT_CONFIG_VALUE_0": "*",
            "GIT_CONFIG_KEY_1": "init.defaultBranch",
            "GIT_CONFIG_VALUE_1": "main",
        }
        for role in ("AUTHOR", "COMMITTER"):
            self.environment |= {f"GIT_{role}_NAME": "Ada", f"GIT_{role}_EMAIL": "ada@example.org"}
        self._check_out()

    def _write(self, path, text):
        path.write_text(text)
        path.chmod(0o755)

    def _check_out(self):
        listing = self.run("git ls-files -z --cached --others --exclude-standard", folder=ROOT)
        for name in listing.stdout.rstrip("\0").split("\0"):
            source, target = ROOT / name, self.clone / name
            # A file may be deleted and not committed so yet.
            if source.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source, target)
        self.run("git init -q && git add --all && git commit -q -m Start")

    def run(self, commands, folder=None, status=0):
        """Runs commands as somebody types them, and stops at the first that fails."""
        result = subprocess.run(
            ["bash", "-c", commands],
            cwd=folder or self.clone,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        assert result.returncode == status, f"{commands}\n{result.stdout}{result.stderr}"
        return result

    def changes(self):
        """What `git status` says of the clone."""
        return self.run("git status --porcelain").stdout

    def install(self):
        """Puts the program into the PATH."""
        (self.folder / "bin/confomeet-upgrade").symlink_to(TOOL)

    def mirror(self, upstream):
        """Puts a clone of docker-jitsi-meet where the tool keeps its mirror, as after a first run."""
        url = "https://github.com/jitsi/docker-jitsi-meet"
        digest = self.run(f"printf %s {url} | git hash-object --stdin").stdout[:12]
        cache = self.folder / ".cache/confomeet-upgrade"
        cache.mkdir(parents=True)
        (cache / f"github.com-jitsi-docker-jitsi-meet-{digest}.git").symlink_to(upstream)
        self.environment["CONFOMEET_OFFLINE"] = "1"


@pytest.fixture
def machine(tmp_path):
    if not TOOL.exists():
        pytest.fail(f"there is no program `{TOOL}`; build it, or name it in CONFOMEET_TOOL")
    return Machine(tmp_path)


@pytest.fixture
def upstream():
    """A clone of docker-jitsi-meet, where there is one."""
    path = os.environ.get("CONFOMEET_TEST_UPSTREAM")
    if not path:
        pytest.skip("set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet")
    return path
