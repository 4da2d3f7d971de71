"""The backend that is told about recordings: answers what a test wants, and keeps what it was sent."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Backend:
    """Answers with the given statuses in order, the last one for ever.

    Instead of a status: `hang` never answers, `close` drops the connection, a `(status, location)` redirects, and a
    function is called with the body and gives the answer.
    """

    def __init__(self, *answers):
        self.answers = list(answers) or [200]
        self.requests = []
        self.released = threading.Event()
        backend = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                backend.requests.append((self.path, dict(self.headers), body))
                answer = backend.answers.pop(0) if len(backend.answers) > 1 else backend.answers[0]
                if callable(answer):
                    answer = answer(body)
                if answer == "hang":
                    backend.released.wait()
                    return
                if answer == "close":
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                status, location = answer if isinstance(answer, tuple) else (answer, None)
                self.send_response(status)
                if location:
                    self.send_header("Location", location)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def do_GET(self):
                backend.requests.append((self.path, dict(self.headers), None))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *arguments):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            block_on_close = False

            def handle_error(self, request, address):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.domain = "127.0.0.1:%d" % self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self):
        self.released.set()
        self.server.shutdown()
        self.server.server_close()


def unused_address():
    """An address at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return "127.0.0.1:%d" % probe.getsockname()[1]
