"""Fixtures: generated trees, and a renderer that works as the images' own."""

import os
import subprocess
from pathlib import Path

import pytest

from deployment import Deployment

HERE = Path(__file__).parent


def folders(variable):
    return [Path(folder).resolve() for folder in os.environ.get(variable, "").split(os.pathsep) if folder]


def pytest_generate_tests(metafunc):
    if "deployment" not in metafunc.fixturenames:
        return
    generated = folders("CONFOMEET_GENERATED")
    upstream = folders("CONFOMEET_UPSTREAM_TREES")
    if upstream and len(upstream) != len(generated):
        raise pytest.UsageError("CONFOMEET_UPSTREAM_TREES must name a folder for each of CONFOMEET_GENERATED")
    pairs = zip(generated, upstream or [None] * len(generated))
    deployments = [Deployment(*pair) for pair in pairs]
    if deployments:
        metafunc.parametrize("deployment", deployments, ids=lambda each: each.release)
    else:
        skip = pytest.mark.skip(reason="CONFOMEET_GENERATED names no generated tree")
        metafunc.parametrize("deployment", [pytest.param(None, marks=skip)])


@pytest.fixture(scope="session")
def renderer(tmp_path_factory):
    """The renderer's program, built of Debian's packages alone."""
    program = tmp_path_factory.mktemp("renderer") / "renderer"
    environment = os.environ | {"GO111MODULE": "off", "GOFLAGS": "", "GOPATH": "/usr/share/gocode"}
    # Nothing of ours needs C, and a machine with Swift need not have gcc.
    environment["CGO_ENABLED"] = "0"
    subprocess.run(
        ["go", "build", "-o", program, "main.go"], cwd=HERE / "renderer", env=environment, check=True
    )
    return program


@pytest.fixture
def render(renderer):
    """Renders a template with an environment, nothing else being set."""

    def rendered(template, environment):
        result = subprocess.run(
            [renderer, template], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert result.returncode == 0, result.stderr.decode()
        return result.stdout.decode()

    return rendered
