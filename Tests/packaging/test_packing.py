"""What packs a program: the same bytes for the same program and commit, wherever, whenever and by whomever it is packed."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = r"""
#include <stdio.h>
#include <string.h>
int main(int count, char **words) {
  if (count > 1 && !strcmp(words[1], "--version")) return puts("confomeet-upgrade 9.8.7") < 0;
  return printf("completions for %s\n", count > 2 ? words[2] : "nothing") < 0;
}
"""
MANUAL = """#!/bin/bash
# As the plugin's own program is called: PROGRAM --date DAY --output-directory FOLDER
[[ $2 == --date && $4 == --output-directory ]] && echo ".Dd $3" >"$5/confomeet-upgrade.1"
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A small program, and what makes its manual page."""
    folder = tmp_path_factory.mktemp("built")
    compiler = next(each for each in ("cc", "clang", "gcc") if shutil.which(each))
    (folder / "program.c").write_text(PROGRAM)
    subprocess.run([compiler, "-g", "-o", folder / "confomeet-upgrade", folder / "program.c"], check=True)
    (folder / "generate-manual").write_text(MANUAL)
    (folder / "generate-manual").chmod(0o755)
    return folder


@pytest.fixture
def checkout(tmp_path):
    """The script and what it packs besides, committed on a day of the past."""
    def checkout(name):
        folder = tmp_path / name
        (folder / ".ci").mkdir(parents=True)
        shutil.copy(ROOT / ".ci/pack", folder / ".ci/pack")
        shutil.copy(ROOT / "Package.resolved", folder)
        shutil.copytree(ROOT / "patches", folder / "patches")
        day = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (
            ("NAME", "a"), ("EMAIL", "a@b.invalid"), ("DATE", "2025-03-04T05:06:07Z"))}
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "all"]):
            subprocess.run(["git", *command], cwd=folder, check=True, env=os.environ | day)
        return folder

    return checkout


def pack(checkout, built, folder, umask="022", **variables):
    command = f'umask {umask}; exec .ci/pack "$@"'
    result = subprocess.run(
        ["bash", "-c", command, "pack", built / "confomeet-upgrade", built / "generate-manual", folder], cwd=checkout,
        capture_output=True, text=True, env=os.environ | variables)
    assert result.returncode == 0, result.stderr
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in Path(folder).iterdir()}


def test_two_packings_are_the_same_bytes(built, checkout, tmp_path):
    first = pack(checkout("one"), built, tmp_path / "first")
    # Somebody else, elsewhere, later, with another language, and a program that was written anew.
    again = tmp_path / "again"
    shutil.copytree(built, again, copy_function=shutil.copy)
    os.utime(again / "confomeet-upgrade", (1, 1))
    other = tmp_path / "tmp"
    other.mkdir()
    second = pack(
        checkout("two"), again, tmp_path / "second", umask="077", TMPDIR=str(other), LC_ALL="C", TZ="Asia/Tokyo", SOURCE_DATE_EPOCH="5")
    assert first == second
    assert sorted(name.split("_")[0] + "".join(Path(name.split("_")[-1]).suffixes) for name in first) == [
        "confomeet-upgrade.deb", "confomeet-upgrade.sha256", "confomeet-upgrade.spdx.json", "confomeet-upgrade.tar.xz"]


def test_every_file_is_of_the_commits_day_and_roots(built, checkout, tmp_path):
    pack(checkout("one"), built, tmp_path / "packages")
    [package] = (tmp_path / "packages").glob("*.deb")
    listing = subprocess.run(["dpkg-deb", "--contents", package], check=True, capture_output=True, text=True, env=os.environ | {"TZ": "UTC"})
    lines = listing.stdout.splitlines()
    assert len(lines) > 20
    for line in lines:
        mode, owner, _, day, time, *_ = line.split()
        assert (owner, day, time) == ("root/root", "2025-03-04", "05:06"), line
        assert mode in ("drwxr-xr-x", "-rw-r--r--", "-rwxr-xr-x"), line
    assert any(line.endswith("./usr/share/man/man1/confomeet-upgrade.1.gz") for line in lines)


def test_another_program_is_another_package(built, checkout, tmp_path):
    first = pack(checkout("one"), built, tmp_path / "first")
    other = tmp_path / "other"
    shutil.copytree(built, other)
    (other / "generate-manual").write_text(MANUAL.replace(".Dd $3", ".Dd $3 more"))
    assert pack(checkout("two"), other, tmp_path / "second") != first
