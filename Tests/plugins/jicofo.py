"""Jicofo as far as a room sees it: focus makes the rooms, hands out ownership, and starts recordings."""

import itertools

from xmpp import Client

JIBRI = "http://jitsi.org/protocol/jibri"


class Focus(Client):
    def __init__(self, server):
        self.sessions = (f"session-{number}" for number in itertools.count(1))
        super().__init__(server, domain="auth.confomeetnet", user="focus")

    def create(self, room):
        presence = self.join(room, "focus")
        assert presence.type is None, presence
        return room

    def recording_request(self):
        return self.wait(is_recording_request)

    def recording_requests(self):
        """Those that have come and are not answered."""
        return self.pending(is_recording_request)

    def accept(self, request):
        """The start is pending, which is all that jicofo's answer says; gives the session."""
        session = next(self.sessions)
        self.answer(request, "result", f"<jibri xmlns='{JIBRI}' status='pending' session_id='{session}'/>")
        return session

    def start(self, request):
        """The start is pending, and succeeds."""
        session = self.accept(request)
        self.tell(request, "on", session)
        return session

    def tell(self, request, status, session, reason=None, by=None):
        """What focus' presence says of a recording."""
        room = request.sender.partition("/")[0]
        attributes = {"status": status, "session_id": session, "failure_reason": reason, "initiator": by}
        said = " ".join(f"{name}='{value}'" for name, value in attributes.items() if value)
        self.say(room, f"<jibri-recording-status xmlns='{JIBRI}' recording_mode='file' {said}/>")

    def say(self, room, content):
        self.send(f"<presence xmlns='jabber:client' to='{room}/focus'>{content}</presence>")
        self.sync()

    def refuse(self, request, condition):
        error = f"<error type='wait'><{condition} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>"
        self.answer(request, "error", error)

    def answer(self, request, kind, payload):
        self.send(f"<iq xmlns='jabber:client' type='{kind}' id='{request.id}' to='{request.sender}'>{payload}</iq>")


def is_recording_request(stanza):
    return stanza.name == "iq" and stanza.type == "set" and stanza.find("jibri", JIBRI) is not None
