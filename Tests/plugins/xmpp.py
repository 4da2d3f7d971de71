"""A raw client of XMPP over websockets, as far as the tests need one."""

import base64
import itertools
import time
from urllib.parse import urlencode
from xml.etree import ElementTree

from websockets.sync.client import connect

# How long something may take that has to happen; nothing waits that long on a machine that works.
PATIENCE = 30

MUC = "http://jabber.org/protocol/muc"
USER = MUC + "#user"
NICK = "http://jabber.org/protocol/nick"
FRAMING = "urn:ietf:params:xml:ns:xmpp-framing"
SASL = "urn:ietf:params:xml:ns:xmpp-sasl"
BIND = "urn:ietf:params:xml:ns:xmpp-bind"
SM = "urn:xmpp:sm:3"
STANZAS = "urn:ietf:params:xml:ns:xmpp-stanzas"

numbers = itertools.count(1)


class Refused(Exception):
    """The login was refused."""


class Stanza:
    def __init__(self, text):
        self.text = text
        self.tree = ElementTree.fromstring(text)
        self.name = self.tree.tag.rpartition("}")[2]
        self.id, self.type = self.tree.get("id"), self.tree.get("type")
        self.sender, self.to = self.tree.get("from"), self.tree.get("to")

    def __repr__(self):
        return self.text

    def find(self, name, xmlns):
        return next(self.tree.iter(f"{{{xmlns}}}{name}"), None)

    @property
    def codes(self):
        return {status.get("code") for status in self.tree.iter(f"{{{USER}}}status")}

    @property
    def item(self):
        return self.find("item", USER)

    @property
    def affiliation(self):
        return self.item.get("affiliation")

    @property
    def role(self):
        return self.item.get("role")

    @property
    def error(self):
        """The error's type and condition, such as `auth/forbidden`; none if it is no error."""
        error = next((child for child in self.tree if child.tag.endswith("}error")), None)
        if error is None:
            return None
        condition = next(child.tag for child in error if child.tag.startswith(f"{{{STANZAS}}}"))
        return f"{error.get('type')}/{condition.rpartition('}')[2]}"


def is_own(stanza, room):
    """Whether it is one's own presence in a room, or tells why there is none."""
    return (
        stanza.name == "presence"
        and (stanza.type == "error" or "110" in stanza.codes)
        and (stanza.sender or "").partition("/")[0] == room
    )


class Client:
    """Logged in and bound. Whatever comes is kept until a test waits for it."""

    def __init__(self, server, token=None, domain="confomeetnet", user=None, password="pw", resumable=False, **parameters):
        query = urlencode({name: value for name, value in {"token": token, **parameters}.items() if value})
        self.socket = self.connect(server, query)
        self.domain, self.inbox, self.handled, self.counting = domain, [], 0, False
        self.resumption, self.jid = None, None
        self.authenticate(user, password)
        self.open()
        if resumable is not None:
            self.bind(resumable)

    def connect(self, server, query):
        connection = connect(
            f"{server.url}/xmpp-websocket?{query}", subprotocols=["xmpp"], open_timeout=PATIENCE, close_timeout=1,
            compression=None, proxy=None,
        )  # fmt: skip
        return connection.__enter__()

    def authenticate(self, user, password):
        self.open()
        if user:
            secret = base64.b64encode(f"\0{user}\0{password}".encode()).decode()
            self.send(f"<auth xmlns='{SASL}' mechanism='PLAIN'>{secret}</auth>")
        else:
            self.send(f"<auth xmlns='{SASL}' mechanism='ANONYMOUS'/>")
        answer = self.wait(lambda stanza: stanza.name in ("success", "failure"))
        if answer.name == "failure":
            raise Refused(answer.text)

    def open(self):
        self.send(f"<open xmlns='{FRAMING}' to='{self.domain}' version='1.0'/>")
        self.wait(lambda stanza: stanza.name == "features")

    def bind(self, resumable):
        answer = self.request(f"<bind xmlns='{BIND}'/>", kind="set")
        self.jid = answer.find("jid", BIND).text
        if resumable:
            self.send(f"<enable xmlns='{SM}' resume='true'/>")
            self.resumption = self.wait(lambda stanza: stanza.name == "enabled").id
            self.counting = True

    @property
    def bare(self):
        return self.jid.partition("/")[0]

    def send(self, xml):
        self.socket.send(xml)

    def receive(self, timeout):
        stanza = Stanza(self.socket.recv(timeout))
        if self.counting and stanza.name in ("presence", "message", "iq"):
            self.handled += 1
        if stanza.name == "r":
            self.send(f"<a xmlns='{SM}' h='{self.handled}'/>")
        else:
            self.inbox.append(stanza)
        return stanza

    def wait(self, match):
        """The first stanza that matches, of those that nobody has waited for yet."""
        end, position = time.monotonic() + PATIENCE, 0
        while True:
            for place in range(position, len(self.inbox)):
                if match(self.inbox[place]):
                    return self.inbox.pop(place)
            position = len(self.inbox)
            try:
                self.receive(max(0, end - time.monotonic()))
            except TimeoutError:
                raise AssertionError(f"nothing like that came, but {self.inbox}") from None

    def request(self, payload, to=None, kind="get", extra=""):
        """An IQ's answer."""
        number = f"iq-{next(numbers)}"
        address = f" to='{to}'" if to else ""
        self.send(f"<iq xmlns='jabber:client' type='{kind}' id='{number}'{address}{extra}>{payload}</iq>")
        return self.wait(lambda stanza: stanza.name == "iq" and stanza.id == number)

    def sync(self):
        """When this is answered, everything has come that was sent before."""
        self.request("<ping xmlns='urn:xmpp:ping'/>", to=self.domain)

    def pending(self, match):
        """What has come by now and matches; nobody has waited for it."""
        self.sync()
        return [stanza for stanza in self.inbox if match(stanza)]

    def join(self, room, nick, content=""):
        """Sends the join; gives the own presence, or the error. What came of an earlier stay is forgotten."""
        for stanza in self.pending(lambda stanza: is_own(stanza, room)):
            self.inbox.remove(stanza)
        self.send_join(room, nick, content)
        return self.joined(room)

    def send_join(self, room, nick, content=""):
        # Upstream's lobby turns back who has no name.
        name = "" if f"<nick xmlns='{NICK}'" in content else f"<nick xmlns='{NICK}'>{nick}</nick>"
        self.send(f"<presence xmlns='jabber:client' to='{room}/{nick}'><x xmlns='{MUC}'/>{name}{content}</presence>")

    def joined(self, room):
        return self.wait(lambda stanza: is_own(stanza, room))

    def leave(self, room, nick):
        self.send(f"<presence xmlns='jabber:client' to='{room}/{nick}' type='unavailable'/>")
        return self.wait(lambda stanza: stanza.name == "presence" and stanza.type == "unavailable" and "110" in stanza.codes)

    def presence(self, occupant, type=None):
        """Somebody's presence in a room, as it comes."""
        return self.wait(
            lambda stanza: stanza.name == "presence" and stanza.sender == occupant and stanza.type == type
        )

    def affiliate(self, room, jid, affiliation):
        item = f"<item affiliation='{affiliation}' jid='{jid}'/>"
        return self.request(f"<query xmlns='{MUC}#admin'>{item}</query>", to=room, kind="set")

    def configure(self, room, **fields):
        """Submits settings of a room."""
        rows = "".join(
            f"<field var='{name}'><value>{value}</value></field>"
            for name, value in {"FORM_TYPE": MUC + "#roomconfig", **{"muc#roomconfig_" + k: v for k, v in fields.items()}}.items()
        )  # fmt: skip
        return self.request(
            f"<query xmlns='{MUC}#owner'><x xmlns='jabber:x:data' type='submit'>{rows}</x></query>", to=room, kind="set"
        )

    def invite(self, room, jid):
        self.send(f"<message xmlns='jabber:client' to='{room}'><x xmlns='{USER}'><invite to='{jid}'/></x></message>")

    def abort(self):
        """Loses the connection without a word."""
        self.socket.socket.shutdown(2)
        self.socket.close()

    def close(self):
        self.socket.close()


def resume(server, lost, token=None):
    """Comes back to a session whose connection was lost, as jitsi-meet does: the URL names it."""
    client = Client(server, token, resumable=None, previd=lost.resumption)
    client.send(f"<resume xmlns='{SM}' previd='{lost.resumption}' h='{lost.handled}'/>")
    answer = client.wait(lambda stanza: stanza.name in ("resumed", "failed"))
    client.jid, client.handled, client.counting = lost.jid, lost.handled, True
    client.was_resumed = answer.name == "resumed"
    return client
