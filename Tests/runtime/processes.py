"""What other processes show of themselves."""

import contextlib
import os
import signal
import threading
from pathlib import Path


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
