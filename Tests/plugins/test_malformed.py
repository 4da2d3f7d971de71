"""Whatever a client sends, no module raises: the log stays free of errors, and the conference goes on."""

import pytest

LOBBY, USER, MUC = "confomeet/lobby", "http://jabber.org/protocol/muc#user", "http://jabber.org/protocol/muc"
JIBRI = "http://jitsi.org/protocol/jibri"
ODD = ["", " ", "/", "@", "a@b@c", "x" * 3000, "&#x1F44B;", "room@muc.confomeetnet/\u202e", "%s%d%n", "../../etc/passwd", "[[nil]]"]

PRESENCES = {
    "join": "<x xmlns='{muc}'/>",
    "no x": "",
    "two x": "<x xmlns='{muc}'/><x xmlns='{muc}'><password>p</password></x>",
    "markup in every child": "<x xmlns='{muc}'/><email><b>a@b</b></email><nick/><stats-id><x/></stats-id><avatar-url/>",
    "forged identity": "<x xmlns='{muc}'/><identity><user><id>1</id></user></identity><moderator>true</moderator>",
    "forged status": "<x xmlns='{muc}'/><x xmlns='{user}'><item affiliation='owner' role='moderator'/><status code='110'/></x>",
    "other namespaces": "<x xmlns='{muc}' xmlns:q='q'><q:r/></x><email xmlns='other'>a@b</email>",
    "much text": "<x xmlns='{muc}'/><email>" + "e" * 20000 + "</email>",
    "deep": "<x xmlns='{muc}'/>" + "<a>" * 50 + "</a>" * 50,
}
PAYLOADS = [
    "<kick-back-to-lobby xmlns='{lobby}'/>",
    "<kick-back-to-lobby xmlns='{lobby}' participant='{odd}'/>",
    "<kick-back-to-lobby xmlns='{lobby}' participant='{odd}'><reason><b/></reason><reason/></kick-back-to-lobby>",
    "<kick-back-to-lobby xmlns='{lobby}' participant='{odd}'><reason xmlns='other'>{odd}</reason></kick-back-to-lobby>",
    "<other xmlns='{lobby}' participant='{odd}'/>",
    "<kick-back-to-lobby xmlns='other' participant='{odd}'/>",
    "<jibri xmlns='{jibri}' action='{odd}' recording_mode='{odd}' app_data='{odd}'/>",
    "<jibri xmlns='{jibri}'/>",
    "<query xmlns='{muc}#admin'><item affiliation='owner' jid='{odd}'/></query>",
    "<query xmlns='{muc}#admin'><item role='moderator' nick='{odd}'/></query>",
    "<query xmlns='{muc}#owner'><x xmlns='jabber:x:data' type='submit'><field var='{odd}'/></x></query>",
    "<query xmlns='{muc}#owner'><x xmlns='jabber:x:data' type='cancel'/></query>",
]


def fill(text, odd=""):
    return text.format(lobby=LOBBY, user=USER, muc=MUC, jibri=JIBRI, odd=odd)


def start(people, server, guid, moderator):
    flags = {} if moderator is None else dict.fromkeys(("autoLobby", "autoRec", "singleAccess"), True)
    return people.login(server) if moderator is None else people.user(server, guid, moderator=moderator, **flags)


@pytest.mark.parametrize("moderator", [True, False, None], ids=["moderator", "user", "stranger"])
def test_presences(people, server, room, moderator):
    client = start(people, server, "same", moderator)
    for number, content in enumerate(PRESENCES.values()):
        for kind in ("", " type='unavailable'", " type='error'", " type='probe'", " type='subscribe'", " type='nonsense'"):
            client.send(f"<presence xmlns='jabber:client' to='{room}/n{number}'{kind}>{fill(content)}</presence>")
        client.send(f"<presence xmlns='jabber:client' to='{room}'>{fill(content)}</presence>")
        client.send(f"<presence xmlns='jabber:client' to='{server.room('unknown')}/n'>{fill(content)}</presence>")
    client.sync()
    goes_on(people, server, room)


@pytest.mark.parametrize("moderator", [True, False, None], ids=["moderator", "user", "stranger"])
@pytest.mark.parametrize("inside", [True, False], ids=["inside", "outside"])
def test_requests(people, server, room, moderator, inside):
    client = start(people, server, "same", moderator)
    if inside:
        client.join(room, "me")
    count = 0
    for to in (room, f"{room}/me", f"{room}/focus", f"{room}/nobody", server.muc, server.room("unknown"), "confomeetnet"):
        for payload in PAYLOADS:
            for odd in ODD if "{odd}" in payload and to in (room, f"{room}/focus") else [""]:
                for kind in ("set", "get") if odd == "" else ("set",):
                    count += 1
                    client.send(
                        f"<iq xmlns='jabber:client' type='{kind}' id='m{count}' to='{to}'>{fill(payload, odd)}</iq>"
                    )
        client.sync()
    client.sync()
    goes_on(people, server, room)


def test_answers_that_nobody_asked_for(people, server, focus, room):
    boss = people.moderator(server, autoRec=True)
    boss.join(room, "boss")
    request = focus.recording_request()
    for sender in (boss, focus):
        for kind in ("result", "error"):
            for payload in ("", "<error/>", "<error type='wait'/>", "<error type='x'><y xmlns='z'/></error>"):
                sender.send(f"<iq xmlns='jabber:client' type='{kind}' id='other' to='{request.sender}'>{payload}</iq>")
                sender.send(f"<iq xmlns='jabber:client' type='{kind}' id='{request.id}' to='{room}'>{payload}</iq>")
    focus.send(f"<iq xmlns='jabber:client' type='error' id='{request.id}' to='{request.sender}'/>")
    focus.sync()
    goes_on(people, server, room)


# Prosody itself stumbles over an error without <error>, which jicofo does not send.
@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("result", ""), ("result", "<jibri xmlns='other'/>"), ("result", "<error/>"), ("error", "<error/>"),
        ("error", "<error type='x'><y xmlns='z'/></error>"), ("error", "<jibri xmlns='other'/><error/>"),
    ],
)  # fmt: skip
def test_odd_answers_of_jicofo(people, server, focus, room, kind, payload):
    people.moderator(server, autoRec=True).join(room, "boss")
    focus.answer(focus.recording_request(), kind, payload)
    focus.sync()
    goes_on(people, server, room)


def test_messages(people, server, room):
    boss = people.moderator(server, autoLobby=True)
    boss.join(room, "boss")
    for odd in ODD:
        boss.send(f"<message xmlns='jabber:client' to='{room}'><x xmlns='{USER}'><invite to='{odd}'/></x></message>")
        boss.send(f"<message xmlns='jabber:client' to='{room}' type='groupchat'><body>{odd}</body></message>")
    boss.send(f"<message xmlns='jabber:client' to='{room}'><x xmlns='{USER}'><invite/></x></message>")
    boss.sync()
    goes_on(people, server, room)


def goes_on(people, server, room):
    assert people.moderator(server, "last").join(room, "last").role == "moderator"
