"""A way to a Prosody that goes dead without either end noticing: what a lost network looks like."""

import socket
import threading
from urllib.parse import urlsplit


class Relay:
    def __init__(self, server):
        self.port = server.port
        self.passing = threading.Event()
        self.passing.set()
        self.sockets = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        address = f"127.0.0.1:{self.listener.getsockname()[1]}"
        self.url, self.bosh_url = (urlsplit(url)._replace(netloc=address).geturl() for url in (server.url, server.bosh_url))
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:  # It was closed.
                return
            far = socket.create_connection(("127.0.0.1", self.port))
            self.sockets += [near, far]
            for source, target in ((near, far), (far, near)):
                threading.Thread(target=self.forward, args=(source, target), daemon=True).start()

    def forward(self, source, target):
        try:
            while data := source.recv(65536):
                self.passing.wait()
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:  # One end is gone.
            return

    def go_dead(self):
        self.passing.clear()

    def close(self):
        self.passing.set()
        for each in [self.listener, *self.sockets]:
            each.close()
