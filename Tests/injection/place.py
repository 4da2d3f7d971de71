"""Deployments in small, and what is in a folder."""

import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import threading
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOOL = Path(os.environ.get("CONFOMEET_TOOL") or ROOT / ".build/debug/confomeet-upgrade").resolve()

# Seconds, many times what a run takes on a busy machine.
HANGS = 60

PATCHSET = """format: 1
name: small
upstream: {url: "https://upstream.example/meet.git", releases: "stable-*"}
deployment:
  directory: confomeet
  include: ["*.yml", env.example, "log-analyser/**", "rtcstats/**"]
  version-markers:
    - {file: README.md, pattern: "docker-jitsi-meet: (stable-[0-9-]+)"}
patches: [network]
"""
PATCH = """id: network
title: The network is named ours
reason: Our own services join it.
operations:
  - compose.rename-network: {from: meet.jitsi, to: ours, expect: at-least-one}
guarantees:
  - network: {name: ours, replaces: meet.jitsi}
"""


def environment(folder, cache):
    variables = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    variables |= {
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "CONFOMEET_CACHE": str(cache),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": "/dev/null",
    }
    for role in ("AUTHOR", "COMMITTER"):
        variables |= {
            f"GIT_{role}_NAME": "Ada",
            f"GIT_{role}_EMAIL": "ada@example.org",
            f"GIT_{role}_DATE": "2024-01-01T00:00:00Z",
        }
    return variables


def is_whole(report):
    """Whether a report goes on to its end."""
    text = report.read_text()
    if report.suffix in (".json", ".sarif"):
        try:
            return bool(json.loads(text))
        except ValueError:
            return False
    return text.endswith("</html>\n" if report.suffix == ".html" else "\n") and len(text) > 100


class Server:
    """Serves the repositories in a folder on loopback, as `git daemon` does."""

    def __init__(self, folder):
        self.folder = folder
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.address = "git://127.0.0.1:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            guest, _ = self.listener.accept()
            with guest:
                subprocess.Popen(
                    ["git", "daemon", "--inetd", "--export-all", f"--base-path={self.folder}", self.folder],
                    stdin=guest, stdout=guest, stderr=subprocess.DEVNULL,
                )  # fmt: skip


class Site:
    """A folder with a patch set and a deployment, whose upstream ships with the tool unless another one is named."""

    reports = ("a.md", "b.html", "c.json", "d.sarif")

    def __init__(self, folder, cache, upstream="demo"):
        self.folder = folder
        self.cache = cache
        self.upstream = upstream
        self.deployment = folder / "deployment"

    def make(self):
        (self.folder / "patches/network").mkdir(parents=True)
        (self.folder / "patches/patchset.yaml").write_text(PATCHSET)
        (self.folder / "patches/network/patch.yaml").write_text(PATCH)
        self.deployment.mkdir()
        (self.deployment / "README.md").write_text("Production runs docker-jitsi-meet: stable-9364-1\n")
        (self.deployment / "own.txt").write_text("ours\n")
        return self

    def copy(self, folder):
        if folder.exists():
            shutil.rmtree(folder)
        shutil.copytree(self.folder, folder, symlinks=True)
        cache = folder / self.cache.relative_to(self.folder) if self.cache.is_relative_to(self.folder) else self.cache
        return Site(folder, cache, self.upstream)

    def tool(self, *arguments, expected=0, prefix=()):
        command = [*prefix, TOOL, *arguments, "--upstream", self.upstream]
        process = subprocess.Popen(
            command, cwd=self.folder, env=environment(self.folder, self.cache), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        try:
            output, messages = process.communicate(timeout=HANGS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise AssertionError(f"{arguments} hangs") from None
        result = subprocess.CompletedProcess(command, process.returncode, output, messages)
        if expected is not None:
            assert result.returncode == expected, f"{arguments}: {result.returncode}\n{result.stdout}{result.stderr}"
        return result

    def git(self, *arguments, check=True, at=None):
        result = subprocess.run(
            ["git", *arguments], cwd=at or self.deployment, env=environment(self.folder, self.cache), check=check,
            capture_output=True, text=True,
        )  # fmt: skip
        return result.stdout + ("" if check else result.stderr)

    def edit(self, old, new, file="confomeet/docker-compose.yml"):
        path = self.deployment / file
        text = path.read_text()
        assert old in text, f"{file} has no {old}"
        path.write_text(text.replace(old, new))

    def state(self):
        """Every file with its content and mode; of a repository what it says, not how it keeps it."""
        found = {}
        for path in sorted(self.folder.rglob("*")):
            name = str(path.relative_to(self.folder))
            parts = path.relative_to(self.folder).parts
            if path.is_relative_to(self.cache):
                continue
            if ".git" in parts:
                # Objects stay when a commit is given up, as git's own do; what git would stumble over doesn't.
                if path.suffix == ".lock" or path.name == "confomeet-upgrade":
                    found[name] = "leftover"
                continue
            mode = path.lstat().st_mode
            if path.is_symlink():
                found[name] = f"link {os.readlink(path)}"
            elif path.is_dir():
                found[name] = f"{mode:o}"
            elif name in self.reports and is_whole(path):
                # A run that fails reports that instead.
                found[name] = f"{mode:o} a report"
            else:
                found[name] = f"{mode:o} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        if self.cache.is_relative_to(self.folder) and self.cache.exists():
            for path in self.cache.iterdir():
                found |= self.mirror(path)
        if (self.deployment / ".git").exists():
            found["refs"] = self.git("for-each-ref", "--format=%(refname) %(tree) %(contents)")
            found["status"] = self.git("status", "--porcelain")
            found["fsck"] = self.git("fsck", "--no-dangling", "--no-progress", check=False)
        return found

    def mirror(self, path):
        """What is in the cache, and what is left in a mirror of what was under way: what is fetched, fills other packs."""
        name = f"cache/{path.name}"
        if path.suffix != ".git":
            return {name: "leftover"}
        found = {name: self.git("for-each-ref", check=False, at=path) + self.git("fsck", check=False, at=path)}
        for file in path.rglob("*"):
            if file.name.startswith("pack_git2_") or file.suffix == ".lock" and file.name != "confomeet-fetch.lock":
                found[f"{name}/{file.relative_to(path)}"] = "leftover"
        return found
