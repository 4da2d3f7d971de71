"""What other processes show of themselves."""

import contextlib
import os
import signal
import threading
import time
from pathlib import Path

# How long something may take that has to happen. Nothing waits that long on a machine that works, however busy.
PATIENCE = 300


def wait_for(condition, what):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"no {what} in {PATIENCE} s"
        time.sleep(0.02)


def as_jibri_starts_it():
    """Run in a child before it becomes another program. A shell's `nohup` and `&` have signals ignored, what they start
    inherits that, and a shell script can't trap what was ignored when it began."""
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def command_lines():
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            yield path.read_bytes()


def lives(process):
    """Whether a thread of it runs: a process whose first thread has ended holds its files as long as any other goes on."""
    for path in process.glob("task/[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if path.read_text().rpartition(")")[2].split()[0] not in "ZX":
                return True
    return False


def session(leader):
    """The processes that run in a session: all that a script has started, and itself."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            sid = path.read_text().rpartition(")")[2].split()[3]
            if int(sid) == leader and lives(path.parent):
                yield int(path.parent.name)


def kill_session(leader):
    for process in session(leader):
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


class Watch:
    """Collects every command line that can be seen while it is open."""

    def __enter__(self):
        self.seen = set()
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.look)
        self.thread.start()
        return self

    def look(self):
        while not self.over.wait(0.01):
            self.seen.update(command_lines())

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()
