-- Lets a participant be in a conference once.
--
-- Whoever has the flag singleAccess, and is no moderator, is compared with everybody in the room. The same person is
-- told by the same participantGuid and the same context.user.id in the token; if a personal link gave no guid, by the
-- id of the same registered user. Nobody else is refused: guests of a public link share one guid.
--
-- If the same person is there already, that connection is asked for a sign of life. If there is one, the join is
-- refused with cancel/not-allowed and <duplicate-access xmlns='confomeet/single-access'/>. A connection that is lost
-- gives way: one that only waits to be resumed at once, one that is silent (a crashed tab, a network that is gone) when
-- the time is over. Whoever joins waits meanwhile; nobody else does.
--
-- Options:
--   single_access_timeout   seconds that an older connection has to give a sign of life, at most 15; default 5
-- Enable it on the rooms: XMPP_MUC_MODULES. It needs mod_confomeet_context on the main host.

local lib = module:require "confomeet";
local build_frame = require "net.websocket.frames".build;
local jid = require "util.jid";
local st = require "util.stanza";
local uuid = require "util.uuid";

local xmlns_muc = "http://jabber.org/protocol/muc";
local timeout = math.min(15, lib.number("single_access_timeout", 5, 0.01));
local glance = math.min(0.1, timeout / 4);

-- Whether a session can still be heard of, as far as Prosody knows.
local function is_connected(session)
	return not session.destroyed and not session.hibernating and prosody.full_sessions[session.full_jid] == session;
end

-- How much has come from a client by now: reads of its connection, or with BOSH its requests.
local function heard(session)
	if session.data and not session.confomeet_heard then
		local data = session.data;
		session.confomeet_heard = 0;
		session.data = function (...)
			session.confomeet_heard = session.confomeet_heard + 1;
			return data(...);
		end;
	end
	return { session.confomeet_heard, session.rid, session.conn };
end

-- Asks a session for a sign of life, and gives a function that tells whether there was one. Whatever comes from the
-- client is one: an answer to the ping, which ConfOMeet's client doesn't give; an acknowledgement of stream management;
-- a websocket's pong, which browsers send by themselves; with BOSH the next request, because the ping ends the one that
-- is held open.
local function ask(session)
	local before = heard(session);
	session.send(st.iq({ type = "get", id = uuid.generate(), from = session.host, to = session.full_jid })
		:tag("ping", { xmlns = "urn:xmpp:ping" }));
	if session.websocket_request and session.conn then
		session.conn:write(build_frame({ opcode = 0x9, FIN = true }));
	end
	return function ()
		local now = heard(session);
		return now[1] ~= before[1] or now[2] ~= before[2] or now[3] ~= before[3];
	end;
end

-- Calls `found(true)` as soon as one of the sessions gives a sign of life, `found(false)` when none has by the end.
local function look_for_life(sessions, found)
	local asked = {};
	for _, session in ipairs(sessions) do asked[session] = ask(session); end
	local waited = 0;
	module:add_timer(glance, lib.guard(function ()
		waited = waited + glance;
		local alive, open = false, false;
		for session, has_answered in pairs(asked) do
			if is_connected(session) then
				open = true;
				alive = alive or has_answered();
			end
		end
		if open and not alive and waited < timeout then return glance; end
		found(alive);
	end));
end

-- Occupants who are the same person, by nick, and those of their sessions that are connected.
local function doubles(room, context, own_jid)
	local occupants, connected = {}, {};
	for nick, occupant in room:each_occupant() do
		local same, sessions = false, {};
		for real_jid, session in pairs(lib.sessions(occupant)) do
			if real_jid ~= own_jid then
				same = same or lib.is_same_person(lib.context(session), context);
				if is_connected(session) then table.insert(sessions, session); end
			end
		end
		if same then
			occupants[nick] = occupant.bare_jid;
			for _, session in ipairs(sessions) do table.insert(connected, session); end
		end
	end
	return occupants, connected;
end

local function replace(room, occupants)
	for nick, bare_jid in pairs(occupants) do
		local occupant = room:get_occupant_by_nick(nick);
		if occupant and occupant.bare_jid == bare_jid then
			room:set_role(true, nick, nil, "Replaced by a new connection");
		end
	end
end

lib.on_muc(function (muc)
	-- Joins that wait for a sign of life, by real JID and room.
	local waiting = {};

	local function key(stanza)
		return stanza.attr.from .. " " .. jid.bare(stanza.attr.to);
	end

	local function refuse(origin, stanza, room)
		local reply = st.error_reply(stanza, "cancel", "not-allowed",
			"This participant is in the conference already", room.jid);
		reply:tag("duplicate-access", { xmlns = "confomeet/single-access" }):up();
		origin.send(reply);
		module:log("info", "The same participant is in %s already; %s was refused", room.jid, stanza.attr.from);
	end

	-- Below upstream's queue of those who come before focus (8), which has a hook above run twice.
	muc:hook("muc-occupant-pre-join", lib.guard(function (event)
		local room, origin, stanza = event.room, event.origin, event.stanza;
		if lib.is_service_room(room) or lib.is_exempt(stanza.attr.from) then return; end
		local context = lib.context(lib.joining(event));
		if not context.singleAccess or context.moderator then return; end
		if not lib.is_known_person(context) then
			module:log("warn", "Somebody with singleAccess was let into %s without a check: neither participantGuid and id"
				.. " nor the id of a registered user", room.jid);
			return;
		end

		local place = key(stanza);
		if waiting[place] then
			-- The client says more about itself before it is in: what it said last is what it joins with.
			if stanza:get_child("x", xmlns_muc) then waiting[place].stanza = st.clone(stanza); end
			return true;
		end
		local occupants, connected = doubles(room, context, stanza.attr.from);
		if #connected == 0 then
			replace(room, occupants);
			return;
		end

		local join = { stanza = st.clone(stanza) };
		waiting[place] = join;
		look_for_life(connected, function (alive)
			if waiting[place] ~= join then return; end
			waiting[place] = nil;
			if origin.destroyed then return; end
			if alive then
				refuse(origin, join.stanza, room);
				return;
			end
			module:log("info", "A connection of the same participant in %s gave no sign of life in %g s", room.jid, timeout);
			replace(room, occupants);
			-- Once more from the start: the room may have become another one.
			muc:send(join.stanza, origin);
		end);
		return true;
	end), 6);

	-- Whoever doesn't want to come any more isn't waited with.
	muc:hook("presence/full", lib.guard(function (event)
		local stanza = event.stanza;
		if stanza.attr.type == "unavailable" and next(waiting) then waiting[key(stanza)] = nil; end
	end), 100);
end);
