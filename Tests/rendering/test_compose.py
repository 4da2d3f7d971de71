"""Compose of today reads jibri.yml, alone as production runs it and together with docker-compose.yml."""

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import folders


def program():
    # The package's own command loses the exit status.
    return Path(importlib.util.find_spec("compose").origin).parent / "docker-compose"


def pytest_generate_tests(metafunc):
    if "folder" in metafunc.fixturenames:
        found = folders("CONFOMEET_EVERY_GENERATED") or folders("CONFOMEET_GENERATED")
        skip = pytest.mark.skip(reason="neither CONFOMEET_EVERY_GENERATED nor CONFOMEET_GENERATED names a tree")
        metafunc.parametrize("folder", found or [pytest.param(None, marks=skip)], ids=lambda each: each and each.parent.parent.name)


@pytest.mark.parametrize("files", [("jibri.yml",), ("docker-compose.yml", "jibri.yml")], ids="+".join)
def test_compose_takes_it(folder, files, tmp_path):
    for name in files:
        shutil.copy(folder / name, tmp_path)
    shutil.copy(folder / "env.example", tmp_path / ".env")
    options = [option for name in files for option in ("-f", name)]
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "CONFIG": str(tmp_path / "config")}
    run = subprocess.run(
        [program(), *options, "config", "-q"], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60
    )
    assert run.returncode == 0, run.stderr
