"""The guide's customisations, written and tried as it says, in the order of its blocks."""

import re

import pytest

from blocks import ROOT, blocks

GUIDE = "Sources/confomeet-upgrade/Documentation.docc/WritingACustomisation.md"
# These edit templates that the demo's upstream does not have.
ELSEWHERE = {"web-frames", "jicofo-sctp"}


def sections():
    """The blocks of each section, by the patch that it writes."""
    headings = [
        number for number, line in enumerate((ROOT / GUIDE).read_text().split("\n"), 1) if line.startswith("## ")
    ]
    parts = {}
    for each in blocks(page=GUIDE):
        parts.setdefault(max(line for line in headings if line < each.line), []).append(each)
    named = {}
    for part in parts.values():
        paths = [path for each in part for path in re.findall(r"^# patches/(.+)/patch.yaml", each.text)]
        assert len(paths) == 1
        named[paths[0]] = part
    return named


def follow(machine, part):
    """Does what the blocks say; what the last of them prints."""
    for each in part:
        if each.language == "yaml":
            path = re.match(r"# (patches/\S+)\n", each.text)[1]
            assert (machine.clone / path).exists(), f"no command before line {each.line} begins {path}"
            (machine.clone / path).write_text(each.text)
        else:
            output = machine.run("set -e\n" + each.text).stdout
    return output


def test_each_section_writes_a_patch_and_every_language_is_known():
    assert list(sections()) == ["jvb-health", "web-frames", "jibri-logo", "probe", "jicofo-sctp"]
    assert {each.language for each in blocks(page=GUIDE)} == {"sh", "yaml"}


@pytest.mark.parametrize("name", sorted(set(sections()) - ELSEWHERE))
def test_a_customisation_works_on_the_demo(machine, name):
    machine.environment["CONFOMEET_UPSTREAM"] = "demo"
    machine.install()
    output = follow(machine, sections()[name])
    assert f"patch `{name}` changes " in output
    assert "No conflicts at " in output


def test_all_of_them_work_together_on_docker_jitsi_meet(machine, upstream):
    machine.environment["CONFOMEET_UPSTREAM"] = upstream
    machine.install()
    for name, part in sections().items():
        output = follow(machine, part)
        assert re.search(f"patch `{name}` changes [1-9]", output)
        assert "No conflicts at " in output
    warnings = machine.run("confomeet-upgrade patches check").stderr
    assert not re.findall(r"P11[78].*`(?:%s)`" % "|".join(sections()), warnings)


def test_the_readme_points_to_the_guide():
    assert f"]({GUIDE})" in (ROOT / "README.md").read_text()
