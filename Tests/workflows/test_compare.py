"""Tests/compare: what it says of two programs and two patch sets."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOL = Path(os.environ.get("CONFOMEET_TOOL") or ROOT / ".build/debug/confomeet-upgrade").resolve()


@pytest.fixture
def upstream(tmp_path):
    """The upstream that ships with the tool."""
    cache = tmp_path / "cache"
    command = [TOOL, "releases", "--upstream", "demo", "--cache", cache, "--patches", ROOT / "patches"]
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)
    return next(cache.glob("demo-*.git"))


def compare(upstream, before, after):
    command = [ROOT / "Tests/compare", "--before", *before, "--after", *after, upstream]
    return subprocess.run(command, capture_output=True, text=True)


def test_the_same_differs_in_nothing(upstream):
    side = (TOOL, ROOT / "patches")
    result = compare(upstream, side, side)
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("## What changes on 3 releases, stable-9364-1 to stable-11146-2\n")
    assert result.stdout.count("No difference.") == 2
    assert "size of the program" in result.stdout


def test_another_patch_set_differs_where_it_does(upstream, tmp_path):
    patches = tmp_path / "patches"
    shutil.copytree(ROOT / "patches", patches)
    patch = patches / "network/patch.yaml"
    patch.write_text(patch.read_text().replace("confomeetnet", "othernet"))
    manifest = patches / "patchset.yaml"
    manifest.write_text(manifest.read_text().replace("  - jicofo-shared-document\n", ""))
    result = compare(upstream, (TOOL, ROOT / "patches"), (TOOL, patches))
    assert result.returncode == 0, result.stderr
    assert "`jicofo-shared-document`: `applied (own-image)` → – | stable-9364-1 |" in result.stdout
    assert "`jicofo-shared-document`: `applied (variable)` → – | stable-10184 … stable-11146-2 (2) |" in result.stdout
    assert "file differs: `confomeet/docker-compose.yml` | stable-9364-1 … stable-11146-2 (3) |" in result.stdout


def test_a_side_that_cannot_be_run_is_an_error(upstream, tmp_path):
    result = compare(upstream, (TOOL, ROOT / "patches"), (TOOL, tmp_path))
    assert result.returncode == 1
    assert "P1" in result.stderr
