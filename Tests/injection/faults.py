"""A command's system calls, by their number, and what is left when one of them fails."""

import errno
import os
import random
import shutil

from place import Site

# What can't be removed when all is done stays for the next run to remove. A mirror may have got a part of what is new.
UNDER_WAY = ("deployment/.confomeet-upgrade", "deployment/.git/confomeet-upgrade", "cache/")
# A signal that a trap or a failed precondition ends with; 137 is SIGKILL.
CRASHES = range(129, 160)


def chosen(count, what):
    """The steps that are tried: all, some by number (`12`, `12-20`), or a few that a seed chooses for each test."""
    steps = range(1, count + 1)
    wanted = os.environ.get("CONFOMEET_TEST_FAULTS", "")
    if wanted == "all":
        return list(steps)
    if wanted[:1].isdigit():
        first, _, last = wanted.partition("-")
        return [step for step in steps if int(first) <= step <= int(last or first)]
    factor, _, seed = os.environ.get("CONFOMEET_TEST_SEEDS", "1").partition("@")
    generator = random.Random(f"{seed or 1} {what}")
    return sorted(generator.sample(steps, min(count, 2 * int(factor))))


class Trials:
    def __init__(self, name, scenario, site, injector):
        self.name = name
        self.scenario = scenario
        self.site = site
        self.injector = injector
        self.folder = site.folder.parent / "trial"
        self.log = site.folder.parent / "log"
        self.before = site.state()
        site = site.copy(self.folder)
        result = self._run(site, 0, 0)
        assert result.returncode == scenario.status, result.stdout + result.stderr
        self.steps = self.log.read_text().splitlines()
        self.after = site.state()
        assert self.after != self.before

    def _run(self, site, step, action):
        prefix = [self.injector, self.log, self.folder, str(step), str(action)]
        return site.tool(*self.scenario.command, expected=None, prefix=prefix)

    def each(self, trial, kind):
        """Tries steps, and gives what was wrong with some of them."""
        wrong = []
        for step in chosen(len(self.steps), f"{self.name} {kind}"):
            site = self.site.copy(self.folder)
            try:
                trial(site, step)
            except AssertionError as error:
                lines = self.log.read_text().splitlines()
                name = lines[step - 1] if step <= len(lines) else "?"
                wrong.append(f"step {step}, {name}: {error}")
        assert not wrong, f"{len(wrong)} of {len(self.steps)} steps\n" + "\n".join(wrong[:20])

    def fails(self, action):
        def trial(site, step):
            result = self._run(site, step, action)
            said = f"exit status {result.returncode}\n{result.stderr[:1500]}"
            assert result.returncode not in CRASHES, f"crashed: {said}"
            state = {name: value for name, value in site.state().items() if not name.startswith(UNDER_WAY)}
            # Each report for itself is there or not: one that tells of the failure, too.
            mixed = [name for name in site.reports if state.get(name) not in self.sides(name)]
            assert not mixed, f"{self.difference(state)}\n{said}"
            files, before, after = (without_reports(each) for each in (state, self.before, self.after))
            before, after = ({name: each[name] for name in each if not name.startswith(UNDER_WAY)} for each in (before, after))
            assert files in (before, after), f"{self.difference(state)}\n{said}"
            if before != after:
                assert result.returncode != 1 or files == before, f"said that nothing was written: {said}"
                assert result.returncode != self.scenario.status or files == after, f"said that it was done: {said}"
            self.goes_on(site, files == before, files == after)

        self.each(trial, action)

    def is_killed(self, kind="killed", lose=None):
        def trial(site, step):
            result = self._run(site, step, 0)
            assert result.returncode == 137
            if lose:
                lose(site, self.log.read_text().splitlines())
            if self.scenario.back and step % 2:
                site.tool(*self.scenario.back)
                state = site.state()
                assert state == self.before, f"after the way back: {self.difference(state)}"
            else:
                self.goes_on(site, True, True)

        self.each(trial, kind)

    def goes_on(self, site, may_be_old, may_be_new):
        """The next run does all of it, or finds it done."""
        result = site.tool(*self.scenario.command, expected=None)
        said = f"the next run: exit status {result.returncode}\n{result.stderr[:1500]}"
        expected = {self.scenario.status} if may_be_old else set()
        if may_be_new:
            expected |= set(self.scenario.again)
        assert result.returncode in expected, said
        now = site.state()
        assert now == self.after, f"{self.difference(now)}\n{said}"

    def sides(self, name):
        return self.before.get(name), self.after.get(name)

    def difference(self, state):
        """What a state has in common with neither side."""
        lines = []
        for name in sorted(state.keys() | self.before.keys() | self.after.keys()):
            have, old, new = state.get(name), self.before.get(name), self.after.get(name)
            if have == old == new:
                continue
            kind = "old" if have == old else "new" if have == new else "neither"
            lines.append(f"{name} is {kind}" + (f": {have}" if kind == "neither" else ""))
        return "\n".join(lines[:12])


def without_reports(state):
    return {name: value for name, value in state.items() if name not in Site.reports}


def unsynced(lines):
    """The inodes whose content was written and not made durable."""
    written = set()
    for line in lines[:-1]:
        call, inode, *_ = line.split(" ", 2)
        if call in ("write", "pwrite64", "writev", "pwritev", "ftruncate", "copy_file_range"):
            written.add(inode)
        elif call in ("fsync", "fdatasync"):
            written.discard(inode)
        elif call == "syncfs":
            device = inode.split(":")[0]
            written = {each for each in written if each.split(":")[0] != device}
        elif call == "sync":
            written.clear()
    return written


def lose_content(share):
    """Cuts files whose content a file system need not have written yet, as a loss of power does; names keep their order."""

    def lose(site, lines):
        inodes = unsynced(lines)
        for path in site.folder.rglob("*"):
            if path.is_symlink() or not path.is_file():
                continue
            status = path.stat()
            if f"{status.st_dev}:{status.st_ino}" in inodes:
                os.truncate(path, int(status.st_size * share))

    return lose


ERRORS = {name: getattr(errno, name) for name in ("ENOSPC", "EIO", "EACCES")}
