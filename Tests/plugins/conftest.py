"""Fixtures: a Prosody that the tests of a worker share, others of a test's own, clients, and a backend."""

import re
import uuid

import pytest

import versions
from backend import Backend
from bosh import BoshClient
from jicofo import Focus
from relay import Relay
from server import Prosody
from tokens import token
from xmpp import Client

# Prosody's own complaints about how it is run here.
HARMLESS = re.compile(r"certmanager|No certificate|lua-unbound|libunbound|LuaUnbound")


def complaints(text):
    """Lines of a log that nobody should find in it."""
    return [
        line for line in text.splitlines()
        if re.search(r"\t(error|critical)\t|[Tt]raceback|attempt to ", line) and not HARMLESS.search(line)
    ]  # fmt: skip


@pytest.fixture(scope="session", params=versions.FINDERS, ids=lambda name: f"prosody-{name}")
def program(request):
    """Every test that needs a Prosody is run on each."""
    found = versions.find(request.param)
    if isinstance(found, versions.Unavailable):
        pytest.skip(str(found))
    Prosody.is_newer = request.param != "0.12"
    return found


@pytest.fixture(scope="session")
def shared_backend():
    backend = Backend()
    yield backend
    backend.close()


@pytest.fixture(scope="session")
def shared(program, tmp_path_factory, shared_backend):
    """Production's line-up, with a backend that works."""
    server = Prosody(
        program, tmp_path_factory.mktemp("prosody") / "run",
        rooms={
            "conference_logger_url": shared_backend.url, "jibri_autostart_retry_delay": 0.05,
            "jibri_autostart_timeout": 20,
        },
    )  # fmt: skip
    yield server
    server.stop()
    assert not complaints(server.log())


@pytest.fixture
def server(shared):
    """The shared Prosody; what it logs during the test has to be free of errors."""
    start = len(shared.log())
    yield shared
    assert not complaints(shared.log()[start:])


@pytest.fixture
def launch(program, tmp_path):
    """Starts a Prosody of the test's own. Errors that a test expects are taken off with `server.expected`."""
    started = []

    def start(**options):
        started.append(Prosody(program, tmp_path / f"prosody-{len(started)}", **options))
        started[-1].expected = []
        return started[-1]

    yield start
    for each in started:
        each.kill()
    for each in started:
        left = [line for line in complaints(each.log()) if not any(text in line for text in each.expected)]
        assert not left


@pytest.fixture
def backend():
    made = []

    def make(*answers, **options):
        made.append(Backend(*answers, **options))
        return made[-1]

    yield make
    for each in made:
        each.close()


class People:
    """Makes clients, and takes them away after the test."""

    def __init__(self):
        self.clients = []

    def keep(self, client):
        self.clients.append(client)
        return client

    def login(self, server, *arguments, **options):
        return self.keep(Client(server, *arguments, **options))

    def user(self, server, who="somebody", client=Client, query={}, **flags):
        return self.keep(client(server, token(who, **flags), **query))

    def moderator(self, server, who="moderator", **flags):
        return self.user(server, who, moderator=True, **flags)

    def focus(self, server):
        return self.keep(Focus(server))

    def recorder(self, server):
        return self.login(server, domain="recorder.confomeetnet", user="recorder")

    def by_bosh(self, server, who="somebody", **flags):
        return self.user(server, who, BoshClient, **flags)

    def relay(self, server):
        """A way to the server that can be cut without its noticing."""
        return self.keep(Relay(server))

    def close(self):
        for client in self.clients:
            client.close()


@pytest.fixture
def people():
    made = People()
    yield made
    made.close()


@pytest.fixture
def focus(people, server):
    return people.focus(server)


@pytest.fixture
def room(focus, server):
    """A room of the test's own, with focus in it."""
    return focus.create(server.room(f"room-{uuid.uuid4().hex[:10]}"))
