"""The nightly upgrade: the commands of upgrade.yml and of the README's job for GitLab, run night by night on a deployment
whose repository and API are on loopback, from a checkout that is shallow and somebody else's, as in a container.

With CONFOMEET_TEST_UPSTREAM, the path of a clone of docker-jitsi-meet, on real releases."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from hosts import TOKEN, GitHub, GitLab, git

ROOT = Path(__file__).parents[2]
TOOL = Path(os.environ.get("CONFOMEET_TOOL") or ROOT / ".build/debug/confomeet-upgrade").resolve()
WORKFLOW = yaml.load((ROOT / ".github/workflows/upgrade.yml").read_text(), yaml.BaseLoader)
REPORT = "https://github.com/acme/deploy/actions/runs/1/artifacts/2"
OTHER_USER = 1001
BRANCH = "confomeet-upgrade"
PUSHED = f"refs/confomeet-upgrade/pushed/{BRANCH}"
OFFERED = f"refs/confomeet-upgrade/offered/{BRANCH}"
RELEASES = ["stable-9364-1", "stable-10184", "stable-11146-2"]


def evaluate(text, known):
    """What GitHub makes of a value or a condition with expressions; what isn't known is empty."""

    def value(expression):
        python = re.sub(
            r"'([^']*)'|(&&)|(\|\|)|(format(?=\())|([a-z][\w-]*(?:\.[\w-]+)+)",
            lambda found: repr(found[1]) if found[1] is not None
            else " and " if found[2] else " or " if found[3] else "form" if found[4]
            else f"known.get({found[5]!r}, '')",
            expression)
        return eval(python, {"known": known, "form": lambda pattern, *values: pattern.format(*values)})

    return re.sub(r"\$\{\{(.*?)\}\}", lambda found: str(value(found[1].strip())), text), value


def key(release):
    return [int(number) for number in re.findall(r"\d+", release)]


@pytest.fixture(scope="session")
def newest_upstream(tmp_path_factory):
    """A whole upstream, of which tests show a part."""
    if path := os.environ.get("CONFOMEET_TEST_UPSTREAM"):
        return Path(path)
    cache = tmp_path_factory.mktemp("cache")
    command = [TOOL, "releases", "--upstream", "demo", "--cache", cache, "--patches", ROOT / "patches"]
    subprocess.run(command, check=True, capture_output=True, cwd=cache)
    return next(cache.glob("demo-*.git"))


class Night:
    """A deployment at stable-9364-1, an upstream with releases up to some, and what a runner is for the workflow."""

    def __init__(self, folder, whole, host):
        self.folder, self.host = folder, host
        self.upstream = folder / "upstream.git"
        subprocess.run(["git", "clone", "-q", "--bare", "--shared", whole, self.upstream], check=True)
        self.tags = {tag: git("rev-parse", tag, at=self.upstream) for tag in git("tag", at=self.upstream).split()}
        # Commands as they were given, so that it can be looked what stands in them.
        self.bin = folder / "bin"
        self.bin.mkdir()
        self.commands = folder / "commands"
        self.commands.touch()
        for name in ("git", "curl"):
            self.stub(name, f'exec {shutil.which(name)} "$@"')
        # As the action that gets the program leaves it.
        (self.bin / "confomeet-upgrade").symlink_to(TOOL)
        self.home = folder / "home"
        self.home.mkdir()
        self.work = folder / "work"
        subprocess.run(["git", "init", "-q", "-b", "main", self.work], check=True)
        self.publish(RELEASES[0])
        self.upgrade(RELEASES[0])
        self.commit("Start")
        self.publish(RELEASES[1])

    def stub(self, name, command):
        path = self.bin / name
        path.write_text(f'#!/bin/bash\nprintf "%s\\n" "{name} $*" >>"{self.commands}"\n{command}\n')
        path.chmod(0o755)

    def publish(self, newest):
        """Has upstream's releases up to one."""
        for tag, target in self.tags.items():
            wanted = tag.startswith("stable-") and key(tag) <= key(newest)
            git(*(["tag", "-f", tag, target] if wanted else ["update-ref", "-d", f"refs/tags/{tag}"]), at=self.upstream)
            if wanted:
                git("update-ref", f"refs/tags/{tag}", target, at=self.upstream)

    def upgrade(self, release):
        """What a person does by hand."""
        environment = self.environment | {
            "CONFOMEET_DEPLOYMENT": str(self.work), "CONFOMEET_PATCHES": str(ROOT / "patches"),
            "CONFOMEET_LOCK": str(self.work / "upstream-lock.yaml")}
        subprocess.run([TOOL, release, "-q"], check=True, env=environment, cwd=self.folder)

    def commit(self, message):
        """What a person does on the main branch."""
        git("add", "-A", at=self.work)
        git("commit", "-q", "-m", message, at=self.work)
        git("push", "-q", self.host.repository, "HEAD:main", at=self.work)

    def edit(self, path, old, new):
        text = (self.work / path).read_text()
        assert old in text
        (self.work / path).write_text(text.replace(old, new))

    def close_port(self):
        """An edit that stable-11146-2 is in the way of."""
        self.edit("confomeet/docker-compose.yml", "${HTTP_PORT}:80", "8080-8081:80")
        self.commit("Close a port")

    def tip(self):
        return self.host.refs().get(f"refs/heads/{BRANCH}")

    def show(self, *arguments):
        return git(*arguments, at=self.host.repository)

    @property
    def environment(self):
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("CONFOMEET_", "GIT_", "CI", "GITHUB_"))}
        return kept | {
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "HOME": str(self.home),
            "CONFOMEET_UPSTREAM": str(self.upstream),
        }

    def checkout(self):
        """The folder that a job starts in, with what the steps before have put there."""
        folder = self.folder / "runner"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(self.home)
        self.home.mkdir()
        folder.mkdir()
        shutil.copytree(ROOT / ".ci", folder / ".ci")
        shutil.copytree(ROOT / "patches", folder / "patches")
        shutil.copy(ROOT / "upstream-lock.yaml", folder)
        git("clone", "-q", "--depth=1", f"file://{self.host.repository}", "deployment", at=folder)
        git("remote", "set-url", "origin", self.host.url, at=folder / "deployment")
        if os.geteuid() == 0:
            for path in [folder, *folder.rglob("*")]:
                os.chown(path, OTHER_USER, OTHER_USER, follow_symlinks=False)
        return folder

    def shell(self, command, environment, folder):
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command], cwd=folder,
            env=environment, capture_output=True, text=True)

    def run(self, status=0, **known):
        """One night: the workflow's jobs in order, their own commands. Returns what the run's page shows."""
        known = {
            "inputs.tool": "acme/confomeet-upgrade", "inputs.lock": "upstream-lock.yaml", "github.repository": "acme/deploy",
            "github.token": TOKEN, "needs.upgrade.outputs.report": REPORT,
        } | {name.replace("__", ".").replace("_label", "-label"): value for name, value in known.items()}
        summary = self.folder / "summary.md"
        summary.write_text("")
        folder = self.checkout()
        runners = self.environment | {
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_API_URL": self.host.address,
            "GITHUB_GRAPHQL_URL": f"{self.host.address}/graphql",
        }
        self.output = ""
        for name in ("image", "upgrade", "pull-request"):
            job = WORKFLOW["jobs"][name]
            if "if" in job and not evaluate("", known)[1](job["if"]):
                break
            # What is in the image, and what the step makes that restores the program.
            for step in job["steps"]:
                command = step.get("run", "")
                if ".ci/" not in command or "Dockerfile" in command:
                    continue
                output = self.folder / "output"
                output.write_text("")
                environment = {key: evaluate(value, known)[0] for key, value in (job.get("env", {}) | step.get("env", {})).items()}
                result = self.shell(command, runners | environment | {"GITHUB_OUTPUT": str(output)}, folder)
                self.output += result.stdout + result.stderr
                if result.returncode or name == "pull-request":
                    assert result.returncode == status, self.output
                known |= {
                    f"needs.{name}.outputs.{key}": value
                    for key, value in (line.split("=", 1) for line in output.read_text().splitlines())}
                if result.returncode:
                    break
        assert TOKEN not in self.output + summary.read_text() + self.commands.read_text()
        assert not re.search(r"^\s*::|##\[", self.output, re.MULTILINE)
        return summary.read_text()


@pytest.fixture
def host(tmp_path):
    host = GitHub(tmp_path)
    yield host
    host.close()


@pytest.fixture
def night(tmp_path, newest_upstream, host):
    return Night(tmp_path, newest_upstream, host)


def methods(host):
    return [(method, path) for method, path, _ in host.calls]


def test_a_newer_release_is_a_request(night, host):
    before = host.refs()
    page = night.run(inputs__labels="upgrade, jitsi", inputs__reviewers="ada,acme/ops", inputs__title="$(touch x) `{release}` \"'")
    [request] = host.open
    assert request["title"] == "$(touch x) `stable-10184` \"'"
    assert not request["draft"] and request["branch"] == BRANCH
    assert request["labels"] == ["upgrade", "jitsi"]
    assert ("POST", "/repos/acme/deploy/pulls/1/requested_reviewers", {"reviewers": ["ada"], "team_reviewers": ["ops"]}) in host.calls
    assert len(host.calls) == 3
    assert f"]({REPORT})" in request["body"] and len(request["body"].encode()) <= 10240
    assert request["body"].startswith("## Upgrade: stable-9364-1 → stable-10184\n\n**No conflicts.**")
    assert "Opened request 1 for stable-10184: " in page
    # One commit on the deployment's, with the lock; nothing else in the repository has moved.
    assert host.refs() == before | {f"refs/heads/{BRANCH}": night.tip(), PUSHED: night.tip()}
    assert night.show("rev-parse", f"{BRANCH}^") == before["refs/heads/main"]
    assert "tag: stable-10184," in night.show("show", f"{BRANCH}:upstream-lock.yaml")
    message = night.show("log", "-1", "--format=%an%n%B", BRANCH).splitlines()
    assert message[:2] == ["github-actions[bot]", "Upgrade docker-jitsi-meet to stable-10184"]
    assert "What upstream changed" in message


def test_it_is_updated_for_the_next_release_and_left_when_nothing_is_new(night, host):
    night.run()
    first = night.tip()
    night.publish(RELEASES[2])
    host.calls.clear()
    assert "Updated request 1 for stable-11146-2" in night.run()
    [request] = host.open
    assert methods(host) == [("PATCH", "/repos/acme/deploy/pulls/1")]
    assert request["title"] == "Upgrade docker-jitsi-meet to stable-11146-2" and not request["draft"]
    assert "→ stable-11146-2" in request["body"]
    assert night.tip() not in (None, first)
    assert night.show("rev-parse", f"{BRANCH}^") == night.show("rev-parse", "main")
    # The next night there is nothing new: what people ticked in the text stays.
    request["body"] = request["body"].replace("- [ ]", "- [x]")
    host.calls.clear()
    refs = host.refs()
    assert "Request 1 is as it should be" in night.run()
    assert host.refs() == refs and host.calls == []


def test_a_conflict_makes_it_a_draft_and_its_end_ready(night, host):
    night.publish(RELEASES[2])
    night.run()
    night.close_port()
    host.calls.clear()
    night.run()
    [request] = host.open
    assert request["draft"]
    assert methods(host) == [("POST", "/graphql"), ("PATCH", "/repos/acme/deploy/pulls/1")]
    assert "**1 conflict marked.**" in request["body"]
    assert "- [ ] `services.web.ports[80/tcp]` in confomeet/docker-compose.yml was changed by hand" in request["body"]
    assert "\n<<<<<<< deployment\n" in night.show("show", f"{BRANCH}:confomeet/docker-compose.yml")
    # The lock moves when it is settled, and the main branch is a person's.
    assert "tag: stable-9364-1," in night.show("show", f"{BRANCH}:upstream-lock.yaml")
    assert night.show("rev-parse", "main") == git("rev-parse", "HEAD", at=night.work)

    night.edit("confomeet/docker-compose.yml", "8080-8081:80", "${HTTP_PORT}:80")
    night.commit("Open it again")
    night.run()
    assert not host.open[0]["draft"] and "**No conflicts.**" in host.open[0]["body"]
    assert len(host.requests) == 1


def test_what_can_not_be_marked_is_a_draft_with_an_empty_commit(night, host):
    compose = night.work / "confomeet/docker-compose.yml"
    compose.rename(night.work / "confomeet/own.yml")
    compose.symlink_to("own.yml")
    night.commit("A link")
    night.run()
    [request] = host.open
    assert request["draft"] and "### Decisions needed\n\n- [ ] " in request["body"]
    assert night.show("diff", "--stat", "main", BRANCH) == ""
    refs = host.refs()
    night.run()
    assert host.refs() == refs and len(host.requests) == 1


def test_the_label_stops_it(night, host):
    night.run()
    host.open[0]["labels"].append("hold-upgrade")
    night.publish(RELEASES[2])
    refs, host.calls = host.refs(), []
    assert "has the label `hold-upgrade`" in night.run()
    assert host.refs() == refs and host.calls == []
    # Another label can be chosen.
    assert "Updated request 1" in night.run(inputs__hold_label="wait")


def test_the_variable_stops_it(night, host):
    refs = host.refs()
    assert night.run(vars__CONFOMEET_UPGRADES="off") == ""
    assert host.refs() == refs and host.calls == [] and night.output == ""
    jobs = WORKFLOW["jobs"]
    assert jobs["upgrade"]["needs"] == "image" and jobs["pull-request"]["needs"] == "upgrade"


def test_it_is_closed_when_a_person_has_upgraded(night, host):
    night.run()
    night.upgrade("latest")
    night.commit("Upgrade by hand")
    host.calls.clear()
    assert "Closed request 1" in night.run()
    assert methods(host) == [("POST", "/repos/acme/deploy/issues/1/comments"), ("PATCH", "/repos/acme/deploy/pulls/1")]
    assert host.open == []
    assert set(host.refs()) == {"refs/heads/main"}
    host.calls.clear()
    assert "up to date with stable-10184" in night.run()
    assert host.calls == []


def test_after_a_merge_the_next_release_gets_a_request_of_its_own(night, host):
    night.run()
    git("pull", "-q", "--ff-only", host.repository, BRANCH, at=night.work)
    host.head(host.requests[0])
    host.requests[0] |= {"open": False, "merged": True}
    (night.work / "notes").write_text("x")
    night.commit("Merge")
    night.publish(RELEASES[2])
    night.run()
    [request] = host.open
    assert request["number"] == 2 and "stable-10184 → stable-11146-2" in request["body"]


def person_commits(night, text="settled\n"):
    """A commit of a person on the branch, by way of a clone."""
    clone = night.folder / "person"
    shutil.rmtree(clone, ignore_errors=True)
    subprocess.run(["git", "clone", "-q", "-b", BRANCH, night.host.repository, clone], check=True)
    (clone / "own.txt").write_text(text)
    git("add", "-A", at=clone)
    git("commit", "-q", "-m", "Settle it", at=clone)
    git("push", "-q", "origin", BRANCH, at=clone)
    return git("rev-parse", "HEAD", at=clone)


def test_a_commit_of_a_person_is_not_overwritten(night, host):
    night.run()
    tip = person_commits(night)
    host.calls.clear()
    # For the same release nothing has to be said.
    assert "Left alone" in night.run()
    assert night.tip() == tip and host.calls == []
    body = host.open[0]["body"]
    night.publish(RELEASES[2])
    assert "Not overwritten" in night.run()
    assert night.tip() == tip and host.open[0]["body"] == body
    assert methods(host) == [("POST", "/repos/acme/deploy/issues/1/comments")]
    assert "stable-11146-2 is out" in host.calls[0][2]["body"]
    assert "tag: stable-11146-2," in night.show("show", f"{OFFERED}:upstream-lock.yaml")
    # Said once.
    assert "Left alone" in night.run()
    assert night.tip() == tip and len(host.calls) == 1


def test_what_a_person_had_merged_is_nobodys_any_more(night, host):
    night.run()
    person_commits(night)
    git("pull", "-q", "--ff-only", host.repository, BRANCH, at=night.work)
    host.head(host.requests[0])
    host.requests[0] |= {"open": False, "merged": True}
    (night.work / "notes").write_text("x")
    night.commit("Merge")
    night.publish(RELEASES[2])
    night.run()
    assert host.open[0]["number"] == 2 and night.show("rev-parse", f"{BRANCH}^") == night.show("rev-parse", "main")


def test_a_branch_of_that_name_that_a_person_made_is_left(night, host):
    git("push", "-q", host.repository, f"HEAD:refs/heads/{BRANCH}", at=night.work)
    tip = night.tip()
    assert "Not overwritten" in night.run()
    assert night.tip() == tip and host.requests == []


def test_a_push_in_between_is_not_overwritten(night, host):
    night.run()
    night.publish(RELEASES[2])
    clone = night.folder / "person"
    subprocess.run(["git", "clone", "-q", "-b", BRANCH, host.repository, clone], check=True)
    git("commit", "-q", "--allow-empty", "-m", "Mine", at=clone)
    real = shutil.which("git")
    night.stub("git", f'case " $* " in *" push "*) {real} -C {clone} push -q origin {BRANCH} ;; esac\nexec {real} "$@"')
    night.run(status=1)
    assert night.tip() == git("rev-parse", "HEAD", at=clone)
    assert host.refs()[PUSHED] != night.tip()
    assert "the branch moved meanwhile" in night.output


def test_a_request_that_a_person_closed_stays_so_until_the_next_release(night, host):
    night.run()
    host.head(host.requests[0])
    host.requests[0]["open"] = False
    host.calls.clear()
    for _ in range(2):
        assert "the request for stable-10184 was closed" in night.run()
    assert host.calls == []
    night.publish(RELEASES[2])
    night.run()
    assert [request["number"] for request in host.open] == [2]


def test_what_a_night_failed_to_do_the_next_one_does(night, host):
    host.refused = {("POST", "/repos/acme/deploy/pulls")}
    night.run(status=1)
    assert night.tip() and host.requests == []
    host.refused = {("POST", "/repos/acme/deploy/pulls/1/requested_reviewers")}
    night.run(inputs__reviewers="gone")
    assert len(host.open) == 1
    # The branch was pushed, and the text is still about the one before.
    host.refused = {("PATCH", "/repos/acme/deploy/pulls/1")}
    night.publish(RELEASES[2])
    night.run(status=1)
    assert "→ stable-10184" in host.open[0]["body"]
    host.refused = set()
    night.run()
    assert "→ stable-11146-2" in host.open[0]["body"] and len(host.requests) == 1


def test_nothing_is_asked_for_with_no_token_or_a_wrong_name(night, host):
    for values in ({"github__token": "a\nb"}, {"inputs__branch": "a b"}, {"github__repository": "a b"}):
        refs = host.refs()
        night.run(status=1, **values)
        assert host.refs() == refs and host.calls == []


def test_what_the_host_runs_is_never_changed(night, host):
    """A program that was tampered with can't have its own commands run with the token of the other job."""
    real = shutil.which("git")
    hook = (
        f'case " $* " in *" bundle create "*) {real} -C deployment checkout -q upgrade/stable-10184 && mkdir deployment/.github '
        f"&& touch deployment/.github/x && {real} -C deployment add .github && {real} -C deployment commit -q --amend -m x "
        f"&& {real} -C deployment checkout -q - ;; esac")
    night.stub("git", f'{hook}\nexec {real} "$@"')
    night.run(status=1)
    assert "changes what the host runs" in night.output and night.tip() is None


def test_a_release_is_no_option(night, host):
    night.run(status=1, inputs__release="--abort")
    assert "RELEASE is no release" in night.output


def test_a_deployment_that_was_never_adopted_is_told_so(night, host):
    (night.work / "upstream-lock.yaml").unlink()
    night.commit("No lock")
    night.run(status=1)
    assert "adopt it first" in night.output and host.calls == []


def test_a_newer_state_than_the_latest_release_is_no_downgrade(night, host):
    night.publish(RELEASES[2])
    night.run(inputs__release=RELEASES[2])
    git("pull", "-q", "--ff-only", host.repository, BRANCH, at=night.work)
    host.requests[0] |= {"open": False, "merged": True}
    git("commit", "-q", "--allow-empty", "-m", "x", at=night.work)
    git("push", "-q", host.repository, "HEAD:main", at=night.work)
    night.publish(RELEASES[1])
    night.run()
    assert host.open == []


@pytest.fixture
def gitlab(tmp_path):
    host = GitLab(tmp_path)
    yield host
    host.close()


def test_the_job_for_gitlab_does_the_same(tmp_path, newest_upstream, gitlab):
    readme = (ROOT / "README.md").read_text()
    job = yaml.load(re.search(r"```yaml\n(upgrade:\n.*?)```", readme, re.DOTALL)[1], yaml.BaseLoader)["upgrade"]
    commands = [line for line in job["script"] if line.startswith((".ci/", "HOST=")) or "ci/" in line]
    assert len(commands) == 2
    night = Night(tmp_path, newest_upstream, gitlab)

    def run(**variables):
        environment = night.environment | job["variables"] | {
            "CI_API_V4_URL": gitlab.address, "CI_PROJECT_ID": "7", "CONFOMEET_DEPLOYMENT_TOKEN": TOKEN,
            "CI_JOB_URL": "https://gitlab.com/acme/deploy/-/jobs/1",
            "CI_SERVER_URL": gitlab.address, "CI_PROJECT_PATH": "acme/deploy",
        } | variables
        folder = night.checkout()
        # As the job's own command builds it.
        (folder / ".build/release").mkdir(parents=True)
        (folder / ".build/release/confomeet-upgrade").symlink_to(TOOL)
        output = ""
        for command in commands:
            result = night.shell(command, environment, folder)
            output += result.stdout + result.stderr
            assert result.returncode == 0, output
        assert TOKEN not in output + night.commands.read_text()
        return output

    run(LABELS="upgrade", REVIEWERS="ada,gone")
    [request] = gitlab.open
    assert request["title"] == "Upgrade docker-jitsi-meet to stable-10184" and request["labels"] == ["upgrade"]
    assert gitlab.calls[0][2]["reviewer_ids"] == [42]
    assert "](https://gitlab.com/acme/deploy/-/jobs/1/artifacts/file/outcome/report.html)" in request["body"]
    night.publish(RELEASES[2])
    night.close_port()
    run()
    assert request["title"] == "Draft: Upgrade docker-jitsi-meet to stable-11146-2"
    refs = gitlab.refs()
    assert "is as it should be" in run()
    assert gitlab.refs() == refs
    request["labels"].append("hold-upgrade")
    night.edit("confomeet/docker-compose.yml", "8080-8081:80", "${HTTP_PORT}:80")
    night.commit("Open it again")
    assert "Left alone" in run() and gitlab.refs()[PUSHED] == refs[PUSHED]
    request["labels"].clear()
    run()
    assert request["title"] == "Upgrade docker-jitsi-meet to stable-11146-2" and len(gitlab.requests) == 1
    night.upgrade("latest")
    night.commit("Upgrade by hand")
    run()
    assert gitlab.open == [] and set(gitlab.refs()) == {"refs/heads/main"}
