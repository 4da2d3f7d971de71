"""What lies between `aws` and the S3 server, and can break."""

import contextlib
import socket
import struct
import threading


class Wire:
    """Forwards connections to a port.

    Connection number n is cut once `cut[n]` bytes went to the server, and goes nowhere once `stall[n]` bytes did; the
    key `None` stands for all other connections. `answers` may change what comes back.
    """

    def __init__(self, port, cut=(), stall=(), answers=lambda chunk: chunk):
        self.port, self.cut, self.stall, self.answers = port, dict(cut), dict(stall), answers
        self.connections = 0
        self.stalled = threading.Event()
        self.closed_by_client = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = "http://127.0.0.1:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                number = self.connections
                self.connections += 1
                server = socket.create_connection(("127.0.0.1", self.port))
                cut = self.cut.get(number, self.cut.get(None))
                stall = self.stall.get(number, self.stall.get(None))
                threading.Thread(target=self.there, args=(client, server, cut, stall), daemon=True).start()
                threading.Thread(target=self.back, args=(server, client), daemon=True).start()

    def there(self, client, server, cut, stall):
        passed = 0
        with contextlib.suppress(OSError):
            while chunk := client.recv(16384):
                passed += len(chunk)
                if cut is not None and passed > cut:
                    # Both ends see a reset, as from a router that has forgotten the connection.
                    for end in (client, server):
                        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                        end.shutdown(socket.SHUT_RDWR)
                        end.close()
                    return
                if stall is not None and passed > stall:
                    self.stalled.set()
                    continue
                server.sendall(chunk)
        if self.stalled.is_set():
            self.closed_by_client.set()
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_WR)

    def back(self, server, client):
        with contextlib.suppress(OSError):
            while chunk := server.recv(16384):
                client.sendall(self.answers(chunk))
            client.shutdown(socket.SHUT_WR)

    def close(self):
        self.listener.close()
