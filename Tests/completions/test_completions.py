"""Completions in the shells themselves: what stands on the command line after a press of the tabulator."""

import os
import pty
import re
import select
import shutil
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOL = Path(os.environ.get("CONFOMEET_TOOL") or ROOT / ".build/debug/confomeet-upgrade").resolve()

# What is typed, and what has to be there after it: the three releases of the upstream that ships with the tool.
COMPLETED = [
    ("confomeet-upgrade stable-1114", "stable-11146-2"),
    ("confomeet-upgrade stable-10184 --mark", "--mark-conflicts"),
    ("confomeet-upgrade --mark", "--mark-conflicts"),
    ("confomeet-upgrade --dry-run stable-1018", "stable-10184"),
    ("confomeet-upgrade upgrade stable-1114", "stable-11146-2"),
    ("confomeet-upgrade upgrade stable-10184 --mark", "--mark-conflicts"),
    ("confomeet-upgrade env stable-9364-1..stable-1114", "stable-9364-1..stable-11146-2"),
    ("confomeet-upgrade config stable-1114", "stable-11146-2"),
    ("confomeet-upgrade patches show jibri-s", "jibri-s3"),
    ("confomeet-upgrade rel", "releases"),
    ("confomeet-upgrade explain U22", "U220"),
]
SHELLS = ["bash", "zsh", "fish"]


@pytest.fixture
def surroundings(tmp_path):
    """A folder with the program and its completions, and variables in which upstream is there without a network."""
    for name in ["bin", "completions", "home"]:
        (tmp_path / name).mkdir()
    (tmp_path / "bin/confomeet-upgrade").symlink_to(TOOL)
    environment = {
        "PATH": f"{tmp_path}/bin:{os.environ['PATH']}", "HOME": str(tmp_path / "home"), "TERM": "dumb", "LANG": "C.UTF-8",
        "CONFOMEET_UPSTREAM": "demo", "CONFOMEET_CACHE": str(tmp_path / "cache"), "CONFOMEET_PATCHES": str(ROOT / "patches"),
    }
    subprocess.run([TOOL, "releases"], check=True, capture_output=True, env=environment, cwd=tmp_path)
    for shell in SHELLS:
        script = subprocess.run([TOOL, "--generate-completion-script", shell], check=True, capture_output=True, text=True)
        (tmp_path / "completions" / f"_confomeet-upgrade{'' if shell == 'zsh' else '.' + shell}").write_text(script.stdout)
    return tmp_path, environment


class Terminal:
    """A shell in a terminal, with somebody at the keyboard."""

    def __init__(self, command, folder, environment):
        self.process, self.file = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, environment)
        self.seen = ""

    def type(self, text):
        self.seen = ""
        os.write(self.file, text.encode())

    def wait(self, pattern):
        """What was shown until a pattern was among it."""
        end = time.monotonic() + 60
        while not re.search(pattern, self.seen):
            assert time.monotonic() < end, f"no {pattern!r} in {self.seen!r}"
            if select.select([self.file], [], [], 1)[0]:
                text = os.read(self.file, 65536).decode(errors="replace")
                self.seen += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>()][B0]?|\x07|\r", "", text)
        return self.seen

    def close(self):
        os.close(self.file)
        os.waitpid(self.process, 0)


@pytest.fixture
def start(surroundings):
    """Starts a shell that has read its completions."""
    folder, environment = surroundings
    started = []

    def start(shell):
        if shell == "bash":
            terminal = Terminal(["bash", "--norc", "--noprofile", "-i"], folder, environment)
            setup = "bind 'set show-all-if-ambiguous on'; source completions/_confomeet-upgrade.bash; PS1='rea''dy> '"
        elif shell == "fish":
            terminal = Terminal(["fish", "--no-config", "-i"], folder, environment | {"TERM": "xterm"})
            setup = "source completions/_confomeet-upgrade.fish; function fish_prompt; echo 'rea''dy> '; end"
        else:
            terminal = Terminal(["zsh", "-f", "-i"], folder, environment)
            # As it is installed: found by its name, and read when it is wanted first.
            setup = "fpath=($PWD/completions $fpath); autoload -Uz compinit; compinit -u -D; PS1='rea''dy> '"
        started.append(terminal)
        terminal.type(f"{setup}\n")
        terminal.wait(r"ready> *$")
        return terminal

    yield start
    for terminal in started:
        terminal.close()


def test_the_shells_are_there():
    assert [shell for shell in SHELLS if not shutil.which(shell)] == []


@pytest.mark.parametrize("shell", SHELLS)
def test_a_press_of_the_tabulator_completes(shell, start):
    terminal = start(shell)
    for typed, wanted in COMPLETED:
        terminal.type(typed + "\t")
        # The word, and not only its beginning as it was typed.
        terminal.wait(re.escape(wanted))
        terminal.type("\x15\n")
        terminal.wait(r"ready> *$")


@pytest.mark.parametrize("shell", SHELLS)
def test_the_scripts_are_what_the_shell_can_read(shell, surroundings):
    folder, environment = surroundings
    script = folder / "completions" / f"_confomeet-upgrade{'' if shell == 'zsh' else '.' + shell}"
    result = subprocess.run([shell, "-n", script], capture_output=True, text=True, env=environment)
    assert (result.returncode, result.stderr) == (0, "")
