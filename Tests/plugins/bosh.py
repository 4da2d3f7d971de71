"""A client by BOSH, as production's are: long polls over HTTP, one of which Prosody always holds."""

import contextlib
import itertools
import queue
import socket
import threading
from http.client import HTTPConnection
from urllib.parse import urlsplit
from xml.etree import ElementTree

from xmpp import PATIENCE, Client

BODY = "xmlns='http://jabber.org/protocol/httpbind' xmlns:xmpp='urn:xmpp:xbosh'"


class Poll:
    """What a client sends and receives; a thread waits for each answer."""

    def __init__(self, url, query):
        self.address, self.path = urlsplit(url).netloc, f"/http-bind?{query}"
        self.rids, self.sid = itertools.count(1000), None
        self.lock, self.came = threading.RLock(), queue.Queue()
        self.open, self.is_polling = [], True

    def send(self, xml):
        if not xml.startswith("<open"):
            self.post(f"<body rid='%d' sid='{self.sid}' {BODY}>{xml}</body>")
        elif self.sid:
            self.post(f"<body rid='%d' sid='{self.sid}' xmpp:restart='true' {BODY}/>")
        else:
            domain = ElementTree.fromstring(xml).get("to")
            self.post(
                f"<body rid='%d' to='{domain}' hold='1' wait='60' ver='1.6' xmpp:version='1.0' xml:lang='en' {BODY}/>"
            ).join(PATIENCE)

    def post(self, body):
        connection = HTTPConnection(self.address, timeout=PATIENCE * 4)
        with self.lock:
            # In the order of their numbers, or Prosody ends the session.
            connection.request("POST", self.path, body % next(self.rids), {"Content-Type": "text/xml; charset=utf-8"})
            self.open.append(connection)
        answer = threading.Thread(target=self.take, args=(connection,), daemon=True)
        answer.start()
        return answer

    def take(self, connection):
        try:
            body = ElementTree.fromstring(connection.getresponse().read())
        except Exception:  # The connection was given up.
            body = None
        with self.lock:
            self.open.remove(connection)
            connection.close()
            if body is None:
                return
            self.sid = self.sid or body.get("sid")
            for child in body:
                self.came.put(ElementTree.tostring(child, "unicode"))
            self.is_polling = self.is_polling and body.get("type") != "terminate"
            if self.is_polling and not self.open:
                self.post(f"<body rid='%d' sid='{self.sid}' {BODY}/>")

    def recv(self, timeout):
        try:
            return self.came.get(timeout=timeout)
        except queue.Empty:
            raise TimeoutError from None

    def hang_up(self):
        with self.lock:
            self.is_polling = False
            for connection in self.open:
                # An answer that closes its connection has taken the socket away; the other side may have been faster.
                if (line := connection.sock) is not None:
                    with contextlib.suppress(OSError):
                        line.shutdown(socket.SHUT_RDWR)


class BoshClient(Client):
    def connect(self, server, query):
        return Poll(server.bosh_url, query)

    def abort(self):
        """The tab crashes: its connections are closed, and nobody says so."""
        self.socket.hang_up()

    def fall_silent(self):
        """The connections stay open, as behind a proxy, and nothing comes any more."""
        self.socket.is_polling = False

    def close(self):
        self.socket.hang_up()
