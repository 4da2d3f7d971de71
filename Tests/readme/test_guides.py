"""What the guides for contributors name is there."""

import re

import pytest

from blocks import ROOT

GUIDES = [".github/CONTRIBUTING.md", "Tests/Scenarios/README.md"]
TOP = ("Sources/", "Tests/", "patches/", ".ci/", ".github/")


def words(guide):
    """The words in backticks and in indented blocks."""
    text = (ROOT / guide).read_text()
    found = re.findall(r"`([^`\n]+)`", text)
    found += [line for line in text.split("\n") if line.startswith("    ")]
    return [word.rstrip(".,") for each in found for word in each.split()]


def sources():
    return "".join(path.read_text() for path in sorted(ROOT.glob("Tests/*Tests/**/*.swift")))


@pytest.mark.parametrize("guide", GUIDES)
def test_every_path_is_there(guide):
    paths = [word for word in words(guide) if word.startswith(TOP)]
    links = [link for link in re.findall(r"\]\(([^)#]+)", (ROOT / guide).read_text()) if "://" not in link]
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []
    assert [link for link in links if not (ROOT / guide).parent.joinpath(link).exists()] == []


@pytest.mark.parametrize("guide", GUIDES)
def test_every_suite_is_there(guide):
    text = sources()
    named = {word.split(".")[0] for word in words(guide) if re.fullmatch(r"[A-Z]\w*Tests(\.\w+)?", word)}
    assert named
    assert [suite for suite in sorted(named) if not re.search(rf"struct {suite}\b", text)] == []


def test_every_folder_of_scenarios_is_told_of():
    text = (ROOT / "Tests/Scenarios/README.md").read_text()
    told = re.findall(r"^\| `([\w-]+)` \|", text, re.M)
    assert sorted(told) == sorted(path.name for path in (ROOT / "Tests/Scenarios").iterdir() if path.is_dir())


def test_every_target_is_told_of():
    text = (ROOT / ".github/CONTRIBUTING.md").read_text()
    told = re.findall(r"^\| `Sources/([\w-]+)` \|", text, re.M)
    # What starts with C holds what C needs.
    targets = [path.name for path in (ROOT / "Sources").iterdir() if not re.match(r"C[A-Z]", path.name)]
    assert sorted(told) == sorted(targets)


def test_the_readme_points_to_them():
    text = (ROOT / "README.md").read_text()
    assert [guide for guide in GUIDES if f"]({guide})" not in text] == []
