"""The commands that write, each with what it finds."""

import shutil
from dataclasses import dataclass, field
from typing import Callable

from place import Server, Site

OLD, NEXT, LAST = "stable-9364-1", "stable-10184", "stable-11146-2"


@dataclass
class Scenario:
    #: Makes what the command finds.
    prepare: Callable
    command: list
    #: The exit status of a run that nothing happens to.
    status: int = 0
    #: What a run after one that succeeded may end with.
    again: tuple = (0,)
    #: A command that leads back to what was there before, where there is one.
    back: list = field(default_factory=list)


def deployed(site):
    """Edited by hand: what is here has to be there in the end, too."""
    site.tool(OLD)
    site.edit("restart: ${RESTART_POLICY", "labels: [ours]\n        restart: ${RESTART_POLICY")
    with (site.deployment / "confomeet/env.example").open("a") as file:
        file.write("\n# Ours\nOUR_SETTING=1\n")
    (site.deployment / "confomeet/.env").write_text("HTTP_PORT=8000\n")


def in_repository(site):
    deployed(site)
    site.git("init", "--quiet", "--initial-branch=main")
    site.git("add", "--all")
    site.git("commit", "--quiet", "--message=Start")


def in_conflict(site):
    site.tool(NEXT)
    site.edit("${HTTP_PORT}:80", "8080-8081:80")
    site.edit("${HTTPS_PORT}:443", "8443:443")


def marked(site):
    in_conflict(site)
    site.tool(LAST, "--mark-conflicts", expected=3)


def decided(site):
    marked(site)
    path = site.deployment / "confomeet/docker-compose.yml"
    kept, side = [], "both"
    for line in path.read_text().splitlines(keepends=True):
        if line.startswith("<<<<<<<"):
            side = "ours"
        elif line.startswith("|||||||"):
            side = "base"
        elif line.startswith(">>>>>>>"):
            side = "both"
        elif side in ("ours", "both"):
            kept.append(line)
    path.write_text("".join(kept))


def recorded(site):
    decided(site)
    site.tool("resolve")


def by_hand(site):
    deployed(site)
    (site.folder / "upstream-lock.yaml").unlink()


def with_reports(site):
    deployed(site)
    for name in site.reports:
        (site.folder / name).write_text("old\n")


def served(site):
    """Upstream is on a server, and the cache is the site's own."""
    site.tool("releases")
    upstream = site.folder.parent / "served/meet.git"
    shutil.copytree(next(site.cache.glob("demo-*.git")), upstream)
    site.cache = site.folder / "cache"
    site.upstream = Server(upstream.parent).address + "/meet.git"
    return upstream


def mirrored(site):
    """There is more upstream than in the mirror."""
    upstream = served(site)
    site.tool("releases")
    tree = site.git("rev-parse", "main^{tree}", at=upstream).strip()
    commit = site.git("commit-tree", "-p", "main", "-m", "News", tree, at=upstream).strip()
    site.git("update-ref", "refs/heads/main", commit, at=upstream)
    site.git("tag", "stable-20000", commit, at=upstream)


def damaged(site):
    served(site)
    site.tool("releases")
    next(site.cache.glob("*.git")).joinpath("HEAD").unlink()


REPORTS = [word for name in Site.reports for word in ("--report", name)]

SCENARIOS = {
    "first": Scenario(lambda site: site.tool("releases"), [OLD]),
    "upgrade": Scenario(deployed, [NEXT], back=[OLD]),
    "commit": Scenario(in_repository, [NEXT, "--commit"]),
    "mark-conflicts": Scenario(in_conflict, [LAST, "--mark-conflicts"], 3, (3,)),
    "continue": Scenario(decided, ["upgrade", "--continue"], again=(1,)),
    "abort": Scenario(marked, ["upgrade", "--abort"], again=(1,)),
    "adopt": Scenario(by_hand, ["adopt", OLD]),
    "resolve": Scenario(decided, ["resolve", "--because", "the proxy listens there"]),
    "resolve-again": Scenario(recorded, ["resolve", "--because", "the proxy listens there"]),
    "reports": Scenario(with_reports, [NEXT, "--dry-run", *REPORTS], 2, (2,)),
    "upgrade-with-report": Scenario(deployed, [NEXT, "--report", "a.md"]),
    "mirror": Scenario(served, ["releases"]),
    "mirror-fetch": Scenario(mirrored, ["releases"]),
    "mirror-repair": Scenario(damaged, ["releases"]),
}
