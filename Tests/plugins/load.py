"""Many people come and go in many rooms, with one backend or another: what `benchmark` prints, and a test bounds."""

import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from jicofo import Focus
from tokens import token
from xmpp import Client

# As many at once as bring Prosody to work and leave this process the time to measure.
AT_ONCE = 4


class Load:
    """Clients that are logged in, and rooms for them."""

    def __init__(self, server, participants, rooms):
        self.server, self.focus = server, Focus(server)
        self.rooms = [self.focus.create(server.room(f"load-{number}")) for number in range(rooms)]
        # Focus hears of everybody; nobody waits for what it hears.
        self.over = threading.Event()
        threading.Thread(target=self.drain, daemon=True).start()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            self.clients = list(pool.map(self.login, range(participants)))

    def login(self, number):
        return Client(self.server, token(f"p{number}", singleAccess=True))

    def drain(self):
        while not self.over.is_set():
            try:
                self.focus.receive(0.1)
            except TimeoutError:
                continue
            except Exception:  # The connection is gone, and so is what there was to hear.
                return
            self.focus.inbox.clear()

    def visit(self, numbered):
        """Joins and leaves; gives the seconds that the join took."""
        number, client = numbered
        room, nick = self.rooms[number % len(self.rooms)], f"p{number}"
        client.inbox.clear()
        start = time.perf_counter()
        client.send_join(room, nick)
        own = client.joined(room)
        taken = time.perf_counter() - start
        assert own.type is None, own
        return taken

    def leave(self, numbered):
        number, client = numbered
        client.leave(self.rooms[number % len(self.rooms)], f"p{number}")

    def round(self):
        """Everybody comes, and everybody goes; gives the seconds of each join."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            times = list(pool.map(self.visit, enumerate(self.clients)))
            list(pool.map(self.leave, enumerate(self.clients)))
        return times

    def close(self):
        self.over.set()
        for client in [*self.clients, self.focus]:
            client.abort()


def compare(loads, rounds):
    """Rounds of each load in turn, so that whatever else the machine does meets them alike.

    Gives the seconds of joins and the memory after each round, by the load's name. The first round is for warming up.
    """
    times, memory = {name: [] for name in loads}, {name: [] for name in loads}
    for number in range(rounds + 1):
        for name, load in loads.items():
            taken = load.round()
            if number:
                times[name] += taken
                memory[name].append(load.server.memory())
    return times, memory


def percentile(times, share):
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def ratio(times):
    return statistics.median(times["hanging"]) / statistics.median(times["healthy"])
