"""The packages: built in a root folder of each distribution, then installed into a bare one without Swift.

That takes long, needs root and asks the distributions' servers, so it is done where CONFOMEET_TEST_PACKAGES names a
folder. Packages that are in it already are taken as they are."""

import contextlib
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = os.environ.get("CONFOMEET_TEST_PACKAGES")
NAMES = {"bookworm": "debian-12", "trixie": "debian-13", "noble": "ubuntu-24.04"}
MIRRORS = {"noble": "http://archive.ubuntu.com/ubuntu" if os.uname().machine == "x86_64" else "http://ports.ubuntu.com/ubuntu-ports"}
SUITES = os.environ.get("CONFOMEET_TEST_SUITES", "bookworm trixie").split()

pytestmark = pytest.mark.skipif(not FOLDER, reason="CONFOMEET_TEST_PACKAGES isn't set")


def run(*command, **options):
    result = subprocess.run([str(each) for each in command], capture_output=True, text=True, **options)
    assert result.returncode == 0, (command, result.stdout[-3000:], result.stderr[-3000:])
    return result.stdout


@pytest.fixture(scope="module", params=SUITES)
def packages(request):
    """The suite, the folder, and what the names of its packages begin with."""
    folder = Path(FOLDER)
    built = list(folder.glob(f"*_{NAMES[request.param]}_*.deb"))
    if not built:
        run(ROOT / ".ci/package-in", request.param, folder, cwd=ROOT)
        built = list(folder.glob(f"*_{NAMES[request.param]}_*.deb"))
    assert len(built) == 1
    return request.param, folder, built[0].stem


@contextlib.contextmanager
def mounted(kind, source, place):
    place.mkdir(parents=True, exist_ok=True)
    run("mount", *kind, source, place)
    try:
        yield
    finally:
        run("umount", place)


@pytest.fixture(scope="module")
def bare(packages, tmp_path_factory):
    """Runs a command in a bare system, into which nothing but the package was installed."""
    suite, folder, name = packages
    root = tmp_path_factory.mktemp("bare") / "root"
    run("debootstrap", "--variant=minbase", "--components=main,universe" if suite == "noble" else "--components=main",
        suite, root, MIRRORS.get(suite, "http://deb.debian.org/debian"))
    (root / "etc/resolv.conf").write_bytes(Path("/etc/resolv.conf").read_bytes())
    with contextlib.ExitStack() as mounts:
        mounts.enter_context(mounted(["-t", "proc"], "proc", root / "proc"))
        mounts.enter_context(mounted(["--bind"], folder, root / "packages"))
        upstream = os.environ.get("CONFOMEET_TEST_UPSTREAM")
        if upstream:
            mounts.enter_context(mounted(["--bind"], upstream, root / "upstream.git"))

        def within(command):
            environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8"}
            return run("chroot", root, "bash", "-euc", command, env=environment)

        within(
            "export DEBIAN_FRONTEND=noninteractive; apt-get update -qq; "
            f"apt-get install -qq -y --no-install-recommends /packages/{name}.deb")
        yield within


def test_the_sums_are_right(packages):
    _, folder, name = packages
    assert run("sha256sum", "--check", f"{name}.sha256", cwd=folder).count(": OK") == 3


def test_the_bill_of_materials_is_valid(packages):
    from spdx_tools.spdx.parser.parse_anything import parse_file
    from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

    _, folder, name = packages
    document = parse_file(str(folder / f"{name}.spdx.json"))
    assert validate_full_spdx_document(document) == []
    names = {package.name for package in document.packages}
    assert {"confomeet-upgrade", "swift-argument-parser", "swift-runtime", "libyaml-0-2"} <= names
    assert [each for each in names if each.startswith("libgit2-")]


def test_it_runs_where_there_is_no_swift(bare):
    assert bare("command -v swift || true") == ""
    assert bare("confomeet-upgrade --version").startswith("confomeet-upgrade ")
    assert "conflict" in bare("cd /tmp && confomeet-upgrade demo")
    bare(
        "mkdir /trial && cd /trial && confomeet-upgrade stable-9364-1 --upstream demo && "
        "confomeet-upgrade stable-10184 --upstream demo && confomeet-upgrade drift --upstream demo --except release; "
        "test -s deployment/confomeet/docker-compose.yml")


@pytest.mark.skipif(not os.environ.get("CONFOMEET_TEST_UPSTREAM"), reason="CONFOMEET_TEST_UPSTREAM isn't set")
def test_it_upgrades_to_what_upstream_has(bare):
    bare(
        "git config --global safe.directory '*' 2>/dev/null || printf '[safe]\\n\\tdirectory = *\\n' >~/.gitconfig; "
        "mkdir /real && cd /real && confomeet-upgrade stable-10184 --upstream /upstream.git && "
        "confomeet-upgrade stable-11146-2 --upstream /upstream.git && grep -q stable-11146-2 */upstream-lock.yaml")


def test_the_archive_runs_below_any_prefix(bare, packages):
    bare(
        "apt-get install -qq -y --no-install-recommends xz-utils; mkdir -p /opt/confomeet && "
        f"tar -xJf /packages/{packages[2]}.tar.xz -C /opt/confomeet && cd /tmp && "
        "dpkg -r --force-depends confomeet-upgrade && /opt/confomeet/bin/confomeet-upgrade patches list | grep jibri-s3 && "
        f"dpkg -i /packages/{packages[2]}.deb")


def test_completions_and_manual_page_are_there(bare):
    for shell, path in [
        ("bash", "bash-completion/completions/confomeet-upgrade"),
        ("zsh", "zsh/vendor-completions/_confomeet-upgrade"),
        ("fish", "fish/vendor_completions.d/confomeet-upgrade.fish"),
    ]:
        assert bare(f"confomeet-upgrade --generate-completion-script {shell}") == bare(f"cat /usr/share/{path}")
    page = bare("zcat /usr/share/man/man1/confomeet-upgrade.1.gz")
    assert ".Nm confomeet-upgrade" in page and "mark-conflicts" in page
