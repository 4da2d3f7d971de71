"""ConfOMeet's backend, as well and as badly as it may answer."""

import json
import socket
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from xmpp import PATIENCE


class Backend:
    """Answers with the given answers in order, the last one for ever.

    An answer is a status, the JSON of an answer whose status is 200 (that is how the backend tells of its own failures),
    or `hang` (reads, and says nothing), `close` (hangs up without a word), `reset`, `half` (hangs up
    in the midst of the answer), `slow` (a byte at a time, without an end), `garbage` (no HTTP). A backend that is not listening refuses connections until `listen` is called.
    """

    def __init__(self, *answers, listening=True):
        self.answers = list(answers) or [200]
        self.attempts, self.events = [], []
        self.concurrent = self.most_concurrent = 0
        self.changed, self.released = threading.Condition(), threading.Event()
        backend = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                backend.handle(self, json.loads(body))

            def log_message(self, *arguments):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads, block_on_close, request_queue_size = True, False, 128

            def handle_error(self, request, address):
                pass

        self.server = Server(("127.0.0.1", 0), Handler, bind_and_activate=False)
        self.server.server_bind()
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/api/v1/ConfEvent/AddProsodyEvent"
        self.is_listening = False
        if listening:
            self.listen()

    def listen(self):
        self.server.server_activate()
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        self.is_listening = True

    def handle(self, request, event):
        with self.changed:
            self.attempts.append(event)
            self.concurrent += 1
            self.most_concurrent = max(self.most_concurrent, self.concurrent)
            answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            self.changed.notify_all()
        if isinstance(answer, (int, dict, bytes)):
            # Before the answer is there, so that what it lets happen comes after.
            failed = isinstance(answer, dict) and answer["id"] < 0
            self.done(event, 500 if failed else 200 if isinstance(answer, bytes | dict) else answer)
            self.give(request, answer)
            return
        try:
            self.give(request, answer)
        finally:
            self.done(event, 0)

    def done(self, event, status):
        with self.changed:
            self.concurrent -= 1
            if 200 <= status < 300:
                self.events.append(event)
            self.changed.notify_all()

    def give(self, request, answer):
        connection = request.connection
        if answer == "hang":
            self.released.wait(PATIENCE)
        elif answer == "close":
            connection.shutdown(socket.SHUT_RDWR)
        elif answer == "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.close()
        elif answer == "half":
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
            connection.shutdown(socket.SHUT_RDWR)
        elif answer == "slow":
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            while not self.released.wait(0.05):
                connection.sendall(b".")
        elif answer == "garbage":
            connection.sendall(b"220 this is no HTTP\r\n\r\n")
        else:
            status = answer if isinstance(answer, int) else 200
            body = json.dumps(answer).encode() if isinstance(answer, dict) else answer if isinstance(answer, bytes) else b""
            request.send_response(status)
            request.send_header("Content-Type", "application/json; charset=utf-8")
            request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            request.wfile.write(body)

    def wait(self, condition):
        """Until the condition holds, which is asked whenever something comes."""
        with self.changed:
            came = self.changed.wait_for(condition, PATIENCE)
        assert came, f"attempts: {self.attempts}\ndelivered: {self.events}"

    def wait_for(self, count):
        self.wait(lambda: len(self.events) >= count)
        return self.events

    def of(self, room):
        """Events of a room that were delivered."""
        return [event for event in self.events if event["meetingId"] == room.partition("@")[0]]

    def close(self):
        self.released.set()
        if self.is_listening:
            self.server.shutdown()
        self.server.server_close()
