"""Compose itself reads the generated files: every network, image and variable is what was meant."""

import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
import yaml

NETWORK = "confomeetnet"
OURS = {
    "CONFOMEET_S3_BUCKET": "recordings",
    "CONFOMEET_S3_CLIENT_ID": "KEY",
    "CONFOMEET_S3_CLIENT_SECRET": "a/b+c=d$e#f \"g\"",
    "CONFOMEET_S3_REGION": "ru-1",
    "CONFOMEET_S3_URL": "https://s3.example.com",
    "CONFOMEET_S3_ATTEMPTS": "7",
    "CONFOMEET_S3_RETRY_DELAY": "8",
    "CONFOMEET_S3_TIMEOUT": "9",
    "JIBRI_FINALIZE_RECORDING_SCRIPT_PATH": "/usr/bin/finalize-s3.sh",
    "JIBRI_ALL_MUTED_TIMEOUT": "30 minutes",
    "JIBRI_NO_MEDIA_TIMEOUT": "60 seconds",
}


def implementation():
    """Debian's docker-compose, or the plugin of Docker's own client; neither needs an engine for this."""
    if shutil.which("docker-compose"):
        return ["docker-compose"]
    if shutil.which("docker"):
        plugin = ["docker", "compose"]
        if subprocess.run([*plugin, "version"], capture_output=True).returncode == 0:
            return plugin
    return None


class Project:
    """A folder of compose files, with `.env` files made of the examples, as a person would."""

    def __init__(self, tree, folder):
        self.folder = folder
        shutil.copytree(tree, folder, ignore=shutil.ignore_patterns(".git", "rootfs"))
        for example in [*folder.rglob("env.example")]:
            shutil.copy(example, example.with_name(".env"))

    def set(self, **variables):
        with (self.folder / ".env").open("a") as file:
            for name, value in variables.items():
                file.write(f"\n{name}='{value}'")

    def read(self, *files):
        """What Compose makes of files, and its warnings."""
        options = [option for file in files for option in ("-f", file)]
        environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        environment["CONFIG"] = str(self.folder / "config")
        run = subprocess.run(
            [*implementation(), *options, "config"],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert run.returncode == 0, run.stderr
        return yaml.safe_load(run.stdout), set(run.stderr.splitlines())


@pytest.fixture(scope="session", autouse=True)
def compose():
    if implementation() is None:
        pytest.skip("no Compose: apt install docker-compose")


@pytest.fixture(scope="session")
def project(tree, tmp_path_factory):
    return Project(tree.folder, tmp_path_factory.mktemp("compose") / "generated")


@pytest.fixture(scope="session")
def configurations(tree, project):
    """docker-compose.yml alone, and with each other file: the files, and what Compose makes of them."""
    choices = [
        ("docker-compose.yml",) if file == "docker-compose.yml" else ("docker-compose.yml", file)
        for file in tree.compose_files()
    ]
    assert ("docker-compose.yml",) in choices and ("docker-compose.yml", "jibri.yml") in choices
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(zip(choices, pool.map(lambda files: project.read(*files), choices)))


def written(folder, files):
    """The services of files as they are written, not as Compose reads them."""
    return {
        name: service
        for file in files
        for name, service in yaml.safe_load((folder / file).read_text())["services"].items()
    }


def attached(service):
    return set(service.get("networks") or ())


def test_every_network_is_the_one(tree, configurations):
    for files, (read, _) in configurations:
        assert NETWORK in read["networks"] and "meet.jitsi" not in read["networks"], files
        for name, service in read["services"].items():
            assert "meet.jitsi" not in attached(service), (files, name)
        for name in ("web", "prosody", "jicofo", "jvb"):
            assert NETWORK in attached(read["services"][name])


def test_services_and_their_networks_are_upstreams_but_for_the_name(tree, configurations):
    if tree.upstream is None:
        pytest.skip("CONFOMEET_UPSTREAM_TREES names no files of upstream's")
    for files, (read, _) in configurations:
        original = written(tree.upstream, files)
        assert set(read["services"]) == set(original)
        for name, service in original.items():
            renamed = {NETWORK if network == "meet.jitsi" else network for network in attached(service)}
            # A service that says nothing is in Compose's own network `default`.
            assert attached(read["services"][name]) - {"default"} == renamed - {"default"}, (files, name)


def test_no_variable_is_missed_but_those_that_upstream_misses(tree, configurations, tmp_path):
    for files, (_, warnings) in configurations:
        if warnings and tree.upstream:
            folder = tmp_path / "-".join(files).replace("/", "-")
            warnings -= Project(tree.upstream, folder).read(*files)[1]
        assert not warnings, files


def test_images_are_of_the_release(tree, configurations):
    for files, (read, _) in configurations:
        raw = written(tree.folder, files)
        for name, service in read["services"].items():
            if "build" in service:
                assert service["build"]["args"]["BASE_TAG"] == tree.release, name
                assert os.path.isfile(os.path.join(service["build"]["context"], "Dockerfile"))
            elif "JITSI_IMAGE_VERSION" in raw[name]["image"]:
                assert service["image"].endswith(f":{tree.release}"), name
        assert read["services"]["web"]["image"].endswith(f":{tree.release}")


def only(configurations, *files):
    return dict(configurations)[files][0]["services"]


def test_variables_of_ours_reach_jibri(tree, tmp_path):
    project = Project(tree.folder, tmp_path / "generated")
    project.set(**OURS)
    read, _ = project.read("docker-compose.yml", "jibri.yml")
    environment = read["services"]["jibri"]["environment"]
    # `config` writes $ as $$, so that what it prints could be read again.
    assert {name: environment[name].replace("$$", "$") for name in OURS} == OURS


def test_without_them_jibri_has_none(configurations):
    environment = only(configurations, "docker-compose.yml", "jibri.yml")["jibri"]["environment"]
    assert not [name for name in OURS if environment.get(name)]


def test_plugins_are_mounted_from_beside_the_file(project, configurations):
    volumes = only(configurations, "docker-compose.yml")["prosody"]["volumes"]
    [mount] = [entry for entry in map(mounted, volumes) if entry[1] == "/prosody-plugins-custom"]
    assert os.path.samefile(mount[0], project.folder / "prosody/prosody-plugins-custom")


def mounted(volume):
    if isinstance(volume, dict):
        return volume.get("source"), volume["target"]
    return tuple(volume.split(":")[:2])
