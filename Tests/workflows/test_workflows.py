"""The workflows: what GitHub accepts, what they may do, and the commands of ci.yml, run with stand-ins for docker and sudo.

The nightly job's own commands are run by WorkflowTests, in Swift."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
ACTION = ROOT / ".github/actions/confomeet-upgrade/action.yml"
# What lies in the checkout is of the same commit.
OWN = "./.github/actions/confomeet-upgrade"


def read(path):
    return yaml.load(path.read_text(), yaml.BaseLoader)


def steps(workflow):
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize(
    "schema, file",
    [*(("vendor.github-workflows", path) for path in WORKFLOWS), ("vendor.github-actions", ACTION), ("vendor.dependabot", ROOT / ".github/dependabot.yml")],
    ids=lambda each: each.name if isinstance(each, Path) else None,
)
def test_it_has_the_form_that_github_reads(schema, file):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, file]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.name)
def workflow(request):
    return read(request.param)


def test_actions_are_pinned_to_commits(workflow):
    actions = [step["uses"] for step in steps(workflow) if "uses" in step]
    assert actions
    assert all(action == OWN or re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action) for action in actions), actions


def test_the_actions_that_ours_uses_are_too():
    actions = [step["uses"] for step in read(ACTION)["runs"]["steps"] if "uses" in step]
    assert [action.split("@")[0] for action in actions] == ["actions/cache"]
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action) for action in actions)
    # The same version as in the workflows: Dependabot looks for all of them.
    caches = {step["uses"].split("@")[1] for path in WORKFLOWS for step in steps(read(path)) if "actions/cache" in step.get("uses", "")}
    assert caches == {actions[0].split("@")[1]}


@pytest.mark.parametrize("name, after", [("drift", "Look for drift"), ("upgrade", "Upgrade")])
def test_the_program_comes_from_the_action_alone(name, after):
    job = read(ROOT / f".github/workflows/{name}.yml")["jobs"][name]
    names = [step.get("name", step.get("uses")) for step in job["steps"]]
    [program] = [step for step in job["steps"] if step.get("uses") == OWN]
    assert names.index("Get the program") < names.index(after)
    # A named release is installed; there is none yet, so that it is built otherwise.
    version = program["with"]["version"]
    assert "vars.CONFOMEET_UPGRADE_VERSION || 'source'" in version
    commands = " ".join(step.get("run", "") for step in job["steps"])
    assert "swift build" not in commands and "libgit2" not in commands and ".build" not in commands
    if name == "upgrade":
        # Another repository's deployment is upgraded with the release of the tool's repository.
        assert version.startswith("${{ inputs.version ||")
        assert program["with"]["repository"] == "${{ inputs.tool || github.repository }}"
        assert "version" in read(ROOT / ".github/workflows/upgrade.yml")["on"]["workflow_call"]["inputs"]


def test_no_job_may_do_more_than_it_says(workflow):
    assert workflow["permissions"] == {}
    may_write = {
        "publish": {"contents", "id-token", "attestations", "packages"}, "pull-request": {"contents", "pull-requests"},
    }
    for name, job in workflow["jobs"].items():
        written = {right for right, access in job["permissions"].items() if access != "read"}
        assert written <= may_write.get(name, {"security-events"})
        assert job["timeout-minutes"]


def test_no_checkout_leaves_its_token(workflow):
    checkouts = [step for step in steps(workflow) if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


def test_no_command_has_an_expression_in_it(workflow):
    """What comes from outside must not become a part of a command."""
    assert all("${{" not in step.get("run", "") for step in steps(workflow))


def test_what_may_write_builds_and_runs_nothing_of_upstream():
    job = read(ROOT / ".github/workflows/upgrade.yml")["jobs"]["pull-request"]
    assert [step["run"] for step in job["steps"] if "run" in step] == [".ci/pull-request outcome"]
    # The token is where it is needed, and nowhere else.
    for path in WORKFLOWS:
        for job in read(path)["jobs"].values():
            assert "token" not in str(job.get("env", {})).lower()
            for step in job["steps"]:
                # What publishes checks nothing out, see below.
                if "run" in step and "github.token" in str(step) and path.name != "release.yml":
                    assert step["run"] == ".ci/pull-request outcome"


def test_commands_are_what_a_shell_reads(workflow):
    for step in steps(workflow):
        if "run" in step:
            # SC2016: the commands in the container are quoted, so that they are read there.
            command = ["shellcheck", "--shell=bash", "--exclude=SC2016,SC2154", "-"]
            result = subprocess.run(command, input=step["run"], capture_output=True, text=True)
            assert result.returncode == 0, result.stdout


def test_what_may_publish_runs_nothing_but_the_runners_own():
    job = read(ROOT / ".github/workflows/release.yml")["jobs"]["publish"]
    assert job["if"] == "github.ref_type == 'tag'"
    assert not [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]


def test_the_image_is_one_and_dependabot_knows_where():
    image = (ROOT / ".ci/Dockerfile").read_text()
    assert re.search(r"^FROM [\w.:-]+@sha256:[0-9a-f]{64}$", image, re.MULTILINE)
    updates = {(each["package-ecosystem"], each["directory"]) for each in read(ROOT / ".github/dependabot.yml")["updates"]}
    assert updates == {("github-actions", "/"), ("docker", "/.ci"), ("swift", "/")}


def test_a_container_is_that_image(tmp_path):
    """What a job runs in is named by its digest: by the job that reads the Dockerfile."""
    containers = [(jobs, job) for path in WORKFLOWS for jobs in [read(path)["jobs"]] for job in jobs.values() if "container" in job]
    assert containers
    for jobs, job in containers:
        assert job["container"] == "${{ needs.image.outputs.name }}"
        assert job["needs"] == "image"
        assert jobs["image"]["outputs"] == {"name": "${{ steps.image.outputs.name }}"}
        [step] = [step for step in jobs["image"]["steps"] if step.get("id") == "image"]
        output = tmp_path / "output"
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        subprocess.run(command, check=True, cwd=ROOT, env=os.environ | {"GITHUB_OUTPUT": str(output)})
        assert re.fullmatch(r"name=[\w.:-]+@sha256:[0-9a-f]{64}\n", output.read_text())
        output.unlink()


def test_swift_packages_are_pinned_exactly():
    packages = re.findall(r"\.package\((.*)\)", (ROOT / "Package.swift").read_text())
    assert packages
    assert all(re.fullmatch(r'url: "[^"]+", exact: "[\d.]+"', package) for package in packages), packages


CI = read(ROOT / ".github/workflows/ci.yml")


def test_the_parts_are_all_that_ci_runs():
    assert CI["jobs"]["part"]["strategy"]["matrix"]["part"] == ["build", "swift", "python"]
    run = (ROOT / ".ci/run").read_text()
    assert "parts=(build swift python)" in run


class Runner:
    """Runs a job's commands where `docker run` runs them at once, in a folder of which nothing else is used."""

    def __init__(self, folder):
        self.folder = folder
        self.log = folder / "log"
        self.log.touch()
        bin = folder / "bin"
        bin.mkdir()
        for name, text in {
            "sudo": 'echo "sudo $*" >> "$LOG"\n',
            "git": 'echo "git $*" >> "$LOG"\n',
            # What is behind the name of the image is run.
            "docker": 'echo "docker $*" >> "$LOG"\n[ "$1" = run ] || exit 0\n'
            'while [ "$1" != confomeet-ci ]; do shift; done\nshift\nexec "$@"\n',
        }.items():
            (bin / name).write_text("#!/bin/sh\n" + text)
            (bin / name).chmod(0o755)
        checkout = folder / "checkout"
        (checkout / ".ci").mkdir(parents=True)
        for name in ("run", "compare"):
            script = checkout / ".ci" / name
            script.write_text(f'#!/bin/sh\necho ".ci/{name} $*" >> "$LOG"\n' + 'echo "## Changes"\nexit "$STATUS"\n')
            script.chmod(0o755)
        self.environment = {
            "PATH": f"{bin}:{os.environ['PATH']}",
            "LOG": str(self.log),
            "RUNNER_TEMP": str(folder),
            "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        }

    def run(self, job, status=0, **variables):
        environment = self.environment | variables | {"STATUS": str(status)}
        for step in CI["jobs"][job]["steps"]:
            if "run" not in step or "if" in step:
                continue
            command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
            result = subprocess.run(command, cwd=self.folder / "checkout", env=environment, capture_output=True, text=True)
            if result.returncode:
                return result.returncode
        return 0


@pytest.fixture
def runner(tmp_path):
    return Runner(tmp_path)


@pytest.mark.parametrize("status", [0, 1])
@pytest.mark.parametrize("part", CI["jobs"]["part"]["strategy"]["matrix"]["part"])
def test_a_part_is_run_with_real_upstream_and_fails_the_job(runner, part, status):
    assert runner.run("part", status, PART=part) == status
    log = runner.log.read_text()
    assert f".ci/run {part}\n" in log
    assert "git clone --quiet --bare https://github.com/jitsi/docker-jitsi-meet /upstream.git\n" in log
    for variable in ("TEST_UPSTREAM=/upstream.git", "NO_SKIPS=1", "TEST_DEBIAN=1", "TEST_SEEDS", "TEST_FAULTS"):
        assert f"--env CONFOMEET_{variable} " in log


def test_what_changes_is_on_the_runs_page(runner):
    assert runner.run("compare", BEFORE="0123abc") == 0
    assert ".ci/compare 0123abc /upstream.git\n" in runner.log.read_text()
    assert (runner.folder / "summary.md").read_text() == "## Changes\n"


def test_a_comparison_that_fails_fails_the_job(runner):
    assert runner.run("compare", 1, BEFORE="0123abc") == 1
