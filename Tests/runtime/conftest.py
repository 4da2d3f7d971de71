"""Fixtures: generated trees, an S3 server, a backend, and finalize-s3.sh between them."""

import os
import subprocess
import sys
import uuid
from pathlib import Path

import boto3
import pytest
from botocore.config import Config
from moto.server import ThreadedMotoServer

from backend import Backend
from finalize import Finalize
from tree import Tree, distinct, read
from wire import Wire

RENDERER = Path(__file__).parent.parent / "rendering" / "renderer"


def trees():
    generated = read(os.environ.get("CONFOMEET_GENERATED", ""))
    upstream = read(os.environ.get("CONFOMEET_UPSTREAM_TREES", ""))
    if upstream and len(upstream) != len(generated):
        raise pytest.UsageError("CONFOMEET_UPSTREAM_TREES must name a folder for each of CONFOMEET_GENERATED")
    return [Tree(*pair) for pair in zip(generated, upstream or [None] * len(generated))]


def commands(name):
    """Debian's program, which the images have, and another one of that name if there is one."""
    folders = ["/usr/bin", Path(sys.executable).parent, *os.get_exec_path()]
    found = [Path(folder) / name for folder in folders]
    return list({path.parent: path for path in found if os.access(path, os.X_OK)}.values())


def pytest_generate_tests(metafunc):
    choices = {
        "tree": trees,
        "v1_tree": lambda: [tree for tree in trees() if tree.s6 == 1],
        "v3_tree": lambda: [tree for tree in trees() if tree.s6 == 3],
        "scripts": lambda: distinct(trees()),
    }
    for name, choose in choices.items():
        if name in metafunc.fixturenames:
            skip = pytest.mark.skip(reason="CONFOMEET_GENERATED names no such tree")
            values = choose() or [pytest.param(None, marks=skip)]
            metafunc.parametrize(name, values, ids=[str(each) for each in values], scope="session")


@pytest.fixture(scope="session")
def renderer(tmp_path_factory):
    """A program that renders templates as the images' `tpl` does."""
    program = tmp_path_factory.mktemp("renderer") / "tpl"
    environment = os.environ | {"GO111MODULE": "off", "GOFLAGS": "", "GOPATH": "/usr/share/gocode"}
    subprocess.run(["go", "build", "-o", program, "main.go"], cwd=RENDERER, env=environment, check=True)
    return program


class Storage:
    """An S3 server with a bucket of the test's own."""

    def __init__(self, port):
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.bucket = f"recordings-{uuid.uuid4().hex[:12]}"
        self.client = boto3.client(
            "s3",
            endpoint_url=self.url,
            region_name="us-east-1",
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=Config(s3={"addressing_style": "path"}),
        )
        self.client.create_bucket(Bucket=self.bucket)

    def objects(self):
        listed = self.client.list_objects_v2(Bucket=self.bucket).get("Contents", [])
        return {
            entry["Key"]: self.client.get_object(Bucket=self.bucket, Key=entry["Key"])["Body"].read()
            for entry in listed
        }

    def put(self, name, content, **metadata):
        self.client.put_object(Bucket=self.bucket, Key=name, Body=content, Metadata=metadata)


@pytest.fixture(scope="session")
def s3_server():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    yield server.get_host_and_port()[1]
    server.stop()


@pytest.fixture
def storage(s3_server, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "AWS_PROFILE", "AWS_CONFIG_FILE"):
        monkeypatch.delenv(name, raising=False)
    return Storage(s3_server)


@pytest.fixture
def backend():
    """Makes backends; the one made last is the one that finalize-s3.sh is sent to."""
    made = []

    def make(*answers):
        made.append(Backend(*answers))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def wire(storage):
    made = []

    def make(**faults):
        made.append(Wire(storage.port, **faults))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture(scope="session")
def settings(scripts, renderer, tmp_path_factory):
    """The settings of `aws`, rendered of the tree's templates."""
    folder = tmp_path_factory.mktemp("aws")
    environment = {"CONFOMEET_S3_CLIENT_ID": Finalize.key, "CONFOMEET_S3_CLIENT_SECRET": Finalize.secret}
    for name in ("config", "credentials"):
        template = scripts.rootfs / "defaults" / f"aws-{name}.conf"
        rendered = subprocess.run([renderer, template], env=environment, stdout=subprocess.PIPE, check=True)
        (folder / name).write_bytes(rendered.stdout)
    return folder


@pytest.fixture(scope="session")
def every_aws():
    found = commands("aws")
    if not found:
        pytest.fail("no `aws`: apt install awscli, or pip install -r Tests/runtime/requirements.txt")
    return found


@pytest.fixture(scope="session")
def aws(every_aws):
    return every_aws[0]


@pytest.fixture
def finalize(scripts, settings, storage, aws, tmp_path):
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "aws").symlink_to(aws)
    run = Finalize(scripts.finalize, settings, storage, programs, tmp_path)
    yield run
    run.end()
