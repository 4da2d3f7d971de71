"""README's commands, run as they stand, on a machine without a network."""

import ast
import re
from pathlib import Path

import pytest

from blocks import block, blocks

FIRST = "$(command -v sudo) apt-get update"
# What each of the other blocks of commands is run by, or why it isn't.
ELSEWHERE = {
    "Tests/run": "these tests are a part of it",
    "docker compose": "needs docker and images to build on; Tests/runtime has Compose read the files",
}


def test_every_block_of_commands_is_run():
    calls = [each for each in ast.walk(ast.parse(Path(__file__).read_text())) if isinstance(each, ast.Call)]
    run = [ast.unparse(each.args[1]) for each in calls if ast.unparse(each.func) == "block"]
    beginnings = [FIRST, *ELSEWHERE] + [ast.literal_eval(each) for each in run if each != "FIRST"]
    for each in blocks("sh"):
        assert each.text.startswith(tuple(beginnings)), f"README.md:{each.line}"


def test_the_first_command_needs_no_network_and_leaves_the_clone_clean(machine):
    lock = (machine.clone / "upstream-lock.yaml").read_bytes()
    for _ in range(2):
        run = machine.run(block("sh", FIRST))
        assert "upgraded: stable-9364-1 → stable-10184\n" in run.stdout
        assert machine.changes() == ""
    installed = (machine.folder / "apt-get.log").read_text().split("\n")
    assert installed[0] == "update"
    assert installed[1].split()[:2] == ["install", "-y"]
    trial = machine.clone / "trial"
    assert "stable-10184" in (trial / "confomeet/docker-compose.yml").read_text()
    assert "tag: stable-10184" in (trial / "upstream-lock.yaml").read_text()
    # Production's lock, which is in the repository, is another deployment's.
    assert (machine.clone / "upstream-lock.yaml").read_bytes() == lock


def test_the_command_after_it_does_the_same_on_another_upstream(machine):
    machine.environment["CONFOMEET_UPSTREAM"] = "demo"
    machine.install()
    run = machine.run(block("sh", "confomeet-upgrade stable-9364-1 && "))
    assert "upgraded: stable-9364-1 → stable-10184\n" in run.stdout
    assert machine.changes() == ""


def test_the_command_after_it_works_on_docker_jitsi_meet(machine, upstream):
    machine.environment["CONFOMEET_UPSTREAM"] = upstream
    machine.install()
    run = machine.run(block("sh", "confomeet-upgrade stable-9364-1 && "))
    assert "upgraded: stable-9364-1 → stable-10184\n" in run.stdout
    assert machine.changes() == ""


def test_what_runs_gets_its_env_file(machine):
    machine.environment["CONFOMEET_UPSTREAM"] = "demo"
    machine.install()
    machine.run(block("sh", "confomeet-upgrade stable-9364-1 && "))
    assert "in order" in machine.run(block("sh", "(cd deployment/confomeet")).stdout
    made = (machine.clone / "deployment/confomeet/.env").read_text()
    assert re.search(r"^JICOFO_AUTH_PASSWORD=\w+$", made, re.M)


def test_the_program_is_installed(machine):
    machine.run("swift build -c release --product confomeet-upgrade")
    machine.run(block("sh", "install -D -m 755 \"$(swift build"))
    assert machine.run("~/.local/bin/confomeet-upgrade --version").stdout


def test_completions_are_what_a_shell_reads(machine):
    machine.install()
    machine.run(block("sh", "mkdir -p ~/.local/share/bash-completion"))
    machine.run("bash -n ~/.local/share/bash-completion/completions/confomeet-upgrade")


@pytest.fixture
def deployment(machine):
    """A deployment's repository beside the clone, made from the upstream that ships with the tool."""
    machine.install()
    machine.environment |= {"CONFOMEET_UPSTREAM": "demo", "CONFOMEET_DEPLOYMENT": "../confomeet-deploy"}
    folder = machine.folder / "confomeet-deploy"
    folder.mkdir()
    (folder / "README.md").write_text("Production runs docker-jitsi-meet: stable-9364-1\n")
    machine.run("git rm -q upstream-lock.yaml && git commit -q -m Without")
    machine.run("confomeet-upgrade stable-9364-1")
    machine.run("git init -q && git add --all && git commit -q -m Start", folder=folder)
    machine.run("git add upstream-lock.yaml && git commit -q -m Lock")
    return folder


def test_conflicts_are_marked_recorded_and_finished(machine, deployment):
    machine.run("confomeet-upgrade stable-10184")
    compose = deployment / "confomeet/docker-compose.yml"
    compose.write_text(compose.read_text().replace("${HTTP_PORT}:80", "8080-8081:80"))
    machine.run("git add --all && git commit -q -m Edit", folder=deployment)
    mark, record, finish = block("sh", "confomeet-upgrade stable-11146-2 --mark-conflicts").rstrip().split("\n")
    machine.run(mark, status=3)
    marked = compose.read_text()
    resolved = re.sub(r"<<<<<<<.*?\n(.*?)\|\|\|\|\|\|\|.*?>>>>>>>[^\n]*\n", r"\1", marked, flags=re.S)
    assert resolved != marked
    compose.write_text(resolved)
    machine.run(record)
    machine.run("git add --all && git commit -q -m Marked", folder=deployment)
    assert machine.run(finish).stdout.startswith("upgraded: ")
    assert "tag: stable-11146-2" in (machine.clone / "upstream-lock.yaml").read_text()


def test_the_job_of_cron_is_silent_when_all_is_in_step(machine, deployment):
    command = blocks("crontab")[0].text.split(maxsplit=5)[5].replace("/srv/", f"{machine.folder}/")
    # A release is out already that the deployment does not have; that is news, and no reason to fail.
    run = machine.run(command.strip())
    assert run.stdout == "" and run.stderr == ""


def test_the_way_to_a_new_release_in_russian(machine, deployment):
    del machine.environment["CONFOMEET_DEPLOYMENT"]
    machine.run("git rm -q upstream-lock.yaml && git commit -q -m 'By hand'")
    (deployment / "confomeet/.env").write_text("JIBRI_FINALIZE_RECORDING_SCRIPT_PATH=/usr/bin/finalize-s3.sh\n")
    (deployment / ".gitignore").write_text(".env\n")
    machine.run("git add --all && git commit -q -m Ignore", folder=deployment)
    export = block("sh", "export CONFOMEET_DEPLOYMENT=")

    def step(beginning, status=0):
        return machine.run(f"set -e\n{export}{beginning}", status=status).stdout

    assert "stable-10184" in step(block("sh", "git -C \"$CONFOMEET_DEPLOYMENT\" status"))
    assert step(block("sh", "confomeet-upgrade adopt")).startswith("proposed: stable-9364-1\n")
    machine.run("git add --all && git commit -q -m Adopted")
    step(block("sh", "confomeet-upgrade stable-10184 --dry-run"), status=2)
    assert machine.run("git status --porcelain", folder=deployment).stdout == ""
    assert step(block("sh", "confomeet-upgrade stable-10184\n")).startswith("upgraded: ")
    checked = block("sh", "confomeet-upgrade env stable-10184 --env-file").split("\n")
    # It has something to say of a file that lacks what a deployment needs.
    step(checked[0], status=2)
    assert "+" in step(checked[1])
    step(block("sh", "git -C \"$CONFOMEET_DEPLOYMENT\" add"))
    (machine.clone / "upgrade.md").unlink()
    assert machine.changes() == ""
    step(block("sh", "git -C \"$CONFOMEET_DEPLOYMENT\" revert"))
    assert machine.run("confomeet-upgrade drift --only deployment,moved,patches --deployment ../confomeet-deploy")


def shown(text):
    """A block of a terminal: the command, and the groups of lines that follow each other in its output."""
    first, *rest = text.rstrip("\n").split("\n")
    groups = [[]]
    for line in rest:
        if line.strip() == "…":
            groups.append([])
        else:
            groups[-1].append(line)
    return first.removeprefix("$ "), ["\n".join(group).strip("\n") for group in groups if any(group)]


@pytest.mark.parametrize("terminal", blocks("console"), ids=lambda each: each.text.split("\n")[0][2:])
def test_what_a_terminal_shows_is_what_the_tool_says(terminal, machine, upstream):
    machine.install()
    machine.mirror(upstream)
    deployment = machine.clone / "deployment"
    command, groups = shown(terminal.text)
    start = re.search(r"(stable-[\d-]+) → stable", terminal.text)
    deployment.mkdir()
    (deployment / "README.md").write_text("Production runs docker-jitsi-meet: stable-9364-1\n")
    machine.run("git rm -q upstream-lock.yaml")
    machine.run(f"confomeet-upgrade {start[1] if start and ' env ' not in command else 'stable-9364-1'}")
    compose = deployment / "confomeet/docker-compose.yml"
    if "U220" in terminal.text:
        compose.write_text(compose.read_text().replace("${HTTP_PORT}:80", "8080-8081:80"))
    if command.endswith("adopt"):
        (machine.clone / "upstream-lock.yaml").unlink()
    result = machine.run(f"{command} || true").stdout
    place = 0
    for group in groups:
        found = result.find(group, place)
        assert found >= 0, f"README has\n{group}\n\nthe tool says\n{result}"
        place = found + len(group)
