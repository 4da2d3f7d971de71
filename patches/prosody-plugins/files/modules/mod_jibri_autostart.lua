-- Starts the recording of a conference when a moderator comes whose token has the flag autoRec.
--
-- Jicofo is asked in the moderator's name. Its answer only says that the request is pending; what comes of it stands in
-- jicofo's presence in the room, which this module follows. A start that fails, at once or while it is pending, and a
-- recording that ends with a failure are asked for again, as long as such a moderator is there. A recording that
-- somebody stopped stays stopped, and so does one that jibri ended by itself, in a silent meeting for example.
-- A token whose context.features.recording is false forbids it.
--
-- Options:
--   jibri_autostart_max_attempts      how often jicofo is asked; default 5
--   jibri_autostart_retry_delay       seconds until it is asked again, doubled every time; default 5
--   jibri_autostart_timeout           seconds that jicofo may take to answer; default 30
--   jibri_autostart_pending_timeout   seconds that a start may be pending; default 600, because jicofo itself tries one
--                                     jibri after the other
--   recording_logger_url              gets a POST of {"meetingId": …} when a recording is on; default: none
--   recording_logger_timeout, _queue_size, _max_attempts, _retry_delay   as those of conference_logger_url
-- Enable it on the rooms: XMPP_MUC_MODULES. It needs mod_confomeet_context on the main host.

local lib = module:require "confomeet";
local jid = require "util.jid";
local json = require "util.json";
local st = require "util.stanza";
local uuid = require "util.uuid";

local xmlns = "http://jitsi.org/protocol/jibri";
local max_attempts = lib.number("jibri_autostart_max_attempts", 5, 1);
local retry_delay = lib.number("jibri_autostart_retry_delay", 5, 0.01);
local timeout = lib.number("jibri_autostart_timeout", 30, 0.01);
local pending_timeout = lib.number("jibri_autostart_pending_timeout", 600, 0.01);

local notify = lib.option("string", "recording_logger_url") and lib.queue("recording_logger");

-- Answers of jicofo's that may be other ones later: no jibri, all of them busy, most failures of a start, silence, and
-- that the moderator, his role or the conference are not known yet.
local passing = {
	["service-unavailable"] = true, ["resource-constraint"] = true, ["internal-server-error"] = true,
	["remote-server-timeout"] = true, ["not-allowed"] = true, ["forbidden"] = true, ["item-not-found"] = true,
};

local function may_record(session)
	if not session then return false; end
	local context = lib.context(session);
	local features = session.jitsi_meet_context_features;
	local allowed = type(features) ~= "table" or not (features.recording == false or features.recording == "false");
	return context.moderator and context.autoRec and allowed;
end

-- A moderator in whose name a recording can be started, his session, and jicofo's real JID.
local function find_parties(room)
	local moderator, moderators_session, focus;
	for nick, occupant in room:each_occupant() do
		for real_jid, session in pairs(lib.sessions(occupant)) do
			if lib.is_focus(real_jid) then
				focus = real_jid;
			elseif occupant.role == "moderator" and may_record(session) and not lib.is_exempt(real_jid) then
				moderator, moderators_session = nick, session;
			end
		end
	end
	return moderator, moderators_session, focus;
end

local function text(value)
	return (type(value) == "string" or type(value) == "number") and tostring(value) or nil;
end

-- What upstream's mod_jibri_session adds to requests of clients; one of ours doesn't come by there.
local function app_data(session)
	local user = session.jitsi_meet_context_user;
	return json.encode({
		file_recording_metadata = {
			share = true,
			initiator = {
				id = type(user) == "table" and text(user.id) or text(session.granted_jitsi_meet_context_user_id),
				group = text(session.jitsi_meet_context_group) or text(session.granted_jitsi_meet_context_group_id),
			},
		},
	});
end

lib.on_muc(function (muc)
	local state_of = lib.states(muc);
	local start;

	-- A room's `recording` is nil (idle), "requested", "pending", "on", "waiting" for the next attempt, or "over".
	-- `session` is jicofo's name for the recording, if it is known. Whatever belongs to an earlier `turn` is void.
	local function become(state, recording)
		state.recording, state.turn = recording, (state.turn or 0) + 1;
		return state.turn;
	end

	local function fail(room, state, reason)
		if state.attempts >= max_attempts then
			module:log("warn", "The recording of %s did not start: %s, after %d attempts", room.jid, reason, state.attempts);
			become(state, nil);
			state.attempts = 0;
			return;
		end
		local delay = retry_delay * 2 ^ math.max(0, state.attempts - 1);
		module:log("info", "The recording of %s did not start (%s); jicofo is asked again in %g s", room.jid, reason, delay);
		local turn = become(state, "waiting");
		module:add_timer(delay, lib.guard(function ()
			if state.turn == turn then start(room, state); end
		end));
	end

	-- Does what jicofo's presence says, if it is about the recording that the room waits for or has.
	local function follow(room, state)
		local seen = state.seen;
		if not seen or not (state.recording == "pending" or state.recording == "on") then return; end
		if state.session and seen.session and seen.session ~= state.session then return; end
		if seen.status == "on" and state.recording == "pending" then
			become(state, "on");
			state.session = seen.session;
			module:log("info", "The recording of %s was started", room.jid);
			local meeting = jid.node(room.jid) or room.jid;
			if notify then notify({ meetingId = meeting }, "the recording of " .. meeting); end
		elseif seen.status == "off" and seen.reason then
			fail(room, state, seen.reason);
		elseif seen.status == "off" and state.recording == "pending" and not seen.by then
			-- Jicofo stops by itself what is pending for too long.
			fail(room, state, "given up while pending");
		elseif seen.status == "off" then
			become(state, "over");
		end
	end

	-- Waits for what comes of a start, of a certain session if it is known.
	local function await(room, state, session)
		local turn = become(state, "pending");
		state.session = session;
		module:add_timer(pending_timeout, lib.guard(function ()
			if state.turn == turn then fail(room, state, "pending for " .. pending_timeout .. " s"); end
		end));
		follow(room, state);
	end

	function start(room, state)
		local moderator, session, focus = find_parties(room);
		if not moderator or not focus then
			become(state, nil);
			state.attempts = 0;
			return;
		end
		local turn = become(state, "requested");
		state.attempts = (state.attempts or 0) + 1;
		local iq = st.iq({ type = "set", id = uuid.generate(), from = moderator, to = focus })
			:tag("jibri", { xmlns = xmlns, action = "start", recording_mode = "file", app_data = app_data(session) }):up();

		muc:send_iq(iq, nil, timeout):next(lib.guard(function (answer)
			if state.turn ~= turn then return; end
			local jibri = answer.stanza:get_child("jibri", xmlns);
			await(room, state, jibri and jibri.attr.session_id);
		end), lib.guard(function (problem)
			if state.turn ~= turn then return; end
			local condition = type(problem) == "table" and problem.condition or tostring(problem);
			if condition == "unexpected-request" then
				-- Some recording is pending or on; that an earlier one is off says nothing of it.
				if state.seen and state.seen.status == "off" then state.seen = nil; end
				await(room, state, nil);
			elseif passing[condition] then
				fail(room, state, condition);
			else
				module:log("warn", "The recording of %s did not start: %s, after %d attempts",
					room.jid, condition, state.attempts);
				become(state, nil);
				state.attempts = 0;
			end
		end));
	end

	-- After roles are what they stay.
	muc:hook("muc-occupant-joined", lib.guard(function (event)
		local room = event.room;
		if lib.is_service_room(room) then return; end
		local state, session = state_of(room), lib.joining(event);
		if not state.recording and (lib.is_focus(event.occupant.bare_jid) or may_record(session)) then
			start(room, state);
		end
	end), -5);

	muc:hook("muc-broadcast-presence", lib.guard(function (event)
		local room = event.room;
		if not lib.is_focus(event.occupant.bare_jid) or lib.is_service_room(room) then return; end
		local status = event.stanza.attr.type == nil and event.stanza:get_child("jibri-recording-status", xmlns);
		if not status then return; end
		local state, attr = state_of(room), status.attr;
		local said = table.concat({ attr.status or "", attr.session_id or "", attr.failure_reason or "" }, " ");
		-- A presence is sent again for other reasons as well.
		if state.said == said then return; end
		state.said = said;
		state.seen = { status = attr.status, session = attr.session_id, reason = attr.failure_reason, by = attr.initiator };
		if attr.status == "on" and (state.recording == nil or state.recording == "waiting" or state.recording == "over") then
			-- Somebody else started it. What was asked for waits for its answer first.
			become(state, "on");
			state.session, state.attempts = attr.session_id, state.attempts or 0;
		else
			follow(room, state);
		end
	end));

	-- A moderator's request to stop, on its way to jicofo.
	muc:hook("iq/full", lib.guard(function (event)
		local stanza = event.stanza;
		local jibri = stanza.attr.type == "set" and stanza:get_child("jibri", xmlns);
		if not jibri or jibri.attr.action ~= "stop" or jibri.attr.sip_address then return; end
		local rooms = prosody.hosts[muc.host].modules.muc;
		local room = rooms and rooms.get_room_from_jid(jid.bare(stanza.attr.to));
		local actor = room and room:get_occupant_by_real_jid(stanza.attr.from);
		if actor and actor.role == "moderator" and not lib.is_service_room(room) and state_of(room).recording then
			become(state_of(room), "over");
		end
	end), 10);

	-- With jicofo goes what it was asked for; when it comes back, it is asked again.
	muc:hook("muc-occupant-left", lib.guard(function (event)
		local state = state_of(event.room);
		if not lib.is_focus(event.occupant.bare_jid) then return; end
		state.seen, state.said = nil, nil;
		if state.recording == "requested" or state.recording == "pending" or state.recording == "waiting" then
			become(state, nil);
		end
	end), 1);

	muc:hook("muc-room-destroyed", lib.guard(function (event)
		become(state_of(event.room), "over");
	end));
end);
