-- Reports what happens in conferences to ConfOMeet's backend: room_created, occupant_joined, occupant_leaving,
-- room_destroyed, in this order for each room. Servers' own accounts, recorders and lobbies are left out.
--
-- An event is a POST of JSON: type, from, to, kind, meetingId, message, event_id (the same when it is sent again),
-- timestamp, participant_guid, user_id. Events wait in a queue, and are sent one after the other; nobody who joins
-- waits for the backend. A status 2xx is success, unless the answer's JSON says that it failed: then its `code` counts
-- like a status. No answer, 408, 429 and 5xx are tried again; what else is refused is dropped.
--
-- Options:
--   conference_logger_url            required; without it there is one error in the log, and nothing is reported
--   conference_logger_timeout        seconds that the backend may take to answer; default 5
--   conference_logger_queue_size     how many events may wait; a full queue drops the oldest; default 1000
--   conference_logger_max_attempts   how often an event is sent before it is dropped; default 5
--   conference_logger_retry_delay    seconds until the second attempt, doubled for every further one up to 30;
--                                    default 1
-- Enable it on the rooms: XMPP_MUC_MODULES; the URL belongs into XMPP_MUC_CONFIGURATION.

local lib = module:require "confomeet";
local st = require "util.stanza";

local report = lib.reporter();
if not report then return; end

local function is_reported(room)
	-- A lobby and a breakout room name the room that they belong to.
	return not (lib.is_service_room(room) or room.main_room_jid);
end

lib.on_muc(function (muc)
	local state_of = lib.states(muc);

	-- Other modules' events go through the same queue, so that the order holds.
	muc:hook("confomeet-report", lib.guard(function (event)
		report(event);
		return true;
	end));

	local function report_room(room, what)
		report({ type = what, room = room, from = muc.host, to = room.jid, kind = "room" });
	end

	-- `here` has what is known of everybody who was reported to be in the room, by the JID in the room.
	local function report_leaving(room, here, nick)
		local known = here[nick];
		here[nick] = nil;
		local stanza = st.presence({ type = "unavailable", from = known.from, to = nick });
		report({
			type = "occupant_leaving", room = room, from = known.from, to = nick,
			message = lib.leaving_message(stanza, known.email),
			participant_guid = known.participant_guid, user_id = known.user_id,
		});
	end

	muc:hook("muc-occupant-joined", lib.guard(function (event)
		local room, nick, stanza = event.room, event.nick, event.stanza;
		local real_jid = stanza.attr.from;
		if not is_reported(room) or lib.is_exempt(real_jid) then return; end
		local state = state_of(room);
		if not state.here then
			state.here = {};
			report_room(room, "room_created");
		end
		if state.here[nick] then return; end

		local context = lib.context(lib.joining(event));
		-- On a kick or a lost connection there is no stanza and perhaps no session to ask.
		state.here[nick] = {
			from = real_jid, email = lib.email(context, stanza),
			participant_guid = context.participant_guid, user_id = context.user_id,
		};
		report({
			type = "occupant_joined", room = room, from = real_jid, to = nick, message = tostring(stanza),
			participant_guid = context.participant_guid, user_id = context.user_id,
		});
	end));

	-- Before mod_muc ends an empty room (-1).
	muc:hook("muc-occupant-left", lib.guard(function (event)
		local here = state_of(event.room).here;
		if not here or not here[event.nick] then return; end
		local stanza = event.stanza;
		if stanza and stanza.name == "presence" and stanza.attr.type == nil and stanza.attr.to ~= event.nick then
			-- Somebody takes another nick.
			here[stanza.attr.to], here[event.nick] = here[event.nick], nil;
			return;
		end
		report_leaving(event.room, here, event.nick);
	end), 0);

	muc:hook("muc-room-destroyed", lib.guard(function (event)
		local here = state_of(event.room).here;
		if not here then return; end
		for nick in pairs(here) do report_leaving(event.room, here, nick); end
		report_room(event.room, "room_destroyed");
	end), 0);
end);
