"""Jicofo as far as a room sees it: focus makes the rooms, hands out ownership, and starts recordings."""

from xmpp import Client

JIBRI = "http://jitsi.org/protocol/jibri"


class Focus(Client):
    def __init__(self, server):
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

    def start(self, request):
        payload = f"<jibri xmlns='{JIBRI}' status='pending' session_id='s1'/>"
        self.answer(request, "result", payload)

    def refuse(self, request, condition):
        error = f"<error type='wait'><{condition} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>"
        self.answer(request, "error", error)

    def answer(self, request, kind, payload):
        self.send(f"<iq xmlns='jabber:client' type='{kind}' id='{request.id}' to='{request.sender}'>{payload}</iq>")


def is_recording_request(stanza):
    return stanza.name == "iq" and stanza.type == "set" and stanza.find("jibri", JIBRI) is not None
