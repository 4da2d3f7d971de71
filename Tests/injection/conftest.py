"""Fixtures: the program that has a system call fail, and what each command finds."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytest.register_assert_rewrite("faults", "place")

from faults import Trials
from place import TOOL, Site
from scenarios import SCENARIOS

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def injector(tmp_path_factory):
    """The program of fault.c."""
    if not TOOL.exists():
        pytest.fail(f"there is no program `{TOOL}`; build it, or name it in CONFOMEET_TOOL")
    program = tmp_path_factory.mktemp("injector") / "fault"
    compiler = shutil.which("clang") or shutil.which("cc")
    subprocess.run([compiler, "-Wall", "-Werror", "-O1", "-o", program, HERE / "fault.c"], check=True)
    # Not everywhere may a process look after another one's system calls.
    trial = subprocess.run([program, os.devnull, "/", "0", "0", "true"], capture_output=True, text=True)
    if trial.returncode:
        pytest.skip(f"system calls can't be made to fail on this machine: {trial.stderr.strip()}")
    return program


@pytest.fixture(scope="session", params=SCENARIOS)
def trials(request, injector, tmp_path_factory):
    """A command's steps, the state before it and the state after it."""
    folder = tmp_path_factory.mktemp(request.param)
    scenario = SCENARIOS[request.param]
    site = Site(folder / "base", folder / "cache").make()
    scenario.prepare(site)
    return Trials(request.param, scenario, site, injector)
